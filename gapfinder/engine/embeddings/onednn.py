"""A model's linear layers by oneDNN, in single precision as before.

Four fifths of an encoder's work are these multiplications. torch leaves them to MKL,
which on processors that are not Intel's uses half of their width. oneDNN, a part of
torch too, uses all of it. Its operators here are those that `torch.compile` puts in a
model for a processor; compiling would take longer than a night's contacts do.
"""

import torch
from torch import Tensor, nn


class OneDNNLinear(nn.Module):
    """What a linear layer of a CPU computes, for inference alone.

    Its weights are stored as the processor likes to read them, and are neither
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
    """Replace a model's linear layers where oneDNN can do the same, and only there."""
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return
    for name, layer in list(model.named_children()):
        if type(layer) is nn.Linear and _is_plain(layer.weight):
            setattr(model, name, OneDNNLinear(layer))
        else:
            use_onednn(layer)


def _is_plain(weight: Tensor) -> bool:
    return weight.device.type == "cpu" and weight.dtype == torch.float32
