"""Questions that are known by how they are set apart, or by their numbers, and what is not."""

import pytest

from tests.extract.test_ways_of_writing import record, rows

ANSWERED = [("Why is it late?", [(None, "Tide.")]), ("When? I wait.", [(None, "In May.")])]


@pytest.mark.parametrize(
    ("page", "suffix"),
    [
        ("# Call\n\nWe met.\n\n> Why is it late?\n\nTide.\n\n> When? I wait.\n\nIn May.\n", "md"),
        ("# Call\n\nWe met.\n\n*Why is it late?*\n\nTide.\n\n_When? I wait._\n\nIn May.\n", "md"),
        (
            "<h1>Call</h1><blockquote><p>Why is it late?</p></blockquote><p>Tide.</p>"
            "<blockquote>When? I wait.</blockquote><p>In May.</p>",
            "html",
        ),
        (
            "<h1>Call</h1><p>We met.</p><p><em>Why is it late?</em></p><p>Tide.</p>"
            "<p><i>When? I wait.</i></p><p>In May.</p>",
            "html",
        ),
    ],
)
def test_quotations_and_italics_that_ask_are_questions(page, suffix):
    assert rows(page, suffix) == ANSWERED
    assert not rows(page.replace("When? I wait.", "We wait."), suffix)


def test_a_quotation_within_an_answer_is_a_part_of_it():
    text = "> Why?\n\nThe rule:\n\n> Keep clear.\n\nSo.\n\n> When?\n>\n> — Zed Korn\n\nIn May.\n"
    assert rows(text, "md") == [
        ("Why?", [(None, "The rule:\nKeep clear.\nSo.")]),
        ("When?", [(None, "In May.")]),
    ]


def test_beside_marked_questions_nothing_is_known_by_its_looks():
    text = "**Q:** Why?\n\n**A:** Tide.\n\n*Is it?*\n\nNo.\n\n*And when?*\n\nMay.\n"
    assert [asked for asked, _ in rows(text, "md")] == ["Why?"]


def test_a_line_in_bold_right_before_a_marked_question_is_a_heading():
    text = "# Call\n\n**Fees**\n\nQ: Why?\n\nA: Tide.\n\n**Roads**\n\nQ: When?\n\nA: May.\n\n**Note**\n\nSo.\n"
    found = record(text, "md").questions
    assert [q.heading.text for q in found] == ["Fees", "Roads"]
    assert found[1].answers[0].text == "May.\nNote\nSo."


def test_classes_that_a_style_sheet_sets_in_bold_are_bold():
    page = (
        "<style>.c1{font-weight:700}.c2{color:red}</style><h1>Call</h1>"
        '<p><span class="CLASS">Why?</span></p><p>Tide.</p><p><span class="CLASS">When?</span></p><p>May.</p>'
    )
    assert [asked for asked, _ in rows(page.replace("CLASS", "c1"), "html")] == ["Why?", "When?"]
    assert not rows(page.replace("CLASS", "c2"), "html")


ASKED = ("Why is it late?", "When is it?", "Who pays?")


def test_paragraphs_that_only_ask_over_others_are_questions_where_nothing_else_is():
    text = "Call\n\nWe met.\n\n" + "".join(f"{asked}\nTide.\n\n" for asked in ASKED)
    assert [asked for asked, _ in rows(text)] == list(ASKED)
    prose = "\n\n".join(f"{asked}\n\n" + "So it went.\n\n" * 6 for asked in ASKED)
    assert not rows(f"# Call\n\nWe met.\n\n{prose}", "md")


def test_terms_that_ask_are_questions():
    page = "<h1>Call</h1><dl><dt>{}<dd>Tide.</dd><dt><b></b>{}</dt><dd>May.</dd></dl>"
    assert [asked for asked, _ in rows(page.format("Why?", "When?"), "html")] == ["Why?", "When?"]
    assert not rows(page.format("Fee", "Road"), "html")


def test_parts_that_are_folded_away_are_questions_in_markdown_too():
    part = "<details>\n<summary>{}</summary>\n\n{}\n\n</details>\n\n"
    text = "# Call\n\n" + part.format("Why?", "Tide.") + part.format("When?", "May.")
    found = rows(text + part.format("Free parking", "None."), "md")
    assert found == [
        ("Why?", [(None, "Tide.")]),
        ("When?", [(None, "May.")]),
        ("Free parking", [(None, "None.")]),
    ]


@pytest.mark.parametrize(
    "answers",
    ["1. Tide.\n2. Ida: May.\n", "A1. Tide.\nA2. Ida: May.\n"],
)
def test_answers_by_number_stand_under_a_heading_of_their_own(answers):
    text = f"Call\n\nWe met.\n\nQuestions\n\n1. Why?\n2. When?\n\nAnswers\n\n{answers}"
    assert rows(text) == [("Why?", [(None, "Tide.")]), ("When?", [("Ida", "May.")])]
    one_more = rows(f"{text}3. Ida: June.\n")
    assert [answers for _, answers in one_more][:2] != [[(None, "Tide.")], [("Ida", "May.")]]


@pytest.mark.parametrize(
    ("first", "second"), [("4. ", "4a. "), ("Q4. ", "Q4a. "), ("Q4: ", "Q4b: ")]
)
def test_a_letter_behind_the_number_of_a_question(first, second):
    text = (
        f"Call\n\n{first}Why is it late?\nIda Holm: Tide.\n\n{second}When is it?\nIda Holm: May.\n"
    )
    assert [(asked, len(said)) for asked, said in rows(text)] == [
        ("Why is it late?", 1),
        ("When is it?", 1),
    ]


def test_letters_number_headings_where_another_follows():
    text = "Call\n\nA. Fees\n\nQ: Why?\nA: Tide.\n\nB. Roads\n\nQ: When?\nA: May.\n"
    assert [q.heading.text for q in record(text).questions] == ["A. Fees", "B. Roads"]
    assert rows("Call\n\nQ. Why?\n\nA. Tide\n\nQ. When?\n\nA. May\n")[0][1] == [(None, "Tide")]


def test_who_took_the_minutes_is_no_answer():
    text = "Present: Ida Holm\n\nQ: Why?\nIda: Tide.\n\nMinutes: Bo Ek\n"
    assert rows(text) == [("Why?", [("Ida Holm", "Tide.")])]


@pytest.mark.parametrize("mark", ["1. **{}**\n\n    {}\n\n", "### **{}**\n\n{}\n\n"])
def test_what_looks_like_other_questions_in_bold_and_ends_a_sentence_is_one(mark):
    said = [("Why?", "Tide."), ("When?", "May."), ("We would love to hear of the lock.", "Old.")]
    text = "# Call\n\n" + "".join(mark.format(*one) for one in said)
    assert [asked for asked, _ in rows(text, "md")] == [asked for asked, _ in said]
    assert len(rows(text.replace("hear of the lock.", "hear of it"), "md")) == len(said) - 1


def test_a_list_beside_questions_holds_none():
    text = (
        "# Call\n\n## Questions:\n\n* When should we moor\n  * Now.\n* Why so late?\n  * Tide.\n\n"
        "Then a walk.\n\n* Bring boots.\n* We meet at noon.\n\nAnd:\n\n"
    )
    assert [asked for asked, _ in rows(text, "md")] == ["When should we moor", "Why so late?"]


def test_a_word_in_bold_before_a_colon_is_no_poster():
    text = "**Q: Why?**\n\nTide.\n\n**NOTE:** Nobody knows.\n\n**Q: When?**\n\nMay.\n"
    assert rows(text, "md")[0] == ("Why?", [(None, "Tide.\nNOTE: Nobody knows.")])


@pytest.mark.parametrize(
    "title",
    [
        "Interview mit Ida Holm zum Hafen",
        "Entrevista a Ida Holm",
        "Intervista con Ida Holm",
        "Entretien avec Ida Holm",
    ],
)
def test_who_is_interviewed_answers(title):
    text = f"# {title}\n\n- Website: holm.example\n\n**Why?**\n\nTide.\n\n**When?**\n\nMay.\n"
    assert [said[0][0] for _, said in rows(text, "md")] == ["Ida Holm"] * 2


def test_a_heading_whose_bold_print_is_broken_asks_like_those_beside_it():
    page = (
        "# Call\n\n**Rules**\n---\n\n### **Is it** **safe?**\n\nYes.\n\n### **Why?**\n\nTide.\n\n"
        "**Rest**\n---\n\n### **It floats?** **How?**\n\nOn air.\n"
    )
    found = record(page, "md").questions
    assert [(q.text.text, q.heading.text) for q in found] == [
        ("Is it safe?", "Rules"),
        ("Why?", "Rules"),
        ("It floats? How?", "Rest"),
    ]
    beside = rows(page.replace("**It floats?** **How?**", "It floats? **How?**"), "md")
    assert [asked for asked, _ in beside] == ["Is it safe?", "Why?"]


@pytest.mark.parametrize("line", ["Have a question? Write to us!", "Want to learn more?"])
@pytest.mark.parametrize("mark", ["**{}**", "## {}"])
def test_who_asks_the_reader_asks_nobody_who_answers(line, mark):
    page = "\n\n".join(
        ["# Call", *(mark.format(one) for one in (line, "Why?", "When?")), mark.format(line), "So."]
    )
    page = page.replace(mark.format("Why?"), mark.format("Why?") + "\n\nTide.")
    page = page.replace(mark.format("When?"), mark.format("When?") + "\n\nMay.")
    assert rows(page, "md") == [("Why?", [(None, "Tide.")]), ("When?", [(None, "May.")])]


def test_a_question_to_somebody_invites_nobody():
    page = (
        "# Call\n\n**Do you want to stay?**\n\nYes.\n\n**What do you want to learn?**\n\nKnots.\n"
    )
    assert len(rows(page, "md")) == 2


def test_what_speaks_to_somebody_among_questions_in_bold_is_one():
    asked = "**Why?**\n\nTide.\n\n**When?**\n\nMay.\n\n**How?**\n\nSo.\n\n"
    page = f"# Call\n\n{asked}**{{}}**\n\nI did."
    assert rows(page.format("You also built a ferry."), "md")[3:] == [
        ("You also built a ferry.", [(None, "I did.")])
    ]
    assert len(rows(page.format("Bo also built a ferry."), "md")) == 3
    assert len(rows(page.format("Your ferry"), "md")) == 3
    few = page.replace("**How?**\n\nSo.\n\n", "")
    assert len(rows(few.format("You also built a ferry."), "md")) == 2


@pytest.mark.parametrize(
    "heading", ["Prepared Question #{}", "Question {}", "Frage {}", "Vraag nr. {}:"]
)
def test_a_heading_that_only_numbers_the_question_below(heading):
    one, two = (f"## {heading.format(number)}\n\n" for number in (1, 2))
    page = f"# Call\n\n{one}Zed: I wait. When?\n\nIn May.\n\nOr so.\n\n{two}Why?\n\nTide.\n"
    assert rows(page, "md") == [
        ("I wait. When?", [(None, "In May.\nOr so.")]),
        ("Why?", [(None, "Tide.")]),
    ]
    assert not rows(page.replace("## ", "## The vote on "), "md")


@pytest.mark.parametrize("asker", ["(Zed)", "[Zed Korn]", "(online)"])
def test_who_asks_may_stand_in_brackets_behind_a_question_in_bold(asker):
    page = f"# Call\n\n**Why is it late?** {asker}\n\nTide.\n\n**When does it go?** {asker}\n\nIn May.\n"
    found = rows(page, "md")
    assert [answers for _, answers in found] == [[(None, "Tide.")], [(None, "In May.")]]
    assert all("Zed" not in asked for asked, _ in found)
    said = rows(page.replace(f"go?** {asker}", "go?** It goes in June. (Zed)"), "md")
    assert said[0][0].startswith("Why is it late?")
    assert len(said) == 1 or said[1][1][0][1].startswith("It goes")


def test_an_arrow_sets_the_answer_apart_in_a_list():
    page = "# Call\n\n- Why is it late? -> Tide\n- When does it go? → In May\n"
    assert rows(page, "md") == [
        ("Why is it late?", [(None, "Tide")]),
        ("When does it go?", [(None, "In May")]),
    ]
    assert rows(page.replace("→", "or"), "md")[1][1] == []


def test_whose_question_it_is_marks_it():
    page = "**Member question (mail):** Why?\n\n**Board response:** Tide.\n\n"
    assert rows(f"# Call\n\nWe met.\n\n{page}", "md") == [("Why?", [("Board", "Tide.")])]
    assert not rows(f"# Call\n\nWe met.\n\n{page}".replace("Member", "The vexing"), "md")


def test_items_in_bold_that_ask_by_their_words_are_questions_among_those_that_do():
    item = "1. **{}**\n   It is.\n"
    worded = "When will it be open and where are the keys"
    asked = "".join(map(item.format, ("Is it shut?", "Is it cold?", "{}")))
    assert [text for text, *_ in rows(asked.format(worded), "md")][-1] == worded
    assert len(rows(asked.format("The lock has two gates and a mill"), "md")) == 2


def test_bold_print_that_the_next_line_closes_ends_with_its_own():
    broken = "1. **Is it shut at night?\n    **It is.\n2. **And by day?\n    **It is not.\n"
    assert [(q, a[0][1]) for q, a in rows(broken, "md")] == [
        ("Is it shut at night?", "It is."),
        ("And by day?", "It is not."),
    ]


def test_what_is_asked_in_bold_by_its_words_needs_no_mark_of_a_question():
    text = "# Locks\n\n" + "".join(f"**Is lock {at} open?**\n\nIt is.\n\n" for at in range(3))
    last = "**{}**\n\nIt is, too.\n"
    assert len(rows(text + last.format("Will the gate be there in May. It is small."), "md")) == 4
    assert len(rows(text + last.format("The gate is there in May."), "md")) == 3
