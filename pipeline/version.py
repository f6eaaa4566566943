"""What the code is: a hash that changes when a build's bytes might."""

import hashlib
import json
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.corpus import Corpus

_ROOT = Path(__file__).parent.parent
_ROOMS = ("schemas", "pipeline")
_SUFFIXES = (".py", ".yaml", ".json", ".onnx", ".md")
_LIBRARIES = (
    "markdown-it-py",
    "mwparserfromhell",
    "numpy",
    "onnxruntime",
    "pandas",
    "pandera",
    "py3langid",
    "pyarrow",
    "pydantic",
    "python-dateutil",
    "pyyaml",
    "rapidfuzz",
    "selectolax",
    "sentencex",
)


@cache
def code_version() -> str:
    """SHA-256 over the sources and the versions of the libraries that make the tables."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((_ROOT / room).rglob("*")):
            if path.suffix in _SUFFIXES:
                digest.update(f"{path.relative_to(_ROOT).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in _LIBRARIES:
        digest.update(f"{library}=={version(library)}\n".encode())
    return digest.hexdigest()


@cache
def lock_hash() -> str:
    """SHA-256 of `requirements.lock`; empty where the code lies without it."""
    lock = _ROOT / "requirements.lock"
    return hashlib.sha256(lock.read_bytes()).hexdigest() if lock.exists() else ""


def results_key(corpus: Corpus) -> str:
    """What the result of a session depends on beside its own folder, as hex digits."""
    settings = corpus.model_dump_json(exclude={"mail"})  # no session hangs on who writes in
    return hashlib.sha256(f"{code_version()}\n{settings}".encode()).hexdigest()


def build_digest(fingerprint: str, as_of: date | None, effects: str = "") -> str:
    """The name of a build: a hash of the corpus, the code, and the day asked about.

    `effects` is a hash of what private things say of the tables, never of these things.
    """
    facts = [fingerprint, code_version(), as_of.isoformat() if as_of else None, effects]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
