"""YAML in which every value knows its line.

Only what plain settings need is read: mappings, lists and text. No scalar is given a type
here (so the revision `0123` and the language `no` stay what was written), nothing is
repeated, shared or tagged, and whatever goes wrong is a `Problem` with its line.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from pipeline.corpus.problems import Problem, RefusedError, quoted

Loc: TypeAlias = tuple[str | int, ...]
Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"

MAX_BYTES = 1024 * 1024
_MAX_DEPTH = 16
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Located:
    """What a YAML file says, and where.

    Attributes:
        path: The file, relative to `raw`.
        data: Its content; scalars are NFC text, or None where nothing is written.
        lines: Line of each value by its way from the top: that of its key, or of its item.
    """

    path: str
    data: Data
    lines: Mapping[Loc, int]

    def line(self, *loc: str | int) -> int | None:
        """The line of the value at `loc`, or of the nearest thing around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc)

    def problem(self, message: str, *loc: str | int) -> Problem:
        """A problem of the value at `loc`."""
        return Problem(self.path, self.line(*loc), message)


def parse(data: bytes, path: str) -> Located:
    """Reads one YAML file.

    Args:
        data: The file's bytes: UTF-8, with or without a byte order mark.
        path: Its name in problems.

    Raises:
        RefusedError: It is not UTF-8, not YAML, or holds more than plain settings need.
    """
    text = _decode(data, path)
    try:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        return _Reader(path, events).read()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text, path) from error


class _Reader:
    """Builds data from YAML's events; holds the lines met on the way."""

    def __init__(self, path: str, events: Iterator[Any]) -> None:
        self._path = path
        self._events = events
        self._lines: dict[Loc, int] = {}

    def read(self) -> Located:
        next(self._events)  # the stream's start
        data: Data = None
        if isinstance(next(self._events), yaml.DocumentStartEvent):
            data = self._value(next(self._events), ())
            next(self._events)  # the document's end
            after = next(self._events)
            if isinstance(after, yaml.DocumentStartEvent):
                raise self._error(after, "a second document begins here; keep one per file")
        return Located(self._path, data, self._lines)

    def _value(self, event: Any, loc: Loc) -> Data:
        self._lines.setdefault(loc, event.start_mark.line + 1)
        self._refuse_extras(event)
        if len(loc) > _MAX_DEPTH:
            raise self._error(event, f"nested more than {_MAX_DEPTH} deep; settings are flatter")
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(loc))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc)
        text = unicodedata.normalize("NFC", event.value)
        plain = event.style in (None, "")
        return None if plain and text in _NULLS else text

    def _items(self, loc: Loc) -> Iterator[Data]:
        index = 0
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._value(event, (*loc, index))
            index += 1

    def _mapping(self, loc: Loc) -> dict[str, Data]:
        found: dict[str, Data] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            if key in found:
                first = self._lines[*loc, key]
                message = f"the key {quoted(key)} is already on line {first}; keep one of them"
                raise self._error(event, message)
            self._lines[*loc, key] = event.start_mark.line + 1
            found[key] = self._value(next(self._events), (*loc, key))
        return found

    def _key(self, event: Any) -> str:
        self._refuse_extras(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise self._error(event, "a list or mapping stands as a key; expected 'key: value'")
        return unicodedata.normalize("NFC", event.value)

    def _refuse_extras(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._error(event, "'&' anchors and '*' aliases are not read; write it out")
        if event.tag is not None:
            raise self._error(event, f"the tag {quoted(event.tag)} is not read; take it away")

    def _error(self, event: Any, message: str) -> RefusedError:
        return RefusedError(Problem(self._path, event.start_mark.line + 1, message))


def _decode(data: bytes, path: str) -> str:
    if len(data) > MAX_BYTES:
        message = f"has {len(data)} bytes; settings have at most {MAX_BYTES}"
        raise RefusedError(Problem(path, None, message))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(data[: error.start].decode("utf-8", "replace"))
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise RefusedError(Problem(path, line, message)) from error
    if control := _CONTROL.search(text):
        line = _line_at(text[: control.start()])
        message = f"holds the control character U+{ord(control[0]):04X}; take it away"
        raise RefusedError(Problem(path, line, message))
    return text


def _line_at(before: str) -> int:
    return len(_LINE_END.findall(before)) + 1


def _syntax_error(error: yaml.MarkedYAMLError, text: str, path: str) -> RefusedError:
    # an open quote is noticed at the end of the file only
    unclosed = "quoted" in (error.context or "")
    mark = error.context_mark if unclosed else error.problem_mark
    index = mark.line if mark else 0
    lines = [*_LINE_END.split(text), ""]
    line = lines[min(index, len(lines) - 1)]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        message = "is indented with a tab; use spaces"
    elif unclosed:
        message = "opens a quote that is never closed; close it, or quote the whole value"
    else:
        what = error.problem or "cannot be read"
        message = f"is not YAML ({what}); expected 'key: value' lines, ': ' and '#' only in quotes"
    return RefusedError(Problem(path, index + 1, message))
