"""Texts to the words that carry what they are about, so that inflections meet."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_OTHER_SCRIPT = re.compile(r"[^\x00-\x7f]+")
_PLURAL = re.compile(r"(?<=[^aeiou])ies$|(?<=s)ses$|(?<=[^aeious])s$|(?<=[aeo])s$")
# the longest first; so many letters have to be left
_ENDINGS = re.compile(
    r"^(?:(?P<long>.{4,}?)(?:isation|ization|ation|ement|ment|ness|ion|ity|ive|able|ible"
    r"|ance|ence|ate|ator|al|ly|or|y)|(?P<short>.{3,}?)(?:ing|ed|er|e))$"
)
_DOUBLE = re.compile(r"([^aeiou\d])\1$")


def content_words(text: str, language: str = "en") -> tuple[str, ...]:
    """The stems of the words of a text that are no mere function words, in order.

    Function words are those of its language (ISO 639-1), and of English where that has none.
    """
    function = _function_words(language.partition("-")[0].lower())
    return tuple(stem(word) for word in words(text) if word not in function and len(word) > 1)


def words(text: str) -> list[str]:
    """The words of a text in small letters without accents; `'s` and the like are off."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = _OTHER_SCRIPT.sub(_without_accents, decomposed)
    return [word.partition("'")[0] for word in _WORD.findall(text.casefold())]


def _without_accents(run: re.Match[str]) -> str:
    return "".join(char for char in run[0] if not unicodedata.combining(char))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word without its endings: votes, voted and voting are one."""
    if any(char.isdigit() for char in word):
        return word
    found = _PLURAL.sub(lambda ending: {"ies": "y", "ses": "s"}.get(ending[0], ""), word)
    found = found if len(found) > 2 else word  # noqa: PLR2004
    while cut := _ENDINGS.match(found):
        found = cut["long"] or cut["short"]
    return _DOUBLE.sub(r"\1", found)


def is_generic(stemmed: str) -> bool:
    """Whether a stem names a kind of thing rather than a thing: report, list, figure."""
    return stemmed in _generic()


@cache
def _function_words(language: str) -> frozenset[str]:
    listed = _listed("function")
    return frozenset(listed.get(language, listed["en"]).split())


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for line in _listed("generic").values() for word in line.split())


def _listed(name: str) -> Mapping[str, str]:
    """Words of one kind by language, from the file."""
    source = files(__package__).joinpath("content_words.yaml").read_text("utf-8")
    listed: Mapping[str, str] = yaml.load(source, yaml.CSafeLoader)[name]
    return listed
