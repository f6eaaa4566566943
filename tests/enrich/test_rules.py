"""Phrase rules: each speaks on its own examples and is silent on the others."""

import re

import pytest

from pipeline.enrich.rules import load_phrases, read_phrases
from pipeline.enrich.signs import AFFIRMED, COURTESY, EXAMPLE, PART, read_signs
from schemas.words import AnswerKind, FollowUpKind, Outcome

LANGUAGES = {
    language: phrases
    for language in ("en", "de", "fr", "es", "it")
    if (phrases := load_phrases(language))
}
EVERY = [
    pytest.param(rule, id=f"{language}-{rule.rule_id}")
    for language, phrases in LANGUAGES.items()
    for rule in (*phrases.silences, *phrases.rules, *phrases.ways)
]
PROMISES = [
    pytest.param(rule, phrases, id=f"{language}-{rule.rule_id}")
    for language, phrases in LANGUAGES.items()
    for rule in phrases.rules
    if rule.kind
]


def test_five_languages_have_phrases():
    assert len(LANGUAGES) == 5


@pytest.mark.parametrize("rule", EVERY)
def test_a_rule_speaks_on_what_it_says_and_on_nothing_else(rule):
    assert rule.says
    assert rule.silent
    assert [s for s in rule.says if not rule.speaks(s)] == []
    assert [s for s in rule.silent if rule.speaks(s)] == []


@pytest.mark.parametrize("rule", EVERY)
def test_case_and_apostrophes_do_not_matter(rule):
    for sentence in rule.says:
        assert rule.speaks(sentence.upper().replace("SS", "ß") if "ß" in sentence else sentence)
        assert rule.speaks(sentence.replace("'", "’"))


@pytest.mark.parametrize(("rule", "phrases"), PROMISES)
def test_a_promise_is_heard(rule, phrases):
    for sentence in rule.says:
        assert any(spoken.kind for spoken in phrases.spoken([sentence])[0])


def test_rules_show_words_of_the_vocabularies():
    rules = [rule for phrases in LANGUAGES.values() for rule in phrases.rules]
    limits = {PART, EXAMPLE, AFFIRMED, COURTESY}
    assert {r.shows for r in rules if r.shows} <= {*Outcome, *AnswerKind, *limits}
    assert {r.kind for r in rules if r.kind} <= set(FollowUpKind)
    assert {r.shows for r in rules if r.strong} == {Outcome.DEFERRED}
    assert all(r.kind for r in rules if r.minor)


def test_silences_show_and_promise_nothing():
    assert not any(r.shows or r.kind for p in LANGUAGES.values() for r in p.silences)


def test_a_language_without_phrases_has_none():
    assert load_phrases("xx") is None
    regional, plain = load_phrases("en-GB"), load_phrases("en")
    assert [rule.says for rule in regional.rules] == [rule.says for rule in plain.rules]


GOOD = """
terms: {we: "we|i", they: "not {we}"}
joint: "; "
silences:
  - {id: asks, phrase: "[?]$", says: ["Who?"], silent: [We.]}
rules:
  - {id: a, shows: deferred, phrase: "{we} wait", says: [We wait.], silent: [They wait.]}
"""


def test_terms_stand_for_their_words_and_for_terms_before_them():
    phrases = read_phrases(GOOD)
    (rule,) = phrases.rules
    assert rule.speaks("I wait.")
    assert not rule.strong
    assert rule.unless.lines == ()
    assert not phrases.frame.search("")


def test_a_silenced_clause_shows_nothing():
    phrases = read_phrases(GOOD)
    waits, asks = phrases.spoken(["We wait.", "Do we wait?"])
    assert [rule.rule_id for rule in waits] == ["a"]
    assert asks is None
    spoken, silent = read_signs(["We wait.", "Do we wait?"], phrases)
    assert [sign.by for shown in spoken for sign in shown.signs] == ["a"]
    assert [shown.signs for shown in silent] == [()]


def test_any_line_of_a_phrase_is_enough():
    (rule,) = read_phrases(GOOD.replace('"{we} wait"', '"{we} wait\\n{we} stay"')).rules
    assert rule.speaks("We stay.")


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("{we} wait", "{we} (wait", "rule a: "),
        ("{we} wait", "{you} wait", "rule a: unknown term {you}"),
        ("not {we}", "not {they}", "term they: unknown term {they}"),
        ("shows:", "show:", "unknown ['show']"),
        ("says: [We", "say: [We", "lacks ['says'], has unknown ['say']"),
        ("id: a, ", "", "lacks ['id']"),
        ("shows: deferred, ", "", "needs one of ['kind', 'shows']"),
        ("id: asks,", "id: asks, kind: event,", "unknown ['kind']"),
        ("shows: deferred", "shows: deferred, strength: sturdy", "strong or weak"),
        ("shows: deferred", 'shows: deferred, unless: "*"', "rule a: "),
    ],
)
def test_a_wrong_rule_is_refused(was, becomes, said):
    assert was in GOOD
    with pytest.raises(ValueError, match=re.escape(said)):
        read_phrases(GOOD.replace(was, becomes))


def test_an_id_names_one_rule():
    with pytest.raises(ValueError, match="several rules have the id"):
        read_phrases(GOOD + GOOD.splitlines()[-1])
