"""Whether the environment is the one that requirements.lock asks for."""

import re
import tomllib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PINNED = re.compile(r"(?m)^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)")


def stale(root: Path = _ROOT) -> list[str]:
    """What of the program's own dependencies is missing or of another version, a line each.

    Nothing is said where there is no lock file to compare with.
    """
    lock, project = root / "requirements.lock", root / "pyproject.toml"
    if not lock.is_file() or not project.is_file():
        return []
    pinned: dict[str, list[str]] = {}  # several, where it hangs on the version of Python
    for name, pin in _PINNED.findall(lock.read_text("utf-8")):
        pinned.setdefault(name, []).append(pin)
    stated = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    found = (_told(name, pinned.get(name, [])) for name in map(_name, stated))
    return [line for line in found if line]


def _name(requirement: str) -> str:
    named = _NAME.match(requirement)
    return named[0].lower() if named else requirement


def _told(name: str, pinned: Sequence[str]) -> str | None:
    expected = " or ".join(pinned) or "any version"
    try:
        installed = version(name)
    except PackageNotFoundError:
        return f"{name} is not installed; expected {expected}"
    if not pinned or installed in pinned:
        return None
    return f"{name} is {installed}; expected {expected}"
