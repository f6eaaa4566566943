"""What the code is: a hash that changes when a build's bytes might."""

import hashlib
import json
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.corpus import Corpus

_ROOT = Path(__file__).parent.parent
_ROOMS = ("schemas", "pipeline")
_CACHED = "pipeline.results"  # who puts the results of sessions away
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
    return _hashed(lambda _: True)


@cache
def sessions_version() -> str:
    """The same over what the result of a single session can depend on.

    That is all but the rooms that stand above `pipeline.results` in the layers of
    `pyproject.toml`: no room below them imports one, which import-linter holds.
    """
    above = _rooms_above(_CACHED)
    return _hashed(lambda source: not any(f"{source}.".startswith(f"{room}.") for room in above))


def _rooms_above(room: str) -> tuple[str, ...]:
    """The rooms that `room` may not import; none where the code lies without its settings."""
    settings = _ROOT / "pyproject.toml"
    if not settings.exists():
        return ()
    contracts = tomllib.loads(settings.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return tuple(layers[: layers.index(room)])


def _hashed(counts: Callable[[str], bool]) -> str:
    """SHA-256 over the libraries' versions and the sources that count, by their dotted names."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((_ROOT / room).rglob("*")):
            source = ".".join(path.relative_to(_ROOT).with_suffix("").parts)
            if path.suffix in _SUFFIXES and counts(source):
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
    return hashlib.sha256(f"{sessions_version()}\n{settings}".encode()).hexdigest()


def readings_key(corpus: Corpus) -> str:
    """What the reading of a mail or a chat depends on beside itself, as hex digits."""
    return hashlib.sha256(f"{code_version()}\n{corpus.model_dump_json()}".encode()).hexdigest()


def build_digest(fingerprint: str, as_of: date | None, effects: str = "") -> str:
    """The name of a build: a hash of the corpus, the code, and the day asked about.

    `effects` is a hash of what private things say of the tables, never of these things.
    """
    facts = [fingerprint, code_version(), as_of.isoformat() if as_of else None, effects]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
