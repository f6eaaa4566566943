"""What is promised, and when it is due."""

from datetime import date

import pytest

from pipeline.enrich.follow_ups import find_follow_ups, find_promises
from pipeline.enrich.outcome import judge, read_answer
from pipeline.extract.notes import read_notes
from pipeline.readers.plain import read_plain
from schemas.words import FollowUpKind, FollowUpStatus

DAY = date(2031, 5, 6)
PAGE = "Quay call\n\nAna Lima answered questions.\n\nFees\n\n  • Why?\n{}\n"


def read(*answers):
    """The only question of a page, and the readings of its answers by the rules."""
    page = PAGE.format("\n".join(answers))
    (question,) = read_notes(read_plain(page.encode()), DAY, "en").questions
    return question, [read_answer(answer, "en") for answer in question.answers]


def promises(*answers):
    """The promises of the first answer."""
    _, readings = read(*answers)
    return find_follow_ups(readings[0], DAY, "en")


def made(*answers):
    """The kinds and first sentences of the promises of each answer, with the outcome in view."""
    question, readings = read(*answers)
    found = find_promises(readings, judge(question, readings), DAY, "en")
    return [[(one.kind.value, one.said[0].text) for one in of_answer] for of_answer in found]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("We will follow up in writing.", FollowUpKind.WRITTEN_ANSWER),
        ("We will write to you about it.", FollowUpKind.WRITTEN_ANSWER),
        ("We are working on it and will get back to you.", FollowUpKind.WRITTEN_ANSWER),
        ("The report goes out after the call.", FollowUpKind.PUBLICATION),
        ("Consultations start on 7 September.", FollowUpKind.EVENT),
        ("We hope to launch a consultation in June.", FollowUpKind.EVENT),
        ("We'll keep you posted.", FollowUpKind.UPDATE),
        ("We are going to fix the gate.", FollowUpKind.ACTION),
        ("Please send us more details.", FollowUpKind.CLARIFICATION),
    ],
)
def test_kinds(said, kind):
    (promise,) = promises(f"Ana: {said}")
    assert promise.kind is kind
    assert [sentence.text for sentence in promise.said] == [said]
    assert promise.status is FollowUpStatus.OPEN


@pytest.mark.parametrize(
    "said",
    [
        "We want to do better.",
        "We fixed the gate.",
        "The vote was held in May.",
        "They will not reply.",
        "We will never publish names.",
        "The tide will come back.",
        "No.",
    ],
)
def test_good_will_and_the_past_are_no_promises(said):
    assert promises(f"Ana: {said}") == ()


def test_a_check_is_a_promise_only_where_no_other_is_made():
    (check,) = promises("Ana: I'll check with the vendor.")
    assert check.kind is FollowUpKind.ACTION
    (reply,) = promises("Ana: I'll check with the vendor. I will write to you by Friday.")
    assert (reply.kind, reply.due_latest) == (FollowUpKind.WRITTEN_ANSWER, date(2031, 5, 9))


def test_two_promises_of_one_sentence_have_their_own_days():
    event, publication = promises(
        "Ana: The vote is planned for June, and we will publish the report in August."
    )
    assert (event.kind, event.due_latest) == (FollowUpKind.EVENT, date(2031, 6, 30))
    assert (publication.kind, publication.due_latest) == (
        FollowUpKind.PUBLICATION,
        date(2031, 8, 31),
    )


def test_what_is_said_of_others_is_no_promise():
    for said in (
        "The vendor told us that it would publish the report in June.",
        "You will have to check with the county.",
        "If somebody complains, we'll change the sign.",
        "Will they publish the report?",
        "The paper wrote “we will publish the report”.",
    ):
        assert promises(f"Ana: {said}") == ()


def test_the_due_days_and_their_words():
    (promise,) = promises("Ana: The report goes out after the call.")
    assert (promise.due_text, promise.due_earliest, promise.due_latest) == (
        "after the call",
        DAY,
        DAY,
    )
    (promise,) = promises("Ana: We will announce the report in mid-September.")
    assert (promise.due_earliest, promise.due_latest) == (date(2031, 9, 11), date(2031, 9, 20))


def test_no_words_about_time_are_no_days():
    (promise,) = promises("Ana: We will follow up in writing.")
    assert (promise.due_text, promise.due_earliest, promise.due_latest) == (None, None, None)


def test_a_promise_made_twice_for_one_time_is_one():
    (promise,) = promises(
        "Ana: We hope to launch the consultations on 7 September. I am glad.",
        "As said, consultations start on 7 September.",
    )
    assert [sentence.place().line_start for sentence in promise.said] == [8, 9]


def test_promises_for_two_times_are_two():
    found = promises(
        "Ana: Consultations start on 7 September. We plan to hold another meeting in January."
    )
    assert [p.due_latest for p in found] == [date(2031, 9, 7), date(2032, 1, 31)]


def test_who_puts_a_question_off_promises_a_reply():
    assert made("Ana: Can we take that one offline?") == [
        [("written_answer", "Can we take that one offline?")]
    ]


def test_the_reply_is_promised_by_the_answer_that_puts_the_question_off():
    assert made("Ana: Hm.", "Ben: Let me take that offline by 9 May.") == [
        [],
        [("written_answer", "Let me take that offline by 9 May.")],
    ]


def test_a_promise_that_is_made_stands_alone():
    said = "The fees will be published in June."
    assert made(f"Ana: Not tonight, I'm afraid, I don't know. {said}") == [[("publication", said)]]


def test_what_is_done_about_a_question_put_off_is_done_to_tell():
    said = "I'll look into it and take it offline."
    assert [kind for kind, _ in made(f"Ana: {said}")[0]] == ["written_answer"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Action: Rona to circulate the figure.", "written_answer"),
        ("Action: Rona to put the slides online.", "publication"),
        ("Action: Rona to discuss it at the next meeting.", "event"),
        ("Action: Rona to report to the committee.", "update"),
        ("Action: Rona to remove the old gate.", "action"),
    ],
)
def test_an_action_in_minutes_is_of_the_kind_that_its_words_tell(said, kind):
    assert [one for one, _ in made(said)[0]] == [kind]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Not sure, will ask the depot.", "action"),
        ("Will post the figure in the thread.", "written_answer"),
        ("The report will be posted on the website.", "publication"),
        ("We will continue the discussion offline.", "event"),
        ("We'll follow up on that offline.", "written_answer"),
        ("You'll have it by Friday.", "written_answer"),
        ("You'll hear from us when it is signed.", "update"),
    ],
)
def test_verb_object_and_place_tell_the_kind(said, kind):
    assert [one for one, _ in made(f"Ana: {said}")[0]] == [kind]


@pytest.mark.parametrize(
    ("said", "promised"),
    [
        ("Let's take it offline.", []),
        ("TBC", []),
        ("Let's discuss it at the next meeting.", ["event"]),
        ("Let's publish it on Friday.", ["publication"]),
    ],
)
def test_what_is_proposed_to_all_or_only_put_off_is_promised_by_nobody(said, promised):
    assert [kind for kind, _ in made(f"Ana: {said}")[0]] == promised


def test_what_is_done_about_an_answered_question_stays_an_action():
    said = "The gate is broken since Monday and nobody may pass. We are going to fix it."
    assert [kind for kind, _ in made(f"Ana: {said}")[0]] == ["action"]


def test_a_question_listed_among_those_answered_later_holds_no_promise_by_that_alone():
    page = PAGE.format("") + "\nQuestions answered after the call\n\n  • Why not?\nAna: It rains.\n"
    *_, question = read_notes(read_plain(page.encode()), DAY, "en").questions
    assert question.listed_after
    readings = [read_answer(answer, "en") for answer in question.answers]
    assert find_promises(readings, judge(question, readings), DAY, "en") == ((),)
