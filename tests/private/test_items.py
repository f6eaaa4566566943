"""What a message asks."""

import re

import pytest

from pipeline.private.items import item_rule, item_rules, items


@pytest.mark.parametrize("name", item_rules())
def test_rules_speak_and_are_silent_where_they_say(name: str) -> None:
    rule = item_rules()[name]
    assert [text for text in rule["speaks"] if not item_rule(name).match(text)] == []
    assert [text for text in rule["silent"] if item_rule(name).match(text)] == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hello all,\n\nWhy is the ferry late?\n\nThanks!", ["Why is the ferry late?"]),
        ("Why is it late? Who says so?", ["Why is it late? Who says so?"]),
        ("Is it late?\n\nI sail every day. Who steers the tug?", ["Is it late?", "I sail every day. Who steers the tug?"]),
        ("1. Why is it late?\n2. Who steers\nthe tug?\n", ["Why is it late?", "Who steers the tug?"]),
        ("- Why is it late?\n- Who steers the tug?\n- I like boats.", ["Why is it late?", "Who steers the tug?"]),
        ("Why is it late? Also, who steers the tug?", ["Why is it late?", "Also, who steers the tug?"]),
        ("I like boats.\n\nThe pier is fine.", []),
        ("Hello, I would like to know why the ferry is late.", ["I would like to know why the ferry is late."]),
        ("Mich würde interessieren, wann die Fähre fährt. Vielen Dank!", ["Mich würde interessieren, wann die Fähre fährt."]),
        ("How are you?", []),
        ("船はなぜ遅いのですか？", ["船はなぜ遅いのですか？"]),
        ("", []),
    ],
)  # fmt: skip
def test_questions_are_found_and_what_is_around_them_is_not(text: str, asked: list[str]) -> None:
    assert [item.text for item in items(text, "en")] == asked


def test_lines_are_those_of_the_paragraph() -> None:
    (item,) = items("Hello\n\nI sail.\nWhy is it late?\n\nBye", "en")
    assert (item.first, item.last) == (2, 3)


def test_a_long_text_takes_no_long_time() -> None:
    assert items("Why? " * 50_000, "en")
    assert not items("1. " * 20_000, "en")
    assert not re.search("Why", "".join(item.text for item in items("a" * 1_000_000, "en")))
