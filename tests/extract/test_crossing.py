"""Chats, threads and mails copied into notes: which reply is to which question, and whose it is."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes


def rows(text, suffix="txt"):
    record = read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")
    return [
        (q.text.text, [(a.person.name if a.person else None, a.text) for a in q.answers])
        for q in record.questions
    ]


HEAD = "Office hours\nAnswering: Ida Holm (idah) and Bo Ek (bo_e)\n\n"


def log(*messages):
    return HEAD + "".join(
        f"[17:{at:02}] <{nick}> {said}\n" for at, (nick, said) in enumerate(messages)
    )


def test_a_reply_goes_to_whom_it_is_addressed_to():
    text = log(
        ("zed", "why is it shut?"),
        ("una", "when does it open?"),
        ("idah", "una: in June."),
        ("bo_e", "zed: the tide."),
    )
    assert rows(text) == [
        ("why is it shut?", [("Bo Ek", "the tide.")]),
        ("when does it open?", [("Ida Holm", "in June.")]),
    ]


def test_replies_that_are_addressed_to_nobody_go_to_those_who_wait():
    text = log(
        ("zed", "why is the gate shut?"),
        ("idah", "tide."),
        ("una", "how wide is the lock?"),
        ("zed", "what does the mooring cost?"),
        ("bo_e", "The mooring is free."),
        ("idah", "And that stays so."),
    )
    assert [[said for _, said in answers] for _, answers in rows(text)] == [
        ["tide."],
        [],
        ["The mooring is free.", "And that stays so."],
    ]


def test_who_holds_no_office_only_asks():
    text = log(
        ("zed", "I moor at the quay."),
        ("zed", "is it shut?"),
        ("una", "I heard that it is."),
        ("idah", "it is."),
        ("una", "zed: where do you go then?"),
        ("zed", "una: to the other side."),
    )
    assert rows(text) == [("I moor at the quay.\nis it shut?", [("Ida Holm", "it is.")])]


def test_who_replies_among_those_introduced_again_and_again_is_a_colleague():
    said = ["why is it shut?", "when does it open?", "how wide is it?"]
    turns = [(("zed", one), ("idah", "tide."), ("una", "zed: and the wind.")) for one in said]
    text = log(*(turn for turns_of_one in turns for turn in turns_of_one))
    both = [("Ida Holm", "tide."), ("una", "and the wind.")]
    assert rows(text) == [(one, both) for one in said]
    once = log(*turns[0], *(turn for two in turns[1:] for turn in two[:2]))
    assert rows(once) == [(one, both[:1]) for one in said]


def test_who_replies_to_most_is_seen_to_answer_where_the_header_names_nobody():
    text = log(
        ("zed", "why is it shut?"),
        ("tern", "zed: the tide."),
        ("una", "when does it open?"),
        ("zed", "in May I think"),
        ("tern", "una: in June."),
    ).removeprefix(HEAD)
    assert [who for _, answers in rows(f"Log\n\n{text}") for who, _ in answers] == ["tern"] * 2


def test_where_nobody_is_seen_to_answer_turns_are_read_as_before():
    said = "[4:02 PM] {}: why is it shut?\n[4:03 PM] {}: tide.\n"
    found = rows(f"Call\n\nWe met.\n\n{said.format('zed', 'una')}{said.format('bo_e', 'ida')}")
    assert [who for _, answers in found for who, _ in answers] == ["una", "ida"]


def test_what_is_said_behind_the_close_is_no_answer():
    text = log(
        ("zed", "is it shut?"),
        ("idah", "it is."),
        ("una", "Thank you all for coming, that is it."),
        ("idah", "bye!"),
    )
    assert rows(text) == [("is it shut?", [("Ida Holm", "it is.")])]


def test_the_topic_of_a_channel_introduces():
    text = log(("zed", "is it shut?"), ("idah", "it is."), ("una", "is it deep?"), ("idah", "no."))
    topic = "[17:00] *** Topic for #locks: Office hour with Ida Holm (idah)\n"
    found = rows(topic + text.removeprefix(HEAD))
    assert [who for _, answers in found for who, _ in answers] == ["Ida Holm"] * 2


CARD = "{}\n{}\n06/05/2031 19:0{}\n{}\n"


def test_a_badge_makes_an_office_and_a_rank_does_not():
    asked = "zed\n06/05/2031 19:0{}\n{}\n"
    page = asked.format(1, "Why is it shut, please?") + CARD.format("ida", "Keeper", 2, "Tide.")
    page += CARD.format("bo_e", "Member", 2, "I say it is wind.")
    page += asked.format(3, "When does it open?") + CARD.format("ida", "Keeper", 4, "In June.")
    found = rows(f"Ask\n\nWe met.\n\n{page}")
    assert [who for _, answers in found for who, _ in answers] == ["ida"] * 2


def test_names_over_days_that_are_no_posts():
    text = "Calls\n\nIda\n6 May 2031\n\nBo\n7 May 2031\n\n• Why?\nIda: Tide.\n"
    assert rows(text) == [("Why?", [("Ida", "Tide.")])]


MAIL = "From: {}\nDate: Thu, 6 May 2031 10:14:00 +0000\nSubject: {}\n\n"


def test_a_mail_answers_what_it_quotes():
    mail = (
        MAIL
        + "On 5 May 2031, Zed Korn wrote:\n> Why is it shut?\n>\n> And since when?\n\n{}\n\nIda\n\n"
    )
    said = "Tide."
    text = f"Mails\n\n{mail.format('Ida Holm <i@q.example>', 'Locks', said)}"
    text += mail.format("Ida Holm <i@q.example>", "Quays", "Since May, Mr Korn.")
    assert rows(text) == [
        ("Why is it shut?\nAnd since when?", [("Ida Holm", "Tide.")]),
        ("Why is it shut?\nAnd since when?", [("Ida Holm", "Since May.")]),
    ]


def test_a_quotation_of_a_post_is_asked_once_and_finds_it():
    post = "**{}** commented on May {}, 2031\n\n{}\n\n"
    page = (
        post.format("zed-k", 6, "Why is it shut? I moor there.")
        + post.format("una", 6, "When does it open?")
        + post.format("ida · Maintainer", 7, "> Why is it shut?\n\nTide.")
        + post.format("ida · Maintainer", 7, "> When does it open?\n\nIn June.")
    ).replace(
        " · Maintainer** commented on May 7, 2031", "** commented on May 7, 2031 · Maintainer"
    )
    assert [(asked, [said for _, said in answers]) for asked, answers in rows(f"# Ask\n\nHere.\n\n{page}", "md")] == [
        ("Why is it shut? I moor there.", ["Tide."]),
        ("When does it open?", ["In June."]),
    ]  # fmt: skip


def test_lines_behind_angles_are_a_quotation():
    blocks = READERS["txt"](b"> Why is it\n> shut?\nTide.\n>\n> When?\n").blocks
    assert [(block.text.text, block.quoted) for block in blocks] == [
        ("Why is it shut?", True),
        ("Tide.", False),
        ("When?", True),
    ]


def test_a_moderator_reads_out_and_the_panel_introduces_itself():
    text = log(
        ("una", "Hi all, I'm Una Moe, please say who you are."),
        ("tern", "Hi, my name is Ada Korn. I dig."),
        ("una", "zed_k asks: why is it shut?"),
        ("tern", "It is shut because of the tide."),
        ("rock9", "I would say that it is the wind."),
        ("tern", "rock9: no, no"),
        ("tern", "eof"),
        ("una", "zed_k asks: when does it open?"),
        ("tern", "It should open in the summer."),
    ).removeprefix(HEAD)
    assert rows(f"Town hall\n\n{text}") == [
        (
            "why is it shut?",
            [("Ada Korn", "It is shut because of the tide."), ("rock9", "I would say that it is the wind.")],
        ),
        ("when does it open?", [("Ada Korn", "It should open in the summer.")]),
    ]  # fmt: skip


def test_what_is_said_again_behind_somebody_else_is_another_answer():
    text = log(
        ("zed", "why is it shut?"), ("idah", "tide."), ("una", "or wind."), ("idah", "It opens soon."),
        ("zed", "how deep is it?"), ("idah", "two metres."),
    )  # fmt: skip
    assert [len(answers) for _, answers in rows(text)] == [2, 1]


COPIED = """\
---
title: Ida Holm
people: "[@idah](https://example.org/idah)"
---

[4:02 PM] zed.q:[Q&A] Why is the gate shut?
[4:02 PM] Una Q:@idholm how wide is it?
[4:03 PM] Daniel - Dan:Q. How deep is it?
@zed.q
[Q&A] Why is the gate shut?
[4:03 PM] idholm:The tide.
Twice a day.
@Daniel - Dan
Q. How deep is it?
[4:04 PM] mod:Please look at https://example.org
@Daniel - Dan
Q. How deep is it?
[4:05 PM] idholm:Four metres.
@una
Who paints it?
[4:06 PM] idholm:I do.
@una
The lamp is new, too.
[4:07 PM] idholm:True!
"""


def test_a_copied_chat_quotes_above_the_reply():
    assert rows(COPIED, "md") == [
        ("Why is the gate shut?", [("Ida Holm", "The tide.\nTwice a day.")]),
        ("@idholm how wide is it?", []),
        ("How deep is it?", [("Ida Holm", "Four metres.")]),
        ("Who paints it?", [("Ida Holm", "I do.")]),
    ]


def test_a_copied_chat_reads_the_same_as_text():
    body = COPIED.partition("---\n\n")[2]
    head = "Ida Holm\n\nAnswering: Ida Holm\n\n"
    assert rows(head + body) == rows(COPIED, "md")


def test_who_is_called_in_a_post_is_not_whom_it_quotes():
    text = "[4:02 PM] zed: thanks to\n@una\nfor the map\n\n[4:03 PM] una: sure\n"
    assert all("una" not in said for said, _ in rows(HEAD + text))


def test_a_user_name_means_who_answers_only_where_it_holds_a_part_of_the_name():
    other = COPIED.replace("idholm", "gatekeeper")
    assert {who for _, answers in rows(other, "md") for who, _ in answers} == {"gatekeeper"}


def test_a_poster_may_have_any_name_and_quote_what_is_no_question():
    text = """\
[4:02 PM] (a,b)=> {}:[Q&A] Why is it shut?
[4:02 PM] una:[Q&A] How deep is it?
@(a,b)=> {}
[Q&A] Why is it shut?
[4:03 PM] idah:The tide.
@idah
The tide.
[4:04 PM] (a,b)=> {}:And who paints it?
@una
[Q&A] How deep is it?
[4:05 PM] idah:Four metres.
"""
    assert rows(HEAD + text) == [
        ("Why is it shut?", [("Ida Holm", "The tide.")]),
        ("How deep is it?", [("Ida Holm", "Four metres.")]),
        ("And who paints it?", []),
    ]


def test_a_name_with_what_somebody_is_in_brackets_is_read_as_before():
    said = "[4:02 PM] Zed Q (Quay): Why is {0} shut?\n[4:03 PM] Ida Holm (Keeper): The {0}.\n"
    found = rows(HEAD + "".join(said.format(at) for at in ("gate", "lock", "shed")))
    assert found[0] == ("Why is gate shut?", [("Ida Holm", "The gate.")])


@pytest.mark.parametrize(("often", "replies"), [(6, True), (12, False)])
def test_whoever_replies_a_third_as_often_replies_too(often, replies):
    def exchange(at, who):
        asked = f"[4:{at:02} PM] una:[Q&A] Why is lock {at} shut?\n"
        return (
            f"{asked}@una\n[Q&A] Why is lock {at} shut?\n[4:{at:02} PM] {who}:The tide of {at}.\n"
        )

    log = "".join(exchange(at, "kelda") for at in range(often)) + exchange(often, "rop")
    log += exchange(often + 1, "rop")
    read = rows("Office hours\n\n" + log, "md")
    assert len(read) == often + 2
    assert bool(read[-1][1]) is replies


QUOTED = """# Chat with Ida Holm

[4:01 PM] una: tell the tide to me
[4:01 PM] zed: we sail
[4:02 PM] bo: How wide is the lock?
@una
tell the tide to me
[4:05 PM] Ida Holm: It comes and goes.
@bo
How wide is the lock?
[4:07 PM] Ida Holm: Nine metres.
[4:08 PM] zed: Is it shut?
[4:09 PM] Ida Holm: ^But ten at high tide.
"""


def test_what_a_reply_quotes_was_asked_and_who_goes_on_replies_to_the_same():
    assert rows(QUOTED, "md") == [
        ("tell the tide to me", [("Ida Holm", "It comes and goes.")]),
        (
            "How wide is the lock?",
            [("Ida Holm", "Nine metres."), ("Ida Holm", "^But ten at high tide.")],
        ),
        ("Is it shut?", []),
    ]
