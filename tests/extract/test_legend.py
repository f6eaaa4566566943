"""Signs that say who answered, by the legend of a record."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.legend import signs
from pipeline.extract.notes import read_notes

BODY = (
    "Q: Why is the gate shut?\nA: {0} It is broken.\n\nQ: Who pays?\nA: {1} The Board does.\n\n"
    "Q: When does it open?\nA: In May. {0}\n\nQ: Is that all?\nA: It is.\n"
)


def rows(text, suffix="txt"):
    found = read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en").questions
    return [(a.person.name if a.person else None, a.text) for q in found for a in q.answers]


@pytest.mark.parametrize(
    ("legend", "one", "other"),
    [
        ("Answers marked (*) are by Ana Lima, those marked † by Bo Ek of the Board.", "(*)", "†"),
        ("(*) = Ana Lima; † = Bo Ek", "(*)", "†"),
        ("* Ana Lima, ** Bo Ek; answers marked * come from Ana Lima and those marked ** from Bo Ek.", "*", "**"),
        ("Panel: Ana Lima*, Bo Ek†", "*", "†"),
        ("On the panel were Ana Lima (†) and Bo Ek (‡).", "†", "(‡)"),
        ("[AL] Ana Lima, [BE] Bo Ek", "[AL]", "[BE]"),
        ("‡: answered by Dr Ana Lima. §: answered by Bo Ek.", "‡", "§"),
    ],
)  # fmt: skip
def test_answers_that_bear_a_sign_are_whose_the_legend_says(legend, one, other):
    text = f"Call\n\nWe met.\n{legend}\n\n{BODY.format(one, other)}"
    told = rows(text)
    assert [said for _, said in told] == ["It is broken.", "The Board does.", "In May.", "It is."]
    assert [who for who, _ in told] == [
        "Ana Lima",
        "Bo Ek",
        "Ana Lima",
        None,
    ]


def test_a_legend_may_stand_at_the_end():
    text = f"Call\n\nWe met.\n\n{BODY.format('†', '‡')}\n† = Ana Lima, ‡ = Bo Ek\n"
    assert [who for who, _ in rows(text)][:3] == ["Ana Lima", "Bo Ek", "Ana Lima"]


@pytest.mark.parametrize(
    "legend",
    [
        "",
        "* = an estimate; † = not yet decided",
        "Fields marked * are required.",
        "† Bo Ek (1950–2031) is remembered.",
        "[ED] Edited for length",
        "Ana Lima* spoke first.",
        "5 * Ana = 3",
    ],
)
def test_other_signs_name_nobody(legend):
    assert not signs(legend)
    told = rows(f"Call\n\nWe met.\n{legend}\n\n{BODY.format('*', '†')}")
    assert [who for who, _ in told] == [None] * 4
    assert told[0][1] == "* It is broken."


def test_a_sign_at_a_question_is_no_respondents():
    text = f"Call\n\n† = Ana Lima\n\n{BODY.format('', '')}".replace("Who pays?", "Who pays? †")
    assert [who for who, _ in rows(text)] == [None] * 4
