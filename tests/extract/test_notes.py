"""The grammar of notes: which question, under which heading, answered by whom."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.accounting import Use
from pipeline.extract.notes import read_notes
from pipeline.readers.plain import read_plain
from schemas.words import Mode

HEADER = """Quay call 2031-05-06

Ana Lima (Pilot) and Bo Ek answered questions. Notes were taken by Jan van der Berg.

"""


def record(page, header=HEADER):
    return read_notes(read_plain((header + page).encode()), date(2031, 5, 6), "en")


def asked(page, header=HEADER):
    return [q.text.text for q in record(page, header).questions]


def headings(page, header=HEADER):
    return [q.heading and q.heading.text for q in record(page, header).questions]


def answers(page, header=HEADER):
    """(credited person, text) of all answers."""
    return [
        (a.person and a.person.name, a.text)
        for q in record(page, header).questions
        for a in q.answers
    ]


def uses(page, header=HEADER):
    found = record(page, header).uses
    return {(u.use.value, u.why) for u in found if u.use is not Use.BLANK}


def test_a_question_holds_every_question_mark_of_its_item():
    page = "Fees\n\n  • I pay a lot. Why? And who does not?\nAna: Tides.\n"
    assert asked(page) == ["I pay a lot. Why? And who does not?"]


def test_a_new_label_is_a_new_answer_and_a_bare_paragraph_goes_on():
    page = "Fees\n\n  • Why?\nAna: Tides.\nAnd mud.\nBo: Wind.\nAna: And rain.\n"
    assert answers(page) == [
        ("Ana Lima", "Tides.\nAnd mud."),
        ("Bo Ek", "Wind."),
        ("Ana Lima", "And rain."),
    ]


def test_answers_may_be_nested_items():
    page = "Fees\n\n• Why?\n    • Ana Lima: Tides.\n    • Bo Ek: Wind.\n• When?\n    • Bo: Now.\n"
    assert asked(page) == ["Why?", "When?"]
    assert answers(page) == [("Ana Lima", "Tides."), ("Bo Ek", "Wind."), ("Bo Ek", "Now.")]


def test_the_places_of_question_and_answer():
    (question,) = record("Fees\n\n  • Why?\nAna: Tides.\nAnd mud.\n").questions
    (answer,) = question.answers
    assert (question.line_start, question.line_end) == (7, 7)
    assert (answer.line_start, answer.line_end) == (8, 9)
    assert [p.place().char_start for p in answer.paragraphs] == [5, 0]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ("\n", ["Fees", "Fees"]),
        ("\n\n\n", ["Fees", None]),
        ("\n\n \n\n", ["Fees", None]),
        ("\n\nMud\n\n", ["Fees", "Mud"]),
    ],
)
def test_a_lost_heading_stays_lost(gap, expected):
    page = "Fees\n\n  • Why?\nAna: Tides.{}  • How deep?\nBo: Two metres.\n"
    assert headings(page.format(gap)) == expected


def test_blank_lines_between_all_questions_lose_no_heading():
    page = "Fees\n\n• Why?\n\nAna: Tides.\n\n• When?\n\nBo: Now.\n\n• Who?\n\nBo: Me.\n"
    assert headings(page) == ["Fees"] * 3
    assert headings(page.replace("\n\n• Who", "\n\n\n\n• Who")) == ["Fees", "Fees", None]


def test_the_title_is_no_heading_of_the_questions_right_under_it():
    page = "  • Why?\nAna Lima: Tides.\n"
    found = record(page, header="Quay call\n\n")
    assert found.header.title.text == "Quay call"
    assert headings(page, header="Quay call\n\n") == [None]


def test_the_header_goes_on_to_the_first_question():
    page = "• Why?\nAna: Tides.\n"
    assert answers(page) == [("Ana Lima", "Tides.")]
    assert headings(page) == [None]


def test_a_line_that_introduces_is_no_heading():
    page = "• Why?\nAna: Tides.\n"
    header = "Quay call\n\nHost: Ana Lima\n\n"
    assert headings(page, header) == [None]
    assert answers(page, header) == [("Ana Lima", "Tides.")]


def test_a_short_turn_between_blank_lines_is_no_heading():
    page = "Fees\n\n• Why?\n\nAna: Because of the tide\n\nAnd mud.\n\n• When?\n\nBo: Now.\n"
    assert answers(page) == [("Ana Lima", "Because of the tide\nAnd mud."), ("Bo Ek", "Now.")]
    assert headings(page) == ["Fees", "Fees"]


def test_a_heading_with_a_colon_is_no_speaker():
    page = "Fees\n\n• Why?\nAna: Tides.\n\nWinter Berths: what they cost\n\n• How much?\nBo: 40.\n"
    assert headings(page) == ["Fees", "Winter Berths: what they cost"]


@pytest.mark.parametrize(
    "line",
    [
        "On the Estuary Code:",
        "Second: the dyke.",
        "Bo also said: no.",
        "Costs: 40 a month.",
        "The first of three: mud.",
        "Mud: there is mud, and the mud stays.",
        "Bo:no",
    ],
)
def test_a_sub_heading_is_a_part_of_the_answer(line):
    page = f"Fees\n\n  • Why?\nAna: Tides.\n{line}\nMore.\n"
    assert answers(page) == [("Ana Lima", f"Tides.\n{line}\nMore.")]


def test_a_label_alone_on_its_line_credits_what_follows():
    assert answers("Fees\n\n  • Why?\nBo:\nWind.\n") == [("Bo Ek", "Wind.")]
    assert answers("Fees\n\n  • Why?\nAna: Tides.\nBo:\n") == [("Ana Lima", "Tides.")]


def test_a_team_speaks_in_writing_where_it_sends_a_letter():
    page = "Fees\n\n  • Why?\nAna: Later.\nFrom the Ferry Office: Mud.\nFerry Office: Silt.\n"
    (question,) = record(page).questions
    assert [(a.person.name, a.mode) for a in question.answers] == [
        ("Ana Lima", Mode.LIVE),
        ("Ferry Office", Mode.WRITTEN),
        ("Ferry Office", Mode.LIVE),
    ]


@pytest.mark.parametrize(
    ("heading", "after"),
    [
        ("Questions answered after the call", True),
        ("Written replies", True),
        ("Responses to questions we got to later", True),
        ("Fees after the reform", False),
        ("General questions", False),
    ],
)
def test_questions_listed_after_the_session_are_answered_in_writing(heading, after):
    (question,) = record(f"{heading}\n\n  • Why?\nMud and silt.\n  Silt!\n").questions
    assert question.listed_after is after
    assert [a.mode for a in question.answers] == [Mode.WRITTEN if after else Mode.LIVE]


def test_nobody_named_is_nobody():
    page = "Fees\n\n  • Why?\nAna: Tides.\n  • When?\nIn the morning.\n"
    assert answers(page)[1] == (None, "In the morning.")


def test_who_signs_in_the_text():
    page = "Fees\n\n  • Why?\nAna: Yes.\n  • When?\nI - Bo - say {}.\n"
    assert answers(page.format("now"))[1] == ("Bo Ek", "I - Bo - say now.")
    assert answers("Fees\n\n  • Why?\nAna: Yes.\n  • Who?\nI – Zed – do.\n")[1][0] is None


def test_a_question_needs_no_question_mark_and_no_answer():
    page = "Fees\n\n  • Tell us about fees.\nAna: They rose.\n  • And the rest.\n  • Why?\n"
    assert asked(page) == ["Tell us about fees.", "And the rest.", "Why?"]
    assert [len(q.answers) for q in record(page).questions] == [1, 0, 0]


def test_a_list_that_an_answer_begins_with_a_colon_is_a_part_of_it():
    page = "Fees\n\n  • Who?\nAna: Three may:\n  • schools\n  • clubs\nOthers ask.\n  • Why?\n"
    assert asked(page) == ["Who?", "Why?"]
    assert answers(page)[0] == ("Ana Lima", "Three may:\nschools\nclubs\nOthers ask.")


def test_a_question_behind_such_a_list_is_a_question():
    page = "Fees\n\n  • Who?\nAna: These may:\n  • schools\n  • Why not clubs?\nBo: Noise.\n"
    assert asked(page) == ["Who?", "Why not clubs?"]


@pytest.mark.parametrize(
    ("block", "use"),
    [
        ("Agenda\n\n  • Ferries\n  • Moorings\n", ("boilerplate", "header_list")),
        ("There are house rules:\n\n  • Why not be kind?\n", ("boilerplate", "house_rule")),
        ("We shall talk about:\n\n  • Why ferries?\n", ("quarantined", "unplaced_question")),
    ],
)
def test_rules_and_agendas_are_no_questions(block, use):
    page = f"{block}\nFees\n\n  • Why?\nAna: Tides.\n"
    assert asked(page) == ["Why?"]
    if use != ("boilerplate", "header_list"):
        assert use in uses(page)


@pytest.mark.parametrize(
    ("end", "use"),
    [
        ("Next call\n\nWe meet in June.\n", ("boilerplate", "outside_questions")),
        ("Next call\n\nAna: See you in June.\n", ("quarantined", "unplaced_label")),
        ("Next call\n\nWhen is the next one? In June.\n", ("quarantined", "unplaced_question")),
        ("\n\nIt went on for long.\nAnd on.\n", ("quarantined", "unplaced_text")),
    ],
)
def test_what_belongs_to_no_question_is_set_aside(end, use):
    page = f"Fees\n\n  • Why?\nAna: Tides.\n\n{end}"
    assert answers(page) == [("Ana Lima", "Tides.")]
    assert use in uses(page)


def test_a_section_that_begins_with_its_questions_may_end_in_a_colon():
    page = "Fees\n\n  • Why?\nAna: Tides.\n\n\n  • How deep?\nBo: Two metres, that is:\n"
    assert asked(page) == ["Why?", "How deep?"]


def test_a_page_without_questions_is_all_header():
    found = record("We met and had tea.\n")
    assert found.questions == ()
    assert sum(u.line_end - u.line_start + 1 for u in found.uses) == 5


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(end):
    page = HEADER + "Fees\n\n  • Why?\nAna: Tides.\n\n\n  • How deep?\nBo: Two.\n"
    day = date(2031, 5, 6)
    unix, other = (
        read_notes(read_plain(text.encode()), day, "en") for text in (page, page.replace("\n", end))
    )
    assert unix == other


PIECES = [
    "  • Why?", "  • Tell us.", "    • Bo: Nested.", "Ana: Yes.", "Bo:", "More of it.", "Heading",
    "Mud: no.", "On the Code:", "From the Ferry Office: So.", "Who? Me.", "", "", "Zoë Rao: Hi",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_every_line_is_accounted_for_and_every_word_stands_in_one_place(lines):
    document = read_plain((HEADER + "\n".join(lines) + "\n").encode())
    found = read_notes(document, date(2031, 5, 6), "en")
    covered = [n for u in found.uses for n in range(u.line_start, u.line_end + 1)]
    assert covered == list(range(1, len(document.lines) + 1))
    used = {n for u in found.uses if u.use is Use.USED for n in range(u.line_start, u.line_end + 1)}
    end = 0
    for question in found.questions:
        for part in (question, *question.answers):
            assert end < part.line_start <= part.line_end
            assert {part.line_start, part.line_end} <= used
            end = part.line_end
        for answer in question.answers:
            said = " ".join(document.lines[answer.line_start - 1 : answer.line_end])
            for paragraph in answer.paragraphs:
                assert paragraph.text in re.sub(r"\s+", " ", said)
