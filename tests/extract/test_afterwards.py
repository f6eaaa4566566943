"""Records, and parts of records, that answer after the session what it did not get to."""

import pytest

from schemas.words import Mode
from tests.extract.test_ways_of_writing import record

QUESTIONS = (
    "\n\n**Why is the quay shut?**\n\nIt is being dredged.\n\n**When does it open?**\n\nIn May.\n"
)


def afterwards(text, suffix="md"):
    found = record(text, suffix).questions
    assert len(found) == 2
    assert all((a.mode is Mode.WRITTEN) == q.listed_after for q in found for a in q.answers)
    return [question.listed_after for question in found]


@pytest.mark.parametrize(
    "intro",
    [
        "Here are the questions that we did not get to on the day.",
        "I was on the harbour call yesterday. Now to answer some that we didn't have time for.",
        "The following questions were answered after the webinar.",
        "We weren't able to answer all of the questions while we were online, so here are answers.",
        "Nachfolgend die Fragen, die nach der Sitzung beantwortet wurden.",
        "Voici les questions auxquelles nous n’avons pas pu répondre.",
        "A continuación, las preguntas que no pudimos responder.",
        "Di seguito le domande a cui che non siamo riusciti a rispondere.",
    ],
)
def test_a_record_whose_first_words_present_later_answers(intro):
    assert afterwards(f"{intro}{QUESTIONS}") == [True, True]
    assert afterwards(f"# Harbour call\n\n{intro}{QUESTIONS}") == [True, True]


@pytest.mark.parametrize(
    "intro",
    [
        "We will answer by mail what we did not get to.",
        "If we did not get to your question, write to us.",
        "Here are the questions of the evening.",
        "This page holds what Ida Holm said at the harbour.",
        "Hier sind die Fragen des Abends.",
        "All berth holders are listed below, with their responses after each question.",
        "Here is a summary, with those that we did not get to.",
    ],
)
def test_a_record_that_only_promises_them_or_presents_what_was_said(intro):
    assert afterwards(f"{intro}{QUESTIONS}") == [False, False]


@pytest.mark.parametrize(
    ("title", "after"),
    [
        ("Harbour call: questions we did not get to", True),
        ("Schriftliche Antworten zur Hafenrunde", True),
        ("Réponses écrites", True),
        ("Harbour call, spring", False),
        ("After the storm", False),
        ("Questions and answers following the presentation", False),
        ("Answers to questions asked after his talk", False),
        ("Preguntas y respuestas después de la charla", False),
        ("Domande e risposte dopo la presentazione", False),
        ("Questions et réponses après l’exposé", False),
        ("Risposte dopo la riunione", True),
    ],
)
def test_the_title_speaks_of_the_whole_record(title, after):
    text = f"---\ntitle: '{title}'\n---\n{QUESTIONS}"
    assert afterwards(text) == [after, after]


def test_a_heading_speaks_of_what_stands_under_it():
    text = (
        "# Harbour call\n\n## In the hall\n\nQ: Why?\nA: Tide.\n\n"
        "## Promised answers\n\nQ: When?\nA: In May.\n"
    )
    assert afterwards(text) == [False, True]


@pytest.mark.parametrize(
    ("over", "after"),
    [
        ("There was no time for these in the hall.", True),
        ("Answers were added on 2 October.", True),
        ("There was no time for tea in the hall.", False),
        ("Answers were given by all on the quay.", False),
    ],
)
def test_the_first_words_under_a_heading_speak_of_its_questions(over, after):
    text = f"# Harbour call\n\n## In the hall\n\nQ: Why?\nA: Tide.\n\n## Sent in\n\n{over}\n\nQ: When?\nA: In May.\n"
    assert afterwards(text) == [False, after]
