"""What each line was taken for: for people, in colour, and as plain data."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from pipeline.explain.taken import Taken, TakenDocument, TakenLine
from pipeline.extract.accounting import Use

_STYLES = {
    "question": "bold cyan",
    "answer": "green",
    "promise": "magenta",
    "heading": "bold yellow",
    "title": "bold yellow",
    "said": "green",
    Use.QUARANTINED: "bold red",
    Use.BOILERPLATE: "dim",
}
_OTHER = "blue"
_WIDTH = 44


def as_dict(taken: Taken) -> Mapping[str, Any]:
    """What was taken for what, as plain data; problems as lines."""
    told = dataclasses.asdict(dataclasses.replace(taken, refused=(), warnings=()))
    return {
        **told,
        "refused": [str(problem) for problem in taken.refused],
        "warnings": [str(problem) for problem in taken.warnings],
    }


def as_text(taken: Taken) -> Text:
    """Every line with what it was taken for before it, then how many there are of what."""
    told = Text()
    for document in taken.documents:
        for line in _document(document):
            told.append_text(line)
            told.append("\n")
        told.append("\n")
    rows = taken.rows
    told.append(
        f"{taken.session_id}: questions {rows['questions']}, answers {rows['answers']}, "
        f"promises {rows['follow_ups']}"
    )
    return told


def _document(document: TakenDocument) -> Iterator[Text]:
    ways = Counter(line.use for line in document.lines)
    counts = ", ".join(f"{ways[use]} {use}" for use in Use)
    yield Text(f"{document.document_id} ({document.format}, {document.role}): {counts}", "bold")
    before: frozenset[str] = frozenset()
    for line in document.lines:
        yield _line(line, before)
        before = frozenset(holding.detail for holding in line.holds)


def _line(line: TakenLine, before: frozenset[str]) -> Text:
    """A line behind its number and label; details are told once, where they begin."""
    style = _style(line)
    label = _label(line, before)
    if len(label) > _WIDTH:
        label = label[: _WIDTH - 1] + "…"
    return Text.assemble((f"{line.number:>5} ", "dim"), (f"{label:<{_WIDTH}} ", style),
                         (line.text, "dim" if line.use is Use.BOILERPLATE else ""))  # fmt: skip


def _label(line: TakenLine, before: frozenset[str]) -> str:
    if line.use is Use.BLANK:
        return ""
    if line.use is not Use.USED:
        return f"{line.use}: {line.why}"
    told: dict[str, list[str]] = {}
    for held in line.holds:
        details = told.setdefault(held.what, [])
        if held.detail and held.detail not in before:
            details.append(held.detail)
    return "; ".join(" ".join((what, " / ".join(told[what]))).strip() for what in told) or Use.USED


def _style(line: TakenLine) -> str:
    if line.use is not Use.USED:
        return _STYLES.get(line.use, "")
    return next((_STYLES[held.what] for held in line.holds if held.what in _STYLES), _OTHER)
