"""Org and AsciiDoc among plain text: what their marks make of a line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_FEWEST = 2
_ORG_SIGN = re.compile(r"#\+\w{2,30}:|\s*:PROPERTIES:\s*$|\*+ (?:TODO|DONE) \S")
_ORG_HEADING = re.compile(
    r"(?P<marks>\*{1,6}) (?:(?:TODO|DONE) )?(?P<text>.*?)(?P<tags>\s+:[\w:@]+:)?\s*$"
)
_ORG_SILENT = re.compile(r"#\+\w{2,30}|\s*:(?:PROPERTIES|END|LOGBOOK):\s*$|(?:CLOSED|SCHEDULED): ")
_ORG_PROPERTY = re.compile(r"\s*:[\w-]{2,30}:\s")
_ADOC_HEADING = re.compile(r"(?P<marks>={1,6}) (?P<text>\S.*[^\s=])(?P<tags>)\s*$")
_ADOC_SILENT = re.compile(r"\[\[?[\w#.%][\w ,.=\"'#%-]{0,60}\]?\]\s*$|//")
_ADOC_ITEM = re.compile(r"\*{2,5}(?= \S)|\.{1,5}(?= \S)")
_TERM = re.compile(r":{2,4}\s*$")
_BOLD_MARK = re.compile(r"(?P<before>\s*(?:[-+*]\s+)?)\*(?P<mark>[^\s*:][^*:]{0,40}:)\*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Lines, each as long as before but without marks, the depth of headings, and silent lines."""

    lines: tuple[str, ...]
    headings: Mapping[int, int] = field(default_factory=dict)
    silent: frozenset[int] = frozenset()


def read_dialect(lines: Sequence[str], fields: frozenset[int]) -> Dialect:
    """The lines of a text but for those of `fields`, as Org or AsciiDoc where they are that."""
    is_org = any(map(_ORG_SIGN.match, lines))
    lines = tuple("" if at in fields else line for at, line in enumerate(lines, 1))
    if is_org:
        return _read(lines, _ORG_HEADING, frozenset(_silent_in_org(lines)), org=True)
    headed = sum(_ADOC_HEADING.match(line) is not None for line in lines)
    if headed >= _FEWEST:
        silent = frozenset(at for at, line in enumerate(lines, 1) if _ADOC_SILENT.match(line))
        return _read(lines, _ADOC_HEADING, silent, org=False)
    return Dialect(lines)


def _silent_in_org(lines: Sequence[str]) -> Iterator[int]:
    drawer = False
    for at, line in enumerate(lines, 1):
        if _ORG_SILENT.match(line) or (drawer and _ORG_PROPERTY.match(line)):
            yield at
        drawer = ":PROPERTIES:" in line or (drawer and ":END:" not in line)


def _read(
    lines: tuple[str, ...], heading: re.Pattern[str], silent: frozenset[int], *, org: bool
) -> Dialect:
    headings: dict[int, int] = {}
    made: list[str] = []
    for at, line in enumerate(lines, 1):
        found = heading.match(line)
        if at in silent:
            made.append("")
        elif found and found["text"]:
            headings[at] = len(found["marks"])
            made.append(" " * found.start("text") + found["text"])
        else:
            made.append(_BOLD_MARK.sub(r"\g<before> \g<mark> ", line) if org else _of_adoc(line))
    return Dialect(tuple(made), headings, silent)


def _of_adoc(line: str) -> str:
    """A line whose list marks are those of plain text, the deeper the further in."""
    line = _TERM.sub("", _BOLD_MARK.sub(r"\g<before> \g<mark> ", line))
    if marks := _ADOC_ITEM.match(line):
        return " " * (len(marks[0]) - 1) + "*" + line[marks.end() :]
    return line
