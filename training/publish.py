"""A network to the two files that a build reads."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from pipeline.enrich.exchange_model import INPUTS, MEANING, NETWORK, OUTPUTS
from training.encoder import Listener, vocabulary
from training.examples import OUTCOMES
from training.exchanges import LABELS

_OPSET = 17


class _Spoken(nn.Module):
    """The network with probabilities for its logits."""

    def __init__(self, network: Listener) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, kinds: Tensor, ends: Tensor) -> tuple[Tensor, Tensor]:
        whole, sentences = self.network(ids, kinds, ends)
        outcomes, part = whole[:, :-1].softmax(-1), whole[:, -1:].sigmoid()
        return torch.cat([outcomes, part], -1), sentences.sigmoid()


def publish(network: Listener, kept: Sequence[int], exchanges: str, folder: Path) -> None:
    """Write the network with weights of eight bits, and what its numbers mean.

    `kept` are the numbers of its pieces, `exchanges` the digest of those it was taught on.
    """
    every = vocabulary()
    meaning = {
        "outcomes": OUTCOMES,
        "labels": LABELS,
        "exchanges": exchanges,
        "pieces": [every[at] for at in kept],
    }
    text = json.dumps(meaning, ensure_ascii=False, indent=0) + "\n"
    with TemporaryDirectory() as beside:
        whole = Path(beside) / "whole.onnx"
        whole.write_bytes(exported(network))
        # of seven bits, so that sums do not overflow on processors without the newer instructions
        quantize_dynamic(whole, folder / NETWORK, weight_type=QuantType.QInt8, reduce_range=True)
    (folder / MEANING).write_text(text, "utf-8")


def exported(network: Listener) -> bytes:
    """The network as an ONNX model of one exchange at a time."""
    stream = io.BytesIO()
    ids = torch.tensor([[0, 1, 2, 3]])
    torch.onnx.export(
        _Spoken(network).eval(),
        (ids, torch.tensor([[0, 0, 1, 1]]), torch.tensor([[2, 3]])),
        stream,
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes={"ids": {1: "p"}, "kinds": {1: "p"}, "ends": {1: "s"}, "sentences": {1: "s"}},
        opset_version=_OPSET,
        dynamo=False,
    )
    return stream.getvalue()
