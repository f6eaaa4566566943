"""Networks to the two files of each that a build reads."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from pipeline.enrich import exchange_model, topic_model
from schemas.words import Outcome
from training.encoder import Listener, Placer, vocabulary
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


class _Placed(nn.Module):
    """The network, asked for one text."""

    def __init__(self, network: Placer) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> Tensor:
        return self.network(ids)


def publish_listener(
    network: Listener,
    kept: Sequence[int],
    shares: Mapping[Outcome, float],
    exchanges: str,
    folder: Path,
) -> None:
    """Write the network with weights of eight bits, and what its numbers mean.

    `kept` are the numbers of its pieces, `shares` those of the outcomes among the exchanges it
    was taught on, and `exchanges` the digest of these.
    """
    stream = io.BytesIO()
    torch.onnx.export(
        _Spoken(network).eval(),
        (torch.tensor([[0, 1, 2, 3]]), torch.tensor([[0, 0, 1, 1]]), torch.tensor([[2, 3]])),
        stream,
        input_names=exchange_model.INPUTS,
        output_names=exchange_model.OUTPUTS,
        dynamic_axes={"ids": {1: "p"}, "kinds": {1: "p"}, "ends": {1: "s"}, "sentences": {1: "s"}},
        opset_version=_OPSET,
        dynamo=False,
    )
    _write(stream.getvalue(), folder / exchange_model.NETWORK)
    meaning = {"shares": shares, "labels": LABELS, "exchanges": exchanges}
    _state(meaning, kept, folder / exchange_model.MEANING)


def publish_placer(network: Placer, kept: Sequence[int], lists: str, folder: Path) -> None:
    """Write the network with weights of eight bits, and what its numbers mean.

    `kept` are the numbers of its pieces, `lists` the digest of those it was taught on.
    """
    stream = io.BytesIO()
    torch.onnx.export(
        _Placed(network).eval(),
        (torch.tensor([[0, 1, 2, 3]]),),
        stream,
        input_names=topic_model.INPUTS,
        output_names=topic_model.OUTPUTS,
        dynamic_axes={"ids": {1: "p"}},
        opset_version=_OPSET,
        dynamo=False,
    )
    _write(stream.getvalue(), folder / topic_model.NETWORK)
    likeness = {"sharpness": network.sharpness.exp(), "none": network.none}
    rounded = {name: round(float(value), 4) for name, value in likeness.items()}
    _state({**rounded, "lists": lists}, kept, folder / topic_model.MEANING)


def _write(network: bytes, path: Path) -> None:
    with TemporaryDirectory() as beside:
        whole = Path(beside) / "whole.onnx"
        whole.write_bytes(network)
        # of seven bits, so that sums do not overflow on processors without the newer instructions
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, reduce_range=True)


def _state(meaning: Mapping[str, object], kept: Sequence[int], path: Path) -> None:
    every = vocabulary()
    stated = {**meaning, "pieces": [every[at] for at in kept]}
    path.write_text(json.dumps(stated, ensure_ascii=False, indent=0) + "\n", "utf-8")
