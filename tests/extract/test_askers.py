"""Nobody who asks is published: where their names stand, and what must not be taken for one."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.accounting import Use
from pipeline.extract.askers import heading_names
from pipeline.extract.notes import read_notes

HEADER = "# Call\n\nIda Holm hosted and answered questions.\n\n"


def record(text, suffix="md"):
    return read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")


def published(text, suffix="md"):
    """Every text of a record that a table holds."""
    found = record(text, suffix).questions
    said = [q.text.text for q in found] + [q.heading.text for q in found if q.heading]
    return said + [a.text for q in found for a in q.answers]


def rows(text, suffix="md"):
    """Each question with the texts of its answers."""
    return [(q.text.text, [a.text for a in q.answers]) for q in record(text, suffix).questions]


def rules(text, suffix="md"):
    return {use.why for use in record(text, suffix).uses if use.use is Use.BOILERPLATE}


BYLINES = [
    "Asked by Zed Korn",
    "(Submitted by Zed Korn, Wisby)",
    "*Question from Zed Korn*",
    "From Zed Korn to the Treasurer",
    "From: Zed Korn (Wisby)",
    "Asker: Zed Korn",
    "Zed Korn, Wisby.",
    "Mr Zed Korn (Wisby Parish)",
    "– Zed Korn, Wisby",
]


@pytest.mark.parametrize("line", BYLINES)
def test_a_line_that_says_who_asked_is_none_of_the_question(line):
    text = f"{HEADER}**Q:** Why?\n\n{line}\n\n**A:** Tide. As Zed Korn knows.\n"
    assert rows(text) == [("Why?", ["Tide. As knows."])]


@pytest.mark.parametrize("line", BYLINES[:6])
@pytest.mark.parametrize(
    ("asked", "answered"), [("**Q:** Why?", "**A:** Tide."), ("- Why?", "  - Ida: Tide.")]
)
def test_nor_is_one_above_it(line, asked, answered):
    text = f"{HEADER}## Fees\n\n{line}\n\n{asked}\n\n{answered}\n"
    assert rows(text + f"\n{line}\n\n{asked}\n\n{answered}\n") == [("Why?", ["Tide."])] * 2
    assert "asker" in rules(text) or "Question" in line  # which may be the mark of one


@pytest.mark.parametrize(
    "line", ["From May on we open late", "Asked and answered before", "The Quay, Wisby, is old"]
)
def test_a_line_that_only_begins_like_one_stays(line):
    text = f"{HEADER}**Q:** Why? I wonder.\n\n{line}\n\n**A:** Tide.\n"
    assert rows(text) == [(f"Why? I wonder.\n{line}", ["Tide."])]


@pytest.mark.parametrize(
    "asked",
    [
        "Why? – zed_k",
        "Why? (Zed Korn, Wisby)",
        "Why? - Zed Korn, Wisby",
        "Why? Asked by Zed Korn.",
        "Why? (submitted by Zed Korn, Wisby)",
    ],
)
def test_the_last_words_of_a_question_may_name_who_asked(asked):
    assert rows(f"{HEADER}**Q:** {asked}\n\n**A:** Tide.\n") == [("Why?", ["Tide."])]
    assert rows(f"{HEADER}- {asked}\n  - Ida: Tide.\n") == [("Why?", ["Tide."])]


@pytest.mark.parametrize(
    "asked", ["Why so? (Not so long ago)", "Why? - fees and all that.", "Why? (Zed Street)x"]
)
def test_other_last_words_stay(asked):
    assert rows(f"{HEADER}**Q:** {asked}\n\n**A:** Tide.\n")[0][0] == asked


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("Question from Zed Korn:\nWhy?", "Ida Holm: Tide."),
        ("Zed Korn (Wisby Parish) asks: Why?", "Ida Holm: Tide."),
        ("Zed Korn asked: Why?", "Ida Holm: Tide."),
        ("Comment (Zed Korn): Why?", "Ida Holm: Tide."),
        ("QUESTION 1\nFrom Zed Korn to Ida Holm\nWhy?", "REPLY\nTide."),
        ("Zed Korn: Why?", "Ida Holm: Tide."),
    ],
)
def test_a_label_that_says_who_asks_goes(asked, answered):
    text = f"Call\n\nIda Holm answered questions.\n\n{asked}\n{answered}\n\n{asked}\n{answered}\n"
    assert rows(text, "txt") == [("Why?", ["Tide."])] * 2


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("Ms Zed Korn (Parish of Wisby)", None),
        ("Question 3 from Zed Korn", None),
        ("Questions from Zed Korn, Wisby", None),
        ("Cllr Korn", None),
        ("u/zed_k", None),
        ("Ms Ida Holm (Treasurer)", "Ms Ida Holm (Treasurer)"),
        ("Questions from the Floor", "Questions from the Floor"),
        ("Question 3: Fees", "Question 3: Fees"),
        ("Council Elections", "Council Elections"),
    ],
)
def test_a_heading_that_names_who_asks_is_none(heading, left):
    (question,) = record(f"{HEADER}### {heading}\n\n**Q:** Why?\n\n**A:** Tide.\n").questions
    assert (question.heading.text if question.heading else None) == left


@pytest.mark.parametrize(
    ("reported", "left"),
    [
        ("Mr. Zed Korn of Wisby asked whether it opens.", "asked whether it opens."),
        ("Cllr Korn asked why it is shut.", "asked why it is shut."),
        ("A resident asked whether it opens.", "A resident asked whether it opens."),
        ("The Clerk asked whether it opens.", "The Clerk asked whether it opens."),
    ],
)
def test_reported_questions_lose_who_asked(reported, left):
    reply = "Cllr Holm replied to Mr Korn that it does."
    text = f"Minutes\n\nWe met.\n\nOpen forum\n\n{reported} {reply}\n\nIt was asked who paid. Cllr Holm said she did.\n"
    (asked, answers), _ = rows(text, "txt")
    assert asked == left
    assert ("Korn" in answers[0]) == ("Korn" not in reported)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Thanks, Zed. Tide.", "Thanks. Tide."),
        ("Thank you Zed, tide.", "Thank you, tide."),
        ("Zed, it is the tide.", "it is the tide."),
        ("Tide, Ms Korn.", "Tide."),
        (
            "In response to a question from Zed Korn (Wisby), yes.",
            "In response to a question, yes.",
        ),
        ("Zed Korn's point holds.", "point holds."),
        ("Zed Street is shut.", "Zed Street is shut."),
        ("Zedland and Korn are shut.", "Zedland and Korn are shut."),
    ],
)
def test_a_reply_loses_the_name_of_whom_it_answers(said, left):
    text = f"{HEADER}**Q (Zed Korn):** Why?\n\n**A:** {said}\n\n**Q:** When?\n\n**A:** Zed is a letter.\n"
    assert [answers for _, answers in rows(text)] == [[left], ["Zed is a letter."]]


def test_names_in_office_stay_though_they_ask():
    text = f"{HEADER}**Q (Ida Holm):** Why?\n\n**A:** So Ida Holm says.\n"
    assert rows(text) == [("Why?", ["So Ida Holm says."])]
    turns = "Bo Ek: Why?\nIda Holm: Ask Bo Ek.\nAna Lima: When?\nBo Ek: May.\nIda Holm: Yes.\n"
    assert rows(turns, "txt")[0] == ("Why?", ["Ask Bo Ek."])
    assert rows(turns.replace("Bo Ek: May.", "Ida Holm: May."), "txt")[0] == ("Why?", ["Ask."])


def test_a_word_that_is_also_written_small_stays():
    text = f"{HEADER}**Q (Rose):** Why did the rose fade?\n\n**A:** Rose fever.\n"
    assert rows(text) == [("Why did the rose fade?", ["Rose fever."])]


def test_no_text_of_a_record_holds_a_known_askers_full_name():
    text = (
        f"{HEADER}**Q (Zed Korn):** My name is Ulla Bright. Why, as Zed Korn asked?\n\n"
        "**A:** Tide. Ulla Bright and ZED KORN know.\n\n## Fees of Zed Korn\n\n"
        "**Q:** When?\n\n**A:** Zed Korn told us.\n"
    )
    said = " ".join(published(text))
    assert not {"Korn", "KORN", "Bright"} & set(said.replace(".", " ").split())
    assert record(text).questions[1].heading.text == "Fees of"


@pytest.mark.parametrize("first", [True, False])
def test_a_column_of_askers_names_them_wherever_it_stands(first):
    cells = [("Asked by", "Question"), ("---", "---")]
    cells += [("Zed Korn", "Why? I, Zed Korn, wonder."), ("Eva Tal", "And when?")]
    lines = [(a, b) if first else (b, a) for a, b in cells]
    answers = ("Answer", "---", "Tide.", "In May, Zed Korn.")
    text = "".join(f"| {a} | {b} | {c} |\n" for (a, b), c in zip(lines, answers, strict=True))
    said = " ".join(published(text))
    assert "Korn" not in said
    assert "wonder" in said


def test_questions_from_many_stand_under_a_heading_like_any_other():
    assert heading_names("Questions from Candidates") == ()
    assert heading_names("Questions from Ana") == ("Ana",)


FIRST_NAMED = "# Call\n\n- ({}) Is the gate deep?\n  - Ida Holm: Four metres{}.\n- Who pays?\n  - Ida Holm: The town. The cost is shared.\n"


def test_a_first_name_in_brackets_before_a_question_is_dropped():
    found = rows(FIRST_NAMED.format("Farhod", ""))
    assert found[0] == ("Is the gate deep?", ["Four metres."])
    both = FIRST_NAMED.replace("- Who", "- (Farhod) Who")
    assert [asked for asked, _ in rows(both.format("Farhod", ""))] == [
        "Is the gate deep?",
        "Who pays?",
    ]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("Telegram", ""),
        ("Bonus", ""),
        ("Town", ""),  # also written small
        ("Lantern", " at Lantern"),  # spoken of elsewhere
    ],
)
def test_another_word_in_brackets_before_a_question_stays(tag, said):
    assert rows(FIRST_NAMED.format(tag, said))[0][0] == f"({tag}) Is the gate deep?"


@pytest.mark.parametrize("who", ["from Zed Quay", "by Zed Quay", "from Zed, enwiki", "Zed, frwiki"])
def test_brackets_behind_a_question_may_say_from_whom_it_is(who):
    text = f"# Call\n\n- Is it deep? ({who})\n  - Ida Holm: Four metres.\n- Who pays?\n  - Ida Holm: The town.\n"
    assert rows(text)[0] == ("Is it deep?", ["Four metres."])


@pytest.mark.parametrize("where", ["from Kerala", "from the chat", "by mail, twice"])
def test_brackets_that_say_where_it_is_from_stay(where):
    text = f"# Call\n\n- Is it deep? ({where})\n  - Ida Holm: Four metres.\n- Who pays?\n  - Ida Holm: The town.\n"
    assert rows(text)[0][0] == f"Is it deep? ({where})"
