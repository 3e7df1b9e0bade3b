"""Linear layers of a model computed by oneDNN, in single precision.

Four fifths of an encoder's work are matrix products. torch computes them with MKL,
which uses half the vector width on processors of other makers than Intel. oneDNN, which
is also part of torch, uses all of it. The operators used here are those that
`torch.compile` inserts for a CPU; compiling would take longer than encoding a night's
contacts.
"""

import torch
from torch import Tensor, nn


class OneDNNLinear(nn.Module):
    """A linear layer on a CPU, for inference only.

    The weights are stored in the layout that oneDNN reads fastest. They are neither
    parameters nor buffers: nothing trains, saves or moves them.
    """

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        weight = layer.weight.detach()
        self.weight: Tensor = torch.ops.mkldnn._reorder_linear_weight(weight)
        self.bias = None if layer.bias is None else layer.bias.detach()

    def forward(self, inputs: Tensor) -> Tensor:
        """Return rows × weightsᵀ + bias, shape (…, outputs) for (…, inputs)."""
        outputs: Tensor = torch.ops.mkldnn._linear_pointwise(
            *(inputs, self.weight, self.bias),
            *("none", [], ""),  # applied on top
        )
        return outputs


def use_onednn(model: nn.Module) -> None:
    """Replace the linear layers of a model that oneDNN can compute."""
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return
    for name, layer in list(model.named_children()):
        if type(layer) is nn.Linear and _is_plain(layer.weight):
            setattr(model, name, OneDNNLinear(layer))
        else:
            use_onednn(layer)


def _is_plain(weight: Tensor) -> bool:
    return weight.device.type == "cpu" and weight.dtype == torch.float32
