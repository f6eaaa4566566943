"""A comparison counts what is right, and names what is wrong with its line."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.evaluate import Evaluation, GoldFile, Reading, as_dict, as_text, evaluate
from pipeline.evaluate.figures import FIGURES
from pipeline.evaluate.reading import ReadAnswer, ReadFollowUp, ReadQuestion
from schemas.words import FollowUpKind, Mode, Outcome, Status

MAY = (date(2030, 5, 1), date(2030, 5, 31))

GOLD = GoldFile.model_validate(
    {
        "file": "notes.txt",
        "questions": [
            {
                "lines": [3, 3],
                "heading": "Ferries",
                "answers": [{"lines": [4, 5], "speaker": "Inés Okafor", "mode": "live"}],
                "outcome_any": ["answered"],
                "status_any": ["answered"],
                "follow_ups": [],
            },
            {
                "lines": [6, 6],
                "heading": None,
                "answers": [
                    {"lines": [7, 7], "speaker": "Inés Okafor", "mode": "live"},
                    {"lines": [8, 8], "speaker": None, "mode": "written"},
                ],
                "outcome_any": ["deferred", "not_known"],
                "status_any": ["open"],
                "follow_ups": [
                    {"lines": [7, 7], "kind": "publication", "due": ["2030-05-01", "2030-05-31"]}
                ],
            },
        ],
    }
)
FIRST = ReadQuestion(
    lines=(3, 3),
    heading="ferries",
    outcome=Outcome.ANSWERED,
    status=Status.ANSWERED,
    answers=(ReadAnswer((4, 5), "Inés Okafor", "Inés", Mode.LIVE),),
)
SECOND = ReadQuestion(
    lines=(6, 6),
    heading=None,
    outcome=Outcome.DEFERRED,
    status=Status.OPEN,
    answers=(
        ReadAnswer((7, 7), "Inés Okafor", "Inés", Mode.LIVE),
        ReadAnswer((8, 8), None, None, Mode.WRITTEN),
    ),
    follow_ups=(ReadFollowUp((7, 7), FollowUpKind.PUBLICATION, MAY),),
)
INVERTED = ("respondents_invented", "wrongly_deferred")


def scored(*questions, gold=GOLD):
    return evaluate(gold, Reading(questions))


def counts(evaluation, *figures):
    tallies = [evaluation.figures[figure] for figure in figures]
    return [(tally.part, tally.whole) for tally in tallies]


def test_a_perfect_reading_is_right_everywhere():
    evaluation = scored(FIRST, SECOND)
    assert evaluation.misses == []
    for figure in FIGURES:
        share = evaluation.figures[figure].share
        if figure in INVERTED:
            assert share.rate == 0
        elif not figure.startswith("outcome"):
            assert share.rate == 1, figure
    assert counts(evaluation, "outcomes", "outcomes_if_all_answered") == [(2, 2), (1, 2)]


def test_an_empty_reading_has_no_recall_and_no_precision():
    evaluation = scored()
    for figure in ("questions", "answers", "follow_ups"):
        assert evaluation.figures[f"{figure}_recall"].share.rate == 0
        assert evaluation.figures[f"{figure}_precision"].share.rate is None
    assert evaluation.figures["outcomes"].share.rate is None
    assert "notes.txt:3: question missed" in evaluation.misses
    assert "notes.txt:7: answer missed" in evaluation.misses
    assert "questions precision               –" in as_text(Evaluation((evaluation,)))


def test_a_missed_question_is_named():
    evaluation = scored(FIRST)
    assert counts(evaluation, "questions_recall", "questions_precision") == [(1, 2), (1, 1)]
    assert counts(evaluation, "answers_recall", "answers_precision") == [(1, 3), (1, 1)]
    assert evaluation.misses == [
        "notes.txt:6: question missed",
        "notes.txt:7: answer missed",
        "notes.txt:7: promise missed (publication)",
        "notes.txt:8: answer missed",
    ]


def test_an_invented_question_is_named():
    rule = replace(FIRST, lines=(1, 1), answers=())
    evaluation = scored(rule, FIRST, SECOND)
    assert counts(evaluation, "questions_recall", "questions_precision") == [(2, 2), (2, 3)]
    assert evaluation.misses == ["notes.txt:1: question invented"]


def test_an_answer_under_the_wrong_question_is_wrong_twice():
    moved = replace(FIRST, answers=(*FIRST.answers, SECOND.answers[0]))
    left = replace(SECOND, answers=SECOND.answers[1:])
    evaluation = scored(moved, left)
    assert counts(evaluation, "answers_recall", "answers_precision") == [(2, 3), (2, 3)]
    assert evaluation.misses == [
        "notes.txt:7: answer does not belong here",
        "notes.txt:7: answer under the wrong question",
    ]


def test_answers_joined_or_split_are_wrong():
    joined = replace(SECOND, answers=(replace(SECOND.answers[0], lines=(7, 8)),))
    assert "notes.txt:8: answer joined to another" in scored(FIRST, joined).misses
    (whole,) = FIRST.answers
    halves = (replace(whole, lines=(4, 4)), replace(whole, lines=(5, 5)))
    evaluation = scored(replace(FIRST, answers=halves), SECOND)
    assert counts(evaluation, "answers_recall", "answers_precision") == [(3, 3), (3, 4)]
    assert evaluation.misses == ["notes.txt:5: answer is a part of another"]


@pytest.mark.parametrize(
    ("person", "attribution"), [("Bao Lindgren", "Bao"), (None, "Bao"), ("Ines Lindgren", "Inés")]
)
def test_a_wrong_respondent_is_wrong_and_invented(person, attribution):
    wrong = replace(FIRST.answers[0], person=person, attribution=attribution)
    evaluation = scored(replace(FIRST, answers=(wrong,)), SECOND)
    assert counts(evaluation, "respondents", "respondents_invented") == [(2, 3), (1, 2)]
    shown = person or attribution
    assert evaluation.misses == [
        f"notes.txt:4: respondent '{shown}' is invented",
        f"notes.txt:4: respondent is '{shown}', gold says 'Inés Okafor'",
    ]


def test_a_respondent_where_nobody_may_be_named_is_invented():
    named = replace(SECOND.answers[1], attribution="On the costs")
    evaluation = scored(FIRST, replace(SECOND, answers=(SECOND.answers[0], named)))
    assert counts(evaluation, "respondents", "respondents_invented") == [(2, 3), (1, 3)]
    assert "notes.txt:8: respondent is 'On the costs', gold says none" in evaluation.misses


def test_a_name_invented_in_a_split_answer_counts():
    (whole,) = FIRST.answers
    halves = (
        replace(whole, lines=(4, 4)),
        ReadAnswer((5, 5), "Second", "Second", Mode.LIVE),
    )
    evaluation = scored(replace(FIRST, answers=halves), SECOND)
    assert counts(evaluation, "respondents", "respondents_invented") == [(3, 3), (1, 3)]


def test_a_respondent_who_is_not_found_is_wrong_but_not_invented():
    nobody = replace(FIRST.answers[0], person=None, attribution=None)
    evaluation = scored(replace(FIRST, answers=(nobody,)), SECOND)
    assert counts(evaluation, "respondents", "respondents_invented") == [(2, 3), (0, 1)]


def test_wrong_words_are_named():
    (answer,) = FIRST.answers
    wrong = replace(
        FIRST,
        heading="Trains",
        outcome=Outcome.DEFERRED,
        status=Status.OPEN,
        answers=(replace(answer, mode=Mode.WRITTEN),),
    )
    evaluation = scored(wrong, SECOND)
    assert evaluation.misses == [
        "notes.txt:3: heading 'Trains', gold says 'Ferries'",
        "notes.txt:3: outcome deferred, gold says answered",
        "notes.txt:3: status open, gold says answered",
        "notes.txt:4: mode written, gold says live",
    ]
    assert counts(evaluation, "outcomes", "wrongly_deferred") == [(1, 2), (1, 2)]
    assert counts(
        evaluation,
        "outcome_deferred_precision",
        "outcome_deferred_recall",
        "outcome_answered_precision",
        "outcome_answered_recall",
    ) == [(1, 2), (1, 1), (0, 0), (0, 1)]


def test_each_defended_outcome_is_right():
    not_known = replace(SECOND, outcome=Outcome.NOT_KNOWN)
    evaluation = scored(FIRST, not_known)
    assert counts(evaluation, "outcomes", "outcome_not_known_recall") == [(2, 2), (1, 1)]
    assert counts(evaluation, "outcome_deferred_recall") == [(0, 0)]


def test_a_promise_of_another_kind_is_missed_and_invented():
    other = ReadFollowUp((7, 7), FollowUpKind.EVENT, MAY)
    evaluation = scored(FIRST, replace(SECOND, follow_ups=(other,)))
    assert counts(evaluation, "follow_ups_recall", "follow_ups_precision") == [(0, 1), (0, 1)]
    assert evaluation.misses == [
        "notes.txt:7: promise invented (event)",
        "notes.txt:7: promise missed (publication)",
    ]


@pytest.mark.parametrize(
    ("due", "exact", "overlapping"),
    [
        (MAY, 1, 1),
        ((date(2030, 5, 31), date(2030, 6, 30)), 0, 1),
        ((date(2030, 6, 1), date(2030, 6, 30)), 0, 0),
        (None, 0, 0),
    ],
)
def test_due_days_are_compared(due, exact, overlapping):
    promise = replace(SECOND.follow_ups[0], due=due)
    evaluation = scored(FIRST, replace(SECOND, follow_ups=(promise,)))
    assert counts(evaluation, "due_exact", "due_overlapping") == [(exact, 1), (overlapping, 1)]


def test_promises_on_one_line_match_by_their_days():
    june = (date(2030, 6, 1), date(2030, 6, 30))
    kind = FollowUpKind.PUBLICATION
    promises = [
        {"lines": [7, 7], "kind": kind, "due": [day.isoformat() for day in due]}
        for due in (MAY, june)
    ]
    question = {"lines": [6, 6], "answers": [], "follow_ups": promises}
    gold = GoldFile.model_validate({"file": "notes.txt", "questions": [question]})
    read = tuple(ReadFollowUp((7, 7), kind, due) for due in (june, MAY))
    evaluation = scored(replace(SECOND, answers=(), follow_ups=read), gold=gold)
    assert counts(evaluation, "due_exact") == [(2, 2)]


def test_what_is_not_coded_is_not_scored():
    gold = GoldFile.model_validate({"file": "notes.txt", "questions": [{"lines": [6, 6]}]})
    evaluation = scored(FIRST, SECOND, gold=gold)
    whole = {figure for figure, tally in evaluation.figures.items() if tally.whole}
    assert whole == {"questions_precision", "questions_recall"}
    assert evaluation.misses == ["notes.txt:3: question invented"]


def test_a_question_coded_without_promises_is_left_out_of_their_precision():
    questions = [GOLD.questions[0], {"lines": [6, 6], "answers": GOLD.questions[1].answers}]
    gold = GoldFile.model_validate({"file": "notes.txt", "questions": questions})
    evaluation = scored(FIRST, SECOND, gold=gold)
    assert counts(evaluation, "follow_ups_precision", "answers_precision") == [(0, 0), (3, 3)]


def test_files_add_up():
    evaluation = Evaluation((scored(FIRST, SECOND), scored()))
    assert counts(evaluation, "questions_recall", "questions_precision") == [(2, 4), (2, 2)]
    plain = as_dict(evaluation)
    recall = plain["figures"]["questions_recall"]
    assert (recall["part"], recall["whole"], recall["rate"]) == (2, 4, 0.5)
    assert recall["low"] < 0.5 < recall["high"]
    assert len(plain["files"]) == 2


def test_an_unreadable_file_counts_as_missed_and_says_why():
    evaluation = evaluate(GOLD, Reading((), "is no text"))
    assert counts(evaluation, "questions_recall") == [(0, 2)]
    assert evaluation.misses == ["notes.txt: is no text"]
