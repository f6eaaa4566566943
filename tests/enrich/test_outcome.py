"""The codebook's outcomes: its table and its settled hard cases, in invented words."""

from datetime import date

import pytest

from pipeline.enrich.outcome import judge, read_answer
from pipeline.enrich.rules import load_phrases
from pipeline.extract.notes import read_notes
from pipeline.readers.plain import read_plain
from schemas.words import AnswerKind, DeferralBasis, Outcome, Status

PAGE = """Quay call

Ana Lima (Pilot) and Bo Ek answered questions.

{heading}

  • Why is the gate shut, and who has the key?
{answers}
"""
SUBSTANCE = "The gate is shut because the storm of March broke the lock."
LETTER = "From the Ferry Office: The old boat leaked, and we sold it to the museum in Ella."


def read(*answers, heading="Fees"):
    page = PAGE.format(heading=heading, answers="\n".join(answers))
    record = read_notes(read_plain(page.encode()), date(2031, 5, 6), "en")
    (question,) = record.questions
    return question, [read_answer(answer, "en") for answer in question.answers]


def verdict(*answers, heading="Fees"):
    return judge(*read(*answers, heading=heading))


DEFERRED = {
    "to writing": "We will follow up in writing.",
    "to a letter": "We will write to you about it.",
    "to mail": "The ferry team will reply to this by mail.",
    "to writing, when it was not reached": "Not reached. We will follow up in writing.",
    "to somebody else": "That is a question for the council, and they will write to you.",
    "to a colleague": "Bo can answer that after the call.",
    "to a later day": "We will publish the answer next week.",
    "to a publication": "We are publishing the figures after this call.",
    "offline": "Let me take that offline.",
    "to a check": "I'd have to check with the events team.",
    "and not known": "I don't have the figures here, but I will get back to you.",
    "and out of scope": "This is outside of the scope, but we will write to you about it.",
    "with little else": "Stay tuned!",
    "to a colleague's letter": "Sunniva will be in touch.",
    "to a check, tersely": "JD to chase contractor",
    "to a check, without a subject": "Will check with R. Hurst",
    "to somebody, tersely": "Bo to come back with figures.",
    "to an action": "Action: Bo to circulate list",
    "to the minutes": "The figures will be appended to the minutes.",
    "to a later meeting": "Deferred to next week.",
    "to a later meeting, in a sentence": "We'll go through it together at the next meeting.",
    "to another room": "Let's take it to the list.",
    "to another time of asking": "I would be guessing, so ask me again in June.",
    "to a report": "The report comes out on Friday; until then I cannot say more.",
    "on notice": "I will have to take that one on notice.",
    "in reported speech": "The Chief said that he would supply the figures to Mr Pell.",
    "and unsure": "Not sure, will check.",
    "as a question": "Can I get back to you on that?",
}


@pytest.mark.parametrize("said", DEFERRED.values(), ids=DEFERRED)
def test_deferred(said):
    found = verdict(f"Ana: {said}")
    assert (found.outcome, found.status) == (Outcome.DEFERRED, Status.OPEN)
    assert found.basis is DeferralBasis.PROMISED
    assert all(evidence.text in said for evidence in found.evidence)
    assert found.evidence


def test_deferred_stays_deferred_when_the_reply_came():
    found = verdict("Ana: We will follow up in writing.", LETTER)
    assert (found.outcome, found.status) == (Outcome.DEFERRED, Status.ANSWERED)


@pytest.mark.parametrize(
    "holding",
    [
        "We will get back to you.",
        "Thank you. We are working on it and will get back to you.",
    ],
)
def test_a_holding_reply_answers_nothing(holding):
    found = verdict("Ana: We will follow up in writing.", f"From the Ferry Office: {holding}")
    assert (found.outcome, found.status) == (Outcome.DEFERRED, Status.OPEN)


def test_news_of_what_goes_on_behind_an_answer_defers_nothing():
    later = "Rona would report the effect to the board in July."
    assert verdict(f"Ana: {later}").outcome is Outcome.DEFERRED
    answered = f"Ana: {SUBSTANCE} A smith has made a new one, and it opens with the old key."
    assert verdict(f"{answered} {later}").outcome is Outcome.ANSWERED


def test_listed_after_is_deferred_and_answered_by_its_reply():
    after = "Questions answered after the call"
    found = verdict(SUBSTANCE, heading=after)
    assert (found.outcome, found.status) == (Outcome.DEFERRED, Status.ANSWERED)
    assert (found.basis, found.evidence) == (DeferralBasis.LISTED_AFTER, ())
    assert verdict(heading=after).status is Status.OPEN
    assert verdict("We will get back to you.", heading=after).status is Status.OPEN


OUTCOMES = {
    "refused": (Outcome.DECLINED, ["Ana: I can't comment on individual cases."]),
    "confidential": (Outcome.DECLINED, ["Ana: We don't comment on personnel matters."]),
    "refused by two": (
        Outcome.DECLINED,
        ["Ana: I cannot discuss that.", "Bo: We are not able to talk about it."],
    ),
    "outside": (Outcome.OUT_OF_SCOPE, ["Ana: This is outside of the scope of this call."]),
    "outside with a comment": (
        Outcome.OUT_OF_SCOPE,
        [f"Ana: That is not my scope. {SUBSTANCE} I saw it with my own eyes in the morning."],
    ),
    "sent elsewhere": (Outcome.OUT_OF_SCOPE, ["Ana: Please ask the permits desk."]),
    "asked to write": (Outcome.OUT_OF_SCOPE, ["Ana: Please write to the harbour office."]),
    "said to be a part": (
        Outcome.PARTLY_ANSWERED,
        [f"Ana: I can only speak to the first part. {SUBSTANCE}"],
    ),
    "a part not known": (
        Outcome.PARTLY_ANSWERED,
        [f"Ana: {SUBSTANCE} As for the second part, I don't know."],
    ),
    "substance": (Outcome.ANSWERED, [f"Ana: {SUBSTANCE}"]),
    "no": (Outcome.ANSWERED, ["Ana: No."]),
    "not decided": (Outcome.ANSWERED, ["Ana: It has not been decided yet."]),
    "too early": (Outcome.ANSWERED, ["Ana: It is too early to say."]),
    "a pointer": (Outcome.ANSWERED, ["Ana: The answer is on https://tide.example/gates."]),
    "not known": (Outcome.NOT_KNOWN, ["Ana: Honestly, I don't know."]),
    "nobody knows": (Outcome.NOT_KNOWN, ["Ana: No idea, sorry.", "Bo: I don't know."]),
    "no reply": (Outcome.UNANSWERED, []),
    "no reply, in words": (Outcome.UNANSWERED, ["Ana: Not reached for lack of time."]),
    "a part without a reply": (
        Outcome.PARTLY_ANSWERED,
        ["Ana: The storm broke the lock. No name was given for the key."],
    ),
    "a reply after no reply": (Outcome.ANSWERED, ["Ana: Next one, please.", f"Bo: {SUBSTANCE}"]),
}


@pytest.mark.parametrize(("outcome", "answers"), OUTCOMES.values(), ids=OUTCOMES)
def test_the_other_outcomes(outcome, answers):
    found = verdict(*answers)
    assert found.outcome is outcome
    assert found.status.value == outcome.value
    assert found.basis is None
    assert all(any(e.text in answer for answer in answers) for e in found.evidence)
    rests = bool(answers) and outcome is not Outcome.ANSWERED
    assert bool(found.evidence) is rests


HARD = {
    "one part answered, another out of scope": (
        "partly_answered",
        "partly_answered",
        [f"Ana: {SUBSTANCE} The second part is outside our scope."],
    ),
    "one part answered, another put off": (
        "deferred",
        "partly_answered",
        [f"Ana: {SUBSTANCE} For the second part, we will get back to you."],
    ),
    "and then the reply came": (
        "deferred",
        "answered",
        [f"Ana: {SUBSTANCE} For the second part, we will get back to you.", LETTER],
    ),
    "disclaimed, and a colleague answers": (
        "answered",
        "answered",
        ["Ana: That is not something we handle.", f"Bo: {SUBSTANCE}"],
    ),
    "refused, and a colleague answers": (
        "answered",
        "answered",
        ["Ana: I can't comment on that.", f"Bo: {SUBSTANCE}"],
    ),
    "not known, and a colleague answers": (
        "answered",
        "answered",
        ["Ana: I don't know.", f"Bo: {SUBSTANCE}"],
    ),
    "one of two parts put off, and a colleague answers": (
        "deferred",
        "partly_answered",
        ["Ana: We will follow up in writing.", f"Bo: {SUBSTANCE}"],
    ),
    "what others promised": (
        "answered",
        "answered",
        ["Ana: The bus company said that it would get back to us, and it never did."],
    ),
    "what was put off": (
        "answered",
        "answered",
        ["Ana: The vote was postponed because two members of the board were ill."],
    ),
    "a promise kept": (
        "answered",
        "answered",
        ["Ana: We got back to them last year, in writing, and sent a copy to the paper."],
    ),
    "a promise quoted": (
        "answered",
        "answered",
        ["Ana: “We will follow up” was what we used to say, and we could not keep it."],
    ),
    "a question back": ("answered", "answered", ["Ana: Would you answer that in writing?"]),
    "what a machine does": ("answered", "answered", ["Ana: The server will respond with a 404."]),
    "what others have to do": (
        "answered",
        "answered",
        ["Ana: Everybody else has to check with the office first."],
    ),
    "a part refused": (
        "partly_answered",
        "partly_answered",
        ["Ana: The gate is shut for repairs. I'm not going to share who has the key."],
    ),
    "a part unknown, tersely": (
        "partly_answered",
        "partly_answered",
        ["Ana: Shut since March for repairs; who has the key: unclear."],
    ),
    "refused but for one thing": (
        "partly_answered",
        "partly_answered",
        ["Ana: The police asked us to keep quiet. One thing I can say is that no boat sank."],
    ),
    "a short written reply": (
        "deferred",
        "answered",
        ["Ana: We will follow up in writing.", "From the Ferry Office: It leaked."],
    ),
    "a remark on a part that was put off": (
        "deferred",
        "partly_answered",
        ["Ana: We will send the figures to all members.", "Bo: It was the town that paid."],
    ),
    "evasive": (
        "answered",
        "answered",
        ["Ana: It is a matter with many sides, and all of us care about it."],
    ),
    "I don't know, but (substance)": (
        "answered",
        "answered",
        [
            "Ana: I don't know, but the book says it was shut in a storm, and that for lack of",
            "money the town never opened it again.",
        ],
    ),
    "I don't know, but (a pointer)": (
        "answered",
        "answered",
        ["Ana: I don't know; maybe this helps: https://tide.example/gates"],
    ),
    "I don't know, but (nothing)": (
        "not_known",
        "not_known",
        ["Ana: I don't know, but it is a good question."],
    ),
    "we are looking into it": (
        "answered",
        "answered",
        ["Ana: We are looking into it, watch this issue."],
    ),
    "sent elsewhere to ask again": (
        "out_of_scope",
        "out_of_scope",
        ["Ana: That is a question for the council."],
    ),
    "refused but for an example": (
        "partly_answered",
        "partly_answered",
        ["Ana: I can't discuss cases. To give you one example: a boat had rammed the pier."],
    ),
    "a promise beside the substance": (
        "answered",
        "answered",
        [f"Ana: {SUBSTANCE} The yearly report comes out in June, too."],
    ),
    "a survey beside the substance": (
        "answered",
        "answered",
        [f"Ana: {SUBSTANCE} We will follow up with a survey."],
    ),
    "more to come beside the substance": (
        "answered",
        "answered",
        [f"Ana: {SUBSTANCE} More details will follow in June."],
    ),
}


@pytest.mark.parametrize(("outcome", "status", "answers"), HARD.values(), ids=HARD)
def test_hard_cases_settled(outcome, status, answers):
    found = verdict(*answers)
    assert (found.outcome.value, found.status.value) == (outcome, status)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("We will follow up in writing.", AnswerKind.HOLDING),
        ("Good question. We will follow up in writing.", AnswerKind.HOLDING),
        (f"{SUBSTANCE} We will follow up in writing.", AnswerKind.SUBSTANTIVE),
        ("Please ask the permits desk.", AnswerKind.REFERRAL),
        (f"{SUBSTANCE} Please ask the permits desk.", AnswerKind.SUBSTANTIVE),
        ("No.", AnswerKind.SUBSTANTIVE),
    ],
)
def test_what_an_answer_does(said, kind):
    _, (reading,) = read(f"Ana: {said}")
    assert reading.kind is kind


def test_a_language_without_rules_is_read_by_the_english_ones():
    question, _ = read("Ana: We will follow up in writing.")
    readings = [read_answer(answer, "xx") for answer in question.answers]
    assert judge(question, readings).outcome is Outcome.DEFERRED


@pytest.mark.parametrize(
    ("asked", "several"),
    [
        ("What breaks, and for whom?", True),
        ("Cost + lead time?", True),
        ("Rents & waiting list?", True),
        ("Is the gate shut?", False),
    ],
)
def test_a_question_for_several_things(asked, several):
    assert (load_phrases("en").compound.search(asked) is not None) is several
