"""Interviews whose one respondent stands in the fields of the file, or in the title alone."""

import pytest

from tests.extract.test_ways_of_writing import record

HEADED = "### Where do you work?\n\nAt the quay.\n\n### Since when?\n\nSince May.\n"
BOLD = "**Where do you work?**\n\nAt the quay.\n\n**Since when?**\n\nPlain answer: since May.\n"


def credited(fields, questions):
    stated = "".join(f"{name}: {value}\n" for name, value in fields.items())
    found = record(f"---\n{stated}---\n\n{questions}", "md").questions
    assert len(found) == 2
    return {answer.attribution for question in found for answer in question.answers}


@pytest.mark.parametrize("questions", [HEADED, BOLD.replace("Plain answer: s", "S")])
@pytest.mark.parametrize(
    "fields",
    [
        {"layout": "interview", "title": "Ida Holm"},
        {"title": "Ida Holm – Chief Pilot", "categories": "Interviews"},
        {"title": "Ida Holm (Harbour Office)", "type": "intervista"},
        {"title": "Chief Pilot", "summary": "Interview mit Ida Holm"},
        {"title": "Pilots", "subtitle": "Entretien avec Ida Holm"},
        {"title": "Member Spotlight – Ida Holm, Quay"},
    ],
)
def test_whom_the_file_says_to_be_interviewed_answers(fields, questions):
    assert credited(fields, questions) == {"Ida Holm"}


@pytest.mark.parametrize(
    "fields",
    [
        {"layout": "post", "title": "Ida Holm"},
        {"layout": "interview", "title": "New Ferries for Ella"},
        {"layout": "interview", "title": "Harbour"},
        {"title": "Interview rules", "author": "Ida Holm"},
    ],
)
def test_a_name_alone_or_an_interview_without_one_credits_nobody(fields):
    assert credited(fields, HEADED) == {None}


def test_one_label_of_nobody_who_is_known_is_no_reason_to_credit_nobody():
    fields = {"layout": "interview", "title": "Ida Holm"}
    assert "Ida Holm" in credited(fields, BOLD)
    assert "Ida Holm" not in credited(fields, BOLD.replace("At the", "Plain answer: at the"))


@pytest.mark.parametrize(
    ("greeting", "name"),
    [
        ("Bonsoir Mme Ana Lima, why is the ferry late?", "Ana Lima"),
        ("We are on the quay. Ana Lima, good evening, why is it late?", "Ana Lima"),
        ("Good evening, Ana. Why is the ferry late?", None),
        ("Good evening, Harbour Council. Why is it late?", None),
        ("Welcome to Harbour Radio, why is the ferry late?", None),
        ("Ana Lima said good evening. Why is it late?", None),
    ],
)
def test_whom_the_first_words_greet_in_full_gives_the_answers_nobody_is_named_for(greeting, name):
    text = f"{greeting}\nA - The tide.\nQ - When?\nA - At noon.\n"
    answers = [one for question in record(text, "txt").questions for one in question.answers]
    assert [answer.attribution for answer in answers] == [name, name]
    later = f"Q - When?\nA - At noon.\nQ - {greeting}\nA - The tide.\n"
    assert {a.attribution for q in record(later, "txt").questions for a in q.answers} == {None}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ana Lima (May 2031)", "Ana Lima"),
        ("Ana Lima, Pilot", "Ana Lima"),
        ("Quay Hour", "Quay Hour"),
    ],
)
def test_a_user_name_alone_is_whose_name_heads_the_title(title, name):
    fields = {"title": title, "people": '"[@ferrywoman](https://lima.example/ferrywoman)"'}
    assert credited(fields, "**Q:** Why?\n\nTide.\n\n**Q:** When?\n\nMay.\n") == {name}


def test_the_public_is_nobody_who_is_introduced():
    fields = {"title": "AMA of the Quay Team with Public"}
    assert credited(fields, HEADED) == {None}


@pytest.mark.parametrize(
    ("said", "name"),
    [("An Interview With the Quay's Ana Lima", "Ana Lima"), ("The Quay and Ana Lima", None)],
)
def test_a_field_may_tell_that_whom_the_title_names_was_interviewed(said, name):
    assert credited({"title": "Ana Lima", "seo_title": said}, HEADED) == {name}
