"""Places as columns, and the evidence table."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.readers.traced import Place

Row = Mapping[str, object]
#: Rows on their way, each with the name of its table.
Rows = Iterator[tuple[str, Row]]


def placed(document_id: str, line_start: int, line_end: int) -> dict[str, object]:
    """The three columns of a place."""
    return {"document_id": document_id, "line_start": line_start, "line_end": line_end}


def at(document_id: str, place: Place) -> dict[str, object]:
    """The three columns of a place in a text."""
    return placed(document_id, place.line_start, place.line_end)


def evidence(table: str, row_id: str, document_id: str, places: Iterable[Place]) -> Rows:
    """Further places on which a row rests; of several that begin in one line, the first."""
    by_line: dict[int, Place] = {}
    for place in places:
        by_line.setdefault(place.line_start, place)
    for place in by_line.values():
        yield (
            "evidence",
            {
                "table": table,
                "row_id": row_id,
                **at(document_id, place),
                "char_start": place.char_start,
                "char_end": place.char_end,
            },
        )
