"""The words by which the structure of notes is recognised, from `words.yaml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from schemas.words import Channel, Role


@dataclass(frozen=True, slots=True)
class RoleWords:
    """How a part in the session is worded: before the names, behind them, before a colon."""

    by: re.Pattern[str]
    verb: re.Pattern[str]
    label: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """`words.yaml`, compiled."""

    not_names: frozenset[str]
    honorifics: frozenset[str]
    title_ending: re.Pattern[str]
    degrees: frozenset[str]
    name_particles: frozenset[str]
    title_nouns: frozenset[str]
    office_nouns: frozenset[str]
    doubtful_offices: frozenset[str]
    lesser_office: re.Pattern[str]
    office_endings: re.Pattern[str]
    presides: re.Pattern[str]
    team_nouns: frozenset[str]
    authority_nouns: frozenset[str]
    authority_ending: re.Pattern[str]
    months: dict[str, int]
    short_months: dict[str, int]
    weekdays: frozenset[str]
    held: re.Pattern[str]
    held_fields: re.Pattern[str]
    other_session: re.Pattern[str]
    dated_part: re.Pattern[str]
    question_marks: tuple[str, ...]
    answer_marks: tuple[str, ...]
    mark_letters: tuple[tuple[str, str], ...]
    answers_heading: re.Pattern[str]
    written_marks: str
    update_marks: str
    asker_labels: frozenset[str]
    marking_words: frozenset[str]
    question_tags: frozenset[str]
    leading_labels: frozenset[str]
    presiding_labels: re.Pattern[str]
    unnamed_speakers: re.Pattern[str]
    speaker_fields: frozenset[str]
    candidates: re.Pattern[str]
    questions_heading: re.Pattern[str]
    agenda_heading: re.Pattern[str]
    proceedings_heading: re.Pattern[str]
    unheard_question: re.Pattern[str]
    introducing: re.Pattern[str]
    attendance: re.Pattern[str]
    in_writing: re.Pattern[str]
    closing: re.Pattern[str]
    calls_for_questions: re.Pattern[str]
    nods: re.Pattern[str]
    thanks: re.Pattern[str]
    takes_note: re.Pattern[str]
    hands_over: re.Pattern[str]
    asks_for: re.Pattern[str]
    roles: dict[Role, RoleWords]
    channels: dict[Channel, re.Pattern[str]]
    beside: re.Pattern[str]
    scope: re.Pattern[str]
    asking: re.Pattern[str]
    policy: re.Pattern[str]
    recording: re.Pattern[str]
    house_rules: re.Pattern[str]
    rules: re.Pattern[str]
    asks_on: re.Pattern[str]
    answers_both: re.Pattern[str]
    invitation: re.Pattern[str]
    invites_reader: re.Pattern[str]
    delivering_users: frozenset[str]
    states: re.Pattern[str]
    proceedings: re.Pattern[str]
    editors_note: re.Pattern[str]
    replies_shortly: str
    addresses: re.Pattern[str]
    answered_after: re.Pattern[str]
    presents_answers: re.Pattern[str]
    greets: re.Pattern[str]
    interview: re.Pattern[str]
    asking_without_mark: re.Pattern[str]
    requests: re.Pattern[str]
    asks_formally: re.Pattern[str]
    asked_by: re.Pattern[str]
    asked_via: re.Pattern[str]
    sent_by: re.Pattern[str]
    asks_in_heading: re.Pattern[str]
    valedictions: str
    page_footer: re.Pattern[str]
    page_skin: re.Pattern[str]
    site_line: re.Pattern[str]
    question_column: re.Pattern[str]
    answer_column: re.Pattern[str]
    replying_column: re.Pattern[str]
    asking_column: re.Pattern[str]
    naming_column: re.Pattern[str]
    plain_ranks: re.Pattern[str]
    moderating_ranks: re.Pattern[str]
    ranks: re.Pattern[str]
    programs: re.Pattern[str]
    sets_topic: re.Pattern[str]
    quotes: re.Pattern[str]
    follow_up_mark: re.Pattern[str]
    unnamed_answers: re.Pattern[str]
    read_out: re.Pattern[str]
    added_later: re.Pattern[str]
    sign_means: str
    sign_by: str
    sign_marked: str


@cache
def words() -> Words:
    """The words, read at first use."""
    source = yaml.load(
        files(__package__).joinpath("words.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return Words(
        not_names=frozenset(source["not_names"]),
        honorifics=frozenset(source["honorifics"]),
        title_ending=_compile(source["title_ending"]),
        degrees=frozenset(source["degrees"]),
        name_particles=frozenset(source["name_particles"]),
        title_nouns=frozenset(source["title_nouns"]),
        office_nouns=frozenset(source["office_nouns"]),
        doubtful_offices=frozenset(source["doubtful_offices"]),
        lesser_office=_compile(source["lesser_office"]),
        office_endings=_compile(source["office_endings"]),
        presides=_compile(source["presides"]),
        team_nouns=frozenset(source["team_nouns"]),
        authority_nouns=frozenset(source["authority_nouns"]),
        authority_ending=_compile(source["authority_ending"]),
        months=_numbered(source["months"]),
        short_months=_numbered(source["short_months"]),
        weekdays=frozenset(source["weekdays"]),
        held=_compile(source["held"]),
        held_fields=_compile(source["held_fields"]),
        other_session=_compile(source["other_session"]),
        dated_part=_compile(source["dated_part"]),
        question_marks=tuple(source["question_marks"]),
        answer_marks=tuple(source["answer_marks"]),
        mark_letters=tuple((asks, replies) for asks, replies in source["mark_letters"]),
        answers_heading=_compile(source["answers_heading"]),
        written_marks=source["written_marks"],
        update_marks=source["update_marks"],
        asker_labels=frozenset(source["asker_labels"]),
        marking_words=frozenset(source["question_marks"]),
        question_tags=frozenset(source["question_tags"]),
        leading_labels=frozenset(source["leading_labels"]),
        presiding_labels=_compile(source["presiding_labels"]),
        unnamed_speakers=_compile(source["unnamed_speakers"]),
        speaker_fields=frozenset(source["speaker_fields"]),
        candidates=_compile(source["candidates"]),
        questions_heading=_compile(source["questions_heading"]),
        agenda_heading=_compile(source["agenda_heading"]),
        proceedings_heading=_compile(source["proceedings_heading"]),
        unheard_question=_compile(source["unheard_question"]),
        introducing=_compile(source["introducing"]),
        attendance=_compile(source["attendance"]),
        in_writing=_compile(source["in_writing"]),
        closing=_compile(source["closing"]),
        nods=_compile(source["nods"]),
        thanks=_compile(source["thanks"]),
        takes_note=_compile(source["takes_note"]),
        hands_over=_compile(source["hands_over"]),
        asks_for=_compile(source["asks_for"]),
        calls_for_questions=_compile(source["calls_for_questions"]),
        roles={Role(role): _role_words(said) for role, said in source["roles"].items()},
        channels={Channel(name): _compile(said) for name, said in source["channels"].items()},
        beside=_compile(rf"(?:{source['beside']}\s[^,]*|{source['on_the_day']}),\s*"),
        scope=_compile(source["scope"]),
        asking=_compile(source["asking"]),
        policy=_compile(source["policy"]),
        recording=_compile(source["recording"]),
        house_rules=_compile(source["house_rules"]),
        rules=_compile(source["rules"]),
        asks_on=_compile(source["asks_on"]),
        answers_both=_compile(source["answers_both"]),
        invitation=_compile(source["invitation"]),
        invites_reader=_compile(source["invites_reader"]),
        delivering_users=frozenset(source["delivering_users"]),
        states=_any(source["states"]),
        proceedings=_compile(source["proceedings"]),
        editors_note=_compile(source["editors_note"]),
        replies_shortly=source["replies_shortly"],
        addresses=_compile(source["addresses"]),
        answered_after=_any(source["answered_after"]),
        presents_answers=_any(source["presents_answers"]),
        greets=_compile(source["greets"]),
        interview=_compile(source["interview"]),
        asking_without_mark=_compile(source["asking_without_mark"]),
        requests=_compile(source["requests"]),
        asks_formally=_compile(source["asks_formally"]),
        asked_by=_compile(source["asked_by"]),
        asked_via=_compile(source["asked_via"]),
        sent_by=_compile(source["sent_by"]),
        asks_in_heading=_compile(source["asks_in_heading"]),
        valedictions=source["valedictions"],
        page_footer=_compile(source["page_footer"]),
        page_skin=_compile(source["page_skin"]),
        site_line=_compile(source["site_line"]),
        question_column=_compile(source["question_column"]),
        answer_column=_compile(source["answer_column"]),
        replying_column=_compile(source["replying_column"]),
        asking_column=_compile(source["asking_column"]),
        naming_column=_compile(source["naming_column"]),
        plain_ranks=_compile(source["plain_ranks"]),
        moderating_ranks=_compile(source["moderating_ranks"]),
        ranks=_compile(source["ranks"]),
        programs=_compile(source["programs"]),
        sets_topic=_compile(source["sets_topic"]),
        quotes=_compile(source["quotes"]),
        follow_up_mark=_compile(source["follow_up_mark"]),
        unnamed_answers=_compile(source["unnamed_answers"]),
        read_out=_compile(source["read_out"]),
        added_later=_compile(source["added_later"]),
        sign_means=source["sign_means"],
        sign_by=source["sign_by"],
        sign_marked=source["sign_marked"],
    )


def _numbered(months: list[list[str]]) -> dict[str, int]:
    return {name: number for number, names in enumerate(months, start=1) for name in names}


def _role_words(said: dict[str, str]) -> RoleWords:
    return RoleWords(
        by=_compile(rf"\b(?:{said['by']})(?=\s)"),
        verb=_compile(rf"\b(?:{said['verb']})\b"),
        label=_compile(rf"(?:{said['label']})\s*:\s*"),
    )


def _any(expressions: Iterable[str]) -> re.Pattern[str]:
    return _compile("|".join(expressions))


def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
