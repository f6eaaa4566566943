"""Who took part in a session and is named in it, once answers are credited anew."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.corpus import KnownPerson
from pipeline.corrections.draft import Cells, Draft
from pipeline.rows import Row
from schemas import TABLES
from schemas.words import Role

_NAMING = tuple(
    name
    for name, model in TABLES.items()
    if any(column.references == "people.person_id" for column in model.columns())
)


def add_known_people(draft: Draft, people: Iterable[KnownPerson]) -> None:
    """Put those whom people.yaml knows to the session's people, so that rows may name them."""
    there = {row["person_id"] for row in draft.rows("people")}
    for known in {person.person_id: person for person in people}.values():
        if known.person_id not in there:
            row: Cells = {"person_id": known.person_id, "name": known.name, "kind": known.kind}
            draft.add("people", row)


def settle_people(draft: Draft) -> None:
    """Give and take parts as answers changed hands, and drop people whom no row names."""
    _settle_parts(draft)
    named = {row["person_id"] for table in _NAMING for row in draft.rows(table)}
    draft.drop("people", lambda person: person["person_id"] not in named)


def _settle_parts(draft: Draft) -> None:
    now = {answer["answer_id"]: answer["person_id"] for answer in draft.rows("answers")}
    credited = set(now.values())
    lost: dict[object, list[Row]] = defaultdict(list)
    for answer in draft.before("answers"):
        if answer["person_id"] not in credited:
            lost[answer["person_id"]].append(answer)
    for person, answers in lost.items():
        _take_part(draft, person, answers)
    for _, answer, _ in draft.changed("answers", "person_id"):
        if answer["person_id"] and answer["answer_id"] in now:
            _give_part(draft, answer)


def _take_part(draft: Draft, person: object, answers: Sequence[Row]) -> None:
    """Take away the part that rests on nothing but answers which are not theirs now."""
    lines = {
        (answer["document_id"], line)
        for answer in answers
        for line in range(int(str(answer["line_start"])), int(str(answer["line_end"])) + 1)
    }
    key = f"{answers[0]['session_id']} / {person} / {Role.RESPONDENT}"

    def rests_on_them(row: Cells) -> bool:
        return (row["document_id"], row["line_start"]) in lines

    def is_their_part(row: Cells) -> bool:
        return row["person_id"] == person and row["role"] == Role.RESPONDENT

    draft.drop("participations", lambda row: is_their_part(row) and rests_on_them(row))
    draft.drop("evidence", lambda row: row["row_id"] == key and rests_on_them(row))


def _give_part(draft: Draft, answer: Cells) -> None:
    person = answer["person_id"]
    held = [row for row in draft.rows("participations") if row["person_id"] == person]
    if any(row["role"] == Role.RESPONDENT for row in held):
        return
    name = next(row["name"] for row in draft.rows("people") if row["person_id"] == person)
    draft.add(
        "participations",
        {
            "session_id": answer["session_id"],
            "person_id": person,
            "role": Role.RESPONDENT,
            "title": next((row["title"] for row in held if row["title"]), None),
            "affiliation": next((row["affiliation"] for row in held if row["affiliation"]), None),
            "attribution": answer["attribution"] or name,
            **{part: answer[part] for part in ("document_id", "line_start", "line_end")},
        },
    )
