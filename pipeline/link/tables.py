"""Across sessions: what was asked again, and which promises a later session shows kept."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.clues.asked import Asked
from pipeline.link.asked import question_links
from pipeline.link.delivered import fulfilments
from pipeline.link.record import Records
from pipeline.rows.places import Row
from schemas.words import FollowUpStatus


def link(questions: Iterable[Asked], rows: Mapping[str, Sequence[Row]]) -> Mapping[str, list[Row]]:
    """The link tables, and the promises with the status that follows from them.

    `questions` are those of all sessions, and `rows` their fulfilments and follow_ups, in any
    order. Of `follow_ups` nothing but the status may differ in what is given back.
    """
    records = Records.of(questions)
    links = question_links(records)
    kept = [*rows["fulfilments"], *fulfilments(records, links)]
    fulfilled = {row["follow_up_id"] for row in kept}
    return {
        "question_links": [found.row() for found in links],
        "fulfilments": kept,
        "follow_ups": [
            {**row, "status": FollowUpStatus.FULFILLED} if row["follow_up_id"] in fulfilled else row
            for row in rows["follow_ups"]
        ],
    }
