"""The YAML files of a corpus: what may stand in them, and what they say.

Three models name every key; `read_corpus`, `read_topics` and `read_session` turn a file's
bytes into them, or raise `RefusedError` with a line for everything that is wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    ValidationInfo,
)

from pipeline.corpus.located import Located, parse
from pipeline.corpus.problems import Problem, RefusedError, quoted
from pipeline.corpus.validation import suggestion, validate

#: A licence nobody has stated, in the words of SPDX.
NO_LICENSE = "NOASSERTION"

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_URL = re.compile(r"https?://[^\s/]+\S*")
_CONTACT = re.compile(rf"{_URL.pattern}|[^\s@:/?#]+@[^\s@:/?#]+")
_OFFSET = re.compile(r"(-?)(?:(?:([0-9]{1,3}):)?([0-9]{1,2}):)?([0-9]{1,6})(?:\.([0-9]{1,3}))?")


def _matching(pattern: re.Pattern[str], expected: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(expected)
        return value

    return AfterValidator(check)


def read_day(value: Any) -> date:
    """A day written YYYY-MM-DD; a `ValueError` says what was expected."""
    expected = "a day written YYYY-MM-DD"
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(expected)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(expected) from error


def _moment(value: Any, info: ValidationInfo) -> datetime:
    return read_moment(value, info.context["time_zone"] if info.context else "UTC")


def read_moment(value: Any, time_zone: str) -> datetime:
    """A moment in UTC, written without a zone in `time_zone`; a `ValueError` as above."""
    expected = "a day and time written 2022-08-18T13:00Z"
    if not isinstance(value, str) or not re.match(r"[0-9-]{10}[T ][0-9]", value):
        raise ValueError(expected)
    try:
        moment = datetime.fromisoformat(value)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(time_zone))
        return zoned.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(expected) from error


def _flag(value: Any) -> bool:
    if value not in (True, False, "true", "false"):
        raise ValueError("true or false")
    return value in (True, "true")


def _day_count(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}", value)):
        raise ValueError("a whole number of days, at most 999")
    return int(value)


def _milliseconds(value: Any) -> int:
    found = _OFFSET.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("seconds or h:mm:ss")
    sign, hours, minutes, seconds, fraction = found.groups(default="")
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return (whole * 1000 + int(fraction.ljust(3, "0"))) * (-1 if sign else 1)


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("a time zone such as UTC or Europe/Berlin") from error
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Label = Annotated[Text, _matching(re.compile(r"[^;\n]+"), "a label on one line without ';'")]
Slug = Annotated[Text, _matching(SLUG, "a slug: lower-case letters, digits and single hyphens")]
Language = Annotated[Text, _matching(LANGUAGE, "a language code such as en or pt-BR")]
Url = Annotated[Text, _matching(_URL, "an address that starts with https:// or http://")]
Contact = Annotated[Text, _matching(_CONTACT, "an address of the web (https://…) or of mail")]
TimeZone = Annotated[Text, AfterValidator(_time_zone)]
Day = Annotated[date, BeforeValidator(read_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Flag = Annotated[bool, BeforeValidator(_flag)]
DayCount = Annotated[int, BeforeValidator(_day_count)]
Milliseconds = Annotated[int, BeforeValidator(_milliseconds)]


class Settings(BaseModel):
    """What a file may state: the keys of the model and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MailSettings(Settings):
    """Which mails below `raw/mail` are questions, and to which session.

    A mail that is sent to one of `addresses`, under one of `questions`, within `days` before a
    session (its own day counts), is a question to it; one under `joins` wants to take part.
    Subjects are compared without marks of replies and forwarding; any of them may be in any
    language. What is not stated excludes nothing.
    """

    addresses: tuple[Text, ...] = ()
    questions: tuple[Text, ...] = ()
    joins: tuple[Text, ...] = ()
    days: DayCount = 14


class CorpusSettings(Settings):
    """`corpus.yaml`; `series` maps a slug to the title of a series of sessions.

    Chat stays private unless `publish_chat` says otherwise and `license` under which terms.
    `semantic` asks that what was sent in be matched by meaning, which needs the extra of that name.
    `contact` is where readers tell what is wrong, by the web or by mail.
    """

    title: Text = "Untitled corpus"
    publisher: Text | None = None
    contact: Contact | None = None
    license: Text = NO_LICENSE
    language: Language = "en"
    time_zone: TimeZone = "UTC"
    semantic: Flag = False
    series: Mapping[Slug, Text] = Field(default_factory=dict)
    publish_chat: Flag = False
    mail: MailSettings = Field(default_factory=MailSettings)


class TopicSettings(Settings):
    """A topic in `topics.yaml`, under its id."""

    label: Label
    other_labels: tuple[Label, ...] = ()
    broader: Text | None = None
    scope_note: Text | None = None


class _TopicList(RootModel[Mapping[Slug, TopicSettings]]):
    pass


class Recording(Settings):
    """Where a session can be watched; `offset_ms` is the place of its zero in the recording."""

    url: Url
    offset_ms: Milliseconds = Field(default=0, alias="offset")


class DocumentSettings(Settings):
    """What a document cannot say of itself; `recording` is given where it has its own."""

    source_url: Url | None = None
    revision: Text | None = None
    retrieved: Day | None = None
    license: Text | None = None
    language: Language | None = None
    recording: Recording | None = None


class SessionSettings(Settings):
    """`session.yaml`; `documents` and `primary` go by file name, `series` by its slug."""

    title: Text | None = None
    series: Slug | None = None
    starts_at: Moment | None = None
    language: Language | None = None
    license: Text | None = None
    follow_up_policy: Text | None = None
    recording: Recording | None = None
    primary: Text | None = None
    documents: Mapping[Text, DocumentSettings] = Field(default_factory=dict)

    def document(self, name: str) -> DocumentSettings:
        """What is said of the file `name`; nothing, where nothing is."""
        return self.documents.get(name) or DocumentSettings()

    def recording_of(self, name: str) -> Recording | None:
        """The recording that the transcript `name` is of: its own, else the session's."""
        return self.document(name).recording or self.recording


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the corpus's own list."""

    topic_id: str
    label: str
    alt_labels: tuple[str, ...] = ()
    broader_id: str | None = None
    scope_note: str | None = None


def read_corpus(data: bytes, path: str) -> CorpusSettings:
    """Reads `corpus.yaml`, named `path` in problems; raises `RefusedError`."""
    located = parse(data, path)
    settings = validate(CorpusSettings, located)
    if settings.publish_chat and settings.license == NO_LICENSE:
        message = "chat can only be published under a licence; add 'license', or take this away"
        raise RefusedError(located.problem(message, "publish_chat"))
    return settings


def read_session(data: bytes, path: str, corpus: CorpusSettings) -> tuple[SessionSettings, Located]:
    """Reads a `session.yaml`; a time without a zone is meant in the corpus's.

    Returns:
        The settings, and the file's lines for whoever checks them against the folder.

    Raises:
        RefusedError: The file is wrong, or names a series that the corpus has not.
    """
    located = parse(data, path)
    settings = validate(SessionSettings, located, time_zone=corpus.time_zone)
    if settings.series is not None and settings.series not in corpus.series:
        hint = suggestion(settings.series, corpus.series, "series of corpus.yaml")
        message = f"unknown series {quoted(settings.series)}; {hint}"
        raise RefusedError(located.problem(message, "series"))
    return settings, located


def read_topics(data: bytes, path: str) -> tuple[Topic, ...]:
    """Reads `topics.yaml`, sorted by id.

    Raises:
        RefusedError: The file is wrong; or a broader topic is unknown or runs in a circle;
            or two topics share a label, whatever its case.
    """
    located = parse(data, path)
    entries = validate(_TopicList, located).root
    problems = [*_unknown_broader(entries, located), *_shared_labels(entries, located)]
    if problems or (problems := _circles(entries, located)):
        raise RefusedError(*problems)
    return tuple(
        Topic(topic_id, entry.label, entry.other_labels, entry.broader, entry.scope_note)
        for topic_id, entry in sorted(entries.items())
    )


def _unknown_broader(entries: Mapping[str, TopicSettings], located: Located) -> Iterator[Problem]:
    for topic_id, entry in entries.items():
        if entry.broader is not None and entry.broader not in entries:
            hint = suggestion(entry.broader, entries, "topics")
            message = f"unknown broader topic {quoted(entry.broader)}; {hint}"
            yield located.problem(message, topic_id, "broader")


def _shared_labels(entries: Mapping[str, TopicSettings], located: Located) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for topic_id, entry in entries.items():
        others = [(label, ("other_labels", i)) for i, label in enumerate(entry.other_labels)]
        for label, loc in [(entry.label, ("label",)), *others]:
            owner = owners.setdefault(" ".join(label.casefold().split()), topic_id)
            if owner != topic_id:
                message = (
                    f"the label {quoted(label)} is also one of the topic {quoted(owner)} "
                    f"(line {located.line(owner)}); keep it in one of them"
                )
                yield located.problem(message, topic_id, *loc)


def _circles(entries: Mapping[str, TopicSettings], located: Located) -> list[Problem]:
    """One problem for each circle of broader topics, at the first of its topics by id."""
    problems = []
    for start in sorted(entries):
        chain = [start]
        while (up := entries[chain[-1]].broader) is not None and up not in chain:
            chain.append(up)
        if up == start and start == min(chain):
            way = " → ".join([*chain, start])
            message = f"broader topics run in a circle ({way}); take one 'broader' away"
            problems.append(located.problem(message, start, "broader"))
    return problems
