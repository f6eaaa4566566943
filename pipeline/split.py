"""A file that holds several sessions to a folder for each of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import yaml

from pipeline.corpus.files import read
from pipeline.corpus.located import parse
from pipeline.corpus.names import SETTINGS
from pipeline.corpus.problems import Problem, RefusedError
from pipeline.documents import READERS
from pipeline.extract.several import Part, sessions_in
from pipeline.new_sessions import write_sessions
from pipeline.readers.document import Document, UnreadableError
from pipeline.readers.front_matter import read_front_matter

# of the session.yaml beside the file: what holds for each of its sessions
_SHARED = ("series", "language", "license", "follow_up_policy")
_PLAIN = frozenset({"utf-8", "windows-1252"})
_WIDE = {"utf-16": 2, "utf-32": 4}  # bytes of the byte order mark, without which they are not
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|(?<=[^\r\n])\Z)")
_BYTE_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|(?<=[^\r\n])\Z)")


@dataclass(frozen=True, slots=True)
class Split:
    """What was made of a file: each file with its part, and the runs of lines in none."""

    made: tuple[tuple[Path, Part], ...]
    left: tuple[tuple[int, int], ...]


def split_file(source: Path, raw: Path) -> Split:
    """Write each session of `source` into a folder of its own below `raw/sessions`.

    A folder gets the lines of its session, byte for byte, behind the file's front matter, and,
    where a `session.yaml` lies beside `source`, one with what holds for all of its sessions.
    All folders are made, or none; `source` stays as it is.

    Raises:
        RefusedError: `source` cannot be read, does not hold several sessions or cannot be cut
            between them, or something is in the way of a folder.
    """
    name = str(source)
    suffix = source.suffix.removeprefix(".").lower()
    if suffix not in READERS:
        expected = ", ".join(f".{known}" for known in READERS)
        raise RefusedError(Problem(name, None, f"cannot be split; expected notes as {expected}"))
    data = read(source, name).data
    try:
        document = READERS[suffix](data)
    except UnreadableError as error:
        raise RefusedError(Problem(name, None, str(error))) from error
    parts = _parts(document, name)
    front = read_front_matter(document.lines)[1] if document.format == "markdown" else 0
    cut = _cut(data, document.encoding, front, parts)
    settings = _settings(source, f"notes.{suffix}")
    folders = {
        part.session_id: {f"notes.{suffix}": text, **_settings_file(settings, source, part)}
        for part, text in zip(parts, cut, strict=True)
    }
    write_sessions(folders, raw / "sessions")
    made = ((raw / "sessions" / part.session_id / f"notes.{suffix}", part) for part in parts)
    return Split(tuple(made), tuple(_left(document, parts, front)))


def _parts(document: Document, name: str) -> tuple[Part, ...]:
    """The sessions in a document that can be cut between lines."""
    parts = sessions_in(document)
    if not parts:
        message = (
            "does not hold several sessions: there are no headings of one level that name "
            "different days in full, with text under them; there is nothing to split"
        )
        raise RefusedError(Problem(name, None, message))
    if document.encoding not in _PLAIN | set(_WIDE):
        message = f"is in {document.encoding}, which its parts cannot declare; save it as UTF-8"
        raise RefusedError(Problem(name, None, message))
    for part, following in pairwise(parts):
        if following.line_start <= max(part.line_start, part.line_end):
            message = "two sessions share this line; begin the second on a line of its own"
            raise RefusedError(Problem(name, following.line_start, message))
    return parts


def _cut(data: bytes, encoding: str, front: int, parts: Sequence[Part]) -> Iterator[bytes]:
    """The bytes of each part, with the first `front` lines and any byte order mark before it."""
    mark = data[: _WIDE.get(encoding, 0)]
    if mark:
        order = "be" if mark.startswith((b"\xfe", b"\0")) else "le"
        codec = f"{encoding}-{order}"
        text = data[len(mark) :].decode(codec)
        lines = [line.encode(codec) for line in _LINE.findall(text)]
    else:
        lines = _BYTE_LINE.findall(data)
    for part in parts:
        yield mark + b"".join((*lines[:front], *lines[part.line_start - 1 : part.line_end]))


def _settings(source: Path, document: str) -> dict[str, object] | None:
    """What the `session.yaml` beside `source` says of every session in it; None without one."""
    path = source.parent / SETTINGS
    if not path.exists():
        return None
    stated = parse(read(path, str(path)).data, str(path)).data
    if not isinstance(stated, dict):
        return {}
    shared: dict[str, object] = {key: stated[key] for key in _SHARED if key in stated}
    documents = stated.get("documents")
    if isinstance(documents, dict) and source.name in documents:
        shared["documents"] = {document: documents[source.name]}
    return shared


def _settings_file(
    settings: Mapping[str, object] | None, source: Path, part: Part
) -> dict[str, bytes]:
    if settings is None:
        return {}
    text = f"# from {source.name!r}, lines {part.line_start} to {part.line_end}\n"
    if settings:
        text += yaml.safe_dump(dict(settings), allow_unicode=True, sort_keys=False)
    return {SETTINGS: text.encode()}


def _left(document: Document, parts: Sequence[Part], front: int) -> Iterator[tuple[int, int]]:
    """The runs of lines that no part holds, but for blank ones at their ends."""
    edges = [front, *(edge for part in parts for edge in (part.line_start, part.line_end))]
    edges.append(len(document.lines) + 1)
    for before, behind in zip(edges[::2], edges[1::2], strict=True):
        said = [n for n in range(before + 1, behind) if document.lines[n - 1].strip()]
        if said:
            yield said[0], said[-1]
