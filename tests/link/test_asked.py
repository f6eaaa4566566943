"""Which questions are taken for the same, and what finding them costs."""

from datetime import date, timedelta

import pytest

from pipeline.clues.asked import read_asked
from pipeline.link import asked
from pipeline.link.asked import question_links
from pipeline.link.record import Records

MAY = date(2031, 5, 6)
# so that no word of a test is rare by chance
OTHERS = (
    "How deep is the channel behind the weir?",
    "Who may sublet a berth to a club?",
    "What does a winter licence for anglers cost?",
    "Is the museum open on Sundays?",
    "Do dogs travel free on the ferry?",
    "Which quay is closed for the regatta?",
)


def records(*days):
    """Records of sessions, a month apart, of (question, answer) pairs or questions alone."""
    names = ("sessions", "questions", "answers", "follow_ups", "corrections")
    tables = {name: [] for name in names}
    for number, texts in enumerate(days):
        session = f"s{number}"
        day = (MAY + timedelta(days=31 * number)).isoformat()
        tables["sessions"].append({"session_id": session, "date": date.fromisoformat(day)})
        for place, said in enumerate(texts):
            text, answer = said if isinstance(said, tuple) else (said, "It is as it is.")
            question = f"{session}/q{place}"
            tables["questions"].append(
                {"question_id": question, "session_id": session, "text": text, "language": "en"}
                | {"outcome": "answered"}
            )
            tables["answers"].append(
                {"answer_id": f"{session}/a{place}", "question_id": question, "position": 1}
                | {"kind": "substantive", "text": answer}
            )
    return Records.of(read_asked(tables))


def linked(earlier, later):
    """How the later question is linked to the earlier; null where it is not."""
    found = question_links(records([earlier, *OTHERS], [later]))
    return next(((link.relation.value, link.method.value) for link in found), None)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Will the last boat leave later in summer?", "Will the last boat leave later in summer?"),
        ("Where does the mud from the dredger go?", "Where is the dredger's mud taken to?"),
        (
            "When will the mill pier be repaired?",
            "When is the mill pier going to be repaired at last?",
        ),
        ("Who pays for the new dyke at Ella?", "Ella: who is paying for the new dyke?"),
        (
            "Could a second boat run on Saturdays?",
            "On Saturdays the queue is endless. Could a second boat run on Saturdays?",
        ),
        (
            "Wie lang ist die Warteliste für Liegeplätze?",
            "Wie lang ist die Warteliste für Liegeplätze jetzt?",
        ),
    ],
)
def test_the_same_is_asked_again(earlier, later):
    assert linked(earlier, later) == ("repeats", "wording")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("What does a day ticket cost?", "What does a season ticket cost?"),
        ("Who pays for the new dyke at Ella?", "Who pays for the new dyke at Kai?"),
        ("What was spent in 2030?", "What was spent in 2031?"),
        ("Will the last boat leave later in summer?", "Why did the last boat sink in May?"),
        ("Why is it so?", "Why is it so?"),
        ("Thank you.", "Thank you."),
        ("How long is the waiting list for berths?", "How long is the mill pier?"),
    ],
)
def test_something_else_is_not(earlier, later):
    assert linked(earlier, later) is None


def test_what_the_asker_says_was_asked_before_needs_less_likeness():
    earlier = "Who pays the parish when the dyke at Ella is raised by a metre in spring?"
    assert linked(earlier, "Who raised the dyke at Ella?") is None
    again = "I asked this last time: who raised the dyke at Ella?"
    assert linked(earlier, again) == ("repeats", "said")


@pytest.mark.parametrize(
    ("earlier", "later", "follows"),
    [
        (
            ("Will the dredger stop?", "In summer the dredger stops for two weeks."),
            "You said last time that the dredger would stop in summer. For how long?",
            True,
        ),
        (
            ("Who raises the dyke at Ella?", "The parish does."),
            "Following up on my question about the dyke at Ella: what does it cost the parish?",
            True,
        ),
        (
            ("Who raises the dyke at Ella?", "The parish does."),
            "As a follow-up to the previous question, does the parish raise the dyke at Ella?",
            False,
        ),
        (
            ("Who raises the dyke at Ella?", "The parish does."),
            "You said in June that the parish raises the dyke at Ella. Which parish?",
            False,  # it was in May
        ),
        (
            ("Who raises the dyke at Ella?", "The parish does."),
            "You said last time that the swans would be counted. How many are there?",
            False,
        ),
    ],
)
def test_a_question_follows_where_the_asker_says_so(earlier, later, follows):
    assert linked(earlier, later) == (("follows", "said") if follows else None)


def test_of_several_the_latest_is_meant():
    same = "Where does the mud from the dredger go?"
    found = question_links(records([same, *OTHERS], [same], [same]))
    assert [(link.question.session_id, link.other.session_id) for link in found] == [
        ("s1", "s0"),
        ("s2", "s1"),
    ]


def test_a_question_is_never_compared_with_all_others(monkeypatch):
    compared = []
    alike = asked.alike
    monkeypatch.setattr(asked, "alike", lambda *pair: compared.append(1) or alike(*pair))
    costs = []
    for sessions in (20, 40):
        compared.clear()
        texts = [f"Is the harbour pier number {n} of the quay closed?" for n in range(10)]
        question_links(records(*[texts] * sessions))
        costs.append(len(compared))
    assert costs[1] < 2.3 * costs[0]
    assert costs[1] <= 24 * 10 * 40
