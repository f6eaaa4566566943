"""Sessions without notes: questions and answers from a transcript or an IRC log."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from pipeline.extract.moderated import read_moderated
from pipeline.extract.moderation_words import moderation_rule, moderation_rules
from pipeline.extract.moments import Clock
from pipeline.extract.offices import Offices, in_office
from pipeline.extract.record import empty_record
from pipeline.extract.utterances import read_utterances
from pipeline.readers.spoken import read_chat
from pipeline.readers.vtt import read_vtt

NOBODY = Offices.of(empty_record())


def record_of(document):
    clock = Clock(date(2031, 5, 6), ZoneInfo("UTC"))
    said = read_utterances("2031-05-06/x", document, NOBODY, clock)
    return read_moderated(said.utterances, said.uses, {})


def spoken(*turns):
    return record_of(
        read_vtt(
            (
                "WEBVTT\n\n"
                + "".join(
                    f"00:{at:02}:00.000 --> 00:{at:02}:30.000\n{turn}\n\n"
                    for at, turn in enumerate(turns)
                )
            ).encode()
        )
    )


def irc(*lines):
    return record_of(
        read_chat("".join(f"18:{at:02} {line}\n" for at, line in enumerate(lines)).encode())
    )


def found(record):
    """(question, score, [(attribution, text)]) of each question."""
    return [
        (q.text.text, q.score, [(a.attribution, a.text) for a in q.answers])
        for q in record.questions
    ]


LONG = "The tide is low until nine in the morning, and no boat can leave before that."


def test_questions_that_a_moderator_reads():
    record = spoken(
        "Ana Lima: Welcome. We start now.",
        "Ana Lima: The first question is from Peter Moe, who asks: Why is the ferry so late? Bo, please.",
        f"Bo Ek (Quay): {LONG}",
        "Ana Lima: Okay.",
        "Bo Ek (Quay): And there is fog.",
        "Ana Lima: Thanks. Next question, this one came by mail. Who pays for it? Tess?",
        f"Tess Oja: I do not know, and nobody of us here does. {LONG}",
        "Ana Lima: Thank you all for coming, goodbye.",
        "Tess Oja: Bye.",
    )
    assert found(record) == [
        (
            "Why is the ferry so late?",
            0.9,
            [("Bo Ek (Quay)", f"{LONG}\nAnd there is fog.")],
        ),
        (
            "this one came by mail. Who pays for it?",
            0.9,
            [("Tess Oja", f"I do not know, and nobody of us here does. {LONG}")],
        ),
    ]
    assert {p.name for p in in_office(record)} == {"Ana Lima", "Bo Ek", "Tess Oja"}
    assert record.questions[0].line_start == 7
    assert (record.questions[0].answers[0].line_start, record.questions[0].answers[0].line_end) == (
        10,
        16,
    )


def test_who_asks_holds_no_office_whatever_they_say():
    record = spoken(
        "Ana Lima: I see a hand. Peter, go ahead.",
        "Peter Moe: Hi. My name is Peter Moe. I wonder why the ferry is late? It matters to me.",
        f"Bo Ek: {LONG}",
        "Peter Moe: Thank you, that is a very good answer and it helps me a lot indeed.",
        "Ana Lima: Cy Dahl, please unmute.",
        "Cy Dahl: My question is, who pays for all of that?",
        f"Bo Ek: {LONG}",
    )
    assert [(q, s, [a for a, _ in answers]) for q, s, answers in found(record)] == [
        ("I wonder why the ferry is late?", 0.8, ["Bo Ek"]),
        ("who pays for all of that?", 0.8, ["Bo Ek"]),
    ]
    assert {p.name for p in in_office(record)} == {"Ana Lima", "Bo Ek"}


def test_questions_of_one_turn_share_the_answer_and_an_unanswered_one_is_less_sure():
    record = spoken(
        "Ana: Question 1: Why so late? Question 2: Why so slow?",
        f"Bo Ek: {LONG}",
        "Ana: Question 3: Why so wet?",
    )
    assert [(q, s, len(answers)) for q, s, answers in found(record)] == [
        ("Why so late?", 0.9, 1),
        ("Why so slow?", 0.9, 1),
        ("Why so wet?", 0.7, 0),
    ]
    assert record.questions[0].answers == record.questions[1].answers


def test_a_moderator_who_answers():
    record = spoken(
        f"Ana: The next question is: why so late? {LONG}",
        "Bo: Yes.",
        f"Ana: Question from Cy: who pays for this? {LONG}",
    )
    assert [[a for a, _ in answers] for _, _, answers in found(record)] == [["Ana"], ["Ana"]]


def test_somebody_who_asks_throughout_moderates_though_nothing_is_announced():
    turns = []
    for topic in ("late", "slow", "wet", "dear"):
        turns += [f"Ana Lima: And why is it so {topic}?", f"Bo Ek: It is {topic}. {LONG}"]
    record = spoken(*turns)
    assert [(q, s) for q, s, _ in found(record)] == [
        (f"And why is it so {topic}?", 0.6) for topic in ("late", "slow", "wet", "dear")
    ]


def test_a_talk_among_equals_holds_no_questions():
    record = spoken(
        "Ana Lima: Shall we?", "Bo Ek: Sure. Did you see the tide?", f"Ana Lima: {LONG}",
        "Bo Ek: What now?", f"Ana Lima: {LONG} Or do we?", f"Bo Ek: {LONG}",
    )  # fmt: skip
    assert found(record) == []
    assert in_office(record) == frozenset()


def test_questions_on_irc():
    record = irc(
        "<ana> hello all, I am here to answer",
        "<peter> question: why is the ferry so late?",
        "<cy> hi all",
        "<ana> the tide is low until nine",
        "<ana> and no boat can leave",
        "<cy> ah",
        "<cy> QUESTION: who pays?",
        "<cy> Q: who really pays?",
        "<peter> good one, that I would like to know too as it happens",
        "<ana> we all do",
    )
    assert found(record) == [
        (
            "why is the ferry so late?",
            0.9,
            [("ana", "the tide is low until nine\nand no boat can leave")],
        ),
        ("who pays?", 0.9, [("ana", "we all do")]),
        ("who really pays?", 0.9, [("ana", "we all do")]),
    ]
    assert {p.name for p in in_office(record)} == {"ana"}


ANSWERED = [
    "<peter> question: why is the ferry so late?",
    "<ana> the tide is low until nine",
    "<kim> question: who cleans the gate?",
    "<ana> we do, every week",
    "<cy> question: what does a new winch cost?",
]


def test_who_answers_once_on_irc_is_called_by_somebody_who_answers():
    record = irc(*ANSWERED, "<ana> bo: will you take that?", f"<bo> {LONG}")
    assert {p.name for p in in_office(record)} == {"ana", "bo"}
    assert found(record)[-1] == (
        "what does a new winch cost?",
        0.9,
        [("ana", "bo: will you take that?"), ("bo", LONG)],
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["<kim> bo: will you take that?", f"<bo> {LONG}"],
        ["<ana> bob: will you take that?", f"<bo> {LONG}"],
        ["<ana> bo: thank you", f"<bo> {LONG}"],
        ["<ana> bo: are you there?", "<bo> yes"],
    ],
)
def test_who_speaks_up_on_irc_holds_no_office(lines):
    record = irc(*ANSWERED, *lines)
    assert {p.name for p in in_office(record)} == {"ana"}


def test_a_bot_reads_the_questions_of_irc():
    record = irc(
        *(
            line
            for n in range(3)
            for line in (f"<ClassBot> peter{n} asked: why gate {n}?", f"<ana> it is gate {n}")
        )
    )
    assert [q for q, _, _ in found(record)] == [f"why gate {n}?" for n in range(3)]


def test_a_numbered_agenda_of_questions_under_topics_of_the_minutes():
    record = irc(
        "<ana> #startmeeting",
        "<ana> #topic Fees",
        "<ana> 1. Why do we pay?",
        "<bo> because of the tide",
        "<ana> 2. Who pays?",
        "<bo> all of us",
        "<ana> #topic Fog",
        "<ana> 3) Why so wet?",
        "<bo> 1. it is the sea",
    )
    assert [
        (q.heading.text, q.text.text, [a.text for a in q.answers]) for q in record.questions
    ] == [
        ("Fees", "Why do we pay?", ["because of the tide"]),
        ("Fees", "Who pays?", ["all of us"]),
        ("Fog", "Why so wet?", ["1. it is the sea"]),
    ]


def test_irc_without_questions_holds_none():
    assert found(irc("<ana> hi", "<bo> how are you?", "<ana> fine, thanks")) == []


@pytest.mark.parametrize("name", moderation_rules())
def test_each_rule_speaks_and_is_silent(name):
    rule, examples = moderation_rule(name), moderation_rules()[name]
    for text in examples["speaks"]:
        assert rule.match(text), text
    for text in examples["silent"]:
        assert not rule.match(text), text


def test_lines_of_the_record_add_up():
    record = spoken("Ana: Question 1: Why so late?", f"Bo Ek: {LONG}")
    assert record.uses[-1].line_end == 8


TALK = (
    "Petra Moe: Hello everybody, welcome. I will read your questions from the chat.",
    "Bo Ek: Good evening, happy to be here. I look after the library of the harbour.",
    "Petra Moe: Bo, do you want to say something before we start?",
    "Bo Ek: Only that the reading room is warm tonight and that there is tea for everybody.",
    "Petra Moe: So let's start. We've got one in the chat here from Maria: Will you open on Sundays?",
    "Bo Ek: We talk with the town about four Sundays in the spring, as a trial.",
    "Petra Moe: Next up, Jonas is wondering whether the old cards will be kept?",
    "Bo Ek: We keep them. They stand in the cellar and they do not eat anything.",
    "Petra Moe: Okay. Moving on to the next one. How much was spent on e-books last year?",
    "Cy Lund: It was 340,000, and a licence ends after two years, which is a pity.",
    "Petra Moe: And the tea, Cy, who pays for that?",
    "Cy Lund: The friends of the library do, each winter, and they bake as well.",
    "Petra Moe: And the last one for today, from an anonymous attendee: will fines come back?",
    "Bo Ek: No. More books have come back since we got rid of them in 2030.",
    "Petra Moe: Wonderful. Thank you all for coming, and good night.",
)


def test_questions_as_people_really_read_them_out():
    record = spoken(*TALK)
    assert [(q.text.text, q.score, q.answers[0].attribution) for q in record.questions] == [
        ("Will you open on Sundays?", 0.9, "Bo Ek"),
        ("whether the old cards will be kept?", 0.9, "Bo Ek"),
        ("How much was spent on e-books last year?", 0.9, "Cy Lund"),
        ("And the tea, Cy, who pays for that?", 0.6, "Cy Lund"),
        ("will fines come back?", 0.9, "Bo Ek"),
    ]
    words = " ".join(question.text.text for question in record.questions)
    assert not {"Maria", "Jonas"} & set(words.split())


def test_numbered_questions_of_an_agenda():
    record = spoken(
        "Ana Lima: Good morning. We have three questions on the agenda today.",
        "Ana Lima: Question one. Does the trust own the slipway?",
        f"Bo Ek: {LONG}",
        "Ana Lima: Number two: how many berths are free at the moment?",
        f"Bo Ek: {LONG}",
        "Ana Lima: Question number three is about the crane. Can members use it?",
        f"Cy Moe: {LONG}",
    )
    assert [q.text.text for q in record.questions] == [
        "Does the trust own the slipway?",
        "how many berths are free at the moment?",
        "Can members use it?",
    ]


def test_an_agenda_of_questions_in_a_log():
    record = irc(
        "<kari> #startmeeting harbour",
        "<kari> #topic 1. Should the quay be closed to cars in summer?",
        "<hanne> yes, from June to August",
        "<bo> the bus needs to turn there though",
        "<kari> #topic 2. Who pays for the new lamps?",
        "<hanne> the town pays two thirds",
        "<kari> #topic Any other business",
        "<hanne> nothing from me",
    )
    assert [(q.text.text, [a.text for a in q.answers]) for q in record.questions] == [
        ("Should the quay be closed to cars in summer?", ["yes, from June to August"]),
        ("Who pays for the new lamps?", ["the town pays two thirds"]),
    ]


def test_a_question_in_a_log_may_be_put_to_somebody_by_name():
    record = irc(
        "<tom> QUESTION: when will the gate open again?",
        "<hanne> in june",
        "<pim> hanne: question: what does the pass cost from july?",
        "<hanne> four percent more",
    )
    assert [q.text.text for q in record.questions] == [
        "when will the gate open again?",
        "what does the pass cost from july?",
    ]
