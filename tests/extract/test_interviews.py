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
