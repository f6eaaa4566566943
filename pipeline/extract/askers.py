"""Who asked, where the shape of the record says so: bylines, signatures, headings, reports.

Only the names are read, so that they can be dropped: nobody who asks is published.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from pipeline.extract.names import (
    is_name,
    name_pattern,
    name_word_pattern,
    without_degrees,
    without_honorific,
)
from pipeline.extract.quotations import is_handle, whose_words
from pipeline.extract.record import Question
from pipeline.extract.reported_words import subjects
from pipeline.extract.words import words
from pipeline.readers.traced import Traced

_LONGEST_BYLINE = 160
_FEW = 8  # words of a line that names nobody
_LONGEST_PLACE = 6  # words behind a name and a comma
_HANDLE = r"(?:@|/?u/)[\w.-]{2,40}|[a-z][\w.-]{1,40}"
_SURE_HANDLE = r"(?:@|/?u/)[\w.-]{2,40}|(?=[\w.-]*[^\W\d_])[\w.-]*[\d_][\w.-]*"

_REFERENCE = re.compile(r"[A-Z]{1,4}\d{0,2}[-/ ]\d{3,6}(?:[-/]\d{1,4})?")  # `(S6-01931)`


def byline(text: str) -> tuple[str, ...] | None:
    """The names in a line that does nothing but say who asked; None where it does not.

    `Asked by Ana Lima, Quay`, `(submitted by @ana)`, `From: Ana Lima to the Treasurer`. It may
    name nobody: `Asked via Slido`.
    """
    if len(text) > _LONGEST_BYLINE or "?" in text:
        return None
    if is_handle(text):
        return (text.removeprefix("@"),)
    if quoted := whose_words(text):
        writer = re.sub(r"\s*[<(][^<>()]*[>)]$", "", quoted)
        return () if "@" in writer else (writer,)
    if said := words().asked_by.match(text):
        found = tuple(_names(text[said.end() :]))
        short = len(text.split()) <= _FEW and words().asked_via.match(text)
        return found if found or short else None
    if sent := words().sent_by.match(text):
        first = re.split(r"\s*(?:[,;(]|\bto\b|\bof\b)\s*", text[sent.end() :])[0]
        name = signed_name(first)
        return (name,) if name else None
    return None


def signed_name(text: str) -> str | None:
    """The name in a line that is a name and perhaps a place: `Ana Lima, Quay.`; else None."""
    bare = without_degrees(text.strip().lstrip("-–— ").rstrip("."))
    if _REFERENCE.fullmatch(bare):
        return None
    if re.fullmatch(_SURE_HANDLE, bare):
        return re.sub(r"^(?:@|/?u/)", "", bare)
    name, comma, place = bare.partition(",")
    if "(" in name and name.endswith(")"):
        name = name[: name.index("(")]
    name = name.strip()
    if len(place.split()) > _LONGEST_PLACE or (comma and not place.strip()[:1].isupper()):
        return None
    known = without_honorific(name)
    return known if is_name(known) and (" " in known or known != name) else None


def cut_asker(text: Traced) -> tuple[Traced, tuple[str, ...]]:
    """A question without the name that its first or last words give for whoever asks, and that.

    `Why? (Ana Lima, Quay)`, `Why? Asked by Ana`, `Why? - Ana Lima, Quay`, `(Ana Lima) Why?`,
    `Why? (from Ana, enwiki)`.
    """
    if (led := _leading().match(text.text)) and (name := signed_name(led["name"])):
        return text.cut(led.end()), (name,)
    found = _trailing().search(text.text)
    if found is None:
        return text, ()
    if found["asked"]:
        return text.cut(0, found.start()), byline(found["asked"]) or ()
    name = found["user"] or signed_name(
        found["bracketed"] or found["dashed"] or found["initialled"]
    )
    return (text.cut(0, found.start()), (name,)) if name else (text, ())


def without_first_names(
    questions: Iterable[Question], written: str, common_words: Collection[str]
) -> Iterator[Question]:
    """Questions without a first name in brackets at their head: `(Ana) Why?`.

    It is a word that the record, as it is `written`, has nowhere else, and that is no channel.
    """
    asked = tuple(questions)
    tags = [_FIRST_NAME.match(one.text.text) for one in asked]
    found = {tag["name"] for tag in tags if tag}
    said = Counter(word for word in re.findall(r"\w+", written) if word in found) if found else {}
    again = Counter(tag["name"] for tag in tags if tag)
    for question, tag in zip(asked, tags, strict=True):
        name = tag["name"] if tag else ""
        if tag is None or said[name] > again[name] or not _may_be_called(name, common_words):
            yield question
        else:
            text = question.text.cut(tag.end())
            yield replace(question, text=text, askers=(*question.askers, name))


_FIRST_NAME = re.compile(r"[(\[](?P<name>[^\W\d_a-zà-öø-ÿ][a-zà-öø-ÿ]{2,15})[)\]]\s+(?=\S)")


def _may_be_called(word: str, common_words: Collection[str]) -> bool:
    small = word.casefold()
    channel = any(way.search(f"{word} chat") for way in words().channels.values())
    called = small in words().question_tags or small in common_words
    return is_name(word) and not (called or channel)


def introduces_itself(text: str) -> Iterator[str]:
    """The names that a question's own words give for whoever asks: `My name is Ana Lima`."""
    for said in _myself().finditer(text):
        name = without_honorific(re.split(r"(?<=\w\w)\.", said["name"])[0])
        if is_name(name):
            yield name


def heading_names(text: str) -> tuple[str, ...]:
    """Whom a heading names as asking: `Ms Ana Lima (Quay)`, `Question 3 from Ana Lima`."""
    opened = words().asks_in_heading.match(text)
    if opened:
        named = _names(text[opened.end() :])
        return tuple(name for name in named if name.casefold() not in subjects().groups)
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\W*$", "", text).strip().rstrip(":")
    person = bare.split(",")[0].strip()
    name = without_honorific(person)
    if name != person and is_name(name):
        return (name,)
    handle = re.fullmatch(r"(?:@|/?u/)([\w.-]{2,40})", person)
    return (handle[1],) if handle else ()


def _names(region: str) -> Iterator[str]:
    """The people at the head of what stands behind `Asked by`."""
    pieces = re.split(
        r"\s*(?:,|;|\band\b|&|\(|\)|\bto\b|\bof\b|\bfrom\b|\bvia\b|\bon\b)\s*", region
    )
    for piece in pieces:
        if name := _name(piece.strip().rstrip(".:")):
            yield name


def _name(said: str) -> str | None:
    known = without_honorific(without_degrees(said))
    if is_name(known) or re.fullmatch(_HANDLE, known):
        bare = re.sub(r"^(?:@|/?u/)", "", known)
        return None if bare.casefold() in words().asker_labels else bare
    return None


@cache
def _trailing() -> re.Pattern[str]:
    person = rf"{name_pattern()}[^?\n()]{{0,60}}"
    return re.compile(
        rf"(?:(?<=[.?!…\"”’'])\s*(?:[(\[](?:(?i:from|by)\s)?(?P<user>{name_pattern()})"
        rf",\s[a-z]{{2,12}}wiki\w*[)\]]|[(\[](?:(?i:from|by)\s)?(?P<bracketed>{person})[)\]]"
        rf"|[-–—]{{1,2}}\s*(?P<dashed>{person}|{_SURE_HANDLE})"
        r"|[(\[]?(?P<asked>(?i:asked|submitted|raised|posted|sent in)\s(?:by|from)\s[^?()\n]{2,80})"
        # without a mark before it, what else stands in brackets may be a part of the question
        rf"[)\]]?)|(?<=\w)\s+\((?P<initialled>(?:[A-Z]\.\s?){{1,3}}{name_word_pattern()})\))\.?\s*$"
    )


@cache
def _leading() -> re.Pattern[str]:
    """A name in brackets at the head: `(Ana Lima) Why?`, `(from IRC, ana_9) Why?`."""
    way = r"(?:(?i:from|in|on|via)\s[^(),]{2,30},\s+)?"
    return re.compile(rf"\({way}(?P<name>{name_pattern()}|{_SURE_HANDLE})\)\s*(?=\S)")


@cache
def _myself() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[.!,]\s+)(?i:my name is|my name's|my name’s|this is)\s+(?P<name>{name_pattern()})"
    )
