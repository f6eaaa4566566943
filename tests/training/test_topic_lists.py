"""The written lists of topics: their form, and what is said of a wrong line."""

import re

import pytest

from pipeline.corpus import Topic
from pipeline.enrich.topic_model import load_meaning
from training.digest import digest
from training.topic_lists import TOPICS, Asked, read_topic_lists, texts

GOOD = """L\tHarbour Board
T\tferries\tFerries\tboats; timetable\tWhen boats leave. Not: buoys.
T\tmud\tMud\t-\t-

I\tferries|mud\tOn the water\tWhy did it not leave?\tIt lay on the ground.
I\t-\t-\tCan you hear me?\t-
"""


def read(tmp_path, text):
    (tmp_path / "harbours.tsv").write_text(text, "utf-8")
    return read_topic_lists(tmp_path)


def test_a_list_has_its_topics_and_what_was_asked(tmp_path):
    (found,) = read(tmp_path, GOOD)
    ferries, mud = found.topics
    assert ferries.alt_labels == ("boats", "timetable")
    assert mud == Topic("mud", "Mud", (), None, None)
    assert found.asked == [
        Asked(("ferries", "mud"), "On the water", "Why did it not leave?", "It lay on the ground."),
        Asked((), "", "Can you hear me?", ""),
    ]
    assert list(texts([found]))[:2] == ["Ferries. boats, timetable. When boats leave.", "Mud"]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("ferries|mud\tOn", "ferries|sand\tOn", "harbours.tsv:5: unknown topics ['sand']"),
        ("L\tHarbour Board\n", "", "harbours.tsv:1: expected an L, then T, then I lines"),
        ("\t-\t-\n\n", "\t-\n\n", "harbours.tsv:3: expected"),
        ("you hear me?\t-", "you hear me?", "harbours.tsv:6: expected"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, was, becomes, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        read(tmp_path, GOOD.replace(was, becomes, 1))


def test_the_published_lists_are_of_the_form_and_of_many_kinds():
    lists = read_topic_lists(TOPICS)
    asked = [one for each in lists for one in each.asked]
    assert len(lists) > 50
    assert 0.05 < sum(not one.topic_ids for one in asked) / len(asked) < 0.25


def test_the_published_model_was_taught_on_the_published_lists():
    assert load_meaning().lists == digest(TOPICS)
