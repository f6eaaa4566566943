"""What an expression cannot do without: never more than it says, whatever the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.enrich.literals import Finder, literals_of
from pipeline.enrich.rules import load_phrases

LANGUAGES = ("en", "de", "fr", "es", "it")
RULES = [
    rule
    for language in LANGUAGES
    for rule in (*load_phrases(language).silences, *load_phrases(language).rules)
]
PIECES = st.sampled_from(["ab", "abc", "b", "c", "x", "(?:ab|c)", "[xy]", "a?", ".", r"\b", " "])


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("will follow", {"will follow"}),
        ("wills?", {"will", "wills"}),
        (r"\bwe'(?:ll|re) (?:send|write)\b", {f"we'{a} {b}" for a in ("ll", "re") for b in ("send", "write")}),
        ("tea.{0,9}biscuits", {"biscuits"}),
        ("(?:tea|milk)+", {"tea", "milk"}),
        ("(?:tea|milk)*", set()),
        ("[a-z]+", set()),
        ("(?:tea|)", {"tea", ""}),
        ("tea|.", set()),
        ("(?=never)now", {"now"}),
        ("(?i:Tea)", {"tea"}),
    ],
)  # fmt: skip
def test_literals(pattern, literals):
    assert literals_of(pattern) == literals


@given(st.lists(PIECES, max_size=6), st.text("abcxy ", max_size=12))
def test_a_text_without_one_never_matches(pieces, text):
    pattern = "".join(pieces)
    needed = literals_of(pattern)
    if re.search(pattern, text) and needed:
        assert any(literal in text for literal in needed)


SETS = st.lists(st.frozensets(st.text("abß", max_size=7), max_size=3), max_size=5)
TEXTS = st.lists(st.text("abß", max_size=20), max_size=4)


@given(SETS, TEXTS)
def test_the_finder_finds_what_a_look_at_each_finds(sets, texts):
    expected = [
        [at for at, found in enumerate(sets) if not found or any(one in text for one in found)]
        for text in texts
    ]
    assert Finder(sets).in_texts(texts) == expected


def test_nothing_is_found_across_two_texts():
    finder = Finder([frozenset({"follow"}), frozenset({"up"})])
    assert finder.in_texts(["we fol", "low u", "p", "", "we follow"]) == [[], [], [], [], [0]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_each_example_of_a_rule_holds_a_literal_of_it(rule):
    needed = rule.phrase.literals
    for said in rule.says:
        assert not needed or any(literal in said.lower().replace("’", "'") for literal in needed)


def test_most_rules_have_literals_worth_looking_for():
    known = [rule for rule in RULES if rule.phrase.literals]
    assert len(known) > 0.9 * len(RULES)
