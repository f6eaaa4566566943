"""A message to the questions in it: each one thing that its writer wants to know.

Numbered or bulleted questions are one each; in prose every paragraph that asks is one, unless
its sentences say that another question begins. Greetings, thanks and what is told beside are
left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import sentencex
import yaml

from pipeline.private.veil import Veiled

_MARK = re.compile(r"\s*(?:[-*•–]|\(?\d{1,2}[.):]|Q ?\d{0,2}[.:)]|[a-h]\))\s+(?=\S)", re.IGNORECASE)
_ENDS = re.compile(r"[?？؟][\"'”»)\]]*")
_GREEK = "el"
_LONGEST, _MOST = 4_000, 60_000  # characters that are cut into sentences at once, and of all


@dataclass(frozen=True, slots=True, repr=False)
class Item(Veiled):
    """A question, and in which lines of its message it stands (from 0, inclusive)."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, repr=False)
class _Paragraph(Veiled):
    lines: tuple[str, ...]
    first: int
    mark: int = 0

    @property
    def text(self) -> str:
        """The lines as one, without the mark of a list."""
        return " ".join(line.strip() for line in "\n".join(self.lines)[self.mark :].split("\n"))


@cache
def item_rules() -> Mapping[str, Mapping[str, list[str]]]:
    """The rules of `items.yaml` by name, each with its expressions and its examples."""
    text = files(__package__).joinpath("items.yaml").read_text("utf-8")
    rules: Mapping[str, Mapping[str, list[str]]] = yaml.load(text, yaml.CSafeLoader)
    return rules


@cache
def item_rule(name: str) -> re.Pattern[str]:
    """The expression of a rule, to be used with `match`."""
    return re.compile("|".join(f"(?:{one})" for one in item_rules()[name]["match"]), re.IGNORECASE)


def items(text: str, language: str) -> list[Item]:
    """The questions in a text, in order; none where it asks nothing."""
    found: list[Item] = []
    for paragraph in _paragraphs(text.split("\n")):
        for asked in _questions(paragraph.text, language):
            last = paragraph.first + len(paragraph.lines) - 1
            found.append(Item(asked, paragraph.first, last))
    return found


def _paragraphs(lines: Sequence[str]) -> Iterator[_Paragraph]:
    """Runs of lines; an item of a list is one of its own, with the lines that go on below it."""
    held: list[str] = []
    first, mark = 0, 0
    for number, line in enumerate(lines):
        marked = _MARK.match(line)
        if held and (marked or not line.strip()):
            yield _Paragraph(tuple(held), first, mark)
            held = []
        if line.strip():
            if not held:
                first, mark = number, marked.end() if marked else 0
            held.append(line)
    if held:
        yield _Paragraph(tuple(held), first, mark)


def _questions(text: str, language: str) -> Iterator[str]:
    """What one paragraph asks: from the first sentence that is about it to the last that asks."""
    held: list[str] = []
    asked = 0
    for sentence in _sentences(text, language):
        said = _without_greeting(sentence)
        if not said or item_rule("closing").match(said) or item_rule("asks_nothing").match(said):
            continue
        if asked and item_rule("another").match(said):
            yield " ".join(held[:asked])
            held, asked = [], 0
        held.append(said)
        if _asks(said, language):
            asked = len(held)
    if asked:
        yield " ".join(held[:asked])


def _sentences(text: str, language: str) -> list[str]:
    found = [
        cut[span["start_index"] : span["end_index"]].strip()
        for cut in _cuts(text)
        for span in sentencex.get_sentence_boundaries(language, cut)
    ]
    return [piece for one in found for piece in _at_marks(one)]


def _cuts(text: str) -> Iterator[str]:
    """A long text in pieces, cut behind a sentence where one ends."""
    at, end = 0, min(len(text), _MOST)
    while end - at > _LONGEST:
        ends = (text.rfind(mark, at, at + _LONGEST) for mark in ("? ", ". ", " "))
        behind = next((found + 1 for found in ends if found > at), at + _LONGEST)
        yield text[at:behind]
        at = behind
    yield text[at:end]


def _at_marks(sentence: str) -> list[str]:
    """A sentence, cut behind question marks that the splitter took for a part of it."""
    ends = [end.end() for end in _ENDS.finditer(sentence)]
    if not ends:
        return [sentence] if sentence else []
    pieces = [
        sentence[a:b].strip() for a, b in zip([0, *ends], [*ends, len(sentence)], strict=True)
    ]
    return [piece for piece in pieces if piece]


def _asks(sentence: str, language: str) -> bool:
    if item_rule("asks_nothing").match(sentence):
        return False
    if language == _GREEK and sentence.rstrip().endswith(";"):
        return True
    return bool(_ENDS.search(sentence) or item_rule("asks").match(sentence))


def _without_greeting(sentence: str) -> str:
    """A sentence without the greeting before its first comma or line."""
    while sentence and not item_rule("greeting").match(sentence):
        head, mark, rest = sentence.partition(",")
        if not (mark and item_rule("greeting").match(head + mark)):
            return sentence
        sentence = rest.strip()
    return ""
