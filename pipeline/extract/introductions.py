"""Who the header introduces, in which part, with which title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extract.full_names import goes_by, letters_of
from pipeline.extract.legend import without_signs
from pipeline.extract.names import is_name, is_title, name_pattern, without_honorific
from pipeline.extract.words import RoleWords, words
from pipeline.readers.document import Field
from pipeline.readers.traced import Traced
from schemas.words import Role

# a list of people stops at the first piece that is none
_GLUE = re.compile(r"\s*(?:,\s*(?:and|&)\s|,|;|\band\b|&)\s*")
_ACRONYM = re.compile(r"[A-Z]{4,}")  # an organisation's


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person named in a part; `said` is the sentence that says so."""

    name: str
    role: Role
    title: str | None
    affiliation: str | None
    said: Traced


def introductions(sentence: Traced) -> tuple[Introduction, ...]:
    """The people whom one sentence of the header introduces, in order."""
    found: dict[tuple[str, Role], Introduction] = {}
    if sentence.text.endswith("?"):
        return ()  # `Host: Ana, can you hear me?`
    for role, said in words().roles.items():
        for name, title, affiliation in _named(sentence.text, said):
            new = Introduction(name, role, title, affiliation, sentence)
            found.setdefault((name, role), new)
    for name, role in _described_by_part(sentence.text):
        found.setdefault((name, role), Introduction(name, role, None, None, sentence))
    return tuple(found.values())


def opens_with_part(text: Traced) -> bool:
    """Whether a line does nothing but introduce somebody: `Host: …`, `Notes by …`."""
    parts = words().roles.values()
    says = any(part.label.match(text.text) or part.by.match(text.text) for part in parts)
    return says and bool(introductions(text))


def speakers(fields: Iterable[Field], title: Traced | None) -> Iterator[Introduction]:
    """The people whom a file's own fields name as speaking.

    A user name that spells the title (`@ana_lima` and "Ana Lima"), or stands alone beside one
    that is somebody's full name, is read as the title, but for what stands behind the name.
    """
    called = _ROLE_BEHIND.sub("", title.text) if title else ""
    fields = tuple(fields)
    told = " ".join(value.text for field in fields for value in field.values)
    for field in fields:
        if field.name.casefold() in words().speaker_fields:
            for value in field.values:
                bare = re.sub(r"\[([^\]]*)\]\([^()]*\)", r"\1", value.text)
                handles = _HANDLES.fullmatch(bare)
                pieces = bare.split() if handles else _pieces(_BEHIND_BAR.sub("", bare))
                for said in pieces:
                    piece = _TEAM_HANDLE.sub("", said)
                    person, _ = _person(piece)
                    handle = None if is_title(piece) else re.fullmatch(r"@?([\w.-]+)", piece)
                    if person:
                        name, held, affiliation = person
                        yield Introduction(name, Role.RESPONDENT, held, affiliation, value)
                    elif handle:
                        alone = len(field.values) == len(pieces) == 1 and piece.startswith("@")
                        titled = _is_whose(called, piece, alone=alone)
                        named = _named_in(title.text, handle[1]) if title else None
                        name = called if titled else named or _spelt_out(handle[1], told)
                        yield Introduction(name, Role.RESPONDENT, None, None, value)


_ROLE_BEHIND = re.compile(r"\s+[–—|-]\s.*|\s*[:,(].*")
_USER = re.compile(r"@([\w-](?:[\w.-]*[\w-])?)")
_HANDLES = re.compile(r"@[\w.-]+(?:\s+@[\w.-]+)+")
_BEHIND_BAR = re.compile(r"(?<=\S)\s+\|\s.*")  # `@ana | Harbour AMA`
_TEAM_HANDLE = re.compile(r"^@[\w.-]+\s+[-–—]\s+(?=\S)")  # `@pilots - Ana Lima, Bo Ek`


def _named_in(title: str, handle: str) -> str | None:
    """Who of those that a title names goes by a user name: `@alima` in "Ana Lima & Bo Ek"."""
    pieces = [name for part in title.split(": ") for name in _pieces(part)]  # `Pilots: Ana Lima`
    names = [name for name in pieces if " " in name and is_name(name)]
    held = [name for name in names if goes_by(handle, name)]
    return held[0] if len(held) == 1 < len(names) else None


def _spelt_out(handle: str, told: str) -> str:
    """The name that a user name spells, where its first word stands by itself in the fields."""
    name = _TWO_WORDS.sub(r"\1 \2", handle)
    first = name.partition(" ")[0]
    return name if re.search(rf"(?<![\w@]){re.escape(first)}(?!\w)", told) else handle


_TWO_WORDS = re.compile(r"^([A-Z][a-z]+)_?([A-Z][a-z]+)$")  # `AnaLima`, `Ana_Lima`


def _is_whose(title: str, handle: str, *, alone: bool) -> bool:
    named = alone and " " in title and is_name(title)
    return named or letters_of(title) == letters_of(handle)


def tells_whose_interview(text: str) -> bool:
    """Whether a heading is an interview's title: `Interview: Ana Lima, Pilot`."""
    return _interviewee(text) is not None


def _interviewee(title: str) -> str | None:
    called = _called_an_interview().match(title)
    name = without_honorific(_ROLE_BEHIND.sub("", title[called.end() :])) if called else ""
    return name if " " in name and is_name(name) else None


@cache
def _called_an_interview() -> re.Pattern[str]:
    return re.compile(rf"{words().interview.pattern}\s?[:–—-]\s+", re.IGNORECASE)


def interviewed(fields: Iterable[Field], title: Traced) -> Iterator[Introduction]:
    """Whoever heads the title of a record that it, or a field of its file, calls an interview.

    `Interview: Ana Lima, Pilot`
    """
    called = _interviewee(title.text)
    name = called or without_honorific(_ROLE_BEHIND.sub("", title.text))
    said = [value.text for field in fields for value in field.values if value is not title]
    told = any(name in one and words().interview.search(one) for one in said)
    interview = called is not None or told or any(map(words().interview.fullmatch, said))
    if " " in name and is_name(name) and interview:
        yield Introduction(name, Role.RESPONDENT, None, None, title)


# `Ana Lima zur Reform`, but not `Ana zur Linde`
_WITH_OCCASION = re.compile(r"^(\S+\s\S.*?)\szu[rm]\s.*")


def _described_by_part(sentence: str) -> Iterator[tuple[str, Role]]:
    """Names with a part in brackets: `Ana Lima (moderator)`."""
    for match in _person_pattern().finditer(sentence):
        described = f"{match['described']}:"
        for role, said in words().roles.items():
            if match["described"] and said.label.fullmatch(described) and is_name(match["name"]):
                yield match["name"], role


def _named(sentence: str, said: RoleWords) -> Iterator[tuple[str, str | None, str | None]]:
    if label := said.label.match(sentence):
        yield from _people(sentence[label.end() :])
        return
    if by := said.by.search(sentence):
        yield from _people(sentence[by.end() :])
    if verb := said.verb.search(sentence):
        yield from _subject(sentence[: verb.start()])


def _subject(region: str) -> Iterator[tuple[str, str | None, str | None]]:
    """The people of a subject that must consist of nothing else.

    Behind an earlier verb stand its object, then a subject of its own, or that verb's again.
    """
    earlier = [m for part in words().roles.values() for m in part.verb.finditer(region)]
    if earlier:
        last = max(earlier, key=re.Match.end)
        _, *own = _pieces(f"{last[0]}{region[last.end() :]}")
        region = ", ".join(own) or region[: last.start()]
    beside = words().beside.match(region)
    region = region[beside.end() :] if beside else region
    region = re.sub(r"\b(?:also|then|who)\s*$", "", region).strip().rstrip(",").strip()
    held = re.fullmatch(rf"(?i:our|the) (?P<title>[^,]+), (?P<name>{name_pattern()})", region)
    if held and is_name(held["name"]) and is_title(held["title"]):
        yield held["name"], held["title"], None
        return
    apposition = re.fullmatch(rf"(?P<name>{name_pattern()}),\s*(?P<rest>.+)", region)
    if apposition and is_name(apposition["name"]) and is_title(apposition["rest"].split(",")[0]):
        yield apposition["name"], apposition["rest"].split(",")[0].strip(), None
        return
    pieces = _pieces(region)
    people = [_person(piece) for piece in pieces]
    if all(person and not rest for person, rest in people):
        yield from (person for person, _ in people if person)


def _people(region: str) -> Iterator[tuple[str, str | None, str | None]]:
    """The people at the head of an object; it may go on with other things."""
    held: tuple[str, str | None, str | None] | None = None
    for piece in _pieces(without_signs(region).rstrip(". ")):
        user = _USER.fullmatch(piece)
        person, rest = ((user[1], None, None), "") if user else _person(piece)
        if person and (_ACRONYM.fullmatch(person[0]) or (held and _goes_on(held, person))):
            break
        if person is None:
            if held is None or held[1] is not None or not is_title(piece):
                break
            held = (held[0], piece, held[2])
            continue
        if held:
            yield held
        held = person
        if rest:
            break
    if held:
        yield held


def _goes_on(
    held: tuple[str, str | None, str | None], person: tuple[str, str | None, str | None]
) -> bool:
    """Whether a name is the end of where somebody holds a post, by its initials.

    `Ana Lima, a scientist at the Centre for Mudflats and Marsh Care (CMMC)`
    """
    letters, short = "".join(part[0] for part in person[0].split()), person[2] or ""
    return bool(held[1]) and len(short) > len(letters) > 1 and short.endswith(letters)


def _person(piece: str) -> tuple[tuple[str, str | None, str | None] | None, str]:
    """The person at the head of `piece`, with title and affiliation, and what follows."""
    match = _person_pattern().match(piece)
    if match is None:
        return None, piece
    parts = _WITH_OCCASION.sub(r"\1", match["name"]).split()
    posts = [i for i, part in enumerate(parts, start=1) if _is_post(part)]
    behind_post = max(posts, default=0)
    name = without_honorific(" ".join(parts[behind_post:]))
    if not is_name(name) or name.casefold() in words().asker_labels:
        return None, piece
    described = match["described"] or " ".join(parts[:behind_post]) or None
    titled = described is not None and is_title(described)
    person = (name, described if titled else None, None if titled else described)
    return person, piece[match.end() :].strip()


def _is_post(word: str) -> bool:
    """Whether a word is one for a post: `Treasurer`, `CEO`."""
    office = word.isupper() and word.casefold() in words().office_nouns
    return office or word.casefold() in words().title_nouns


@cache
def _person_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:its|our|their|the|your)\s+)?(?:\S{{2,30}}['’]s\s+)?(?P<name>{name_pattern()})"
        r"(?:\s*\((?P<described>[^()]*)\))?"
    )


def _pieces(region: str) -> list[str]:
    """The members of a list; what stands in brackets is not split."""
    masked = re.sub(r"\([^()]*\)", lambda inner: "\x01" * len(inner[0]), region)
    pieces, start = [], 0
    for glue in _GLUE.finditer(masked):
        pieces.append(region[start : glue.start()].strip())
        start = glue.end()
    pieces.append(region[start:].strip())
    return [piece for piece in pieces if piece]
