"""What was promised, by whom, due when, and how it stood on a day: from the tables of a build."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pipeline.stats.promises import promises_on


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it stood on a day; null where a thing is not known.

    `by` is the name of whoever promised, else their label as printed; `days_late` are the days
    since the last on which it could have been kept, of one that is open; `kept_earliest` and
    `kept_latest` are the days between which it was kept.
    """

    follow_up_id: str
    session_id: str
    made_on: date
    by: str | None
    kind: str
    text: str
    question: str
    due_text: str | None
    due_earliest: date | None
    due_latest: date | None
    kept: bool
    kept_earliest: date | None
    kept_latest: date | None
    days_late: int | None
    source_url: str | None

    @property
    def order(self) -> tuple[bool, bool, date, date, str]:
        """Open ones first, of these the one that is due first, and last what has no day."""
        due = self.due_latest
        return self.kept, due is None, due or self.made_on, self.made_on, self.follow_up_id


def list_promises(tables: Mapping[str, pd.DataFrame], day: date) -> tuple[Promise, ...]:
    """The promises that were made up to `day`, in their order."""
    people = _column(tables["people"], "person_id", "name")
    printed = _column(tables["answers"], "answer_id", "attribution")
    asked = _column(tables["questions"], "question_id", "text")
    sources = _column(tables["documents"], "document_id", "source_url")
    rows = promises_on(tables, day)
    plain = rows.astype(object).where(rows.notna(), None).to_dict("records")
    found = (
        Promise(
            by=people.get(row["person_id"]) or printed.get(row["answer_id"]),
            question=str(asked[row["question_id"]]),
            source_url=sources.get(row["document_id"]),
            **{name: row[name] for name in _AS_THEY_ARE},
        )
        for row in plain
    )
    return tuple(sorted(found, key=lambda promise: promise.order))


_AS_THEY_ARE = (
    "follow_up_id", "session_id", "made_on", "kind", "text", "due_text", "due_earliest",
    "due_latest", "kept", "kept_earliest", "kept_latest", "days_late",
)  # fmt: skip


def _column(table: pd.DataFrame, key: str, value: str) -> Mapping[str, str | None]:
    values = table[value].astype(object).where(table[value].notna(), None)
    return dict(zip(table[key], values, strict=True))
