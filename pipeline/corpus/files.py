"""What lies in a folder, and its bytes: never a link, never anything but a regular file."""

import errno
import hashlib
import os
import stat
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus.problems import Problem, RefusedError

MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder.

    Attributes:
        name: Its name in NFC, whatever the locale; undecodable bytes are surrogates.
        path: Where it lies.
        is_folder: Whether it is a folder; a link to one is not.
        fault: Why its name cannot be used; None where it can.
    """

    name: str
    path: Path
    is_folder: bool
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes and their SHA-256 in hex digits."""

    data: bytes
    sha256: str


def entries(folder: Path, where: str) -> tuple[Entry, ...]:
    """All that lies in `folder`, sorted by name; `where` names it in problems.

    Dot files and what desktops and editors leave behind are passed over.

    Raises:
        RefusedError: The folder cannot be listed.
    """
    try:
        with os.scandir(folder) as listing:
            found = [(_name(item), item) for item in listing]
            names = Counter(name for name, _ in found)
            kept = [
                Entry(name, Path(item), item.is_dir(follow_symlinks=False), _fault(name, names))
                for name, item in found
                if not (name.startswith(".") or name.endswith("~") or name == "Thumbs.db")
            ]
    except OSError as error:
        message = f"cannot be listed ({error.strerror}); it must be a folder that may be read"
        raise RefusedError(Problem(where, None, message)) from error
    return tuple(sorted(kept, key=lambda entry: (entry.name, os.fsencode(entry.path))))


def check_name(entry: Entry, where: str) -> None:
    """Raises `RefusedError` where the entry's name cannot be used."""
    if entry.fault:
        raise RefusedError(Problem(where, None, entry.fault))


def read(path: Path, where: str) -> Content:
    """The bytes of a regular file; `where` names it in problems.

    Raises:
        RefusedError: It is a link, a folder or a device, is empty, has more than `MAX_BYTES`,
            or may not be read.
    """
    try:
        with open(path, "rb", opener=_open) as file:
            regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            data = file.read(MAX_BYTES + 1) if regular else b""
    except OSError as error:
        raise RefusedError(Problem(where, None, _reason(error))) from error
    if not regular:
        fault = "is neither a file nor a folder; put a regular file here"
    elif not data:
        fault = "is empty (0 bytes); fill it or take it away"
    elif len(data) > MAX_BYTES:
        fault = f"has more than {MAX_BYTES // 1024**2} MiB; split it or take it away"
    else:
        return Content(data, hashlib.sha256(data).hexdigest())
    raise RefusedError(Problem(where, None, fault))


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "is a symbolic link; put the file itself here"
    if error.errno == errno.EISDIR:
        return "is a folder; expected a file"
    return f"cannot be read ({error.strerror}); make it a file that may be read"


def _name(item: os.DirEntry[str]) -> str:
    # names are UTF-8 in a corpus, whatever the locale of whoever builds it
    raw = os.fsencode(item.name).decode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", raw)


def _fault(name: str, names: Counter[str]) -> str | None:
    if not name.isprintable():
        return "the name is not UTF-8 or holds characters that cannot be printed; rename it"
    if names[name] > 1:
        return "two names here differ only in how their accents are encoded; rename one"
    return None
