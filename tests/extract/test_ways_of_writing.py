"""Ways in which people write notes down, each with what must not be taken for it."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.accounting import Use
from pipeline.extract.notes import read_notes
from pipeline.extract.words import words
from schemas.words import Mode


def record(text, suffix="txt"):
    return read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")


def rows(text, suffix="txt"):
    """Each question with the respondents and texts of its answers."""
    return [
        (q.text.text, [(a.person.name if a.person else None, a.text) for a in q.answers])
        for q in record(text, suffix).questions
    ]


def left_out(text, suffix="txt"):
    return {use.why for use in record(text, suffix).uses if use.use is Use.BOILERPLATE}


PRESENT = "Present: Ida Holm (IH), Bo Ek – bo_e, and the harbour master.\n\n"


@pytest.mark.parametrize("label", ["IH", "I.H.", "Ida", "Ida H.", "Mrs Holm", "Ida Holm (chair)"])
def test_every_short_form_of_a_name_means_its_holder(label):
    assert rows(f"{PRESENT}• Why?\n{label}: Tide.\n") == [("Why?", [("Ida Holm", "Tide.")])]


def test_a_user_name_means_whom_the_list_gives_it():
    assert rows(f"{PRESENT}Q: Why?\nA: Tide.\n– bo_e\n") == [("Why?", [("Bo Ek", "Tide.")])]


def test_a_name_beside_somebody_elses_is_not_that_persons():
    text = "Ida joined Bo Ek on the quay.\n\n• Why?\nIda: Tide.\n"
    assert rows(text) == [("Why?", [("Ida", "Tide.")])]


def test_a_user_of_a_wiki_is_called_as_the_page_links_them():
    text = (
        "Hosts: [[User:IHolm (Q)|Ida Holm]].\n\n== Fees ==\n* Why?\n"
        "*: Tide. --[[User:IHolm (Q)|IHolm (Q)]] ([[User talk:IHolm (Q)|talk]])\n"
    )
    assert rows(text, "wiki") == [("Why?", [("Ida Holm", "Tide.")])]


@pytest.mark.parametrize(
    "signature",
    [
        "– ida",
        "— Ida Holm",
        "-- holm.i",
    ],
)
def test_a_signature_alone_on_its_line_ends_an_answer(signature):
    found = rows(f"**Q:** Why?\n\n**A:** Tide.\n\n{signature}\n\nAnd wind.\n\n— Bo Ek\n", "md")
    assert [text for _, text in found[0][1]] == ["Tide.", "And wind."]


@pytest.mark.parametrize(
    ("asked", "answered", "name"),
    [
        ("Q [Slido, 23 votes]: Why?", "A (Ida): Tide.", "Ida"),
        ("Q [Slido, anonymous]\nWhy?", "A (Ida Holm, treasurer): Tide.", "Ida Holm"),
        ("Q - Zed: Why?", "A - Ida: Tide.", "Ida"),
        ("Question No 2: Why?", "Response: (Director of Works, Mr J Holm)\nTide.", "J Holm"),
        ("Q (online, Bo): Why?", "Reply of the Works Committee (6 May): Tide.", "Works Committee"),
    ],
)
def test_marks_that_say_of_whom(asked, answered, name):
    assert rows(f"{asked}\n\n{answered}\n") == [("Why?", [(name, "Tide.")])]


def test_posts_under_names_in_bold():
    post = "**{}**{}{}{}\n\n---\n\n"
    page = (
        post.format("zed_k", " (41 points):", " ", "Why?")
        + post.format("Ida Holm", " [OP]:", " ", "Tide.")
        + post.format("tern", " — 6 May 2031, 09:20", "\n\n", "When? I can wait.")
        + post.format("Ida Holm", " (staff) — 6 May 2031, 09:31", "\n\n", "May.")
        + post.format("tern", " — 6 May 2031, 09:32", "\n\n", "Thanks!")
    )
    assert rows(f"# Call\n\nWe met.\n\n{page}", "md") == [
        ("Why?", [("Ida Holm", "Tide.")]),
        ("When? I can wait.", [("Ida Holm", "May.")]),
    ]
    assert not rows("# Call\n\n**gate**: Is it open? No.\n\n**quay**: It is.\n", "md")


def test_answers_are_matched_by_number():
    text = "Q1. Why?\nQ2. When?\nQ3. How?\n\nA1. Tide.\nA2 and 3. May.\n"
    said = [[text for _, text in answers] for _, answers in rows(text)]
    assert said == [["Tide."], ["May."], ["May."]]
    said = [[text for _, text in found] for _, found in rows("Q1. Why?\nQ2. When?\nA. Tide.\n")]
    assert said == [["Tide."], ["Tide."]]


def test_numbers_may_be_set_as_keys():
    keyed = "Q1\ufe0f\u20e3: Why?\nQ2\u20e3: When?\n\nA1\ufe0f\u20e3: Tide.\nA2\u20e3: May.\n"
    assert rows(keyed) == [("Why?", [(None, "Tide.")]), ("When?", [(None, "May.")])]


def test_who_says_that_they_reply_does_not_reply_yet():
    text = (
        "On the panel: Ida Holm and Bo Ek\n\nQ: Why is it shut?\n\nIda Holm: I’ll take this one.\n\n"
        "Bo Ek: Go ahead.\n\nIda Holm: The tide took the wall.\n\nQ: Who takes it?\n\n"
        "Bo Ek: I can take that to the board.\n"
    )
    assert [[said for who, said in answers if who == "Ida Holm"] for _, answers in rows(text)] == [
        ["The tide took the wall."],
        [],
    ]
    assert rows(text)[1][1] == [("Bo Ek", "I can take that to the board.")]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("HOLM, Ida (Provost)", "Ida Holm"),
        ("Capt. Holm", "Ida Holm"),
        ("Provost Holm", "Ida Holm"),
        ("Holm, Bo", None),
    ],
)
def test_names_in_other_orders(label, name):
    text = f"Panel: Ida Holm and Bo Ek.\n\n• Why?\n{label}: Tide.\n"
    assert rows(text)[0][1][0][0] == name


def test_a_question_to_a_minister_has_no_mark():
    asked = "Zed Korn (Lund): To ask the Minister for Works, when the bridge will open."
    text = f"Answers\n\nBridges\n{asked}\nIda Holm: In May.\n\nRoads\n{asked}\nIda Holm: In June.\n"
    assert len(rows(text)) == 2
    assert not rows(text.replace("To ask", "He asks").replace("when", "that"))


def test_supplementary_questions():
    text = "QUESTION 1\nWhy?\nREPLY\nTide.\nSUPPLEMENTARY QUESTION\nMr Korn asked what it costs.\nREPLY\nMuch.\n"
    assert rows(text) == [("Why?", [(None, "Tide.")]), ("asked what it costs.", [(None, "Much.")])]


def test_the_one_guest_answers_where_nobody_is_named():
    asked = "[12:40]\n\n**[Audience question]** Why?\n\nTide.\n\n"
    text = f"# Call\n\nAnswers were given by the presenter, Dr Ida Holm.\n\n{asked}"
    assert rows(text, "md") == [("Why?", [("Ida Holm", "Tide.")])]
    assert rows(f"# Call\n\nDr Ida Holm came.\n\n{asked}", "md") == [("Why?", [(None, "Tide.")])]


def test_turns_beside_marked_questions():
    text = (
        "Call\n\nWe met.\n\nWritten\n\nQ: Why?\nA: Tide.\n\n"
        "Discussion\n\nZed Korn: When?\nIda Holm: May.\nBo Ek: How?\nIda Holm: Slowly.\n"
    )
    assert [asked for asked, _ in rows(text)] == ["Why?", "When?", "How?"]


def test_an_answer_added_later_is_another_and_written():
    text = "**Question 1:** Why?\n\nWe will ask.\n\n*Answer added 8 May:* Tide.\n"
    (question,) = record(text, "md").questions
    assert [(a.text, a.mode) for a in question.answers] == [
        ("We will ask.", Mode.LIVE),
        ("Tide.", Mode.WRITTEN),
    ]


def test_a_label_may_say_that_somebody_adds():
    text = "Bo Ek hosted.\n\n**Q:** Why?\n\n**A:** Tide.\n\n*Bo Ek added:* And wind.\n"
    assert rows(text, "md")[0][1][1] == ("Bo Ek", "And wind.")


def test_who_says_so_answers():
    text = "Ida Holm hosted.\n\nQ: Why?\nIda here. Tide.\n\nQ: When?\nHere we close at noon.\n"
    assert [[who for who, _ in answers] for _, answers in rows(text)] == [["Ida Holm"], [None]]


@pytest.mark.parametrize(
    "heading", ["Left over", "After the call", "Questions we could not get to", "Fees"]
)
@pytest.mark.parametrize("intro", ["Answered in writing on 6 May.", "Everybody was tired."])
def test_what_was_answered_afterwards(heading, intro):
    text = f"# Call\n\nNotes.\n\n## {heading}\n\n{intro}\n\n- Why?\n  - Ida: Tide.\n"
    (question,) = record(text, "md").questions
    after = heading in ("After the call", "Questions we could not get to")
    assert question.listed_after == (after or intro.startswith("Answered"))


def test_the_one_person_in_the_title_answers_a_bare_mark():
    text = "# Dredging for all (2031)\n\nIda Holm\n\nQ - Why?\n\nA - Tide.\n"
    assert rows(text, "md")[0][1] == [(None, "Tide.")]
    assert rows(text.replace("all", "Ida Holm"), "md")[0][1] == [("Ida Holm", "Tide.")]
    assert rows("# Q&A with Ida Holm\n\nQ: Why?\n\nA: Tide.\n", "md")[0][1][0][0] == "Ida Holm"


def test_a_heading_over_a_line_of_dashes():
    text = "1) News\n-------\nWe met.\n\n2) FEES\n=======\n• Why?\nIda: Tide.\n"
    (question,) = record(text).questions
    assert question.heading.text == "2) FEES"
    assert "rule" in left_out(text)


@pytest.mark.parametrize("mark", ["[edit]", "edit", "Edit", "editThis", "[edit | edit source]"])
def test_what_a_skin_glues_to_headings(mark):
    text = f"Call\n\nWe met.\n\nFees{mark}\n\n• Why?\nIda: Tide.\n\nRoads{mark}\n\n• When?\nIda: May.\n"
    assert [q.heading.text for q in record(text).questions] == ["Fees", "Roads"]


def test_a_word_that_ends_like_a_skins_mark_is_whole():
    text = (
        "Call\n\nWe met.\n\nTax credit\n\n• Why?\nIda: Tide.\n\nMore credit\n\n• When?\nIda: May.\n"
    )
    assert [q.heading.text for q in record(text).questions] == ["Tax credit", "More credit"]


FOOTER = 'Retrieved from "https://wiki.example/Call"\nCategories:\nCalls\nPrivacy policy\n'


def test_the_footer_of_a_page_is_no_part_of_the_last_answer():
    assert rows(f"• Why?\nIda: Tide.\n\n{FOOTER}")[0][1] == [("Ida", "Tide.")]
    assert "page_footer" in left_out(f"• Why?\nIda: Tide.\n\n{FOOTER}")


def test_a_footer_ends_no_record_in_the_middle():
    text = f"• Why?\nIda: Tide.\n\n{FOOTER}\n• When?\nIda: May.\n"
    assert [asked for asked, _ in rows(text)] == ["Why?", "When?"]


def test_numbers_of_pages_stand_in_no_answer():
    text = "• Why?\nIda: Tide\nPage 7 of 58\nand wind.\n"
    assert rows(text)[0][1] == [("Ida", "Tide\nand wind.")]
    assert "page_number" in left_out(text)


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ("Fees: why so high?", "Fees: why so high?"),
        ("Mr Okoro: why so high?", "why so high?"),
        ("Zed Okoro: why so high?", "why so high?"),
        ("Zed (Lantern Club): why so high?", "why so high?"),
    ],
)
def test_of_a_question_only_an_askers_name_is_dropped(item, kept):
    text = f"• Why?\nIda: Tide.\n• {item}\nIda: Tide.\n• When?\nIda: May.\n"
    assert [asked for asked, _ in rows(text)][1] == kept


def test_where_most_questions_begin_with_a_name_all_do():
    text = "• Zed: why?\nIda: Tide.\n• Una: and when?\nIda: May.\n"
    assert [asked for asked, _ in rows(text)] == ["why?", "and when?"]


def test_question_and_answer_in_one_item():
    text = "- Is the gate open now? -- No.\n- Who has got the key of it? – Bo has.\n"
    assert rows(text) == [
        ("Is the gate open now?", [(None, "No.")]),
        ("Who has got the key of it?", [(None, "Bo has.")]),
    ]


def test_a_dash_behind_one_question_of_many_is_a_part_of_it():
    text = "• Why? – I mean the gate\nIda: Tide.\n• When?\nIda: May.\n"
    assert rows(text)[0][0] == "Why? – I mean the gate"


def test_items_that_ask_without_a_mark_are_questions_where_text_stands_under_them():
    text = "* Will there be drains\nYes.\n* Who owns the hall\nThe club.\n* When does it open\nIn May.\n"
    assert [asked for asked, _ in rows(text)] == [
        "Will there be drains",
        "Who owns the hall",
        "When does it open",
    ]
    assert not rows("* The hall\nIt is old.\n* The gate\nIt is new.\n* The quay\nIt is wet.\n")


def test_a_heading_that_asks_in_a_list_of_questions_needs_a_signed_reply():
    listed = "== Fees ==\n* Why?\n*: Tide. --[[User:Bo|Bo]] ([[User talk:Bo|talk]])\n\n"
    headed = "== Will it reopen? ==\nAsked by [[User:Zed|Zed]]\n:Yes. [[User:Ida|Ida]] 10:17, 6 May 2031 (UTC)\n"
    plain = "== How will it work? ==\nWe read the questions out.\n"
    assert rows(headed + listed, "wiki")[0] == ("Will it reopen?", [("Ida", "Yes.")])
    assert [asked for asked, _ in rows(plain + listed, "wiki")] == ["Why?"]


def test_a_marked_heading_over_somebodys_question_is_a_heading():
    text = "#### Q1: Fees\n\n**Audience:** Why?\n\n**Ida:** Tide.\n\n**Audience:** Thanks.\n"
    (question,) = record(text, "md").questions
    assert (question.heading.text, question.text.text) == ("Q1: Fees", "Why?")
    assert [answer.text for answer in question.answers] == ["Tide."]


def test_who_was_answered_before_may_ask_in_the_middle_of_a_turn():
    text = "Zed: Why?\nIda: Tide.\nZed: And when? I forgot (sorry).\nIda: May.\nZed: Fine by me.\nIda: Good.\n"
    assert [asked for asked, _ in rows(text)] == ["Why?", "And when? I forgot (sorry)."]


def test_the_time_before_a_line_may_have_two_halves():
    assert rows("Q:\n  Why?\nA:\n  Tide.\n7:12 PM\n\nQ:\n  When?\nA:\n  May.\n")[0][1] == [
        (None, "Tide.")
    ]


TABLE = "| Topic | Question | {} |\n|---|---|---|\n| Gate | Why so? | Tide. |\n| Quay | When? | |\n"


def test_a_table_of_questions_and_answers():
    assert rows(f"# Call\n\nWe met.\n\n{TABLE.format('Answer')}", "md") == [
        ("Why so?", [(None, "Tide.")]),
        ("When?", []),
    ]
    assert rows(f"# Call\n\n{TABLE.format('Ida’s reply')}", "md")[0][1] == [("Ida", "Tide.")]


def test_a_table_of_a_wiki():
    wiki = "= Call =\n{{|\n! Question !! {}\n|-\n| Why so?\n| Tide.\n|-\n| When? || May.\n|}}\n"
    assert rows(wiki.format("Answer"), "wiki") == [
        ("Why so?", [(None, "Tide.")]),
        ("When?", [(None, "May.")]),
    ]
    assert not rows(wiki.format("Owner"), "wiki")


def test_a_table_of_something_else_holds_no_questions():
    assert not rows(f"# Call\n\nWe met.\n\n{TABLE.format('Owner')}", "md")


MINUTES = (
    "Mr Zed asked whether the gate was open. Cllr Holm replied that it was. He had the key.\n\n"
    "It was asked who paid. The Clerk said that she did not know.\n\n"
    "Mrs Ek asked about the ditch.\n"
)


def test_questions_in_reported_speech():
    assert rows(f"Minutes\n\nWe met.\n\nOpen forum\n\n{MINUTES}") == [
        (
            "asked whether the gate was open.",
            [("Holm", "Cllr Holm replied that it was. He had the key.")],
        ),
        ("It was asked who paid.", [(None, "The Clerk said that she did not know.")]),
        ("asked about the ditch.", []),
    ]


def test_one_report_of_a_question_makes_no_record():
    assert not rows(
        "Minutes\n\nBo asked whether we met. Ida said yes.\n\nWe asked everybody to come.\n"
    )


def test_a_folded_part_beside_a_signed_one_is_a_question():
    part = "<details><summary>{}</summary><p>{}</p></details>"
    page = (
        "<h2>Fees</h2><p><b>Q: When?</b><p><b>A:</b> May.<h2>Answered by email</h2>"
        + part.format("Why so?", "Tide. — Ida Holm")
        + part.format("And how?", "See the list.")
    )
    assert [asked for asked, _ in rows(page, "html")] == ["When?", "Why so?", "And how?"]
    unsigned = page.replace(" — Ida Holm", "")
    assert [asked for asked, _ in rows(unsigned, "html")] == ["When?"]


PAGE = (
    "<h1>Call</h1><p>We met.</p>\n<table><tr><th>No.</th><th>Question</th><th>{}</th><th>{}</th></tr>\n"
    "<tr><td>1</td><td>Why?<br>I forgot.</td><td><p>Tide.</p><p>And wind.</p></td><td>Ida Holm</td></tr>"
    "<tr><td>2</td><td>When?</td><td></td><td>Bo Ek</td></tr>"
    "<tr><td>3</td><td>Who?</td><td>Nobody.</td><td>Bo Ek</td></tr></table><p>See you in May.</p>"
)


def test_a_table_of_a_page():
    assert rows(PAGE.format("Answer", "Answered by"), "html") == [
        ("Why?\nI forgot.", [("Ida Holm", "Tide.\nAnd wind.")]),
        ("When?", []),
        ("Who?", [("Bo Ek", "Nobody.")]),
    ]
    assert "table_head" in left_out(PAGE.format("Answer", "By"), "html")
    assert not rows(PAGE.format("Owner", "Room"), "html")


def test_a_column_of_names_before_the_answers_is_that_of_askers():
    wiki = "= Call =\n{|\n! Question !! By !! Answer\n|-\n| Why? || Ana Lima || Ana Lima is right.\n|}\n"
    (question,) = record(wiki, "wiki").questions
    assert (question.text.text, question.askers) == ("Why?", ("Ana Lima",))
    assert [(a.person, a.text) for a in question.answers] == [(None, "is right.")]


def test_a_column_for_each_who_answers():
    head = "| Question | Ida Holm | Bo Ek |\n|---|---|---|\n"
    assert rows(f"# Call\n\n{head}| Why so? | Tide. | Wind. |\n", "md") == [
        ("Why so?", [("Ida Holm", "Tide."), ("Bo Ek", "Wind.")])
    ]


def test_a_table_without_heads_is_known_by_its_shape():
    page = "<h1>Call</h1><table>{}</table>"
    asked = "<tr><td>Why?</td><td>Tide.</td></tr><tr><td>When is it?</td><td>In May.</td></tr>"
    assert [said for said, _ in rows(page.format(asked), "html")] == ["Why?", "When is it?"]
    assert not rows(page.format(asked.replace("?", ".")), "html")


def test_turns_of_a_parliament():
    text = (
        "Report\n\nThe House met.\n\nBoats\n\n"
        "1. Zed Korn (Lund) (Lab): If she will make a statement on the boats.\n\n"
        "The Minister for Boats (Ida Holm): I will.\n\n"
        "Zed Korn: When?\n\nIda Holm: In May.\n\nMr Speaker: Order. We move on.\n"
    )
    assert rows(text) == [
        ("If she will make a statement on the boats.", [("Ida Holm", "I will.")]),
        ("When?", [("Ida Holm", "In May.")]),
    ]


def test_a_short_turn_that_looks_like_a_heading_names_no_asker():
    text = (
        "Call\n\nNotes\n\nVig: It is late, I fear, and the boats are out.\n\n"
        "Una Moe: Why so late?\n\nIda: The tide is late.\n\nVig: When will it turn?\n\nIda: At noon.\n"
    )
    assert [asked for asked, _ in rows(text)] == ["Why so late?", "When will it turn?"]


def test_quoted_words_alone_on_a_line_are_no_heading():
    text = 'Minutes\n\nWe met.\n\nQuestion 1\n\n"Why?"\n\nReply by Mr Holm\n\n"I do not know."\n\nQuestion 2\n\n"When?"\n\nReply by Mr Ek\n\n"In May."\n'
    assert rows(text) == [
        ('"Why?"', [("Holm", '"I do not know."')]),
        ('"When?"', [("Ek", '"In May."')]),
    ]


def test_an_asker_goes_on_in_the_next_paragraph():
    text = "# Call\n\nWith Ida Holm.\n\n> **Zed asks:** Is it late?\n>\n> And if so: why?\n\n**Ida:** Tide.\n\n> **Una asks:** When?\n\n**Ida:** May.\n"
    assert [asked for asked, _ in rows(text, "md")] == ["Is it late?\nAnd if so: why?", "When?"]


def test_figures_in_a_list_are_nobodys_words():
    text = "## Why so few?\n\n**Ida Holm:** There are\n\n- Mill Road: 12\n- Quay: 19\n\n## When?\n\n**Ida Holm:** 12.\n"
    assert [[name for name, _ in answers] for _, answers in rows(text, "md")] == [
        ["Ida Holm"],
        ["Ida Holm"],
    ]


def test_names_end_with_their_line():
    text = "Call\n\nWith the help of\n\nTeor\n\nIda Holm\n\n• Why?\nTeor: Tide.\n"
    assert rows(text)[0][1] == [("Teor", "Tide.")]


def test_the_last_of_several_bare_questions_may_have_no_reply():
    text = "Panel\n\nWe met.\n\nIs it late?\n\nIda: No.\n\nWhy so?\n\nBo: Tide.\n\nUna: And wind.\n\nWho keeps the list of all of them? And where is it?"
    assert [len(answers) for _, answers in rows(text)] == [1, 2, 0]


def test_who_is_the_whole_title_and_greeted_answers():
    text = "---\ntitle: Ida B Holm\n---\n\n**Q:** {} why? — zed_k\n\nTide.\n\n**Q:** When? — tern\n\nMay.\n"
    assert [answers[0][0] for _, answers in rows(text.format("Hey Ida,"), "md")] == [
        "Ida B Holm"
    ] * 2
    assert [answers[0][0] for _, answers in rows(text.format("Hey all,"), "md")] == [None] * 2


def test_a_label_alone_over_numbered_answers_is_that_of_them_all():
    text = "Q1. Why?\nQ2. When?\n\nProvost Ida Holm answered:\n\nA1. Tide.\nA2. May.\n"
    assert rows(text) == [("Why?", [("Ida Holm", "Tide.")]), ("When?", [("Ida Holm", "May.")])]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("(Ida Holm) Tide.", ("Ida Holm", "Tide.")),
        ("[Holm] Tide.", ("Ida Holm", "Tide.")),
        ("(Laughs) Tide.", (None, "(Laughs) Tide.")),
    ],
)
def test_a_name_in_brackets_behind_the_mark_of_an_answer(answer, found):
    text = f"Answering: Ida Holm and Bo Ek\n\nQ1: Why?\nA1: {answer}\n\nQ2: When?\nA2/3: May.\n"
    assert rows(text)[0][1] == [found]


def test_bullets_typed_into_the_paragraphs_of_a_page():
    page = "<h1>Call</h1><p>• Why?<br>I forgot.</p><p>Ida: Tide.</p><p>*&nbsp;When?</p><p>Ida: May.</p>"
    assert rows(page, "html") == [
        ("Why?\nI forgot.", [("Ida", "Tide.")]),
        ("When?", [("Ida", "May.")]),
    ]
    assert rows(page.replace("Ida: Tide", "Tide"), "html")[0][1] == [(None, "I forgot.\nTide.")]


def test_nobody_answers_themselves_and_thanks_are_no_answer():
    text = "Call\n\nWe met.\n\nZed Korn: Why?\nIda: Tide.\nZed Korn: I feared so.\nBo: Okay, thank you!\n"
    assert rows(text) == [("Why?", [("Ida", "Tide.")])]
    assert "moderation" in left_out(text)
    assert len(rows(text.replace("thank you!", "there is wind, too."))[0][1]) == 2


def test_a_numbered_line_in_capitals_is_a_heading():
    text = "MINUTES\n\nWe met.\n\n4.  PUBLIC QUESTIONS\n\nQ: Why?\n\nA: Tide.\n\n5.  NEXT MEETING\n\nIn May.\n"
    (question,) = record(text).questions
    assert question.heading.text == "4.  PUBLIC QUESTIONS"
    assert [answer.text for answer in question.answers] == ["Tide."]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("My name is Zed Korn. Why is it late?", "Why is it late?"),
        ("Hello, I’m Zed Korn (Lund) and I moor here. Why?", "Hello, I moor here. Why?"),
        ("My name is on the list. Why?", "My name is on the list. Why?"),
    ],
)
def test_nothing_is_left_of_how_somebody_introduces_themselves(asked, kept):
    text = f"Q: {asked}\nA: As Zed Korn says, it is the tide.\n\nQ (Zed Korn): When?\nA: In May.\n"
    found = rows(text)
    assert found[0][0] == kept
    assert found[0][1][0][1] == "it is the tide."


@pytest.mark.parametrize("filed", ["(S6-01931)", "[PQ 4411]"])
def test_the_number_by_which_a_question_is_filed_is_no_asker(filed):
    assert rows(f"{PRESENT}Q: Why is it shut? {filed}\nA: Tide.\n")[0][0].endswith(filed)


def test_who_asks_behind_a_number_is_an_asker():
    text = "[PQ 4411] Zed Lund: Why is it shut?\n\nThe Minister for Works (Ana Lima): The tide.\n"
    assert rows(f"Questions\n\n{text}\n{text}")[0] == (
        "Why is it shut?",
        [("Ana Lima", "The tide.")],
    )


def test_topics_in_a_list_over_turns_are_headings():
    text = (
        "1. Dredging\n\nZed Lund: Why is it late?\n\nIda Holm: Tide.\n\n"
        "2. Fares\n\nBo Ek: When?\n\nIda Holm: June.\n"
    )
    found = record(text).questions
    assert [(q.heading.text, q.text.text) for q in found] == [
        ("Dredging", "Why is it late?"),
        ("Fares", "When?"),
    ]


def test_questions_in_a_list_are_no_topics():
    text = "1. Is it shut?\n\nIda Holm: Which?\n\nBo Ek: Yes.\n\n2. Why?\n\nIda Holm: Tide.\n"
    assert [q.text.text for q in record(text).questions] == ["Is it shut?", "Why?"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("In June, Bo.", "In June."),
        ("Bo, in June.", "in June."),
        ("In Bo we trust.", "In Bo we trust."),
        ("The Bo Bridge.", "The Bo Bridge."),
    ],
)
def test_a_short_first_name_goes_where_somebody_is_addressed(said, kept):
    text = f"# Call\n\n## Question from Bo Ek\n\nWhy?\n\n**Ida Holm:** {said}\n"
    assert rows(text, "md")[0][1] == [("Ida Holm", kept)]


@pytest.mark.parametrize(
    ("reply", "who"),
    [
        ("Antwort Ida: Die Flut.", "Ida Holm"),
        ("Antwort Dr. Holm: Die Flut.", "Ida Holm"),
    ],
)
def test_a_word_for_an_answer_before_a_name_is_no_part_of_it(reply, who):
    assert rows(f"Mit: Frau Ida Holm\n\n• Warum?\n{reply}\n")[0][1] == [(who, "Die Flut.")]


def test_a_word_for_an_answer_before_another_word_names_nobody():
    found = rows(f"{PRESENT}• Why?\nIda: Tide.\nReply Deadline: 6 May.\n")
    assert [who for who, _ in found[0][1]] == ["Ida Holm"]


@pytest.mark.parametrize(
    ("reply", "who"),
    [
        ("  - Ida – Tide.", "Ida Holm"),
        ("  - Harbour – Tide.", None),
        ("\n  **Ida.** Tide.", "Ida Holm"),
        ("\n  **Background.** Tide.", None),
    ],
)
def test_a_name_before_a_dash_or_a_full_stop_is_a_label_where_it_is_known(reply, who):
    assert [one for one, _ in rows(f"{PRESENT}- Why?\n{reply}\n", "md")[0][1]] == [who]


def test_the_header_may_say_whom_the_number_of_a_speaker_means():
    text = (
        "Key: Speaker 1 = moderator, Speaker 2 = Ida Holm, harbour master.\n\n"
        "Speaker 4: Why is it shut?\n\nSpeaker 2: The tide.\n\nSpeaker 1: Thank you, now the hall.\n\n"
        "Speaker 4: When does it open?\n\nSpeaker 3: In June.\n"
    )
    assert [[who for who, _ in answers] for _, answers in rows(text)] == [["Ida Holm"], [None]]


def test_a_request_in_bold_is_a_question_without_a_mark():
    text = "**Tell us about the lock**\n\nOld.\n\n**Why?**\n\nTide.\n\n**What we did**\n\nMore.\n"
    assert [q.text.text for q in record(text, "md").questions] == [
        "Tell us about the lock",
        "Why?",
    ]


def test_a_list_within_an_answer_is_none_of_questions_where_somebody_goes_on_in_bold():
    text = (
        "Hosts: Ida Holm and Bo Ek.\n\n## Why?\n\nTide.\n\n- Write a test.\n- Ask.\n\n"
        "**Bo.** A week.\n\n## When?\n\nJune.\n"
    )
    assert [q.text.text for q in record(text, "md").questions] == ["Why?", "When?"]


PODIUM = "Auf dem Podium: Hafenmeisterin Dr. Ida Holm, Frau Ek\n\n"


@pytest.mark.parametrize(
    ("answered", "name"),
    [
        ("Antwort Holm: Ebbe.", "Ida Holm"),
        ("Antwort Dr. Holm (zu 1): Ebbe.", "Ida Holm"),
        ("Antwort Frau Ek: Ebbe.", "Ek"),
        ("Ergänzung Dr. Holm: Ebbe.", "Ida Holm"),
        ("Antwort: Ebbe.", None),
    ],
)
def test_a_name_right_behind_the_word_for_an_answer(answered, name):
    assert rows(f"{PODIUM}Frage 1 (Herr Korn): Warum?\n{answered}\n") == [
        ("Warum?", [(name, "Ebbe.")])
    ]


def test_a_word_behind_the_word_for_an_answer_that_nobody_is_called():
    found = rows(f"{PODIUM}Frage 1: Warum?\nAntwort: Ebbe.\nResponse Time: two days.\n")
    assert found == [("Warum?", [(None, "Ebbe.\nResponse Time: two days.")])]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Written response from the Harbour team, 9 May 2031: Seven.", "Harbour team"),
        ("Schriftlich nachgereicht (Hafenamt, 9.5.2031): Seven.", "Hafenamt"),
        ("Complément écrit du service du port (9 mai) : Seven.", "service du port"),
        ("Update, 9 May (Ida Holm): Seven.", "Ida Holm"),
    ],
)
def test_what_was_written_later_is_an_answer_of_its_own(written, name):
    found = record(f"Q: How many?\n\nA: I do not know.\n\n{written}\n").questions[0].answers
    said = [(a.person.name if a.person else None, a.text, a.mode) for a in found]
    assert said[1:] == [(name, "Seven.", Mode.WRITTEN)]


@pytest.mark.parametrize(
    "mark", ["Update 3 March:", "Update (3 March 2031):", "Nachtrag, 3. März:"]
)
def test_an_update_that_names_its_day_was_written_later(mark):
    found = record(f"Q: How?\n\nA: By boat.\n\n{mark} It sails.\n").questions[0].answers
    assert [(a.text, a.mode) for a in found] == [
        ("By boat.", Mode.LIVE),
        ("It sails.", Mode.WRITTEN),
    ]


@pytest.mark.parametrize("mark", ["Update:", "Update 2.0:", "Update 3 boats:", "Update (urgent):"])
def test_an_update_that_names_neither_day_nor_person_goes_on_with_the_answer(mark):
    said = f"Q: How?\n\nA: By boat.\n\n{mark} it sails.\n"
    assert len(record(said).questions[0].answers) == 1


def test_marked_questions_of_two_people_share_the_reply():
    text = "Q1 (Zed Korn): Why?\nQ2 (Tern Group): When?\nIda Holm: Tide, in May.\n"
    answer = [("Ida Holm", "Tide, in May.")]
    assert rows(text) == [("Why?", answer), ("When?", answer)]


def test_who_calls_a_colleague_does_not_ask():
    text = (
        "Q: How many?\n\nIda Holm: I do not know. Bo?\n\nBo Ek: Nor do I.\n\nQ: Why?\n\nA: Tide.\n"
    )
    assert [len(answers) for _, answers in rows(text)] == [2, 1]
    asked = rows("Bo Ek: It is shut. Why?\n\nIda Holm: Tide.\n\nBo Ek: When?\n\nIda Holm: May.\n")
    assert [text for text, _ in asked] == ["It is shut. Why?", "When?"]


@pytest.mark.parametrize(
    "note", ["(Laughter.)", "[Not reached.]", "This question was not reached."]
)
def test_a_note_takers_note_is_no_answer(note):
    assert rows(f"Q: Why?\n\n{note}\n\nQ: When?\n\nIda Holm: (laughs) May.\n") == [
        ("Why?", []),
        ("When?", [("Ida Holm", "(laughs) May.")]),
    ]
    assert "moderation" in left_out(f"Q: Why?\n\n{note}\n")


def test_ranks_before_a_name_are_no_part_of_it():
    present = "Present: District Cllr Ida Holm (IH), PCSO Bo Ek (BE).\n\n"
    assert rows(f"{present}Q: Why?\nIH: Tide.\nBE: Wind.\n")[0][1] == [
        ("Ida Holm", "Tide."),
        ("Bo Ek", "Wind."),
    ]
    assert rows("Q: Why?\nANA Holm: Tide.\n")[0][1] == [("ANA Holm", "Tide.")]


def test_minutes_with_turns_under_numbered_headings_in_capitals():
    text = (
        "Present: Cllr Ida Holm (IH), Cllr Bo Ek (BE).\n\n1. APOLOGIES\nNone.\n\n"
        "2. OPEN FORUM\nMr Korn: Why is the quay shut?\nIH: Tide.\nResident: And when is it not?\n"
        "BE: In May.\n\n3. NEXT MEETING\nIn June.\n"
    )
    found = record(text).questions
    assert [q.heading.text for q in found] == ["2. OPEN FORUM"] * 2
    assert [[a.person.name for a in q.answers] for q in found] == [["Ida Holm"], ["Bo Ek"]]
    items = "Rules:\n\n1. NO SHOUTING\n2. NO DOGS\n\nQ: Why?\nA: Tide.\n"
    assert rows(items) == [("Why?", [(None, "Tide.")])]


def test_headings_that_ask_beside_marked_questions_are_questions_where_a_name_replies():
    text = (
        "# Call\n\n## In the room\n\n### Why? (Mrs Zoe Korn, Quay)\n\n**Ida Holm:** Tide.\n\n"
        "**Chair:** And wind.\n\n"
        "## By mail\n\n### How will it work?\n\nBy hand.\n\n**Q1:** When?\n\n**Bo Ek:** May.\n"
    )
    assert rows(text, "md") == [
        ("Why?", [("Ida Holm", "Tide."), (None, "And wind.")]),
        ("When?", [("Bo Ek", "May.")]),
    ]


BOARD = "Present: Ida Holm (IH), Bo Ek (BE), Zed Korn (ZK).\n\n"


def test_short_numbered_lines_head_minutes_in_which_initials_ask_and_answer():
    text = (
        f"{BOARD}1. Welcome\nIH welcomed all.\n\n2. Timetable\n\nZK: Why so late?\nBE: The tide.\n\n"
        "ZK: And in May?\nBE: No.\n\n3. Any other business\nIH thanked all.\n\nZK: When do we meet?\nIH: In May.\n"
    )
    found = record(text).questions
    assert [q.text.text for q in found] == ["Why so late?", "And in May?", "When do we meet?"]
    assert found[0].heading.text == "2. Timetable"
    assert [a.person.name for a in found[0].answers] == ["Bo Ek"]


def test_short_numbered_lines_are_questions_where_initials_only_answer():
    answers = ("Tide.", "No.", "In May.", "It is mended.", "Yes.")
    text = BOARD + "\n\n".join(
        f"{number}. Tell us about lock {number}\nBE: {said}"
        for number, said in enumerate(answers, 1)
    )
    assert len(record(text).questions) == len(answers)


@pytest.mark.parametrize(
    ("reply", "who"), [("Ida – Tide.", "Ida Holm"), ("Tide – and wind.", None)]
)
def test_a_known_name_before_a_dash_opens_a_paragraph(reply, who):
    text = f"{PRESENT}**Why?**\n\n{reply}\n\n**When?**\n\nBo – In May.\n"
    assert [name for name, _ in rows(text, "md")[0][1]] == [who]


@pytest.mark.parametrize(
    ("name", "who"), [("Holm", "Ida Holm"), ("Korn", "Korn"), ("Harbour", "Harbour")]
)
def test_a_surname_is_whose_it_is_in_the_header(name, who):
    text = f"For the town: Ida Holm (head of works), Bo Ek.\n\nQ: Why?\n\nA ({name}): Tide.\n"
    assert rows(text)[0][1] == [(who, "Tide.")]


def test_a_number_that_nobody_is_said_to_be_is_a_label_and_no_person():
    text = (
        "Speaker 4: Why is it shut?\n\nSpeaker 2: The tide.\n\n"
        "Speaker 5: When does it open?\n\nSpeaker 2: In June.\n"
    )
    answers = [answer for q in record(text).questions for answer in q.answers]
    assert [(a.attribution, a.person) for a in answers] == [("Speaker 2", None)] * 2


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Our harbour master, Ida Holm, took your questions for an hour.", "Ida Holm"),
        ("Ida Holm took your questions.", "Ida Holm"),
        ("The next day, Ida Holm, took the boat.", None),
    ],
)
def test_who_took_the_questions_answers_them(said, who):
    assert rows(f"{said}\n\nQ: Why?\n\nA: Tide.\n") == [("Why?", [(who, "Tide.")])]


STAMP = "([[User talk:{0}|talk]]) 10:17, 6 May 2031 (UTC)"


def post(text, who):
    return f"{text} [[User:{who}|{who}]] {STAMP.format(who)}\n"


def test_signed_posts_on_a_talk_page_are_questions_and_the_replies_below_answers():
    text = (
        "= Board =\n\n=== Locks ===\n"
        + post("Why is it shut?", "Zed")
        + post(":The tide.", "Ida Holm")
        + post("::And in May?", "Zed")
        + post(":::No.", "Bo Ek")
        + "\n=== Fees ===\nWhat does it cost?\n\n"
        + post("I moor here, and pay.", "81.2.69.160")
        + post(":Ten.", "Bo Ek")
        + post("::Nine, I think.", "Ida Holm")
    )
    assert rows(text, "wiki") == [
        ("Why is it shut?", [("Ida Holm", "The tide.")]),
        ("And in May?", [("Bo Ek", "No.")]),
        ("What does it cost?\nI moor here, and pay.", [("Bo Ek", "Ten."), ("Ida Holm", "Nine, I think.")]),
    ]  # fmt: skip


def test_signed_posts_that_nobody_replies_to_are_no_questions():
    text = "= Board =\n\n=== Locks ===\n" + post("We met.", "Zed") + post(":I was there.", "Zed")
    assert rows(text, "wiki") == []


def test_items_answered_by_name_below_are_questions_beside_marked_ones():
    text = (
        f"{PRESENT}1. Why is it shut? *(Z. Korn)*\n   - Ida: Tide.\n2. May we moor *(P. Lund)*\n"
        "   - Bo: No.\nQ3. When?\n   - Ida: In May.\n\n## Actions\n\n1. IH to mend it.\n"
    )
    assert [asked for asked, _ in rows(text, "md")] == ["Why is it shut?", "May we moor", "When?"]


def test_bold_paragraphs_before_turns_are_questions_where_others_in_bold_ask():
    shown = "**Locks. Since 2016!**\n\nIda: Two quotes.\n\n"
    asked = "**Why?**\n\nIda: Tide.\n\n**When?**\n\nBo: In May.\n\n"
    assert len(rows(PRESENT + asked + shown, "md")) == 3
    assert len(rows(PRESENT + "**Why?**\n\nIda: Tide.\n\n" + shown, "md")) == 1


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("May we moor (P. Lund)", "May we moor"),
        ("May we moor (Lower Quay)", "May we moor (Lower Quay)"),
        ("May we see form (B. 2)", "May we see form (B. 2)"),
    ],
)
def test_an_initial_and_a_surname_in_brackets_ask_without_a_question_mark(asked, kept):
    assert [text for text, _ in rows(f"Q: {asked}\nA: Tide.\n")] == [kept]


@pytest.mark.parametrize(
    ("asks", "replies"),
    [("P -", "R -"), ("P:", "R:"), ("F:", "A:"), ("D:", "R:"), ("Q –", "R –"), ("V:", "A:")],
)
def test_letters_of_other_languages_mark_questions_and_answers(asks, replies):
    text = f"{asks} Why?\n\n{replies} Tide.\n\n{asks} When?\n\n{replies} May.\n"
    assert rows(text) == [("Why?", [(None, "Tide.")]), ("When?", [(None, "May.")])]


def test_letters_that_reply_before_anybody_asks_are_initials():
    text = "Present: Rosa Holm (R), Pia Ek (P).\n\nR: Welcome.\n\nP: Why?\n\nR: Tide.\n"
    assert rows(text + "\nP: And when?\n\nR: May.\n") == [
        ("Why?", [("Rosa Holm", "Tide.")]),
        ("And when?", [("Rosa Holm", "May.")]),
    ]


UNNAMED = "Where nobody is named, it is Ida Holm who answers; Bo Ek came, too.\n\n"


@pytest.mark.parametrize(
    ("header", "who"),
    [
        (UNNAMED, "Ida Holm"),
        ("All answers are by Ida Holm unless otherwise noted.\n\n", "Ida Holm"),
        ("Ida Holm and Bo Ek came.\n\n", None),
    ],
)
def test_the_header_may_say_who_answers_where_nobody_is_named(header, who):
    text = f"{header}• Why?\nTide.\n\n• When?\nBo Ek: In May.\nOr June.\n"
    assert [[name for name, _ in answers] for _, answers in rows(text)] == [[who], ["Bo Ek"]]


def test_who_asks_by_a_label_is_answered_by_whom_the_header_says():
    text = f"{UNNAMED}Zed9: Why?\nTide.\n\nNightOwl: When?\nMay.\n"
    assert rows(text) == [("Why?", [("Ida Holm", "Tide.")]), ("When?", [("Ida Holm", "May.")])]


@pytest.mark.parametrize(
    "read",
    ["And Bus Zed asks, when?", "Next, Zed wants to know: when?", "Una Moe is wondering whether it is late?"],
)  # fmt: skip
def test_a_question_that_is_read_out_ends_the_answer_before(read):
    text = f"Una: Why?\nIda Holm: Tide. {read}\nIda Holm: In May.\n"
    assert [said for _, answers in rows(text) for _, said in answers] == ["Tide.", "In May."]
    assert not any(name in asked for asked, _ in rows(text) for name in ("Zed", "Una"))


@pytest.mark.parametrize("said", ["Nobody asks, I fear.", "The form asks: who moors?"])
def test_not_everything_that_asks_is_read_out(said):
    text = f"Una: Why?\nIda Holm: Tide. {said}\nBo Ek: And wind.\n"
    assert len(rows(text)) == 1


def test_whoever_signs_a_question_in_a_list_may_ask_on_below():
    text = (
        "= Call =\n"
        + post("# Why?", "Zed")
        + post("#: Tide.", "Ida Holm")
        + post("#:: And in May?", "Zed")
        + post("#::: No.", "Ida Holm")
        + post("#:: Really?", "Una")
    )
    assert [asked for asked, _ in rows(text, "wiki")] == ["Why?", "And in May?"]


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("(added 20 May) Seven.", Mode.WRITTEN),
        ("Seven. (Added on 20 May 2031.)", Mode.WRITTEN),
        ("(I added 20) Seven.", Mode.LIVE),
    ],
)
def test_an_answer_may_say_in_brackets_that_it_was_added(said, mode):
    text = f"• How many?\n    • Ida: I do not know.\n    • Bo: {said}\n"
    assert record(text).questions[0].answers[1].mode == mode


def test_whom_the_header_spells_in_two_ways_is_one():
    text = (
        "Present: Daniel Holm (DH), Bo Ek (BE).\n\nPresenter: Dan Holm (DH)\n\nQ: Why?\nDH: Tide.\n"
    )
    assert rows(text)[0][1] == [("Daniel Holm", "Tide.")]


@pytest.mark.parametrize(("said", "replies"), [("So did I.", 2), ("Oh, yeah.", 1), ("Right?", 1)])
def test_who_replied_goes_on_behind_a_few_words_but_nods(said, replies):
    text = f"Presenter: Ida Holm\n\nZed: Why?\nIda Holm: Tide.\nZed: Oh no.\nIda Holm: {said}\n\nZed: When?\nIda Holm: May.\n"
    assert [len(answers) for _, answers in rows(text)] == [replies, 1]


@pytest.mark.parametrize(
    ("remark", "replies"),
    [
        ("Zed: That is what I thought.\nBo Ek: We all did.\nMia Lund: Hear, hear.\n", 1),
        ("Zed: Right.\nBo Ek: And the wind.\nMia Lund: And the moon.\n", 3),
        ("Bo Ek: And the wind.\nMia Lund: And the moon.\n", 3),
    ],
)
def test_who_speaks_first_behind_a_remark_does_not_answer(remark, replies):
    text = f"Speakers: Ida Holm, Bo Ek, Mia Lund\n\nZed: Why?\nIda Holm: Tide.\n{remark}\nZed: When?\nIda Holm: May.\n"
    assert [len(answers) for _, answers in rows(text)] == [replies, 1]


def test_a_heading_that_asks_without_a_mark_is_a_question_where_names_reply():
    text = "# Debate\n\n### How can we see that\n\n{0}\n\n### Why is it late?\n\n{0}\n\n### Who pays?\n\n{0}\n"
    assert len(rows(text.format("Ida Holm: By the tide."), "md")) == 3
    assert len(rows(text.format("By the tide."), "md")) == 2


def test_a_name_in_bold_behind_a_time_is_a_label():
    text = "0:00:13.8 **Zed Korn** Why?\n\n0:00:21.9 **Ida Holm** Tide, I think.\n\n0:01:00.0 **Zed Korn** When?\n\n0:01:10.0 **Ida Holm** May.\n"
    assert rows(text, "md") == [
        ("Why?", [("Ida Holm", "Tide, I think.")]),
        ("When?", [("Ida Holm", "May.")]),
    ]


SMALL = (
    "## Sails\n\n- ida: we cut them anew\n- bo: who pays?\n- ida: the club, from May\n"
    "- bo: and the masts?\n- ida: they stay\n"
)


def test_names_written_small_head_turns_where_people_speak_again():
    assert rows(SMALL, "md") == [
        ("who pays?", [("ida", "the club, from May")]),
        ("and the masts?", [("ida", "they stay")]),
    ]


def test_words_written_small_before_a_colon_are_no_names():
    text = "## Sails\n\n- fees: who pays?\n- masts: they stay\n- paint: is it blue?\n- hull: dry\n"
    assert not [answers for _, answers in rows(text, "md") if answers]


def test_items_that_do_not_ask_are_notes_beside_questions():
    text = (
        "## Sails\n\n- The sails are old\n- Who pays?\n    - Ida: The club.\n- Blue was chosen\n- Nobody objected\n"
        "- And the masts?\n    - Ida: They stay.\n- Tell us about the hull\n"
    )
    assert rows(text, "md") == [
        ("Who pays?", [("Ida", "The club.")]),
        ("And the masts?", [("Ida", "They stay.")]),
        ("Tell us about the hull", []),
    ]


@pytest.mark.parametrize("time", ["17:02", "2031-05-06 17:02:11", "2031-05-06 17::02:11"])
def test_messages_with_a_day_are_those_of_a_chat(time):
    said = ["ida: hello", "bo_e: who pays for sails?", "ida: bo_e: the club does", "bo_e: thanks"]
    text = "Host: Ida Holm (ida)\n\n" + "".join(f"[{time}] {one}\n\n" for one in said)
    assert [(asked, len(answers)) for asked, answers in rows(text)] == [("who pays for sails?", 1)]
    assert not [q.heading for q in record(text).questions if q.heading]


@pytest.mark.parametrize(
    "label",
    ["Audience question", "Domanda dal pubblico", "Question du public", "Frage aus dem Publikum"],
)
def test_questions_of_the_audience_in_the_middle_of_a_talk(label):
    talk = f"## Tides\n\nThey come and go.\n\n**{label}:** Why?\n\nThe moon.\n\nAnd the sun.\n\n"
    other = f"## Winds\n\nThey blow.\n\n**{label}:** When?\n\nAlways.\n"
    found = rows(f"# Talk\n\n{talk}{other}", "md")
    assert [(asked, [said for _, said in told]) for asked, told in found] == [
        ("Why?", ["The moon.\nAnd the sun."]),
        ("When?", ["Always."]),
    ]


def test_a_heading_that_asks_somebody_for_something_is_a_question_beside_others():
    page = "# Call\n\nBo Ek answered questions.\n\n## {}\n\nI fish.\n\n## Why so?\n\nTide.\n\n## And how?\n\nSlowly.\n"
    asked = [text for text, _ in rows(page.format("Please introduce yourself!"), "md")]
    assert asked == ["Please introduce yourself!", "Why so?", "And how?"]
    asked = [text for text, _ in rows(page.format("Introductions"), "md")]
    assert asked == ["Why so?", "And how?"]


@pytest.mark.parametrize("said", ["Added 9 July", "Answered 9 July", "Ergänzt am 9. Juli"])
def test_brackets_around_an_answer_added_later(said):
    text = f"Q: Why?\n\n[{said}: Tide.]\n\nQ: When?\n\nA: May.\n"
    found = record(text).questions
    assert [(a.text, a.mode) for a in found[0].answers] == [("Tide.", Mode.WRITTEN)]
    assert not record(text.replace("9", "it")).questions[0].answers


def test_cells_that_are_empty_shift_no_column_of_a_table():
    head = "| Question | Asked by | Answer |\n|---|---|---|\n"
    text = f"# Call\n\n{head}| Why? | | Tide. |\n| When? | | |\n| Who? | Zed | Bo. |\n"
    assert rows(text, "md") == [
        ("Why?", [(None, "Tide.")]),
        ("When?", []),
        ("Who?", [(None, "Bo.")]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Q: Why? A: Tide.\n\nQ: When? A: May.\n",
        "- Q: Why? A: Tide.\n- Q: When? A: May.\n",
        "**Question:** Why? **Answer:** Tide.\n\n**Question:** When? **Answer:** May.\n",
        "Q1: Why? A1: Tide.\n\nQ2) When? A2: May.\n",
        "P: Why? R: Tide.\n\nP: When? R: May.\n",
        "Q/ Why?\n\nA/ Tide.\n\nQ> When?\n\nA> May.\n",
    ],
)
def test_an_answer_is_marked_in_the_line_of_its_question(text):
    assert rows(f"# Call\n\n{text}", "md") == [
        ("Why?", [(None, "Tide.")]),
        ("When?", [(None, "May.")]),
    ]


def test_letters_to_choose_from_mark_no_answer():
    text = "Q: Which? A: the crane, B: the ferry.\n\nA: The ferry.\n"
    assert rows(text) == [("Which? A: the crane, B: the ferry.", [(None, "The ferry.")])]
    assert not rows("We ask why. A: Tide.\n")


def test_a_list_beside_marked_questions_asks_where_all_of_it_does_over_replies():
    text = (
        "# Call\n\nQ: Why?\n\nA: Tide.\n\n## Not reached\n\n- Who?\n  - Bo.\n- Where?\n  - Here.\n"
    )
    assert [asked for asked, _ in rows(text, "md")] == ["Why?", "Who?", "Where?"]
    for other in (text.replace("Where?", "Lamps"), text.replace("  - Here.\n", "")):
        assert [asked for asked, _ in rows(other, "md")] == ["Why?"]


def test_the_full_stop_of_an_initial_is_a_part_of_the_name():
    text = "Attendees: Ida H., Bo Ek.\n\n• Why?\nIda: Tide.\n\n• When?\nBo: May.\n"
    assert [found for _, answers in rows(text) for found, _ in answers] == ["Ida H.", "Bo Ek"]


def test_a_valediction_is_no_part_of_the_name_that_signs():
    signed = "== Fees ==\nWhy so high? --[[User:Zed|Zed]] ([[User talk:Zed|talk]]) 10:17, 6 May 2031 (UTC)\n:* The rope. Best, [[User:Ida9|Ida9]] ([[User talk:Ida9|talk]]) 11:00, 6 May 2031 (UTC)\n"
    found = record(signed + signed.replace("Fees", "Dues"), "wiki").questions
    assert {a.attribution for q in found for a in q.answers} == {"Ida9"}
    assert {a.text for q in found for a in q.answers} == {"The rope."}


@pytest.mark.parametrize(
    ("asks", "replies"), [("(question)", "(answer)"), ("[Q]", "[A]:"), ("[Question]:", "[Answer]")]
)
def test_marks_in_brackets(asks, replies):
    found = rows(
        f"[Note] We met.\n\n{asks} Why?\n\n{replies} Tide.\n\n{asks} When?\n\n{replies} May.\n"
    )
    assert found == [("Why?", [(None, "Tide.")]), ("When?", [(None, "May.")])]


def test_a_letter_that_counts_is_no_mark():
    found = rows("* Which?\n\n(A) The lock.\n\n(Q) The quay.\n\n* When?\n\nMay.\n", "md")
    assert [text for text, _ in found] == ["Which?", "When?"]


def test_names_in_brackets_before_a_colon():
    talk = "[{0}]: Why is it shut?\n\n[Ida Holm]: Tide.\n\n[{0}]: When?\n\n[Ida Holm]: May.\n"
    assert rows(talk.format("Bo Ek")) == [
        ("Why is it shut?", [("Ida Holm", "Tide.")]),
        ("When?", [("Ida Holm", "May.")]),
    ]
    assert rows("* Why?\n\n[Ida Holm]: Tide.\n\n[Note]: May.\n", "md") == [
        ("Why?", [("Ida Holm", "Tide.\n[Note]: May.")])
    ]


NESTED = """# Call

* Why is it shut?
  * Ida: The tide.
  * {}: {}
  * {}: Nine metres.
* When does it open?
  * Ida: In May.
"""


def test_what_others_ask_among_replies_is_a_question():
    asked = ("And how deep is it?", [("Ida", "Nine metres.")])
    assert rows(NESTED.format("Bo Ek", "And how deep is it?", "Ida"), "md")[1] == asked
    put = NESTED.replace("* Why", "* Una: Why").replace("* When", "* Una: When")
    assert rows(put.format("Una", "And how deep is it?", "Ida"), "md")[1] == asked


@pytest.mark.parametrize(
    ("who", "said", "then"),
    [("Ida", "Which lock?", "Bo"), ("Bo", "And it is deep.", "Ida"), ("Bo", "Is it?", "Bo")],
)
def test_who_is_asked_back_among_replies_asks_nothing(who, said, then):
    found = rows(NESTED.format(who, said, then), "md")
    assert [text for text, _ in found] == ["Why is it shut?", "When does it open?"]


def test_an_item_may_ask_in_the_paragraphs_above_its_marked_answer():
    text = (
        "# Lock\n\n1. We tried the gate:\n\n       turn gate\n\n   {}\n\n   **Answer:** The tide.\n"
    )
    asked = "We tried the gate: turn gate Is it shut?"
    found = rows(text.format("Is it shut?"), "md")
    assert [(text.replace("\n", " "), said) for text, said in found] == [
        (asked.replace(" turn gate", ""), [(None, "The tide.")])
    ]
    assert rows(text.format("It is shut."), "md") != found


BARE = """# Lock meeting

## Questions / Queue

### Q

Bo: Are there any downsides? I recall one.

* Ida: I do not think so.

### Q

Zed: Will it work?

Ida: Maybe it will, who knows?

### Q

Bo: Is it open?

Yes.
"""


def test_a_letter_alone_in_a_heading_marks_the_question_below_it():
    assert [(asked, [text for _, text in said]) for asked, said in rows(BARE, "md")] == [
        ("Are there any downsides? I recall one.", ["I do not think so."]),
        ("Will it work?", ["Maybe it will, who knows?"]),
        ("Is it open?", ["Yes."]),
    ]
    assert not rows("# Words\n\n## P\n\nPier: of wood.\n\n## R\n\nRope: of hemp.\n", "md")


LISTED = """# Lock

* How do you keep it shut?
  * A: The bolt does.
  * Should it be painted if it is old?{}
  * maybe we leave it
* When does it open?
  * A: In May.
"""


def test_what_is_asked_without_a_name_over_a_reply_of_its_own_is_a_question():
    below = "\n    * A: It should."
    assert [text for text, _ in rows(LISTED.format(below), "md")] == [
        "How do you keep it shut?",
        "Should it be painted if it is old?",
        "When does it open?",
    ]
    assert len(rows(LISTED.format(""), "md")) == 2


def test_what_an_agenda_lists_is_asked_by_nobody():
    text = "# Call\n\n## {}\n\n* Move the quay?\n  * Rename it\n* Paint it?\n  * In May\n\n## Lock\n\n* Why?\n  * Ida: Tide.\n* When?\n  * Ida: May.\n"
    assert len(rows(text.format("Agenda items"), "md")) == 2
    assert len(rows(text.format("Quay"), "md")) == 4
    named = text.replace("Rename it", "Ida Holm: Rename it").replace("In May", "Bo Ek: In May")
    assert len(rows(named.format("Agenda items"), "md")) == 4


ANSWERED = "# Call\n\n* Why is it shut?\n  * Ida: Tide.\n* When does it open?\n  * Ida: May.\n* {}\n  * Ida: You are welcome.\n"


@pytest.mark.parametrize(
    ("item", "asks"),
    [
        ("Welcome Ida and Bo to our call", False),
        ("Thank you all for the call tonight", False),
        ("Comment: I only came to praise the lock", False),
        ("I would like to thank the pilots", False),
        ("Thank you, but what does it cost?", True),
        ("The lock at the mill leaks", True),
    ],
)
def test_who_is_greeted_thanked_or_told_something_is_asked_nothing(item, asks):
    assert len(rows(ANSWERED.format(item), "md")) == 2 + asks


@pytest.mark.parametrize(
    ("item", "answered"),
    [
        ("Does it leak? Yes, at the mill", True),
        ("Does it leak? No.", True),
        ("Does it leak? Not that we know of, yet", True),
        ("Does it leak? Nobody told us", False),
        ("We paint it. Does it leak? Yes, at the mill", False),
    ],
)
def test_a_short_answer_stands_in_the_line_of_its_question(item, answered):
    text = f"# Call\n\n* Why is it shut?\n  * Tide.\n* {item}\n* When does it open?\n  * May.\n"
    assert [len(answers) for _, answers in rows(text, "md")] == [1, int(answered), 1]
    below = text.replace(item, f"{item}\n  * Now and then.")
    assert len(rows(below, "md")[1][1]) == 1
    assert rows(below, "md")[1][1][0][1] == "Now and then."


FLOOR = """# Call

  • Why is it shut?

Ida: Tide.
Bo: And mud.
Una: {}
Ida: We do.

  • When does it open?

Bo: May.
"""


def test_who_does_but_ask_behind_a_reply_has_put_another_question():
    assert [text for text, _ in rows(FLOOR.format("Do you dredge it?"))] == [
        "Why is it shut?",
        "Do you dredge it?",
        "When does it open?",
    ]
    assert len(rows(FLOOR.format("They dredge it."))) == 2
    asked_back = FLOOR.replace("Bo: And mud.\n", "").replace("Ida: Tide.\n", "")
    assert len(rows(asked_back.format("Do you mean now?"))) == 2


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Doesn’t the lock have a ladder", True),
        ("Can't we paint it", True),
        ("Have a ladder at the lock", False),
        ("Have the pilots a ladder", True),
        ("There are boats, could be more of them", False),
        ("There are boats, could you count them", True),
    ],
)
def test_what_asks_without_its_mark(said, asks):
    assert bool(words().asking_without_mark.search(said)) == asks


@pytest.mark.parametrize(
    ("said", "calls"),
    [
        ("Anything else?", True),
        ("Anything else you want to ask?", True),
        ("Anything else you want to tell us?", False),
    ],
)
def test_what_calls_for_questions(said, calls):
    assert bool(words().calls_for_questions.search(said)) == calls


@pytest.mark.parametrize(
    ("said", "requests"),
    [
        ("So Ida, just make sure you let my listeners know where you are.", True),
        ("Let me put that in another way.", True),
        ("We let the boats in.", False),
    ],
)
def test_what_whoever_leads_requests(said, requests):
    assert bool(words().requests.search(said)) == requests
