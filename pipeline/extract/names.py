"""What looks like a name, in any script, without a list of names."""

import re
import unicodedata
from functools import cache
from itertools import groupby

from pipeline.extract.words import words

_MAX_NAME_WORDS = 5
_DOTTED = re.compile(r"(?:[^\W\d_]\.\s?){2,3}")
_BASIC_PLANE = 0x10000
_HYPHENATED = re.compile(r"[^\W\d_]{3,}(?:-[a-z]{3,})+")  # `Current-day`, but `Jean-Luc`, `Al-amin`
_PRODUCT = re.compile(r"[A-Z]{2,}[a-z]{2}")  # `RStudio Cloud`


@cache
def name_pattern() -> str:
    """A regular expression for one name: `Ana`, `J. R. van der Meer`, `O'Brien-Li`, `van Dam`."""
    particles = "|".join(sorted(words().name_particles))
    word = rf"(?:(?:{particles})\s+){{0,2}}{name_word_pattern()}"
    return rf"{word}(?:\s+{word}){{0,4}}"


@cache
def name_word_pattern() -> str:
    """A regular expression for one word of a name."""
    return rf"(?:[dlDL]['’])?[{_capitals()}][\w'’.·・-]{{0,40}}"


def is_name(text: str) -> bool:
    """Whether `text` looks like the name of a person, and like nothing else we know."""
    parts = text.split()
    known = words()
    return (
        0 < len(parts) <= _MAX_NAME_WORDS
        and re.fullmatch(name_pattern(), text) is not None
        and (
            _DOTTED.fullmatch(text)
            or not re.search(r"\w{2}\.$" if len(parts) > 1 else r"\.$", text)
        )
        and parts[0].casefold() not in known.not_names
        and not any(part.casefold() in known.title_nouns for part in parts)
        and not _HYPHENATED.fullmatch(text)
        and not (len(parts) > 1 and (is_team(text) or _PRODUCT.match(text)))
    )


def initials(name: str) -> str | None:
    """`AL` for `AL`, `A.L.` and `A. L.`; None for what is more than initials."""
    bare = re.sub(r"[.\s]", "", name) if _DOTTED.fullmatch(name) else name
    return bare if re.fullmatch(r"[^\W\d_]{1,3}", bare) and bare.isupper() else None


def without_honorific(name: str) -> str:
    """`Ana Lima` for `Dr. Ana Lima`, `Cllr Mrs Ana Lima`, `District Cllr Ana Lima`."""
    first, _, rest = name.partition(" ")
    second, _, more = rest.partition(" ")
    titled = words().title_ending.search(first) or _RANK.fullmatch(first)
    held = (
        bool(rest and _is_honorific(first))
        or (" " in more and _is_honorific(second))
        or (" " in rest and titled is not None)
    )
    return without_honorific(rest) if held else name


_RANK = re.compile(r"[A-Z]{3,6}")  # `PCSO Ana Lima`


def _is_honorific(word: str) -> bool:
    return word.rstrip(".").casefold() in words().honorifics and word != "M"


def without_degrees(name: str) -> str:
    """`Ana Lima` for `Ana Lima, MD, Ph.D.`."""
    bare, comma, last = name.rpartition(",")
    held = comma and last.strip().replace(".", "").casefold() in words().degrees
    return without_degrees(bare.rstrip()) if held else name


def is_team(text: str) -> bool:
    """Whether `text` ends in a word for a group of people."""
    return text.rsplit(maxsplit=1)[-1].casefold() in words().team_nouns


def is_authority(text: str) -> bool:
    """Whether `text` names an authority: `Ordnungsamt`, `service voirie`."""
    first = text.split(maxsplit=1)[0].casefold() if text.strip() else ""
    return first in words().authority_nouns or bool(words().authority_ending.search(text))


def is_title(description: str) -> bool:
    """Whether a description of a person holds a word for a post."""
    said = re.split(r"[^\w-]+", description.casefold())
    return not words().title_nouns.isdisjoint(said)


@cache
def _capitals() -> str:
    """Letters that may begin a name, as ranges of a character class.

    Upper and title case, and letters of scripts that know no case.
    """
    letters = (
        code
        for code in range(_BASIC_PLANE)
        if unicodedata.category(chr(code)) in ("Lu", "Lt", "Lo")
    )
    runs = (list(run) for _, run in groupby(enumerate(letters), lambda pair: pair[1] - pair[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)
