"""What a file says of itself at its head in other ways than YAML: Pelican, Nikola, TOML, Org."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.readers.document import Field
from pipeline.readers.traced import Traced

_MOST_LINES = 60
_FEWEST = 2
_NAMES = {"authors": "author", "speaker": "speakers", "summary": "description"}
# what programs that make pages know; anything else may be a line of the notes themselves
_KNOWN = frozenset(
    {
        "title", "date", "slug", "author", "authors", "category", "categories", "tags", "status",
        "summary", "description", "modified", "updated", "lang", "template", "link", "type",
        "subtitle", "keywords",
    }
)  # fmt: skip
_STATED = frozenset({"title", "date", "author", "authors", "speakers", "speaker"})
_PELICAN = re.compile(r"(?P<key>[A-Za-z]\w{2,20}):\s+(?P<value>\S.*)$")
_NIKOLA = re.compile(r"\.\. (?P<key>\w{2,30}):\s*(?P<value>.*)$")
_LISTED = re.compile(r":(?P<key>[\w-]{2,30}):(?:\s+(?P<value>\S.*)|\s*)$")
_ORG = re.compile(r"#\+(?P<key>\w{2,30}):\s*(?P<value>.*)$")
_TOML = re.compile(r"(?P<key>[\w-]{2,30})\s*=\s*(?P<value>\S.*)$")
_QUOTED = re.compile(
    r"[\"'](?P<value>[^\"']*)[\"']|(?<![\w\"'])(?P<bare>\d{4}-\d{2}-\d{2}[^\s,\"']*)"
)


@dataclass(frozen=True, slots=True)
class PageFields:
    """The fields, and the numbers of the lines that hold these and others like them."""

    fields: tuple[Field, ...] = ()
    lines: frozenset[int] = frozenset()


def read_page_fields(lines: Sequence[str]) -> PageFields:
    """The fields at the head of a file.

    `Title: …` and `Date: …` at its very beginning, as Pelican has them; `.. title: …` of Nikola,
    bare or in a comment; `title = "…"` between lines of `+++`; `:date: …` under a title; and
    `#+TITLE: …` of Org.
    """
    head = lines[:_MOST_LINES]
    first = next((at for at, line in enumerate(head) if line.strip()), 0)
    for read in (_between_pluses, _of_nikola, _of_pelican, _of_org, _in_a_list):
        found = tuple(read(head, first))
        if found:
            fields = tuple(one for at, match in found if match for one in _fields(at, match))
            return PageFields(fields, frozenset(at + 1 for at, _ in found))
    return PageFields()


_Found = Iterator[tuple[int, re.Match[str] | None]]


def _between_pluses(lines: Sequence[str], first: int) -> _Found:
    if not lines or lines[first].rstrip() != "+++":
        return
    end = next((at for at in range(first + 1, len(lines)) if lines[at].rstrip() == "+++"), None)
    if end is not None:
        yield from ((at, _TOML.match(lines[at])) for at in range(first, end + 1))


def _of_nikola(lines: Sequence[str], first: int) -> _Found:
    commented = bool(lines) and lines[first].strip() == "<!--"
    start = first + commented
    run = list(_run(lines, start, _NIKOLA))
    if len(run) < _FEWEST or not any(match["key"].lower() == "title" for _, match in run):
        return
    yield from run
    if commented:
        yield first, None
        behind = start + len(run)
        if lines[behind : behind + 1] and lines[behind].strip() == "-->":
            yield behind, None


def _of_pelican(lines: Sequence[str], first: int) -> _Found:
    run = list(_run(lines, first, _PELICAN))
    known = [(at, match) for at, match in run if match["key"].lower() in _KNOWN]
    if len(known) >= _FEWEST and known[0][1]["key"].lower() == "title" and known[0][0] == first:
        yield from known


def _of_org(lines: Sequence[str], _first: int) -> _Found:
    found = [(at, match) for at, line in enumerate(lines) if (match := _ORG.match(line))]
    if any(match["key"].lower() in _KNOWN for _, match in found):
        yield from found


def _in_a_list(lines: Sequence[str], first: int) -> _Found:
    """Fields under a title, and a rule that may underline it or the name of an author."""
    for start in range(first, min(first + 5, len(lines))):
        run = list(_run(lines, start, _LISTED))
        known = any(match["key"].lower() in _KNOWN for _, match in run)
        if len(run) >= _FEWEST and (known or lines[first].startswith("= ")):
            yield from run
            return


def _run(
    lines: Sequence[str], start: int, form: re.Pattern[str]
) -> Iterator[tuple[int, re.Match[str]]]:
    for at in range(start, len(lines)):
        match = form.match(lines[at])
        if match is None:
            return
        yield at, match


def _fields(at: int, match: re.Match[str]) -> Iterator[Field]:
    key = match["key"].lower()
    if key not in _STATED or not match["value"]:
        return
    line = Traced.at(match.string, at + 1)
    values = (line.cut(*span) for span in _spans(match))
    kept = tuple(value for value in values if value)
    if kept:
        yield Field(_NAMES.get(key, key), kept, at + 1, at + 1)


def _spans(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where the values of a field stand: all of it, or what is in quotation marks in TOML."""
    if match.re is not _TOML:
        yield match.span("value")
        return
    for one in _QUOTED.finditer(match.string, match.start("value")):
        yield one.span("value" if one["value"] is not None else "bare")
