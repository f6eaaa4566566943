"""Reactions and marks of a reply, in languages known and unknown."""

import pytest

from pipeline.extract.written import Messages, is_reaction, without_reply
from pipeline.readers.traced import Traced

CHAT = Messages(["gm", "Why is the ferry so late?", "Well\nand good"])


@pytest.mark.parametrize(
    "text",
    [
        'Reacted to "anything at all" with 👍',
        'Removed a 👍 reaction from "gm"',
        "Hat auf „gm“ mit 👋 reagiert",
        "A réagi à « gm » avec ❤️",
        'Heeft gereageerd op "gm" met 😂',
        'Zareagowała na "gm" za pomocą 👍',
        'Tepki verdi: "Why is the fer..." 👍🏽',
        'Ana "Why is the ferry so…" mesajına 👍 bıraktı',
        'Liked "gm"',
    ],
)
def test_reactions(text):
    assert is_reaction(text, CHAT)


@pytest.mark.parametrize(
    "text",
    [
        'I like "gm" more than that',
        'Why "gm" 👍?',
        'See "the docs" 👍',
        'Ana said "gm" to me and then all of them went 👍 at once',
        "gm 👍",
        '"gm"',
        "",
    ],
)
def test_messages_are_no_reactions(text):
    assert not is_reaction(text, CHAT)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Replying to "gm"\nHere too', "Here too"),
        ('Antwort auf "what nobody wrote": \nHier auch', "Hier auch"),
        ('Yanıtla: "Why is the ferry..."\nBurada da', "Burada da"),
        ('Replying to "gm"', ""),
        ('He said "gm to all"\nand left', 'He said "gm to all"\nand left'),
        ('I mean "gm"', 'I mean "gm"'),
        ("gm\nHere too", "gm\nHere too"),
    ],
)
def test_replies_are_what_stands_under_the_mark(text, said):
    assert without_reply(Traced.at(text, 1), CHAT).text == said
