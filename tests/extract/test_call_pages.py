"""Pages of community calls: what stands beside the questions, and who signs what is answered."""

import pytest

from schemas.words import Mode
from tests.extract.test_ways_of_writing import left_out, record, rows

ASKED = "  • Is it deep?\n    • Ida Holm: Four metres.\n  • Who pays?\n    • Ida Holm: The town.\n"
HOSTED = f"Harbour call\n\nIda Holm hosted.\n\nLock\n\n{ASKED}"
BOTH = ["Is it deep?", "Who pays?"]


def asked(text, suffix="txt"):
    return [question for question, _ in rows(text, suffix)]


def modes(text, suffix="txt"):
    return [a.mode for q in record(text, suffix).questions for a in q.answers]


@pytest.mark.parametrize(
    "said",
    [
        "Una explained the three deadlines.",
        "Una Rask and Bo Ek briefly recapped the plan.",
        "Zed pointed out that the gate is loose.",
        "A word from Una: the gate is loose.",
    ],
)
def test_what_somebody_is_reported_to_have_said_asks_nothing(said):
    assert asked(f"{HOSTED}  • {said}\n    • Ida Holm: It is.\n") == BOTH
    assert len(asked(f"{HOSTED}  • {said} Is that so?\n    • Ida Holm: It is.\n")) == 3


@pytest.mark.parametrize(
    "said",
    ["We noted the deadlines.", "The gate, noted in May", "Harbourwiki introduced a ban in May."],
)
def test_a_statement_that_is_answered_asked_something(said):
    assert len(asked(f"{HOSTED}  • {said}\n    • Ida Holm: It is.\n")) == 3


@pytest.mark.parametrize(
    "heading",
    ["Introductions", "Welcome & introductions", "Introductions and announcements", "Icebreaker"],
)
def test_introductions_ask_nothing(heading):
    text = "# Harbour call\n\nIda Holm hosted.\n\n## {}\n\nIcebreaker: which boat was your first?\n\n- Una Rask: a sloop\n- The sloop is mended.\n  - Bo: it took a year!\n\n## Lock\n\n- Is it deep?\n  - Ida Holm: Four metres.\n- Who pays?\n  - Ida Holm: The town.\n"
    assert asked(text.format(heading), "md") == BOTH
    assert len(asked(text.format("Introduction of a fee"), "md")) > 2


def test_rules_of_the_house_are_no_questions_though_they_answer_themselves():
    page = "Harbour call\n\nThere are some {}:\n\n* Will rude words be read out? No.\n* Ask by mail.\n\nIda Holm hosted.\n\nLock\n\n{}"
    assert asked(page.format("ground rules", ASKED)) == BOTH
    assert len(asked(page.format("doubts", ASKED))) > 2
    about = "Ida Holm hosted.\n\nThere were questions about {}:\n\n" + ASKED
    assert asked(about.format("our rules")) == asked(about.format("the lock")) == BOTH


@pytest.mark.parametrize(
    "line",
    [
        "Una thanked everybody for coming.",
        "Bo Ek had to leave at this point.",
        "Una reminded everyone of the survey: how was it?",
        "Una closed the call at noon.",
    ],
)
def test_how_the_call_went_on_is_no_answer(line):
    text = HOSTED.replace("  • Who pays?", f"\n{line}\n\n  • Who pays?")
    answers = [said for _, answers in rows(text) for _, said in answers]
    assert answers == ["Four metres.", "The town."]
    told = text.replace(line, "Una told everybody.")
    assert rows(told)[0][1] == [("Ida Holm", "Four metres.\nUna told everybody.")]


def test_a_line_over_those_present_asks_nobody_and_names_them():
    pad = "== Call ==\n'''{}'''\nBoard: Ida Holm (IH), Bo Ek\nStaff: Una Rask (notes)\n* Zed Q.\n\n=== Lock ===\nQ: Is it deep?\n: IH: Four metres.\nQ: Who pays?\n: Bo: The town.\n"
    assert rows(pad.format("Who is here?"), "wiki") == [
        ("Is it deep?", [("Ida Holm", "Four metres.")]),
        ("Who pays?", [("Bo Ek", "The town.")]),
    ]
    assert asked(pad.format("What is here?"), "wiki")[0] == "What is here?"


def test_a_line_over_those_present_asks_nobody_beside_threads():
    def signed(who):
        return f"[[User:{who}|{who}]] ([[User talk:{who}|talk]]) 09:00, 6 May 2031 (UTC)"

    page = f"'''{{}}'''\nSupport staff: Una Rask (notes)\n* [[User:Zed]]\n=== Lock ===\nIs it deep? --{signed('Zed')}\n:Four metres. {signed('Ida')}\n== Quay ==\nWho pays? {signed('Bo')}\n:The town. {signed('Ida')}\n"
    assert asked(page.format("Who is here?"), "wiki") == BOTH
    assert asked(page.format("What is here?"), "wiki") == ["What is here?", *BOTH]


@pytest.mark.parametrize(("line", "who"), [("- Una Rask", None), ("Una Rask", "Una Rask")])
def test_whoever_stands_in_a_list_of_those_present_is_not_introduced_by_it(line, who):
    page = f"# Harbour call\n\nhttps://calls.example/lock\n\n{line}\n\n## Lock\n\nQ: Is it deep?\n\nA: Four metres.\n\nQ: Who pays?\n\nA: The town.\n"
    assert [answers[0][0] for _, answers in rows(page, "md")] == [who, who]


def test_a_letter_is_nobodys_surname():
    page = "Present: Ida Holm, Una R., Bo Ek\n\n  • Is it deep?\n    • R: Four metres.\n    • Ida: And wide.\n"
    assert {who for _, answers in rows(page) for who, _ in answers} == {None, "Ida Holm"}


@pytest.mark.parametrize(("name", "means"), [("I. Holm", "Ida Holm"), ("B. Ek", None)])
def test_an_initial_means_the_one_known_first_name(name, means):
    page = f"Present: Ida Holm, Bo Ek and Bea Ek\n\n  • Who pays?\n    • Ida Holm: The town.\n    • Bo Ek: Yes.\n    • Bea Ek: No.\n\n  • Is it deep?\n    • {name}: Four metres.\n"
    assert rows(page)[-1] == ("Is it deep?", [(means, "Four metres.")])


def test_a_paragraph_below_a_nested_item_leaves_the_next_one_nested():
    page = "Harbour call\n\nIda Holm hosted.\n\n  • Is it deep?\n    • Ida Holm: Four metres.\n    It was five.\n    • Bo: Not now.\n  • Who pays?\n    • Ida Holm: The town.\n"
    assert rows(page)[0] == (
        "Is it deep?",
        [("Ida Holm", "Four metres.\nIt was five."), ("Bo", "Not now.")],
    )


def test_a_reply_may_end_with_the_known_name_of_whoever_gives_it():
    page = "Notes by Una Rask.\n\n- Is it deep?\n  - Four metres. ({})\n- Who pays?\n  - The town. (Una)\n"
    assert rows(page.format("Una"), "md")[0] == ("Is it deep?", [("Una Rask", "Four metres.")])
    lock = rows(page.format("Lock"), "md")[0]
    assert lock == ("Is it deep?", [(None, "Four metres. (Lock)")])
    named = page.replace("- Four", "- Bo: Four").format("Una")
    assert rows(named, "md")[0] == ("Is it deep?", [("Bo", "Four metres. (Una)")])
    asks = page.replace("Is it deep?", "The gate is deep. (Una)").format("Una")
    assert asked(asks, "md")[0] == "The gate is deep. (Una)"


@pytest.mark.parametrize(
    "opens", ["Taking both together:", "To both questions:", "Answering both,"]
)
def test_a_reply_to_both_questions_answers_the_one_before_too(opens):
    page = "Ida Holm hosted.\n\n  • Is it deep?\n  • Is it wide?\n    • Ida: {} it is.\n  • Who pays?\n    • Ida: The town.\n"
    assert [len(answers) for _, answers in rows(page.format(opens))] == [1, 1, 1]
    assert [len(answers) for _, answers in rows(page.format("Both sides know"))] == [0, 1, 1]
    own = page.replace("Is it deep?", "Is it deep?\n    • Ida: Yes.").format(opens)
    assert [len(answers) for _, answers in rows(own)] == [1, 1, 1]
    assert rows(own)[0][1] == [("Ida Holm", "Yes.")]


@pytest.mark.parametrize(
    "thanks", ["Zed: thx", "Zed: thanks, I would like that in writing before the vote"]
)
def test_whoever_asks_answers_nothing_under_their_first_name(thanks):
    page = f"Ida Holm hosted.\n\n  • Zed Q. (in the chat): Is it deep?\n    • Ida: Four metres.\n    • {thanks}\n  • Bo: Who pays?\n    • Ida: The town.\n"
    assert rows(page)[0][1] == [("Ida Holm", "Four metres.")]
    namesake = page.replace("Ida Holm hosted", "Ida Holm and Zed Quist hosted")
    assert len(rows(namesake)[0][1]) == 2


ADDED = [
    "Added 9 May – from the Lock Board:",
    "Lock Board (added on 9 May):",
    "Lock Board (by mail, 9 May):",
    "Posted on 9 May by the Lock Board:",
]


@pytest.mark.parametrize("label", ADDED)
def test_a_team_that_says_when_it_wrote_wrote_afterwards(label):
    page = f"Ida Holm hosted.\n\n  • Is it deep?\n    • Ida: I will ask.\n    • {label} Four metres.\n  • Who pays?\n    • Ida: The town.\n"
    answers = record(page).questions[0].answers
    assert [a.mode for a in answers] == [Mode.LIVE, Mode.WRITTEN]
    assert answers[1].person.name == "Lock Board"


@pytest.mark.parametrize(
    ("signed", "mode"),
    [
        ("09:02, 7 May 2031 (UTC)", Mode.WRITTEN),
        ("09:02, 6 May 2031 (UTC)", Mode.LIVE),
    ],
)
def test_what_is_signed_on_a_later_day_was_written(signed, mode):
    page = f"== Lock ==\n* Is it deep?\n** Four metres. --[[User:Ida|Ida]] ([[User talk:Ida|talk]]) {signed}\n* Who pays?\n** Bo: The town.\n"
    assert modes(page, "wiki") == [mode, Mode.LIVE]
    longer = page.replace("** Four metres.", "** I measured it.\n\nFour metres.")
    assert mode in modes(longer, "wiki")


@pytest.mark.parametrize(("day", "mode"), [("7 May", Mode.WRITTEN), ("6 May", Mode.LIVE)])
def test_a_signature_may_name_the_day_alone(day, mode):
    page = f"Ida Holm hosted.\n\n  • Is it deep?\n    • Four metres. – Ida, {day}\n  • Who pays?\n    • Bo: The town.\n"
    assert modes(page) == [mode, Mode.LIVE]


def test_whoever_is_addressed_does_not_speak():
    page = "<ul><li><b>@Ida: is it deep?</b> – Zed<ul><li><b>Ida</b>: Four metres.</li></ul></li><li><b>Who pays?</b><ul><li><b>Ida</b>: The town.</li></ul></li></ul>"
    assert asked(page, "html") == ["@Ida: is it deep?", "Who pays?"]


def test_the_topic_of_an_item_is_not_who_signs_it():
    answer = "We have three.\n\n1. New gates: they are wide.\n\n2. DIY Quay: see https://gates.example/old/ – ida"
    page = f"# AMA\n\n**Q:** Which gates? – zed\n\n{answer}\n\n" + "".join(
        f"**Q:** Is it {one}? – zed\n\nIt is, at https://gates.example/{one}/ – ida\n\n"
        for one in ("deep", "wide", "old")
    )
    found = record(page, "md").questions[0].answers
    assert [a.attribution for a in found] == ["ida"]
    assert "DIY Quay: see https://gates.example/old/" in found[0].text


def test_a_reply_that_asks_does_not_sign_in_brackets():
    page = "Notes by Una Rask.\n\n- Is it deep?\n  - Who knows? I do not. (Una)\n- Who pays?\n  - The town.\n"
    assert rows(page, "md")[0][1] == [(None, "Who knows? I do not. (Una)")]


def test_what_nobody_signs_asks_over_a_signed_reply():
    page = "== Left over ==\n'''1.''' {}\n:Four metres. [[User:Ida|Ida]] ([[User talk:Ida|talk]]) 09:02, 7 May 2031 (UTC)\n\n'''2.''' Who pays? --[[User:Zed|Zed]] ([[User talk:Zed|talk]]) 09:00, 6 May 2031 (UTC)\n:The town. [[User:Ida|Ida]] ([[User talk:Ida|talk]]) 09:05, 7 May 2031 (UTC)\n\n== Lock ==\nIs it ours? --[[User:Zed|Zed]] ([[User talk:Zed|talk]]) 09:00, 6 May 2031 (UTC)\n:It is. [[User:Ida|Ida]] ([[User talk:Ida|talk]]) 09:05, 7 May 2031 (UTC)\n"
    assert asked(page.format("Is it deep?"), "wiki")[0] == "1. Is it deep?"
    assert len(asked(page.format("It is deep."), "wiki")) == 2
    assert len(asked(page.format("Is it deep?\n* Not at the quay."), "wiki")) == 2
    assert len(asked(page.format("It is deep.\n:Is it wide?"), "wiki")) == 2


def test_trustees_are_not_somebody():
    page = "Conversation with Trustees\n\n  • Is it deep?\n    • Answer: Four metres.\n  • Who pays?\n    • Ida Holm: The town.\n"
    assert rows(page)[0][1] == [(None, "Four metres.")]


def test_tags_of_a_page_before_a_heading_leave_it_one():
    page = "---\ntitle: People\n---\n\n" + "".join(
        f'{{{{< note "x" >}}}}## {who}, {what}\n\n**How is it?**\n\nIt is {n}.\n\n**Who pays?**\n\nThe town, {n}.\n\n{{{{< /note >}}}}\n\n'
        for n, (who, what) in enumerate([("Ida Holm", "Lock Design — 18Q"), ("Bo Ek", "Pilot")])
    )
    assert [who for _, answers in rows(page, "md") for who, _ in answers] == [
        *["Ida Holm"] * 2,
        *["Bo Ek"] * 2,
    ]
    assert "closing" not in left_out(page, "md")


def test_topics_under_which_people_report_are_no_questions():
    page = "Harbour call\n\nIda Holm hosted.\n\n  • {}\n    • Ida: There are three gates.\n  • Lock update\n    • Bo: It is deep. What is next for it? We talked.\n\n\n{}"
    assert asked(page.format("Quay update", ASKED)) == BOTH
    assert asked(page.format("The gate is loose.", ASKED))[0] == "The gate is loose."
    assert asked(page.format("The old gate at the quay", ASKED))[0] == "The old gate at the quay"
    assert asked(page.format("Why is it late", ASKED))[0] == "Why is it late"
    alone = "Ida Holm hosted.\n\n  • The gate\n    • Ida: It is done.\n"
    assert asked(alone) == ["The gate"]


@pytest.mark.parametrize("topic", ["Final words", "Welcome", "Closing remarks"])
def test_nobody_asks_where_all_are_welcomed_or_leave_is_taken(topic):
    page = f"{HOSTED}  • {topic}\n    • Ida Holm: Which did we miss? Bo has a list.\n    • Bo Ek: I do.\n"
    assert asked(page) == BOTH
    assert len(asked(page.replace(topic, "The gate is loose"))) > 2


def test_what_is_asked_next_is_no_topic():
    page = "<h2>Lock</h2><h3>Is it deep?</h3><p><b>Ida</b>: Four metres.</p><h3>Who pays?</h3><p><b>Bo</b>: The town.</p><h2>{}</h2><p>Ida: The next call is in June.</p>"
    assert asked(page.format("What's next?"), "html") == BOTH
    assert asked(page.format("What is it?"), "html") == [*BOTH, "What is it?"]


@pytest.mark.parametrize("word", ["And", "and", "(chat) And"])
def test_a_question_that_goes_on_shares_its_reply_with_the_one_before(word):
    page = f"Ida Holm hosted.\n\n  • Is it deep?\n  • {word} is it wide?\n    • Ida: It is.\n  • Who pays?\n    • Ida: The town.\n"
    shared = [len(answers) for _, answers in rows(page)]
    assert shared == [1 if word.lower() == "and" else 0, 1, 1]
    for other in ("Or", "En quoi"):
        apart = rows(page.replace(word, other))
        assert [len(answers) for _, answers in apart] == [0, 1, 1]


def test_what_is_said_to_a_remark_answers_no_question():
    page = "Ida Holm hosted.\n\n  • Is it deep?\nIda: Four metres.\n  • {} the map is good.\nIda: I am glad, and will tell them.\n  • Who pays?\nIda: The town.\n"
    replies = [("Ida Holm", "Four metres.")]
    assert rows(page.format("Comment from the chat:"))[0][1] == replies
    assert rows(page.format("Comment from the chat:"))[1:] == [
        ("Who pays?", [("Ida Holm", "The town.")])
    ]
    assert len(rows(page.format("Please tell them"))) == 3


def test_thanks_in_a_list_of_marked_questions_ask_nothing():
    page = "# Call\n\n- Q: Is it deep?\n  - Ida: Four metres.\n- {}\n  - Ida: I will tell them.\n- Q: Who pays?\n  - Ida: The town.\n"
    assert asked(page.format("Thanks to whoever mended the gate, at last"), "md") == BOTH
    assert len(asked(page.format("Mend the gate, at last"), "md")) == 3
    assert len(asked(page.format("Thanks! Tell me: is the gate mended?"), "md")) == 3


@pytest.mark.parametrize(
    ("label", "who"),
    [("Answered by Ida:", "Ida Holm"), ("Lock and Quay teams:", "Lock and Quay teams")],
)
def test_whose_answer_it_is_may_be_worded(label, who):
    page = f"Ida Holm hosted.\n\n  • Is it deep?\n{label} Four metres.\n  • Who pays?\nIda: The town.\n"
    assert rows(page)[0] == ("Is it deep?", [(who, "Four metres.")])


def test_a_question_of_the_day_is_an_icebreaker():
    page = "# Call\n\nQuestion {}: which boat was your first?\n\nA sloop.\n\n## Lock\n\nQ: Is it deep?\n\nA: Four metres.\n\nQ: Who pays?\n\nA: The town.\n"
    assert asked(page.format("of the day, from Zed"), "md") == BOTH
    assert len(asked(page.format("from Zed"), "md")) == 3


def test_where_somebody_works_is_not_their_name():
    page = "Hosts: Bo Ek (Quay Works, host), Una Rask\n\n  • Is it deep?\n    • Ek: Four metres.\n    • Una Rask: And wide.\n"
    assert rows(page)[0][1][0] == ("Bo Ek", "Four metres.")


def test_around_introductions_turns_ask_nothing_beside_marked_questions():
    page = "# Call\n\n## {}\n\nIda: Who is new?\n\nZed: I am.\n\nIda: From where?\n\nZed: The quay.\n\n## Lock\n\nQ: Is it deep?\n\nA: Four metres.\n\nQ: Who pays?\n\nA: The town.\n"
    assert asked(page.format("Welcome"), "md") == BOTH
    assert len(asked(page.format("Quay"), "md")) > 2


def test_marked_questions_stay_under_whatever_heading():
    page = "# Call\n\n## Welcome\n\nQ: Is it deep?\n\nA: Four metres.\n\n## Lock\n\nQ: Who pays?\n\nA: The town.\n"
    assert asked(page, "md") == BOTH


def test_what_is_asked_in_an_outline_while_all_are_welcomed_is_no_question():
    page = "# Call\n\n- {}\n  - Ida: Where are you joining from?\n  - Bo: From the quay.\n- Lock\n  - Zed: Is it deep?\n    - Ida: Four metres.\n- Town\n  - Zed: Who pays?\n    - Bo: The town.\n"
    assert asked(page.format("Welcome"), "md") == BOTH
    assert len(asked(page.format("Quay"), "md")) == 3


def test_whoever_another_signs_for_spoke():
    page = "# AMA\n\n**Q:** Is it deep?\n\nUna: Four metres! – Zed\n\n**Q:** Who pays?\n\nUna: The town. – Zed\n"
    assert record(page, "md").questions[0].answers[0].label.printed == "Una"


def test_a_mark_before_whom_it_addresses_is_not_published():
    page = "# AMA\n\nQ: @Ida: is it deep? – zed\n\nA: Four metres.\n\nQ: Who pays? – zed\n\nA: The town.\n"
    assert asked(page, "md")[0].endswith("is it deep?")
    assert "Q:" not in asked(page, "md")[0]
