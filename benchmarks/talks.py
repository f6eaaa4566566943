"""Talks of which every word and every speaker is known, to be written down in any flavour.

What is said is of the kind that has broken parsers: names with brackets, particles and pictures,
words before a colon that are no name, times, addresses, and scripts without case or spaces.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talker:
    """Somebody who speaks or writes: as a call shows them, as a channel does, and in notes."""

    name: str
    org: str
    nick: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says without a break, sentence by sentence; times are in seconds."""

    talker: Talker
    said: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Said:
    """A caption or message that has to be found.

    `speaker` is as the file prints it: empty for somebody whom it does not know, None where it
    names nobody.
    """

    speaker: str | None
    text: str

    @property
    def labelled(self) -> bool:
        """Whether the file tells who speaks."""
        return self.speaker is not None


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and what a reader has to find in it, in order; an ending of `chat` is a chat."""

    data: bytes
    ending: str
    said: tuple[Said, ...]


TALKERS = tuple(
    Talker(*fields)
    for fields in (
        ("Ana Lima", "Quay Trust", "ana", "Ana Lima"),
        ("Łucja van der Berg", "Harbour Board", "lucja_", "Łucja van der Berg"),
        ("Bo Ek 🌊", "Ek & Sons", "BoEk[m]", "Bo Ek"),
        ("王小明", "港务局", "wangxm", "王小明"),
        ("ليلى حداد", "Port Said", "layla^", "ليلى حداد"),
        ("O'Neil-Żak", "Tide Watch", "oneil|away"),
        ("stokes", "dev", "stokes"),
        ("J. R. Ito", "Lock 7", "jr_ito", "J. R. Ito"),
        ("Dr. Ann-Marie D'Arcy, PhD", "Ferry Users", "AMD", "Ann-Marie D'Arcy"),
        ("Sam Oja [they/them]", "Quay Trust", "`sam`", "Sam Oja"),
        ("Room 2 - Boathouse", "HQ", "room-2"),
        ("tess.moe", "Quay Trust", "tess.moe"),
        ("Jürgen | Kai", "Kai e. V.", "juergen"),
        ("Access to Water", "NGO", "a2w"),
        ("مريم", "Quay", "_maryam_"),
        ("KIM", "Quay Trust", "K1M"),
        ("De Silva", "Lock 7", "desilva"),
        ("DA | Tides", "Tide Watch", "da"),
    )
)

_PLAIN = (
    "The gate at the inner harbour was closed for three weeks.",
    "Its hinges were worn and we had to order new ones.",
    "Who decided that it should stay shut?",
    "I do not know, but we will publish the report by mid-June.",
    "We asked the board twice and heard nothing.",
    "The ferry runs every twenty minutes in summer.",
    "Can you repeat that, please?",
    "Thank you.",
    "Yes.",
    "Die Schleuse bleibt bis Freitag zu.",
    "On verra cela avec le conseil.",
    "Вопрос про билеты остаётся открытым.",
    "码头下周重新开放。",
    "السؤال الثاني عن المواقف.",
    "השער ייפתח ביום ראשון.",
    "フェリーは来月から増便します。",
)
_NASTY = (
    "So: we begin again.",
    "So: to the next one.",
    "Note: the gate is shut.",
    "Note: bring boots.",
    "Question: who pays for it?",
    "Question: and the crane?",
    "Answer: nobody does.",
    "Well: it depends.",
    "Next: the ferries.",
    "Remember: low tide is at noon.",
    "He said: no, never.",
    "Ana: that was your idea.",
    "Two things: money and time.",
    "First: the money. Second: the time.",
    "At 10:45:30 it rang.",
    "10:30 is too late for me.",
    "The score was 3:1 at half time.",
    "See https://example.org/a?b=c&d=e#f for it.",
    "https://example.org/minutes/12:30",
    "Write to harbour@example.org today.",
    "Re: fees, I disagree.",
    "a < b and b > c, R&D says.",
    "I think [inaudible] was there.",
    "(laughs) No, really.",
    "NOTE that it leaks.",
    "- and that is all.",
    "* not yet",
    "42",
    "1. The dock. 2. The crane.",
    "“Never,” he said.",
    "Is it now known as the East Gate?",
    "She left the call early.",
    "Bo has joined the harbour board.",
    "We were told to wait at the door to everyone:",
    "From my side to all of you: thanks.",
    'I liked "The Sea" a lot.',
    "Recording is not allowed, is it?",
    "ok",
    "+1",
    "Hm…",
    "50 % – or more – of 1,5 Mio. €",
    "C:\\quay\\plan.txt is the file.",
    "#12 is fixed, @ana",
    "The topic of #quay is tides.",
    "no no no no",
    "Thank you, thank you.",
)
#: What only a chat holds.
_TYPED = (
    "👍",
    "😀😀 yes",
    "?",
    "thanks!!! :-)",
    "brb",
    'He reacted to "no" with anger.',
    "<3",
    "gm",
)


_RARE = 0.5  # of what is said may break a parser, each once in a talk


def talk(chance: random.Random, *, typed: bool, turns: int = 60) -> tuple[Turn, ...]:
    """A talk of a few people; a message of a chat is a turn of one sentence."""
    talkers = chance.sample(TALKERS, chance.randint(3, 7))
    rare = [*_NASTY, *(_TYPED if typed else ())]
    chance.shuffle(rare)
    now, last, out = 0, None, []
    for _ in range(turns):
        talker = chance.choice([one for one in talkers if typed or one is not last])
        many = 1 if typed else chance.choice((1, 1, 2, 3, 5))
        said = (
            rare.pop() if rare and chance.random() < _RARE else chance.choice(_PLAIN)
            for _ in range(many)
        )
        out.append(Turn(talker, tuple(said), now))
        now += many * chance.randint(4, 9)
        last = talker
    return tuple(out)


def parts(turn: Turn, chance: random.Random) -> Iterable[tuple[str, int]]:
    """A turn cut into captions, each with its second, now and then in the middle of a word."""
    now = turn.start
    for sentence in turn.said:
        words = sentence.split()
        if len(words) > 5 and chance.random() < 0.5:
            at = chance.randrange(2, len(words) - 1)
            head, tail = words[:at], words[at:]
            if len(tail[0]) > 5 and tail[0].isalpha() and chance.random() < 0.4:
                head, tail = [*head, tail[0][:3] + "-"], [tail[0][3:], *tail[1:]]
            yield " ".join(head), now
            yield " ".join(tail), now + 2
        else:
            yield sentence, now
        now += 4
