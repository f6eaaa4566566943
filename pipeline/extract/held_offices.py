"""Labels that name an office and nobody, and who holds it: `Treasurer:` and the header's list."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.extract.names import is_name, name_pattern, without_honorific
from pipeline.extract.words import words

_ARTICLE = re.compile(
    r"(?:the|our|der|die|das|le|la|les|el|los|las|il|lo|o|a)\s+|l['’]", re.IGNORECASE
)
_OF = r"(?:of|for|on|in|to|de|du|des|della|del|der|für|and|&)"
_MOST_WORDS = 9
_MOST = 50_000  # characters of a header
_SHORTEST_INITIALS, _MOST_INITIALS = 2, 4
_LONGEST_LESSER = 30


def office(said: str) -> str | None:
    """The office that a label is, without its article: `Minister for Works`; else None."""
    article = _ARTICLE.match(said)
    bare = said[article.end() :] if article else said
    parts = bare.split()
    if not parts or len(parts) > _MOST_WORDS or not (article or bare[:1].isupper()):
        return None
    if not re.fullmatch(r"[\w'’/()&,.\s-]+", bare) or parts[0].casefold() in words().not_names:
        return None
    head = re.split(rf"\s+{_OF}\s", bare, maxsplit=1)[0].split()
    compound = len(head) == 1 and words().title_ending.search(bare)
    described = _is_noun(head[0]) and words().office_endings.fullmatch(" ".join(head[1:]))
    return bare if _is_noun(head[-1]) or compound or described else None


def _is_noun(word: str) -> bool:
    return word.casefold() in words().title_nouns | words().office_nouns


def with_office(said: str) -> tuple[str, str] | None:
    """The office before a name, and the name: `Director Ana Lima`; None where there is none.

    What the word for an office may begin itself is none: `Director General`.
    """
    first, _, name = said.partition(" ")
    held = _is_noun(first) and first[:1].isupper() and is_name(name)
    return (first, name) if held and not words().office_endings.fullmatch(name) else None


def names_holder(line: str) -> bool:
    """Whether a line only says who holds an office: `Treasurer: Ana Lima`."""
    said, colon, name = line.partition(":")
    return bool(colon) and office(said.strip()) is not None and is_held_by(name)


def is_held_by(said: str) -> bool:
    """Whether what stands behind an office and a colon is no speech but a name."""
    return is_name(without_honorific(said.strip().partition(" (")[0]))


def is_doubtful(bare: str) -> bool:
    """Whether an office is a word that is as well the label of something else: `Lead:`."""
    first, _, behind = bare.partition(" ")
    alone = not behind or re.match(rf"{_OF}\s+[^A-ZÀ-Þ]", behind) is not None
    return alone and first.casefold() in words().doubtful_offices


@lru_cache(maxsize=256)
def holders(bare: str, header: str) -> frozenset[str]:
    """Whom a header says to hold an office, in the first of the ways that it uses.

    `Treasurer: Ana Lima`, `Ana Lima (treasurer)`, `Treasurer Ana Lima`, `the treasurer, Ana Lima`,
    `Ana Lima, treasurer`, `Ana Lima – treasurer`, `Treasurer – Ana Lima`.
    """
    header = header[:_MOST]
    if not re.search("|".join(_spellings(bare)), header, re.IGNORECASE):
        return frozenset()
    for form in _forms(bare):
        found = frozenset(_named(form, header))
        if found:
            return found
    return frozenset()


def _named(form: re.Pattern[str], header: str) -> Iterator[str]:
    for line in header.split("\n"):
        for match in form.finditer(line):
            name = without_honorific(match["name"].rstrip(".,'’-"))
            if is_name(name) and not _is_lesser(line[: match.start("office")]):
                yield name


def _is_lesser(before: str) -> bool:
    """Whether an office is another by what stands before it: `vice chair`."""
    return words().lesser_office.search(before[-_LONGEST_LESSER:]) is not None


def _forms(bare: str) -> Iterator[re.Pattern[str]]:
    held = rf"(?P<office>(?<!\w)(?i:{'|'.join(_spellings(bare))})(?!\w))"
    name = rf"(?<!\w)(?P<name>{name_pattern()})"
    words_before = r"(?:(?!and\b)[\w-]{2,20}\s){0,3}?"
    of = rf"(?:\s+{_OF}\s[^:\n()]{{1,60}})?"
    yield from map(
        re.compile,
        (
            rf"{held}{of}\s*(?:\([^()\n]{{1,40}}\))?\s*:\s*{name}",
            rf"{name}\s*\((?:[^()\n]{{0,60}}[\s,/])?{held}(?:[\s,/][^()\n]{{0,60}})?\)",
            rf"{held}\s+{name}",
            rf"(?i:{_ARTICLE.pattern}){held}{of},\s{name}",
            rf"{name},\s(?:the |our )?{words_before}{held}",
            rf"{name}\s+(?:[-–—]|as|is|was)\s+(?:the |our )?{words_before}{held}",
            rf"{held}{of}(?:,|\s+[-–—])\s+{name}",
            *_presiding(bare, name),
        ),
    )


def _presiding(bare: str, name: str) -> Iterator[str]:
    """How a header says who presides, without the word for it."""
    if words().presides.fullmatch(bare):
        yield rf"(?P<office>chaired by)\s+{name}"
        yield rf"{name},?\s(?P<office>(?:in|took|was in) the (?i:chair))"


def _spellings(bare: str) -> Iterator[str]:
    """An office as it stands there, and its initials or what they can mean."""
    if words().presides.fullmatch(bare):
        yield words().presides.pattern
        yield "chaired"
    yield re.escape(bare)
    parts = bare.split()
    if bare.isupper() and _SHORTEST_INITIALS <= len(bare) <= _MOST_INITIALS and bare.isalpha():
        yield r"\s".join(rf"{letter}[a-z]{{2,20}}" for letter in bare)
    elif len(parts) > _SHORTEST_INITIALS:
        yield "".join(part[0] for part in parts if part[:1].isupper())
