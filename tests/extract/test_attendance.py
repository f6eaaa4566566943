"""The list of those present behind the notes: it names who speaks, and is nobody's words."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.accounting import Use
from pipeline.extract.notes import read_notes

CALL = """# Quay call 9

## Crane

Bo: Is it fit?
Jeff: It is.

Bo: And the rope?
IHolm: It is new. What we know:
  - it was bought in May
  - it holds a ton

Jeff: Well then.

{heading}

Bo Ek (Dock), Jeffrey Lund (Quay), Ida Holm (Rope){more}
"""


def record(heading="## Attendance", more=""):
    text = CALL.format(heading=heading, more=more)
    return read_notes(READERS["md"](text.encode()), date(2031, 5, 6), "en")


def people(found):
    said = (answer for question in found.questions for answer in question.answers)
    return [answer.person.name if answer.person else None for answer in said]


@pytest.mark.parametrize(
    "heading", ["## Attendance", "### Attendees:", "## Participants", "## Anwesend"]
)
def test_those_present_are_known_in_full_and_their_list_is_no_answer(heading):
    found = record(heading)
    assert [question.text.text for question in found.questions] == ["Is it fit?", "And the rope?"]
    assert people(found) == ["Jeffrey Lund", "Ida Holm", "Jeffrey Lund"]
    told = [use for use in found.uses if use.line_start >= 17]
    became = {(use.use, use.why) for use in told}
    assert became - {(Use.BLANK, "")} == {(Use.BOILERPLATE, "attendance")}


@pytest.mark.parametrize(
    ("heading", "more"), [("## Attendance of boats", ""), ("## Attendance", "\n\nBo: Who came?")]
)
def test_what_is_no_list_of_names_is_none(heading, more):
    assert "attendance" not in {use.why for use in record(heading, more).uses}
