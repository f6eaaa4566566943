"""The source lines on which a question's rows rest, verbatim."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.rows import Row
from pipeline.session import ReadDocument

_OF = {"questions": "question", "answers": "answer", "follow_ups": "promise"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document, and what of the question stands in it."""

    document_id: str
    number: int
    text: str
    holds: tuple[str, ...]


def lines_of(
    documents: Iterable[ReadDocument], rows: Sequence[tuple[str, Row]]
) -> tuple[Line, ...]:
    """The lines of the rows' places, each once, in the order of the documents."""
    found: list[Line] = []
    for document in documents:
        holds: dict[int, dict[str, None]] = {}
        for table, row in rows:
            if row["document_id"] == document.document_id:
                first, last = int(str(row["line_start"])), int(str(row["line_end"]))
                for number in range(first, last + 1):
                    holds.setdefault(number, {})[_OF[table]] = None
        lines = document.document.lines
        found += (
            Line(document.document_id, number, lines[number - 1], tuple(sorted(holds[number])))
            for number in sorted(holds)
        )
    return tuple(found)
