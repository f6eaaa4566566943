"""The mails below raw/mail: where each begins and ends, in mbox, Maildir and single files."""

import mmap
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.private.veil import Secret, Veiled

FOLDER = "mail"
#: The longest mail that is read.
MAX_BYTES = 32 * 1024**2
_KEPT_BESIDE = frozenset({"corrections.yaml", "asker.key", "forgotten.json"})
_IN_MAILDIR = frozenset({"cur", "new"})
# a line of mbox that parts two mails names a sender and a moment; others begin with From, too
_FROM = (
    rb"From [^\r\n]{1,200}? (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
    rb"[^\r\n]{4,30}?\d{1,2}:\d{2}[^\r\n]{0,30}\r?\n"
)
# it stands first, or behind a blank line and above a header, or above one that only mails have
_PARTS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?[\r\n]{0,99}%(from)s"
    rb"|(?:(?<=\n\n)|(?<=\n\r\n))%(from)s(?=>?From |[!-9;-~]{1,100}[ \t]*:)"
    rb"|(?<=\n)%(from)s(?=(?:Return-Path|Received|Delivered-To|Message-I[Dd]|From|Date|X-[\w-]{1,60}):)"
    % {b"from": _FROM}
)
_FIRST = 4_096


@dataclass(frozen=True, slots=True, repr=False)
class MailAt(Veiled):
    """Where a mail lies: `length` bytes from `start` of a file, its first line being `line`."""

    path: str
    document: Secret
    start: int
    length: int
    line: int
    line_end: int
    in_mbox: bool

    def read(self) -> bytes:
        """The bytes, as they were before they were put into an mbox.

        Raises:
            OSError: the file cannot be read any more.
        """
        handle = _opened(self.path)
        try:
            data = os.pread(handle, self.length, self.start)
        finally:
            os.close(handle)
        if self.in_mbox:
            data = data.partition(b"\n")[2]
            return re.sub(rb"(?m)^>(?=>*From )", b"", data)
        return data


def mailboxes(raw: Path) -> list[Path]:
    """All files below raw/mail that may hold mails, sorted; never a link, nothing hidden."""
    found = []
    for folder, folders, names in os.walk(raw / FOLDER):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "tmp")
        for name in names:
            path = Path(folder, name)
            hidden = name.startswith(".") and path.parent.name not in _IN_MAILDIR
            if not hidden and name not in _KEPT_BESIDE and not path.is_symlink():
                found.append(path)
    return sorted(found, key=os.fsencode)


def mails(path: Path, raw: Path) -> Iterator[MailAt]:
    """The mails of one file; none where it is empty or cannot be read."""
    document = Secret(os.fsencode(path.relative_to(raw)).decode("utf-8", "replace"))
    try:
        handle = _opened(str(path))
    except OSError:
        return
    try:
        size = os.fstat(handle).st_size
        if not stat.S_ISREG(os.fstat(handle).st_mode) or not size:
            return
        if not _PARTS.match(os.pread(handle, _FIRST, 0)) or path.parent.name in _IN_MAILDIR:
            lines = _lines(handle, size)
            yield MailAt(str(path), document, 0, size, 1, lines, in_mbox=False)
            return
        with mmap.mmap(handle, 0, access=mmap.ACCESS_READ) as data:
            starts = [found.start() for found in _PARTS.finditer(data)]
            line = 1
            for start, end in zip(starts, [*starts[1:], size], strict=True):
                behind = line + data[start:end].count(b"\n")
                last = max(behind - 1, line)
                yield MailAt(str(path), document, start, end - start, line, last, in_mbox=True)
                line = behind
    finally:
        os.close(handle)


def _lines(handle: int, size: int) -> int:
    data = os.pread(handle, min(size, MAX_BYTES), 0)
    return max(data.count(b"\n") + (not data.endswith(b"\n")), 1)


def _opened(path: str) -> int:
    return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
