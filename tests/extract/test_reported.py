"""Minutes that report who asked and who replied, in several languages."""

from datetime import date

import pytest

from pipeline.documents import READERS
from pipeline.extract.notes import read_notes
from pipeline.extract.reported_words import report, reported_rules

SENTENCES = [
    pytest.param(sentence, kind, id=sentence)
    for rules in reported_rules().values()
    for kind in ("says", "silent", "replied")
    for sentence in rules.get(kind, ())
]


@pytest.mark.parametrize(("sentence", "kind"), SENTENCES)
def test_what_a_sentence_reports(sentence, kind):
    told = report(sentence)
    asks = told is not None and told.asks
    assert asks is (kind == "says")
    assert kind != "replied" or told is not None


def record(text, suffix="txt"):
    return read_notes(READERS[suffix](text.encode()), date(2031, 5, 6), "en")


def rows(text, suffix="txt"):
    """Each question's first words, with who answered, as printed, and in which lines."""
    return [
        (q.text.text[:16], [(a.attribution, a.line_start, a.line_end) for a in q.answers])
        for q in record(text, suffix).questions
    ]


@pytest.mark.parametrize(
    ("asked", "replied", "label"),
    [
        ("Frau Ek fragt, ob der Steg erneuert wird.", "Frau Holm antwortet, dass er das wird.", "Frau Holm"),
        (
            "Frau Ek fragt, ob der Steg bleibt.",
            "Frau Bgm. Holm gab zu erkennen, dass er bleibt.",
            "Frau Bgm. Holm",
        ),
        ("Ein Anwohner möchte wissen, wann der Hafen öffnet.", "Bürgermeisterin Holm teilt mit, dass er im Mai öffnet.", "Bürgermeisterin Holm"),
        ("Herr Korn von der ABC erkundigt sich nach dem Kran.", "Hierzu erklärt die Verwaltung, dass er bestellt ist.", "die Verwaltung"),
        ("Mme Ek demande si le quai sera réparé.", "M. le Maire répond que oui.", "M. le Maire"),
        ("Una vecina pregunta por qué está cerrado el puerto.", "La Alcaldesa responde que por la marea.", "La Alcaldesa"),
        ("Il consigliere Ek chiede se il molo sarà riparato.", "Il Sindaco risponde che lo sarà.", "Il Sindaco"),
        ("De heer Ek vraagt of de steiger wordt hersteld.", "Wethouder Holm antwoordt dat dat zo is.", "Wethouder Holm"),
        ("O senhor Ek perguntou se o cais será reparado.", "A Presidente respondeu que sim.", "A Presidente"),
        ("Two residents addressed the Forum regarding the field.", "Mr Lund advised that it was let.", "Mr Lund"),
        ("Concern was expressed about the lamp at the pier.", "Officers advised that it was out.", None),
        ("Cllr Ek asked for an update on the crane.", "It was confirmed that it had come.", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_reports_in_one_paragraph_and_in_two(asked, replied, label, between):
    text = (
        f"Notes\n\nWe met.\n\nHarbour\n\n{asked}{between}{replied}\n\n{asked}{between}{replied}\n"
    )
    found = record(text).questions
    assert len(found) == 2
    for question in found:
        (answer,) = question.answers
        assert answer.text == replied
        assert answer.attribution == label


def test_whoever_asks_and_goes_on_does_not_reply():
    text = (
        "Minutes\n\nWe met.\n\nForum\n\nA resident asked why the gate was shut. He said that it had been "
        "for weeks. The Clerk replied that it was broken.\n\nMrs Ek asked who paid. Cllr Holm said "
        "that the Board did. He added that it was dear.\n"
    )
    (_, first), (_, second) = rows(text)
    assert first == [("The Clerk", 7, 7)]
    assert second == [("Cllr Holm", 9, 9)]


def test_a_concern_to_which_nobody_replies_is_no_question():
    pair = "Cllr Ek asked whether the gate was open. The Clerk replied that it was.\n\n"
    text = f"Minutes\n\nWe met.\n\nForum\n\n{pair}{pair}Concern was expressed about the lamp.\n\nThe hall was let.\n"
    assert len(rows(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Cllr Ek asked Bo to write to the county.\n\nThe Clerk said that she would.\n\n",
        "The Chair thanked all for their questions.\n\nThe Clerk replied to two letters.\n\n",
        "Der Ausschuss fragt den Bedarf ab.\n\nFrau Holm teilt die Termine mit.\n\n",
        "No concerns were raised.\n\nThe Treasurer reported a balance of 12.\n\n",
    ],
)
def test_minutes_of_other_things_hold_no_questions(text):
    assert not rows(f"Minutes\n\nWe met.\n\nForum\n\n{text * 3}")


def test_an_ordinal_ends_no_sentence():
    pair = "Der 2. Bürgermeister stellt die Frage, wie es mit dem Steg weitergeht. Frau Holm antwortet, dass er bleibt.\n\n"
    assert [asked for asked, _ in rows(f"Protokoll\n\nHafen\n\n{pair}{pair}")] == [
        "Der 2. Bürgermei"
    ] * 2


ANSWERS = (
    "Notes\n\nQ1: Why is the gate shut?\nA1: The chair explained that it was broken.\n\n"
    "Q2: Who pays?\nA2: A reply follows.\n\nQ3: When does it open?\nA3: Mr Lund said in May.\n"
)


def test_answers_that_report_who_replied_are_theirs():
    assert [who for _, [(who, *_)] in rows(ANSWERS)] == ["The chair", None, "Mr Lund"]


def test_one_answer_that_begins_so_is_nobodys():
    assert [who for _, [(who, *_)] in rows(ANSWERS.replace("Mr Lund said in May", "In May"))] == [
        None, None, None,
    ]  # fmt: skip


def test_what_somebody_said_elsewhere_is_no_label():
    text = (
        "Notes\n\nQ: Why is the gate shut?\nA: It is broken. Mr Lund said in his report that it would be.\n\n"
        "Q: Who pays?\nA: The report said that the Board does. The Clerk agreed.\n"
    )
    assert [who for _, [(who, *_)] in rows(text)] == [None, None]


def test_residents_questions_over_paragraphs_that_report_replies():
    text = (
        "Question time\n\nWe met.\n\nWhy is the gate shut?\nThe Clerk replied that it was broken.\n\n"
        "Who pays for it?\nThe Board does.\nThe Chairman explained that fees cover it.\n\nWhen does it open?\nIn May.\n"
    )
    assert rows(text) == [
        ("Why is the gate ", [("The Clerk", 6, 6)]),
        ("Who pays for it?", [(None, 9, 9), ("The Chairman", 10, 10)]),
        ("When does it ope", [(None, 13, 13)]),
    ]
