"""Pages whose parts are laid out in several ways, each of which is read by itself."""

import pytest

from schemas.words import Mode
from tests.extract.test_ways_of_writing import record, rows


def asked(text, suffix):
    return [question for question, _ in rows(text, suffix)]


def signed(user, minute="02"):
    return f"[[User:{user}|{user}]] ([[User talk:{user}|talk]]) 10:{minute}, 6 May 2031 (UTC)"


THREAD = "== {} ==\nHello, {} " + signed("Zed9") + "\n:{} " + signed("Ida (Q)") + "\n"
TALK = THREAD.format("Quay", "why is it shut?", "The tide.") + THREAD.format(
    "Lock", "when does it open?", "In May."
)
QUAY, LOCK = "Hello, why is it shut?", "Hello, when does it open?"


def test_what_lies_between_threads_is_laid_out_by_itself():
    faq = "== Does it cost anything? ==\nNo.\n\n== Is it deep? ==\nFour metres.\n\n"
    numbered = f"== Two more ==\n#Who owns it?\n#:The quay. {signed('Ida (Q)')}\n#How wide is it?\n#:Nine metres. {signed('Ida (Q)')}\n"
    notes = "== Notes ==\n* Is there mud?\n** Yes.\n* May we swim?\n** No.\n"
    assert asked(faq + TALK + numbered + notes, "wiki") == [
        "Does it cost anything?", "Is it deep?", QUAY, LOCK,
        "Who owns it?", "How wide is it?", "Is there mud?", "May we swim?",
    ]  # fmt: skip
    assert asked(TALK + "== Rules ==\n* Sign here\n* Be kind\n", "wiki") == [QUAY, LOCK]


def test_somebody_else_asks_in_a_thread_where_who_replied_replies():
    more = f"{TALK}::And who pays? {signed('Marlo')}\n:::We do. "
    assert asked(more + signed("Ida (Q)"), "wiki") == [QUAY, LOCK, "And who pays?"]
    assert asked(more + signed("Una"), "wiki") == [QUAY, LOCK]


@pytest.mark.parametrize(("user", "asks"), [("Marlo", True), ("MediaWiki message delivery", False)])
def test_what_is_delivered_to_many_pages_asks_nothing(user, asks):
    text = f"{TALK}== News ==\nWhat is new? Please tell others. {signed(user)}\n"
    assert len(asked(text, "wiki")) == 2 + asks


def test_the_only_thread_of_a_page_is_read_beside_its_notes():
    notes = "== Fees ==\n* Is there a fee?\n** Ida: No.\n* Since when?\n** Ida: May.\n"
    thread = THREAD.format("Left here", "is it deep?", "Four metres.")
    assert asked(notes + thread, "wiki") == ["Is there a fee?", "Since when?", "Hello, is it deep?"]
    marked = "== Fees ==\n\nQ: Is there a fee?\n\nA: No.\n\n"
    assert asked(marked + thread, "wiki") == ["Is there a fee?", "Hello, is it deep?"]


TURNS = """<h2>Transcript</h2><ul><li>Quay Team: OK, welcome.</li>
<li>Pilot A: The ninety days, will that stay?</li>
<li>Quay Team: It stays.<ul><li>Pilot A: Good.</li></ul></li>
<li>Pilot B: And who pays?</li>
<li>Quay Team: The quay.</li>
<li>Pilot B: Is there mud?</li>
<li>Quay Team: Some.</li></ul>
"""
TERMS = "<h2>Left over</h2><dl><dt>Is it deep?</dt><dd>Four metres.</dd><dt>Is it wide?</dt><dd>No.</dd></dl>"


def test_the_items_of_a_list_may_be_turns():
    questions = ["The ninety days, will that stay?", "And who pays?", "Is there mud?"]
    assert asked(TURNS, "html") == questions
    nested = "<h2>Fees</h2><ul><li>Ida: Why?<ul><li>Bo: Tide.</li></ul></li><li>Ida: When?<ul><li>Bo: May.</li></ul></li></ul>"
    assert asked(nested, "html") == ["Why?", "When?"]


def test_terms_that_ask_are_questions_beside_a_talk():
    assert asked(TURNS + TERMS, "html")[3:] == ["Is it deep?", "Is it wide?"]
    longer = "<h2>More</h2>" + TURNS.partition("</h2>")[2]
    assert asked(TURNS + longer + TERMS, "html")[6:] == ["Is it deep?", "Is it wide?"]


def test_only_a_part_is_written_afterwards_where_its_heading_says_so():
    head = "Harbour call\n\nIda Holm hosted. What we can't get to we answer below, in writing.\n\n"
    live = "Fees\n\n  • Why is it shut?\nIda: Tide.\n\n"
    after = "Questions answered after the call\n\n  • When does it open?\nIda: May.\n"

    def modes(text):
        return [answer.mode for q in record(text).questions for answer in q.answers]

    assert modes(head + live + after) == [Mode.LIVE, Mode.WRITTEN]
    assert modes(head + live) == [Mode.WRITTEN]
