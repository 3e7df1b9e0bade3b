"""Linear layers by oneDNN: the same numbers, sooner."""

import pytest


@pytest.fixture
def torch():
    """Loaded by who tests, not by who collects tests: it takes seconds."""
    import torch

    if not torch.backends.mkldnn.is_available():
        pytest.skip("this torch has no oneDNN")
    return torch


@pytest.fixture
def nn(torch):
    return torch.nn


@pytest.fixture
def onednn(torch):
    from gapfinder.engine.embeddings import onednn

    return onednn


def test_a_layer_multiplies_and_adds_its_bias(torch, nn, onednn):
    layer = nn.Linear(2, 3)
    layer.weight.data = torch.tensor([[1.0, 0.0], [0.0, 1.0], [2.0, -1.0]])
    layer.bias.data = torch.tensor([10.0, 20.0, 30.0])

    told = onednn.OneDNNLinear(layer)(torch.tensor([[3.0, 4.0]]))

    assert told.tolist() == [[13.0, 24.0, 32.0]]


def test_one_without_a_bias_adds_nothing(torch, nn, onednn):
    layer = nn.Linear(2, 1, bias=False)
    layer.weight.data = torch.tensor([[2.0, 5.0]])

    assert onednn.OneDNNLinear(layer)(torch.tensor([[1.0, 1.0]])).tolist() == [[7.0]]


@pytest.mark.parametrize("rows", [(1,), (7,), (16, 61), (2, 1)])
def test_it_says_what_torch_says_of_any_number_of_rows(rows, torch, nn, onednn):
    layer, inputs = nn.Linear(384, 1536), torch.randn(*rows, 384)

    with torch.inference_mode():
        told = onednn.OneDNNLinear(layer)(inputs)
        expected = layer(inputs)

    assert told.shape == expected.shape
    torch.testing.assert_close(told, expected, rtol=1e-5, atol=1e-5)


def test_all_linear_layers_of_a_model_are_replaced_however_deep(torch, nn, onednn):
    model = nn.Sequential(nn.Linear(4, 8), nn.Sequential(nn.GELU(), nn.Linear(8, 2)))
    inputs = torch.randn(3, 4)
    before = model(inputs).detach()

    onednn.use_onednn(model)

    assert [type(layer) for layer in model.modules() if layer is not model] == [
        *(onednn.OneDNNLinear, nn.Sequential, nn.GELU, onednn.OneDNNLinear),
    ]
    torch.testing.assert_close(model(inputs), before)


def test_what_it_cannot_do_the_same_stays_as_it_was(nn, onednn):
    """Half a precision, and layers that do more than a linear one."""

    class Scaled(nn.Linear):
        def forward(self, inputs):
            return 2 * super().forward(inputs)

    model = nn.Sequential(nn.Linear(4, 4).bfloat16(), Scaled(4, 4))

    onednn.use_onednn(model)

    assert [type(layer) for layer in model] == [nn.Linear, Scaled]
