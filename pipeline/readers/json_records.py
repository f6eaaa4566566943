"""The objects of a JSON file with their places, also of one that is cut off or broken."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_LINE_END = re.compile(r"\r\n|\n|\r")
_LISTS = re.compile(r'"(?:messages|actions)"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)|[\r\n]\s*(?=\{)")
_WINDOW = 1 << 14
_LONGEST_TOKEN = 12  # of those that an end can cut: `\\ud83d\\ude00`
_decoder = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """An object and its lines; `value` is None where it is cut off or no JSON."""

    value: dict[str, Any] | None
    line_start: int
    line_end: int


def json_records(text: str) -> Iterator[JsonRecord]:
    """The objects of one a line, of a list, or of every list called messages or actions."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def record(value: Any, start: int, end: int) -> JsonRecord:
        found = value if isinstance(value, dict) else None
        last = max(start, start + len(text[start:end].rstrip()) - 1)
        return JsonRecord(found, bisect_right(starts, start), bisect_right(starts, last))

    first = _BETWEEN.match(text)
    at = first.end() if first else 0
    if text.startswith("[", at):
        for value, start, end in _items(text, at + 1):
            yield record(value, start, end)
    elif _is_one_a_line(text, at):
        for start, after in zip(starts, [*starts[1:], len(text)], strict=True):
            if line := text[start:after].strip():
                yield record(_object(line), start, after)
    else:
        lists = _LISTS.search(text, at)
        while lists:
            end = lists.end()
            for value, start, end in _items(text, lists.end()):
                yield record(value, start, end)
            lists = _LISTS.search(text, end)


def _is_one_a_line(text: str, at: int) -> bool:
    line_end = _LINE_END.search(text, at)
    first = text[at : line_end.start() if line_end else len(text)]
    if len(first.strip()) < len('{"":0}'):
        return False
    if '"replayChatItemAction"' in first:
        return True
    rest = text[line_end.end() :].lstrip() if line_end else ""
    return rest.startswith("{") or (not rest and not _LISTS.search(text))


def _object(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _items(text: str, at: int) -> Iterator[tuple[Any, int, int]]:
    """The objects of a list that is open at `at`, each with its start and end.

    Behind a broken one it goes on where the next object seems to begin.
    """
    while True:
        gap = _BETWEEN.match(text, at)
        at = gap.end() if gap else at
        if at >= len(text) or text[at] == "]":
            return
        value, end = _decoded(text, at)
        if end is None:
            again = _NEXT.search(text, at + 1)
            end = again.end() if again else len(text)
        yield value, at, end
        at = end


def _decoded(text: str, at: int) -> tuple[Any, int | None]:
    """The value at `at` and its end; no end where it is broken.

    An error tells the line it is in, for which all before it is counted: so a window is read,
    which grows where the value is cut off by its end.
    """
    size = _WINDOW
    while True:
        window = text[at : at + size]
        try:
            value, end = _decoder.raw_decode(window)
        except json.JSONDecodeError as error:
            at_end = error.pos >= len(window) - _LONGEST_TOKEN or error.msg.startswith("Unterm")
            if at + size >= len(text) or not at_end:
                return None, None
            size *= 8
        except RecursionError:
            return None, None
        else:
            return value, at + end
