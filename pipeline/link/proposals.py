"""What is proposed to a person about the people of a whole build."""

from collections import defaultdict
from collections.abc import Mapping

import pyarrow as pa

from pipeline.corpus import Corpus
from pipeline.link.people import likely_pairs
from schemas.words import PersonKind

_SHOWN = 3


def people_to_review(
    tables: Mapping[str, pa.Table], corpus: Corpus
) -> tuple[Mapping[str, object], ...]:
    """People of whom two may be one, with the first sessions in which each is named.

    Those of whom people.yaml speaks are decided: between two of them nothing is proposed.
    """
    rows = tables["people"].select(["person_id", "name", "kind"]).to_pylist()
    names = {row["person_id"]: row["name"] for row in rows if row["kind"] == PersonKind.PERSON}
    decided = {person.person_id for person in corpus.people}
    pairs = likely_pairs(names, decided)
    named = {person_id for pair in pairs for person_id in (pair.person_id, pair.other_person_id)}
    sessions: dict[str, set[str]] = defaultdict(set)
    for table in ("participations", "answers"):
        for row in tables[table].select(["person_id", "session_id"]).to_pylist():
            if row["person_id"] in named:
                sessions[row["person_id"]].add(row["session_id"])

    def person(person_id: str) -> Mapping[str, object]:
        first = sorted(sessions[person_id])[:_SHOWN]
        return {"person_id": person_id, "name": names[person_id], "sessions": first}

    return tuple(
        {"people": [person(pair.person_id), person(pair.other_person_id)], "why": pair.why}
        for pair in pairs
    )
