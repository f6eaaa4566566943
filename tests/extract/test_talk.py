"""Records that read like talk: what is an answer in it, and whose."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes
from pipeline.extract.posts import is_of_recording


def record(text, suffix="txt"):
    return read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")


def rows(text, suffix="txt"):
    """Each question with the attributions and texts of its answers."""
    return [
        (q.text.text, [(a.attribution, a.text) for a in q.answers])
        for q in record(text, suffix).questions
    ]


def test_who_goes_on_under_their_label_gives_one_answer():
    talk = "Speaker 1: Why?\nSpeaker 2: Tide.\nSpeaker 2: And wind.\n\nAlways.\nSpeaker 3: Mud.\nSpeaker 2: Mud, too.\nSpeaker 1: When?\nSpeaker 2: May.\n"
    assert [answers for _, answers in rows(talk)] == [
        [
            ("Speaker 2", "Tide.\nAnd wind.\nAlways."),
            ("Speaker 3", "Mud."),
            ("Speaker 2", "Mud, too."),
        ],
        [("Speaker 2", "May.")],
    ]
    named = talk.replace("Speaker 2", "Ida Holm").replace("Speaker 3", "Bo Ek")
    assert [len(answers) for _, answers in rows(named)] == [3, 1]
    nested = "# Call\n\n* Why?\n  * Ida: Tide.\n  * Ida: And wind.\n"
    later = "# Call\n\n* Why?\n\n  Ida: Tide.\n\n  Ida (added later): Mud.\n"
    assert [len(answers) for text in (nested, later) for _, answers in rows(text, "md")] == [2, 2]


TALK = """# Weir planning

- Una: I would like a lock that opens
- Marlo: and I a gate
- Una: can the gate wait?
- Una: until May, say
- Marlo: yes
- Marlo: or longer
- Hope: I liked the gate
- Hope: is the mill still there?
- Una: it is
- Tarek: it burned
- Una: no
- Marlo: will you write to the mill?
- Hope: I did
- Silvan: they never reply
- Una: old story
- Hope: so it is
- Silvan: and a sad one
- Una: well
- Marlo: what about the pumps?
- Hope: where is the list?
- Silvan: Una has
"""


def test_where_everybody_asks_and_replies_only_the_first_who_does_answers():
    assert rows(TALK, "md") == [
        ("can the gate wait?\nuntil May, say", [("Marlo", "yes\nor longer")]),
        ("is the mill still there?", [("Una", "it is")]),
        ("will you write to the mill?", [("Hope", "I did")]),
        ("what about the pumps?", []),
        ("where is the list?", [("Silvan", "Una has")]),
    ]


def test_a_session_in_which_some_answer_is_no_open_discussion():
    introduced = TALK.replace("planning\n", "planning\n\nHope Tarn answered questions.\n")
    moderated = TALK.replace("- Una:", "- Moderator:")
    for text in (introduced, moderated):
        assert "discussion" not in record(text, "md").layouts
    # who answers asks back, and who asked says what was meant
    hall = "".join(
        f"{who}: Will the {what} be open?\nHope: Which {what}?\n{who}: The old {what}.\n"
        f"Hope: Not before May.\nBo: It is a pity.\nCem: I like it.\nHope: So do we.\n"
        for who, what in (("Una", "gate"), ("Marlo", "lock"), ("Tarek", "mill"))
    )
    assert "discussion" not in record(f"Town hall\n\n{hall}").layouts


def test_somebody_named_like_a_word_speaks_where_the_header_lists_them():
    turns = "Hope: Tide.\n\nUna: When?\n\nHope: I hope in May.\n\nUna: Who?\n\nHope: Us all.\n"
    listed = f"# Call\n\nPresent: Una, Marlo, Hope.\n\nUna: Why?\n\n{turns}"
    assert [answers for _, answers in rows(listed, "md")] == [
        [("Hope", "Tide.")], [("Hope", "I hope in May.")], [("Hope", "Us all.")],
    ]  # fmt: skip
    once = (
        "# Call\n\nAgenda: fees, Parking.\n\n- Why is it late?\n\n  Parking: it is about parking.\n"
    )
    assert rows(once, "md") == [("Why is it late?", [(None, "Parking: it is about parking.")])]


def posted(mark, text, who):
    return (
        f"{mark}{text} --[[User:{who}|{who}]] ([[User talk:{who}|talk]]) 10:17, 16 May 2031 (UTC)\n"
    )


def test_on_a_page_of_posts_what_asks_nothing_is_no_question():
    page = "".join(
        (
            "== Gate ==\n", posted("", "Why is it shut?", "Zed"), posted(":", "Tide.", "Ida"),
            posted("::", "Thanks, I see.", "Zed"),
            "== A new gate? ==\n", posted("", "I vote for a new one.", "Una"), posted(":", "So do I.", "Bo"),
            "== Lock ==\n", posted("", "Please tell me who has the key.", "Bo"),
            posted(":", "Nobody.", "Ida"), posted("::", "Since when?", "Bo"), posted(":::", "May.", "Ida"),
            posted("::", "I had it once.", "Una"),
            "== Mill ==\n", posted("", "Is it open?", "Una"),
        )
    )  # fmt: skip
    assert rows(page, "wiki") == [
        ("Why is it shut?", [("Ida", "Tide.")]),
        ("Please tell me who has the key.", [("Ida", "Nobody.")]),
        ("Since when?", [("Ida", "May.")]),
        ("Is it open?", []),
    ]


def test_a_post_of_several_paragraphs_is_whole():
    post = ":The old one.\n" + posted(":", "It leaks.", "Ida")
    page = f"== Gate ==\n{posted('', 'Which gate?', 'Zed')}{post}== Lock ==\nA lock.\n\n{posted('', 'Is it ours?', 'Zed')}{post}"
    assert rows(page, "wiki") == [
        ("Which gate?", [("Ida", "The old one.\nIt leaks.")]),
        ("A lock.\nIs it ours?", [("Ida", "The old one.\nIt leaks.")]),
    ]


def test_an_answer_goes_on_behind_the_print_of_its_question():
    linked = "# Talk\n\nAsked by you:\n\n- [Why kites?](http://x.example) They are quiet.\n- (by mail) [And **when** do they fly?](http://x.example) In May. Or so.\n"
    assert rows(linked, "md") == [
        ("Why kites?", [(None, "They are quiet.")]),
        ("(by mail) And when do they fly?", [(None, "In May. Or so.")]),
    ]
    bold = "# Talk\n\n**Why kites?** They are quiet.\n\nAnd red.\n\n**When do they fly?** In May.\n"
    assert rows(bold, "md") == [
        ("Why kites?", [(None, "They are quiet.\nAnd red.")]),
        ("When do they fly?", [(None, "In May.")]),
    ]


def test_what_is_printed_apart_once_or_asks_nothing_is_no_question():
    one = "# Talk\n\n**Why kites?** They are quiet.\n\nAnd red.\n"
    plain = "# Talk\n\n- [Our club](http://x.example) is old.\n- [Will it rain?](http://x.example) is a song.\n"
    assert rows(one, "md") == []
    assert not any(answers for _, answers in rows(plain, "md"))


def test_who_only_replies_within_an_item_speaks_where_that_happens_again():
    call = "# Call\n\n- Ana: will it open? Bo: In June.\n- Cem: who pays? Bo: The club. Ana: and for May? Bo: I do.\n- Dora: may we fly? Ana: No.\n"
    assert rows(call, "md") == [
        ("will it open?", [("Bo", "In June.")]),
        ("who pays?", [("Bo", "The club.")]),
        ("and for May?", [("Bo", "I do.")]),
        ("may we fly?", [("Ana", "No.")]),
    ]
    once = "# Call\n\n- Ana: will it open? Plan: In June.\n- Cem: who pays? The plan: nobody.\n"
    word = "# Call\n\nUna: Why? Reason: mud.\n\nBo: Who? Reason: tide, for the usual reason.\n"
    marked = (
        "# Call\n\n- Ana: will it open? Antwort: In June.\n- Cem: who pays? Antwort: The club.\n"
    )
    for text in (once, word, marked):
        said = [who for _, answers in rows(text, "md") for who, _ in answers]
        assert not {"Plan", "The plan", "Reason", "Antwort"} & set(said)


def test_who_is_named_once_is_meant_by_a_letter_from_then_on():
    talk = "Entrevista a Marta Holm\nHablamos con ella en el puerto.\nNerea: Gracias por venir.\nMarta: De nada.\nN:¿Por qué?\nM: Por la marea.\nN: ¿Y cuándo\nes eso?\nM: En mayo.\n"
    people = [(q.text.text, [a.person.name for a in q.answers]) for q in record(talk).questions]
    assert people == [("¿Por qué?", ["Marta Holm"]), ("¿Y cuándo\nes eso?", ["Marta Holm"])]
    both = talk.replace("De nada.\n", "De nada.\nMilo: Hola.\n")
    again = talk.replace("En mayo.\n", "En mayo.\nMarta: O en junio.\n")
    for text in (both, again):
        assert [a.person for a in record(text).questions[0].answers] == [None]


def test_a_short_question_under_a_name_is_a_turn_and_no_heading():
    talk = "On weirs\n\nUna: Why are they old?\n\nBo: Nobody knows.\n\nThey stood there in 1900.\n\nUna: And when do they open?\n\nBo: In May.\n"
    assert rows(talk) == [
        ("Why are they old?", [("Bo", "Nobody knows.\nThey stood there in 1900.")]),
        ("And when do they open?", [("Bo", "In May.")]),
    ]
    found = record(talk).questions
    assert [q.heading for q in found] == [None, None]
    topics = talk.replace("Una: Why", "Fees: why").replace("Una: And", "Parking: and")
    assert rows(topics)[0][0] == "Fees: why are they old?"


def test_a_sentence_that_goes_on_in_the_next_line_is_no_question_of_its_own():
    talk = "Call on the gate\nUna spoke with Bo.\nUna: Why is\nthe gate shut?\nBo: Because of the tide\nand the wind.\nUna: When\nwill it open?\nBo: In May.\n"
    assert rows(talk) == [
        ("Why is\nthe gate shut?", [("Bo", "Because of the tide\nand the wind.")]),
        ("When\nwill it open?", [("Bo", "In May.")]),
    ]
    apart = "Call\n\nUna: Why?\n\nBo: Tide.\n\nWhen will it open?\n\nBo: In May.\n\nUna: Who?\n\nBo: We do.\n"
    assert [asked for asked, _ in rows(apart)] == ["Why?", "When will it open?", "Who?"]


def test_what_a_page_prints_around_a_record_is_no_heading():
    page = "Gate evening\n\n{}\n\nUna spoke with Bo.\n\n{}\n\nQ: Why?\n\nA: Tide.\n"
    for site, picture in (("From Weir Planning", "gate 3.png"), ("From Weir", "top of page")):
        assert [q.heading for q in record(page.format(site, picture)).questions] == [None]
    found = record(page.format("From the mill to the gate", "The old gate"))
    assert [q.heading.text for q in found.questions] == ["The old gate"]


LED = """**Zed Korn:** Why is the ferry late?

**Ida Holm:** The tide.

**Zed Korn:** When does it sail?

**Ida Holm:** At noon.

**Zed Korn:** Who steers?

**Bo Ek:** I do.

**Ida Holm:** And I.

**Bo Ek:** She does.

## Fares

**Zed Korn:** I wanted to come back to fares.

{}

**Ida Holm:** By the mile.
"""


@pytest.mark.parametrize(
    ("said", "questions"),
    [
        ("How do you set them? I always wondered about that.", 4),
        ("Tell us about them, please.", 4),
        ("They have been the same for years.", 3),
    ],
)
def test_who_leads_the_talk_asks_in_any_paragraph_of_a_turn(said, questions):
    read = rows(LED.format(said), "md")
    assert len(read) == questions
    assert said in read[-1][0] or questions == 3


def test_who_replies_elsewhere_does_not_lead_the_talk():
    back = LED.format("They rose.").replace("Zed Korn:** I", "Bo Ek:** I")
    assert len(rows(back, "md")) == 3


@pytest.mark.parametrize(("sentences", "questions"), [(8, 4), (30, 3)])
def test_a_turn_of_several_lines_that_ends_asking_is_a_question_where_nobody_is_named(
    sentences, questions
):
    exchanges = "".join(f"{one}?\n\nThe tide, I think.\n\n" for one in ("Why", "When", "How"))
    long = "We talked of the ferry and of the tide for a long while. " * sentences
    assert (
        len(rows(f"# Talk\n\n{exchanges}{long}So why is it late?\n\nThe tide.\n", "md"))
        == questions
    )


LED_BY_TWO = """**Zed Korn:** Why is the ferry late?

**Ida Holm:** The tide.

**Mia Lund:** When does it sail?

**Ida Holm:** At noon.

**Zed Korn:** Who steers?

**Ida Holm:** Mostly me. One looks around, and asks oneself: "How does she sail?"

**Mia Lund:** At all?

**Ida Holm:** She sails well.

**Zed Korn:** Is that right?

**Ida Holm:** It is.

**Zed Korn:** "How does she sail?"

**Ida Holm:** How can that be? She was built for it.

**Mia Lund:** I could not do it half as well.

**Ida Holm:** There you are.

**Zed Korn:** And what is next?

**Ida Holm:** The lamp. What shall we do with it, I wonder?

What would you do?

**Zed Korn:** I would light it.

**Ida Holm:** So will I.
"""


def test_who_leads_nods_quotes_and_replies_when_asked_back():
    assert rows(LED_BY_TWO, "md") == [
        ("Why is the ferry late?", [("Ida Holm", "The tide.")]),
        ("When does it sail?", [("Ida Holm", "At noon.")]),
        (
            "Who steers?",
            [
                (
                    "Ida Holm",
                    'Mostly me. One looks around, and asks oneself: "How does she sail?"',
                )
            ],
        ),
        (
            "At all?",
            [
                ("Ida Holm", "She sails well."),
                ("Ida Holm", "It is."),
                (
                    "Ida Holm",
                    "How can that be? She was built for it.",
                ),
                ("Ida Holm", "There you are."),
            ],
        ),
        (
            "And what is next?",
            [
                ("Ida Holm", "The lamp. What shall we do with it, I wonder?\nWhat would you do?"),
                ("Ida Holm", "So will I."),
            ],
        ),
    ]


GUEST = """---
people: Ida Holm
---

**Zed Korn:** Why is the ferry late?

**Ida Holm:** The tide.

**Zed Korn:** Since when?

**Ida Holm:** Since May.

**Zed Korn:** Who steers?

**Ida Holm:** I do, mostly. Have you heard of the lock?

**Zed Korn:** I have. Is that the one with the old gate

**Ida Holm:** The very one.

**Zed Korn:** So tell us about the crew.

## The crew

**Ida Holm:** There are two of us.

## At night

**Ida Holm:** And one at night.

**Zed Korn:** We have to stop. Thanks so much for coming out.

**Ida Holm:** All right. Take care. Bye.
"""


def test_the_only_guest_never_asks_and_goes_on_across_headings():
    assert rows(GUEST, "md") == [
        ("Why is the ferry late?", [("Ida Holm", "The tide.")]),
        ("Since when?", [("Ida Holm", "Since May.")]),
        ("Who steers?", [("Ida Holm", "I do, mostly. Have you heard of the lock?")]),
        ("I have. Is that the one with the old gate", [("Ida Holm", "The very one.")]),
        (
            "So tell us about the crew.",
            [("Ida Holm", "There are two of us.\nAnd one at night.")],
        ),
    ]


CALL = """# Quay call

### Moderator: Zed Korn

## Attendees:

* Zed Korn
* Ida Holm
* Mossy
* Bo Ek

[3:39](https://lima.example/v?t=219)

Zed - Welcome. Is all well?

Ida - It is.

Zed - What is the plan for the gate? That came in by mail.

[4:00](https://lima.example/v?t=240)

Ida - We shut it. Who would not? So it is.

Mossy - I would leave it open. Is that so odd? But fine.

Zed - No problem, okay Bo?

Bo - It stays shut.

Zed - Last one. Why is the rope new? It was sent in, too.

[5:00](https://lima.example/v?t=300)

Mossy - It wore out.

Zed - Thanks.
"""


def test_a_moderator_asks_by_reading_out_and_calls_on_those_present():
    read = rows(CALL, "md")
    assert [(asked[:20], [who for who, _ in answers]) for asked, answers in read] == [
        ("Welcome. Is all well", ["Ida"]),
        ("What is the plan for", ["Ida", "Mossy", "Bo"]),
        ("Last one. Why is the", ["Mossy"]),
    ]
    assert {q.heading for q in record(CALL, "md").questions} == {None}


def test_who_is_not_listed_is_no_label_before_a_dash():
    unlisted = rows(CALL.replace("* Mossy\n", ""), "md")
    assert "Mossy" not in {who for _, answers in unlisted for who, _ in answers}


def test_all_of_a_turn_below_a_label_is_its_question():
    below = "**Zed:**\n\nYes, I see.\n\nWe have little. What does it cost?\n\n**Ida Holm:**\n\nA lot.\n\n"
    text = (
        below
        + "**Zed:**\n\nHm.\n\nAnd the rope?\n\n**Ida Holm:**\n\nLess.\n\n**Zed:**\n\nWhy?\n\n**Ida Holm:**\n\nHemp.\n"
    )
    assert [asked for asked, _ in rows(text, "md")] == [
        "We have little. What does it cost?",
        "And the rope?",
        "Why?",
    ]


def test_times_on_lines_of_their_own_part_no_question_from_its_reply():
    text = "".join(f"Ana: Why is {at} late?\n\n0:1{at}\n\nBo: So it is.\n\n" for at in range(3))
    assert [who for _, answers in rows(text, "md") for who, _ in answers] == ["Bo"] * 3


@pytest.mark.parametrize("asked", ["Rope?", "We saw it. rope?", "It was dear, so cheap?"])
def test_one_word_that_somebody_asks_calls_nobody(asked):
    text = f"Zed: Why is it late?\n\nIda Holm: The tide.\n\nZed: {asked}\n\nIda Holm: New.\n"
    assert [one for one, _ in rows(text)] == ["Why is it late?", asked]


REMARK = """# Tides

**Una Berg:** Why is the lock shut?

**Ida Holm:** The tide carried the mud into it, and nobody has dredged it since.

**Una Berg:** {}

**Ida Holm:** {}

**Una Berg:** When does it open?

**Ida Holm:** In May.
"""


@pytest.mark.parametrize(
    ("remark", "then", "answers"),
    [
        ("That is just what the pilots told me last week.", "They are right, too.", 1),
        ("The pilots told me.", "They are right, too.", 2),
    ],
)
def test_what_is_said_to_a_remark_of_some_length_is_no_answer(remark, then, answers):
    found = rows(REMARK.format(remark, then), "md")
    assert [len(given) for _, given in found] == [answers, 1]


@pytest.mark.parametrize("time", ["00:03:20:", "– 00:03:20:", "- 3:20"])
def test_a_name_and_a_time_over_what_is_said(time):
    turns = [
        ("Una Berg", "Why?"),
        ("Ida Holm", "Tide."),
        ("Una Berg", "When?"),
        ("Ida Holm", "May."),
    ]
    text = "# Tides\n\n" + "\n".join(f"{who} {time}\n\n{said}\n" for who, said in turns)
    assert rows(text, "md") == [
        ("Why?", [("Ida Holm", "Tide.")]),
        ("When?", [("Ida Holm", "May.")]),
    ]


def test_whoever_is_asked_may_ask_back_before_they_reply():
    talk = """# Locks

Una: Is the lock meant to be a real one?

Bo: A real lock is what is on the plan, no?

Una: The plan says nothing of it.

Bo: Then it is what we build.

Una: And when is it done?

Ida: In May.
"""
    assert rows(talk, "md") == [
        (
            "Is the lock meant to be a real one?",
            [
                ("Bo", "A real lock is what is on the plan, no?"),
                ("Bo", "Then it is what we build."),
            ],
        ),
        ("And when is it done?", [("Ida", "In May.")]),
    ]
    other = talk.replace("Una: The plan says", "Ida: The plan says")
    assert len(rows(other, "md")[0][1]) == 1


TOLD = """Second session

* Joan: explains how the hour is going to run
* Slim Ek: is in favour of looking for pilots in the harbour
* Femke Holm: asks who is going to rate them
* Tadeo: answers that the board did so last time
* Joan: adds that this may change
* Slim: fears that it will not
* Rachel: wants to know what the board thinks of it. Has it met?
* Tadeo: says that it has, once
* Nadia: likes the plan
* Slim: asks for the minutes
* Joan: does not have them
"""


def test_a_note_taker_tells_behind_names_who_asked_and_replied():
    assert [(text, [who for who, _ in answers]) for text, answers in rows(TOLD)] == [
        ("asks who is going to rate them", ["Tadeo", "Joan"]),
        ("wants to know what the board thinks of it. Has it met?", ["Tadeo"]),
        ("asks for the minutes", ["Joan"]),
    ]


def test_a_few_such_words_are_no_told_session():
    few = (
        TOLD.replace("asks for", "has").replace("adds that", "thinks").replace("explains", "shows")
    )
    assert len(rows(few)) < 3


def test_what_goes_on_behind_a_tag_asks_nothing():
    talk = """**Una Berg:** Why is the lock shut?

**Ida Holm:** The tide.

**Una Berg:** The mud came in, right? So they had to close it for a while{}

**Ida Holm:** It is as bad as ever.

**Una Berg:** When does it open?

**Ida Holm:** In May.
"""
    assert len(rows(talk.format("."), "md")) == 2
    assert len(rows(talk.format(", right?"), "md")) == 3


def test_a_name_written_small_that_heads_turns_beside_others_is_a_speaker():
    talk = "".join(
        f"{who}: {said}\n\nJohn Berg: It is number {at}.\n\n"
        for at, (who, said) in enumerate(
            [("Pia", "What is it?"), ("bitty", "And this? We saw it.")] * 4
        )
    )
    assert [len(answers) for _, answers in rows(talk, "md")] == [1] * 8
    assert len(rows(talk.replace("bitty", "note", 6), "md")) < 8


@pytest.mark.parametrize("who", ["Audience 2", "Audience member 3"])
def test_those_who_ask_may_be_numbered(who):
    talk = f"Host: Why?\n\nIda Holm: Tide.\n\n{who}: We moor there, so it is cold.\n\nIda Holm: It is.\n"
    assert [text for text, _ in rows(talk, "md")][-1] == "We moor there, so it is cold."


LED_ON = """**Una Berg:** Why is the lock shut?

**Ida Holm:** The tide. Do you sail?

**Una Berg:** I do.

**Ida Holm:** Good.

**Una Berg:** When does it open?

**Ida Holm:** In May.

**Una Berg:** Who paints it?

**Ida Holm:** Bo does.

**Una Berg:** {}

**Ida Holm:** It came in with the tide.

**Una Berg:** How deep is it now?

**Ida Holm:** Nine metres.
"""


@pytest.mark.parametrize(
    "said",
    [
        "How did the mud come in? I saw it myself, and it was more than ever.",
        "Let's talk a bit about the mud.",
        "I saw the mud, and I'd love to hear where it came from.",
        "The mud is new to me, so tell us of it.",
    ],
)
def test_who_leads_asks_in_the_middle_or_without_asking_though_they_replied_once(said):
    assert (said, [("Ida Holm", "It came in with the tide.")]) in rows(LED_ON.format(said), "md")


@pytest.mark.parametrize(
    "said",
    [
        "I saw the mud, and we talked of it.",
        "Right. When you have so much mud, it is hard to dig.",
        "Mud is a thing. How I have thought about it is, there is a lot.",
    ],
)
def test_who_leads_states_as_well(said):
    assert len(rows(LED_ON.format(said), "md")) == 4


def test_who_replies_elsewhere_is_no_stranger_beside_whoever_was_introduced():
    talk = """Presenter: Ida Holm

**Una Berg:** Why is the lock shut?

**Ida Holm:** The tide.

**Zed Korn:** {}

**Ida Holm:** That, too.

**Una Berg:** When does it open?

**Zed Korn:** In May, they say.

**Una Berg:** Who paints it?

**Ida Holm:** Bo does.
"""
    mud = talk.format("There was so much mud in it that no boat could pass for weeks.")
    assert [len(answers) for _, answers in rows(mud, "md")] == [3, 1, 1]


@pytest.mark.parametrize(
    "said", ["ask them for", "answers are in", "replies to this are in", "add this to"]
)
def test_who_is_told_what_to_do_is_no_note_takers_session(said):
    told = TOLD.replace("asks for", said).replace("adds that", "thinks that")
    told = told.replace("explains how", "shows how")
    assert len(rows(told)) < 3  # asks, answers, wants to know: one is wanting
    assert len(rows(told.replace(said, "asks for"))) == 3


def test_whoever_asked_under_their_full_name_does_not_reply_under_their_first():
    talk = "Una Berg: Why?\n\nUna: I mean the lock.\n\nIda Holm: Tide.\n\n"
    talk += "Una: When?\n\nIda: May.\n\nUna: Who steers?\n\nIda: Two of us.\n"
    assert rows(talk, "md")[0][1] == [("Ida Holm", "Tide.")]


PUT_BY_GUESTS = """Speakers: Una Berg, Bo Ek

**Una Berg:** Why is the lock shut?

**Ida Holm:** The tide.

**Bo Ek:** When does it open?

**Ida Holm:** In May.

**Una Berg:** Who paints it?

**Ida Holm:** Four of us.

**Bo Ek:** We were there, so how did the mud come in? I saw it.

**Ida Holm:** It came with the tide.
"""


def test_who_is_introduced_and_mostly_asks_does_not_answer():
    found = rows(PUT_BY_GUESTS, "md")
    assert [[who for who, _ in answers] for _, answers in found] == [["Ida Holm"]] * 4
    assert found[-1][0].endswith("I saw it.")


@pytest.mark.parametrize("who", ["Community member", "Volunteer 2"])
def test_those_without_a_name_speak(who):
    talk = f"Ida Holm: Welcome.\n\n{who}: Why is it shut?\n\nIda Holm: Tide.\n\n{who}: When does it open?\n\nIda Holm: In May.\n"
    assert rows(talk, "md") == [
        ("Why is it shut?", [("Ida Holm", "Tide.")]),
        ("When does it open?", [("Ida Holm", "In May.")]),
    ]


@pytest.mark.parametrize("said", ["We have time for one more question.", "Let's wrap it up here."])
def test_who_watches_the_time_gives_no_answer(said):
    talk = f"Una: Why?\n\nIda Holm: Tide.\n\nBo Ek: {said}\n\nUna: When?\n\nIda Holm: May.\n"
    assert rows(talk, "md")[0] == ("Why?", [("Ida Holm", "Tide.")])


READ_OUT = """Una Berg: Welcome, all.

Ida Holm: Good to be here.

Una Berg: So our next question comes from Zed. If it is shut, how do we pass? That is a thing to see.

Ida Holm: By the lock. {}

Una Berg: Our next question, when is it painted? It is a chance for us to look at the mud.

Ida Holm: In May.
"""


def test_whoever_announces_a_question_puts_it_in_the_middle_of_a_turn():
    found = rows(READ_OUT.format("Or the mill."), "md")
    assert [text for _, answers in found for _, text in answers] == [
        "By the lock. Or the mill.",
        "In May.",
    ]
    plain = READ_OUT.replace("Our next question, when", "We saw it, when")
    assert len(rows(plain.format("Or?"), "md")) < 2


PEOPLE = ("Una", "Bo", "Ida", "Zed", "Kay", "Joan", "Rob", "Pia")
MANY = "# Weir\n\nKay: Is it late?\n\nZed: It is ten.\n\n" + "".join(
    f"{who}: Lock {at} is in a bad state by now.\n\n{PEOPLE[at - 1]}: It was so in May as well.\n\n"
    for at, who in enumerate(PEOPLE)
)
MANY += "Una: Who mends it?\n\nBo: The pilots of the quay do.\n\nIda: They are rather slow.\n"


def test_where_many_state_something_only_the_first_reply_answers():
    asked = ("Who mends it?", [("Bo", "The pilots of the quay do.")])
    assert rows(MANY, "md") == [("Is it late?", [("Zed", "It is ten.")]), asked]
    few = MANY.replace("Pia:", "Ida:").replace("Rob:", "Ida:")
    assert len(rows(few, "md")[-1][1]) == 2
    led = MANY.replace(
        "It was so in May as well.\n",
        "It was so in May as well.\n" + "\nRob: I see that it is bad.\n" * 3,
    )
    assert len(rows(led, "md")[-1][1]) == 2


def test_who_calls_for_feedback_asks_nothing():
    talk = "Una Berg: Here is the plan. {}\n\nIda Holm: Tide.\n\nUna Berg: Why is it shut?\n\nIda Holm: Mud.\n\nUna Berg: When?\n\nIda Holm: May.\n"
    assert len(rows(talk.format("Feedback?"), "md")) == 2
    assert len(rows(talk.format("Is it good?"), "md")) == 3


def test_a_name_that_is_once_written_small_as_a_label_is_one():
    talk = "Zed: Why?\n\nIda Holm: Tide.\n\nZed: When?\n\nIda Holm: May.\n\nQuick poll:\n\nzed: in May\n"
    assert [text for text, _ in rows(talk, "md")] == ["Why?", "When?"]
    assert not rows(talk.replace("in May", "zed is a letter"), "md")


CLASS = """Ida Holm: Today we look at the weir.

Audience Member: Is it deep?

Ida Holm: Nine metres.

{}

Ida Holm: That is the old one, of oak.

Audience Member: Who mends it?

Ida Holm: We do.
"""


@pytest.mark.parametrize(
    "line",
    [
        "Audience Member asks a question",
        "(Audience member asks a question about the gate.)",
        "Someone asks another question (inaudible).",
    ],
)
def test_a_question_that_nobody_could_write_down_is_one(line):
    found = rows(CLASS.format(line), "md")
    assert [[text for _, text in answers] for _, answers in found] == [
        ["Nine metres."],
        ["That is the old one, of oak."],
        ["We do."],
    ]
    assert len(rows(CLASS.format("Audience Member speaks"), "md")) == 2


@pytest.mark.parametrize("said", ["Okay. That makes more sense.", "Yeah, it was so in May."])
def test_whoever_asks_and_takes_note_of_the_reply_asks_nothing_more(said):
    assert len(rows(CLASS.format(f"Audience Member: {said}"), "md")) == 2
    for other in ("We moor there, so it is cold.", "Okay, I would like to ask of the gate."):
        assert len(rows(CLASS.format(f"Audience Member: {other}"), "md")) == 3


def test_who_speaks_may_be_marked_as_unknown():
    talk = CLASS.format("???: We moor there. Is it cold?")
    assert rows(talk, "md")[1][0] == "We moor there. Is it cold?"
    assert rows(talk.replace("???", "Unidentified"), "md")[1][0] == "We moor there. Is it cold?"


def test_times_in_words_part_no_answer():
    talk = CLASS.format("1h 56m 50s\n\nIda Holm: It was ten.")
    assert rows(talk, "md")[0][1] == [
        ("Ida Holm", "Nine metres.\nIt was ten.\nThat is the old one, of oak.")
    ]


def test_a_greeting_is_no_answer():
    talk = CLASS.replace("Nine metres.", "Nine metres.\n\nBo Ek: Hi Ida. Good to see you.")
    assert rows(talk.format(""), "md")[0][1][0] == ("Ida Holm", "Nine metres.")
    assert "Bo Ek" not in {who for _, answers in rows(talk.format(""), "md") for who, _ in answers}


def test_who_is_asked_to_take_a_question_is_asked_nothing():
    talk = "Una Berg: Why?\n\nIda Holm: Tide.\n\nHost: Bo? Do you want to take that?\n\nBo Ek: Mud.\n\nUna Berg: When?\n\nIda Holm: May.\n"
    assert [text for text, _ in rows(talk, "md")] == ["Why?", "When?"]
    asked = talk.replace("want to take that", "want the gate shut")
    assert len(rows(asked, "md")) == 3


def test_who_is_called_by_letters_says_who_they_are():
    talk = "Una: Who are you?\n\nihx: I am Ida Holm. Hi Una.\n\nUna: When?\n\nihx: May.\n\nUna: Why?\n\nihx: Tide.\n"
    people = [a.person.name for q in record(talk, "md").questions for a in q.answers if a.person]
    assert people == ["Ida Holm"] * 3


CHAPTERS = """# Quay hour

- [00:02] [Intro](#intro)
- [04:10] [The lock](#lock)
  - [04:20] [If not oak, then what?](https://quay.example/oak)
- [58:13] [Outro](#outro)

**Una Berg:** Hello, all. {}

**Ida Holm:** Hi, I'm Ida.

**Una Berg:** Why is it shut?

**Ida Holm:** The tide.

**Una Berg:** When does it open?

**Ida Holm:** In May.
"""


def test_the_chapters_of_a_recording_ask_nothing():
    assert [text for text, _ in rows(CHAPTERS, "md")] == ["Why is it shut?", "When does it open?"]


BESIDE = """Zed: Is it open?

Ida Holm: It is not.

{0}: My harbour said so in May.

Una: When does it open?

Ida Holm: In May.

Bo Ek: I heard of June.

{0}: Who paints it?

Ida Holm: Two of us.
"""


def test_who_asks_once_is_no_second_to_whoever_never_asks():
    assert [len(answers) for _, answers in rows(BESIDE.format("Kay"), "md")] == [1, 2, 1]
    asks_too = "Ida Holm: Who was there in May?\n\nBo Ek: All were.\n\n" + BESIDE.format("Kay")
    assert [len(answers) for _, answers in rows(asks_too, "md")] == [1, 2, 2, 1]


BRACKETED = """# Weir talk

* **Speaker: Ida Holm**

I have some ideas. Do you see the gate? [laughter]

[questioner1] If we leave it shut, what comes of the mud?

[ida] It stays. [inaudible] all of it.

[questioner1] Right, we saw it in May, so there is a lot

[ida] There is.

[questioner2] I was thinking of oak.

[ida] Oak is fine.
"""


def test_small_names_in_brackets_speak_and_whoever_has_a_number_may_go_on():
    assert rows(BRACKETED, "md")[-2:] == [
        (
            "If we leave it shut, what comes of the mud?",
            [("ida", "It stays. [inaudible] all of it.")],
        ),
        ("I was thinking of oak.", [("ida", "Oak is fine.")]),
    ]


RECORDED = """[00:04] zedd: Welcome to all. I hope we are live now. We have ida here, and more may come.

[01:15] zedd: I heard of a gate in the mill. Is it new?

[01:24] ida: It is quite a bit older than that, I think, of oak.

[16:26] zedd: What else is new besides the gate? So we speak of the mill.

[16:48] ida: The lock. Who would have thought of it? It is a bit late now.

[41:48] zedd: Yeah, it is such a fine gate. How long did it take?

[42:04] ida: A year and a bit more than that, as it was shut.
"""


def test_times_that_no_clock_shows_are_those_of_a_recording():
    assert len(rows(RECORDED)) == 3
    assert {who for _, answers in rows(RECORDED) for who, _ in answers} == {"ida"}
    assert is_of_recording("[41:48] ida: We do.")
    assert not is_of_recording("[17:02] ida: We do.")


PANEL = "# Weir\n\n" + "".join(
    f"### {asked}\n\n" + "".join(f"**{who}:** {said}\n\n" for who in PEOPLE)
    for asked, said in (
        ("What is a weir to you?", "It means a lot to all of us."),
        ("When did you see it?", "It was so in May as well."),
    )
)


def test_where_headings_ask_many_may_reply():
    found = rows(PANEL, "md")
    assert [len(answers) for _, answers in found] == [len(PEOPLE)] * 2


DASHED = """# Quay group

* Una - is the gate shut?
* Marlo - it is
* Hope - shall we mend it?
* Una - not this year
* Hope - is the mill there?
* Marlo - it burned
* Una - who writes it down?
* Hope - that was me
* Hope - will it rain?
* Marlo - it did not say
"""


def test_names_that_a_dash_sets_apart_again_and_again_are_labels():
    assert rows(DASHED, "md") == [
        ("is the gate shut?", [("Marlo", "it is")]),
        ("shall we mend it?", [("Una", "not this year")]),
        ("is the mill there?", [("Marlo", "it burned")]),
        ("who writes it down?", [("Hope", "that was me")]),
        ("will it rain?", [("Marlo", "it did not say")]),
    ]
    topics = DASHED
    for name, other in (("Marlo", "Mud"), ("Hope", "Oak"), ("Marlo", "Tar"), ("Hope", "Rope")):
        topics = topics.replace(f"* {name} -", f"* {other} -", 1)
    assert not {who for _, answers in rows(topics, "md") for who, _ in answers} - {None}


def test_in_a_discussion_one_may_ask_and_go_on():
    talk = TALK.replace(
        "Marlo: will you write to the mill?", "Marlo: will you write to the mill? I may"
    )
    assert [text for text, _ in rows(talk, "md")][:4] == [
        text.replace("the mill?", "the mill? I may") if "write" in text else text
        for text, _ in rows(TALK, "md")
    ][:4]
    tag = TALK.replace(
        "Marlo: will you write to the mill?", "Marlo: you wrote to the mill, right? So I heard"
    )
    assert len(rows(tag, "md")) == len(rows(TALK, "md")) - 1


def test_where_what_is_asked_stands_without_a_name_many_may_reply():
    text = "# Weir\n\n" + "".join(
        f"* Why is lock {at} shut?\n\n{who}: It is in a bad state by now.\n\n"
        for at, who in enumerate(PEOPLE)
    )
    assert len(rows(text, "md")) == len(PEOPLE)
    asked_back = text.replace("by now.", "by now. Do you sail?", 2)
    assert len(rows(asked_back, "md")) == len(PEOPLE)
