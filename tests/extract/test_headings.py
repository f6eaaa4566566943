"""Questions as headings: what stands beside, below and behind them."""

import pytest

from tests.extract.test_ways_of_writing import record, rows


def test_lower_headings_are_parts_of_the_reply():
    text = "# Call\n\n## Why?\n\n### Answer\n\nTide.\n\n### In short\n\nWait.\n\n## When?\n\n### Soon\n\nMay.\n"
    assert rows(text, "md") == [
        ("Why?", [(None, "Tide.\nIn short\nWait.")]),
        ("When?", [(None, "Soon\nMay.")]),
    ]


def test_a_lower_heading_that_asks_is_a_question_and_one_beside_is_none_of_the_reply():
    text = "# Call\n\n## Why?\n\nTide.\n\n### And when?\n\nMay.\n\n### How?\n\nSo.\n\n## What?\n\nRope.\n\n## Thanks\n\nTo all.\n"
    assert rows(text, "md") == [
        ("Why?", [(None, "Tide.")]),
        ("And when?", [(None, "May.")]),
        ("How?", [(None, "So.")]),
        ("What?", [(None, "Rope.")]),
    ]


def test_names_that_are_headings_below_several_questions_are_those_of_who_replies():
    replies = "### Ida Holm\n\nTide.\n\n### Bo Ek\n\nWind.\n\n"
    found = rows(f"# Call\n\n## Why?\n\n{replies}## What else?\n\n{replies}", "md")
    assert [answers for _, answers in found] == [[("Ida Holm", "Tide."), ("Bo Ek", "Wind.")]] * 2
    once = f"# Call\n\n## Why?\n\n{replies}## What else?\n\n### Spring Tide\n\nRain.\n"
    assert [name for _, answers in rows(once, "md") for name, _ in answers] == [None, None]


def test_a_heading_may_say_whose_answer_follows():
    text = "# Call\n\n## Q: Why?\n\n### Response from the Works Committee\n\nTide.\n\n## Q: When?\n\n### Response by topic\n\nMay.\n"
    assert rows(text, "md")[0] == ("Why?", [("Works Committee", "Tide.")])
    assert rows(text, "md")[1] == ("When?", [])


def test_the_place_in_the_recording_may_stand_behind_a_question():
    link = r" \[[7:58](https://lima.example/?t=478)\]"
    asked = ["Why is it late?", "**Who waits for it?**", "Tell us of all the lamps on the quay."]
    text = "".join(f"#### {one}{link}\n\nSo.\n\n" for one in [*asked, "And when?"])
    assert len(rows(f"# Call\n\nWe met.\n\n{text}", "md")) == 4
    topic = text.replace("Tell us of all the lamps on the quay.", "All the lamps")
    assert len(rows(f"# Call\n\nWe met.\n\n{topic}", "md")) == 3


def test_a_heading_that_is_an_introduction_is_none_of_a_question():
    intro = "### " + "We met on the quay and talked of the lamps and the rope for long. " * 4
    text = f"# Call\n\n{intro}\n\n#### Why?\n\nTide.\n\n#### When?\n\nMay.\n"
    assert {q.heading for q in record(text, "md").questions} == {None}
    assert record(text.replace(intro, "### Lamps"), "md").questions[0].heading.text == "Lamps"


def test_a_heading_over_questions_is_nobodys_turn():
    text = "# Call\n\n## Q&A: Fees\n\n**Audience:** Why?\n\n**Ida:** Tide.\n\n**Audience:** When?\n\n**Ida:** May.\n"
    found = record(text, "md").questions
    assert [(q.heading.text, q.text.text) for q in found] == [
        ("Q&A: Fees", "Why?"),
        ("Q&A: Fees", "When?"),
    ]


@pytest.mark.parametrize("first", ["Q - Pourquoi ?\n\n", ""])
def test_letters_behind_which_a_dash_stands(first):
    more = "R - La mer.\n\nQ - Quand ?\n\nR - En mai.\n\nQ - Oui ?\n\nR - Oui.\n"
    text = f"Point de presse\n\nBonsoir.\n\n{first}{more}"
    found = rows(text)
    assert found[-2:] == [("Quand ?", [(None, "En mai.")]), ("Oui ?", [(None, "Oui.")])]
    assert not rows(text.replace("Q -", "S -").replace("?", "."))


def test_italics_that_repeat_what_somebody_asked_are_no_question():
    text = (
        "# Call\n\n**Zed:** *Why is it late? And when?*\n\n**Ida:** Tide.\n\n*And when?*\n\nMay.\n\n"
        "**Zed:** *Who waits?*\n\n**Ida:** Bo.\n\n*Who?*\n\nBo, I said.\n"
    )
    assert [asked for asked, _ in rows(text, "md")] == ["Why is it late? And when?", "Who waits?"]


def test_bold_print_of_one_heading_says_nothing_of_those_beside_it():
    text = "# Call\n\n## **Why?**\n\nTide.\n\n## When?\n\nMay.\n\n## Who?\n\nBo.\n"
    assert len(rows(text, "md")) == 3


TIMED = """# Quay hour

## Why is the ferry late?

[4:10](https://lima.example/v?t=250)

The tide. What to do:

1. Args: `berth`
2. **Harbour Engineer**: has the keys

Caution: the step is wet.

## When is it full?

[5:00](https://lima.example/v?t=300)

At noon.

### Does it sail at all?

[6:02](https://lima.example/v?t=362)

It does.

## Who steers?

{}I do.

Bo Ek: So do I.
"""


def test_words_before_a_colon_in_prose_below_a_heading_are_nobodys_name():
    read = rows(TIMED.format("[7:00](https://lima.example/v?t=420)\n\n"), "md")
    assert [[who for who, _ in answers] for _, answers in read] == [
        [None],
        [None],
        [None],
        [None, "Bo Ek"],
    ]
    assert read[0][1][0][1].endswith("Caution: the step is wet.")
    assert "Harbour Engineer: has the keys" in read[0][1][0][1]


def test_who_replies_first_by_name_below_a_time_is_named():
    said = TIMED.format("").replace("It does.", "Pim: It does.").replace("The tide.", "Pim: Tide.")
    read = rows(said, "md")
    assert [answers[0][0] for _, answers in read] == ["Pim", None, "Pim", None]


def test_a_lower_heading_over_a_time_is_a_question_as_those_above_are():
    timed = TIMED.format("[7:00](https://lima.example/v?t=420)\n\n")
    assert [asked for asked, _ in rows(timed, "md")][2] == "Does it sail at all?"
    untimed = timed.replace("[6:02](https://lima.example/v?t=362)\n\n", "")
    assert len(rows(untimed, "md")) == 3


@pytest.mark.parametrize(
    ("said", "questions"),
    [("**Is it late?**", 4), ("Q: Is it late?", 1), ("**Q:** Is it late?", 1)],
)
def test_bold_print_that_asks_in_one_reply_among_many_is_no_question(said, questions):
    asked = "".join(f"## {one}?\n\nSo.\n\n" for one in ("Why", "When", "Who"))
    assert len(rows(f"# Call\n\n{asked}## How?\n\nWait.\n\n{said}\n\nIt is.\n", "md")) == questions


def test_a_list_in_one_reply_among_many_holds_no_questions():
    asked = "".join(f"## {one}?\n\nSo.\n\n" for one in ("Why", "When", "Who"))
    some = "## How?\n\nAsk yourself:\n\n- Is it late?\n- Is it full?\n\nThen wait.\n"
    assert [one for one, _ in rows(f"# Call\n\n{asked}{some}", "md")][3:] == ["How?"]
    named = some.replace("Is it full?\n\nThen wait.", "Is it full?\n\nBo Ek: It is.")
    assert [one for one, _ in rows(f"# Call\n\n{named}", "md")] == ["Is it late?", "Is it full?"]


def test_what_is_quoted_in_headings_is_asked_beside_others_that_ask():
    quoted = "".join(f"### “{one}”\n\nSo.\n\n" for one in ("Why is it late?", "Who waits?"))
    text = f"# Hour\n\nWe met.\n\n### “Help me find it”\n\nWait.\n\n{quoted}### Thanks\n\nTo all.\n"
    asked = [one for one, _ in rows(text, "md")]
    assert asked == ["“Help me find it”", "“Why is it late?”", "“Who waits?”"]
    assert len(rows(text.replace("“Help me find it”", "Help with it"), "md")) == 2


def test_headings_among_those_that_ask_below_a_heading_over_questions():
    parts = "### Why is it shut?\nTide.\n\n### The lock at night\nOpen.\n\n### And when?\nMay.\n"
    over = "# Webinar\n\n## Agenda\n\n### Tides\nSome.\n\n## {}\n\n" + parts
    asked = [text for text, *_ in rows(over.format("Questions from the audience"), "md")]
    assert asked == ["Why is it shut?", "The lock at night", "And when?"]
    asked = [text for text, *_ in rows(over.format("Harbour"), "md")]
    assert asked == ["Why is it shut?", "And when?"]
