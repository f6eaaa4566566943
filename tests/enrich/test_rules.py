"""Phrase rules: each speaks on its own examples and is silent on the others."""

import re

import pytest

from pipeline.enrich.rules import load_rules, read_rules
from schemas.words import AnswerKind, FollowUpKind, Outcome

RULES = {purpose: load_rules(purpose, "en") for purpose in ("outcome", "follow_ups")}
EVERY = [pytest.param(rule, id=rule.rule_id) for rules in RULES.values() for rule in rules]


@pytest.mark.parametrize("rule", EVERY)
def test_a_rule_speaks_on_what_it_says_and_on_nothing_else(rule):
    assert rule.says
    assert rule.silent
    assert [s for s in rule.says if not rule.speaks(s)] == []
    assert [s for s in rule.silent if rule.speaks(s)] == []


@pytest.mark.parametrize("rule", EVERY)
def test_case_and_apostrophes_do_not_matter(rule):
    for sentence in rule.says:
        assert rule.speaks(sentence.upper())
        assert rule.speaks(sentence.replace("'", "’"))


@pytest.mark.parametrize("rule", RULES["follow_ups"], ids=lambda rule: rule.rule_id)
def test_the_first_rule_that_speaks_on_a_promise_shows_its_kind(rule):
    for sentence in rule.says:
        first = next(other for other in RULES["follow_ups"] if other.speaks(sentence))
        assert first.shows == rule.shows


def test_rules_show_words_of_the_vocabularies():
    shown = {rule.shows for rule in RULES["outcome"]}
    assert shown <= {*Outcome, *AnswerKind, "part", "example"}
    assert {rule.shows for rule in RULES["follow_ups"]} <= set(FollowUpKind)


def test_only_deferrals_are_strong_or_weak():
    assert {r.shows for r in RULES["outcome"] if r.strong} == {Outcome.DEFERRED}


def test_a_language_without_rules_has_none():
    assert load_rules("outcome", "xx") == ()


GOOD = """
terms: {en: {we: "(?:we|i)"}}
rules:
  en:
    - {id: a, shows: deferred, phrase: "{we} wait", says: [We wait.], silent: [They wait.]}
"""


def test_terms_stand_for_their_words():
    (rule,) = read_rules(GOOD, "en")
    assert rule.speaks("I wait.")
    assert not rule.strong
    assert rule.unless is None


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("{we} wait", "{we} (wait", "rule a: "),
        ("{we} wait", "{they} wait", "unknown term {they}"),
        ("shows:", "show:", "unknown ['show']"),
        ("says:", "say:", "lacks ['says'], has unknown ['say']"),
        ("id: a, ", "", "lacks ['id']"),
        ("shows: deferred", "shows: deferred, kind: event", "one of"),
        ("shows: deferred", "shows: deferred, strength: sturdy", "strong or weak"),
        ("shows: deferred", 'shows: deferred, unless: "*"', "rule a: "),
    ],
)
def test_a_wrong_rule_is_refused(was, becomes, said):
    assert was in GOOD
    with pytest.raises(ValueError, match=re.escape(said)):
        read_rules(GOOD.replace(was, becomes), "en")


def test_an_id_names_one_rule():
    with pytest.raises(ValueError, match="several rules have the id"):
        read_rules(GOOD + GOOD.splitlines()[-1], "en")
