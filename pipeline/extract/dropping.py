"""The texts of a record without the names of those who asked."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from pipeline.extract.askers import heading_names
from pipeline.extract.names import without_honorific
from pipeline.extract.record import Answer, Question
from pipeline.extract.words import words
from pipeline.readers.traced import Traced

_SHORTEST_PART = 2
_SHORTEST_ANYWHERE = 3  # shorter ones may be words, but where somebody is addressed
_TOKEN = re.compile(r"\w[\w.-]*\w|\w")
_USER_NAME = re.compile(r"[\d_]|[a-z][A-Z]")


def without_askers(
    questions: Sequence[Question], in_office: Iterable[str], common_words: Collection[str]
) -> Iterator[Question]:
    """The questions and answers without the names of askers who hold no office.

    A name of several words, or a user name, goes from every text of the record. In the reply to
    somebody their first name goes, too, and their surname behind an honorific; but for words
    that the record also writes small, such as `Rose`. What was but a name is no answer then, and
    a question without a text.
    """
    held = [_parts(name) for name in in_office]
    by_part: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for name in held:
        for part in name:
            by_part[part].append(name)
    taken = frozenset(by_part) | frozenset(common_words)

    def free(question: Question) -> list[str]:
        return [
            name
            for name in question.askers
            if not any(_parts(name) <= one for one in by_part[min(_parts(name), default="")])
        ]

    known = _by_first_word(name for one in questions for name in free(one))
    for question in questions:
        own = tuple(_address(name, taken) for name in free(question))
        answers = (_without_names(one, known, own) for one in question.answers)
        yield replace(
            question,
            text=_cut(question.text, known, own),
            heading=_heading(question, free(question), known),
            answers=tuple(one for one in answers if one.paragraphs),
        )


def _without_names(
    answer: Answer, known: Mapping[str, list[str]], own: Sequence[tuple[str, str]]
) -> Answer:
    """An answer without names, nor the paragraphs that said nothing else."""
    said = (_cut(paragraph, known, own) for paragraph in answer.paragraphs)
    return replace(answer, paragraphs=tuple(filter(None, said)))


def _heading(
    question: Question, askers: Sequence[str], known: Mapping[str, list[str]]
) -> Traced | None:
    """The heading without names, and none where it does nothing but name who asks."""
    heading = question.heading
    if heading is None or not set(askers).isdisjoint(heading_names(heading.text)):
        return None
    return _cut(heading, known, ()) or None


def _parts(name: str) -> frozenset[str]:
    return frozenset(without_honorific(name).casefold().split())


def _by_first_word(names: Iterable[str]) -> Mapping[str, list[str]]:
    """Names that can be nothing else, of several words or a user's, by their first word."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(map(without_honorific, names)):
        first = _TOKEN.search(name.casefold())
        if first and (" " in name or _USER_NAME.search(name)):
            found[first[0].rstrip(".")].append(name)
    return found


def _cut(text: Traced, known: Mapping[str, list[str]], own: Sequence[tuple[str, str]]) -> Traced:
    if not (known or own):
        return text
    said = {token[0].rstrip(".") for token in _TOKEN.finditer(text.text.casefold())}
    if there := tuple(sorted(name for first in said & known.keys() for name in known[first])):
        text = _without(text, _named(there))
    for first, last in own:
        if first.casefold() in said or last.casefold() in said:
            text = _without(text, _addressed(first, last))
    return text


@cache
def _honorific() -> str:
    return rf"(?:\b(?i:{'|'.join(sorted(words().honorifics))})\.?\s+)"


@lru_cache(maxsize=1024)
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    """Names with what belongs to them: `from Ms Ana Lima (Quay)`, `Ana Lima's`.

    So does what says nothing without them: `My name is Ana Lima.`, `As Ana Lima says,`.
    """
    longest_first = sorted(names, key=len, reverse=True)
    some = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    name = rf"{_honorific()}{{0,2}}(?<![\w@])@?(?:{some})(?!\w)"
    place = r"(?:\s*\([^()]{1,80}\))?"
    myself = r"\b(?:my name(?:\s+is|['’]s)|this is|i am|i['’]m)\s+"
    says = r"(?:just\s+)?(?:says?|said|asks|asked|notes|noted|mentioned|wrote|pointed out)\b,?"
    return re.compile(
        rf"{myself}{name}{place}(?:\s*[.,;!–—-]+|\s+(?:and|here)\b)?"
        rf"|\bas\s+{name}{place}\s+{says}"
        rf"|(?:,?\s+(?:from|by)\s+|,?\s+|^)?{name}(?:['’]s?(?!\w))?{place}",
        re.IGNORECASE,
    )


def _address(name: str, taken: Collection[str]) -> tuple[str, str]:
    """The first name by which somebody may be addressed, if any, and the surname."""
    first, *more = without_honorific(name).split()
    plain = len(first) >= _SHORTEST_PART and first.casefold() not in taken
    return first if plain else "", more[-1] if more else first


@lru_cache(maxsize=1024)
def _addressed(first: str, last: str) -> re.Pattern[str]:
    """An asker's first name, and surname behind an honorific, as a reply says them."""
    said = rf"{_honorific()}{re.escape(last)}(?!\w)"
    if first:
        # "Lund Street" is no Lund
        part = re.escape(first)
        anywhere = rf"{part}(?!\w|[ -][^\W\d_a-zà-ÿ])"
        called = rf"(?<=,\s){part}(?=\s*(?:[.,!?;…]|$))|(?<![\w\s]){part}(?=,)"
        said += f"|{anywhere if len(first) >= _SHORTEST_ANYWHERE else called}"
    return re.compile(rf"(?:,?\s+|^)?(?<![\w@-])@?(?:{said})(?:['’]s?(?!\w))?")


def _without(text: Traced, pattern: re.Pattern[str]) -> Traced:
    """A text without what a pattern finds, nor a comma that is left at its head."""
    found = list(pattern.finditer(text.text))
    if not found:
        return text
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(text.text)]
    kept = [text.cut(start, end) for start, end in zip(starts, ends, strict=True) if end > start]
    return _joined([piece for piece in kept if piece])


def _joined(pieces: Sequence[Traced]) -> Traced:
    """Pieces side by side; a space only where no mark of punctuation follows."""
    made = Traced("", ((0, 1, 0),))
    for piece in pieces:
        if not made:
            head = re.match(r"[\s,;:.!–—-]+", piece.text)
            made = piece.cut(head.end()) if head else piece
        else:
            made = Traced.join((made, piece), "" if re.match(r"[,.;:!?)]", piece.text) else " ")
    return made
