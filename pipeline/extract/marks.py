"""Marks at the head of a block that say what it is: `Q:`, `Answer 2 -`, `Question from Ana:`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pipeline.extract.days import is_dated
from pipeline.extract.labels import BY, described_label
from pipeline.extract.names import is_name, is_team, without_honorific
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced


class MarkKind(StrEnum):
    """What a mark announces."""

    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark, whom or what it names (`Answer from Ana Lima:`), and the text behind it.

    `numbers` are those of the questions it is for (`A1+2:`). `written` tells that the answer
    came later: `Answer added on 6 May:`.
    """

    kind: MarkKind
    name: str | None
    rest: Traced
    written: bool = False
    numbers: tuple[int, ...] = ()


Letters = tuple[str, str]
_USUAL: Letters = ("Q", "A")


def mark_letters(blocks: Iterable[Block]) -> Letters:
    """The letters that mark a record's questions, beside `Q`, and answers: `P: ¿…?`, `R: …`.

    They are those of another language than English where both do so twice, and a question comes
    first, or `Q` marks it; they may be somebody's initials else. Where nothing marks the answers,
    one that marks three questions will do.
    """
    said = [block.text.text for block in blocks]
    headed = [
        (match[0].strip()[0], at == 0 and "?" in text)
        for text in said
        for at, match in enumerate(_LETTER.finditer(text))
        if at or match.start() == 0
    ]
    for asks, replies in words().mark_letters:
        order = [letter for letter, _ in headed if letter in (asks, replies)]
        asking = [asked for letter, asked in headed if letter == asks]
        often = min(len(asking), order.count(replies)) >= _FEWEST_LETTERS
        first = order[:1] == [asks] or asks == _USUAL[0]
        alone = len(asking) >= _FEWEST_ALONE and replies not in order and asks != _USUAL[0]
        if ((often and first) or alone) and sum(asking) * 2 >= len(asking) > 0:
            return asks, replies
    return _USUAL


_LETTER = re.compile(r"(?:^|(?<=[?.!])\s+)[A-Z](?:\s?[:：]|\s+[-–—])\s")
_FEWEST_LETTERS = 2
_FEWEST_ALONE = 3  # questions, where no answer is marked


def read_mark(block: Block, letters: Letters = _USUAL) -> Mark | None:
    """The mark at the head of a block; `letters` are those that mark questions and answers.

    Where nothing ends the mark, bold print must: `**Q** What …`, or `**Q What …**`. A whole
    paragraph in bold that asks is a question without any mark.
    """
    text = block.text.text
    nested = block.kind is BlockKind.ITEM and block.depth > 0
    if update := _update(block.text, nested=nested) or _stamped(block.text):
        return update
    bare = text == letters[0] or _only_numbers().fullmatch(text) is not None
    if block.kind is BlockKind.HEADING and bare:
        return Mark(MarkKind.QUESTION, None, block.text.cut(len(text)))
    for kind, letter in zip(MarkKind, letters, strict=True):
        match = _pattern(kind, letter).match(text)
        if wrapped := _wrapped(kind, letter).match(text):
            return Mark(kind, None, block.text.cut(wrapped.end()))
        if match and (
            match["end"] or _names_asker(match, letters[0]) or _stands_apart(block, match, kind)
        ):
            name = match["name"] or match["described"] or match["bracketed"]
            rest = block.text.cut(match.end())
            if kind is MarkKind.ANSWER and not name and (only := _DESCRIBED.fullmatch(rest.text)):
                name, rest = only[1], rest.cut(len(rest.text))
            numbers = tuple(map(int, re.findall(r"\d+", match["number"] or "")))
            return Mark(kind, name, rest, match["later"] is not None, numbers)
    asks = "?" in text or (len(text) <= _LONGEST_ASKED and words().asks_for.match(text))
    if asks and _is_in_bold(block) and not _asks_nobody(text):
        return Mark(MarkKind.QUESTION, None, _without_asker(block.text))
    return None


def _asks_nobody(text: str) -> bool:
    """Whether a line invites the reader, or heads those present: `Who is here?`."""
    invites = words().invites_reader.match(text) is not None
    return invites or words().attendance.fullmatch(text) is not None


def _without_asker(text: Traced) -> Traced:
    """A question without the name of who asks in brackets behind it."""
    found = _ASKER.search(text.text)
    named = found is not None and is_name(without_honorific(found[0].strip(" ()[]")))
    return text.cut(0, found.start()) if found and named else text


def _stamped(text: Traced) -> Mark | None:
    """The mark of an answer in brackets before it: `[Reply added 3 July] Ana: We do.`."""
    found = _STAMPED.match(text.text)
    if found is None or not is_dated(found["day"]):
        return None
    return Mark(MarkKind.ANSWER, None, text.cut(found.end()), written=True)


_STAMPED = re.compile(
    r"[(\[](?:(?:answer|reply|response)\s)?(?:added|posted|received|written)\s(?:on\s)?"
    r"(?P<day>[^()\[\]]{3,30})[)\]]\s*[:：]?\s*(?=\S)",
    re.IGNORECASE,
)


def _update(text: Traced, *, nested: bool) -> Mark | None:
    """The mark of an answer given later, which may stand in brackets as a whole.

    It says of which day it is, or by whom, or is `nested` below what it adds to.
    """
    later = _later_pattern().match(text.text)
    if later is None:
        return None
    name = later["name"] or later["described"] or later["whose"]
    named = later["described"] and is_name(later["described"])
    if not (later["written"] or named or nested or _is_dated(later)):
        return None
    closed = text.text[-1] in ")]" if later["opens"] else False
    if later["opens"] and not closed:
        return None
    name = name if later["written"] or named or later["whose"] else None
    end = len(text.text) - closed
    return Mark(MarkKind.ANSWER, name, text.cut(later.end(), end), written=True)


def answer_within(text: str, letters: Letters = _USUAL) -> int | None:
    """Where the mark of an answer stands behind a sentence of its question: `Q: Why? A: Tide.`.

    Where another letter is marked, too, they are what the question leaves to choose.
    """
    pattern = _pattern(MarkKind.ANSWER, letters[1])
    for ended in _SENTENCE_ENDS.finditer(text):
        match = pattern.match(text, ended.end())
        if match and match["end"] and match["end"] in ":：" and match.end() < len(text):
            return None if _CHOICE.search(text, match.end()) else ended.end()
    return None


def marks_within(text: str, letters: Letters = _USUAL) -> list[int]:
    """Where letters mark answers and questions by turns in a block that a question opens.

    `Q: Is it late A: Yes. Q: Why? A: Tide.`, as notes do whose line breaks were lost.
    """
    found: list[int] = []
    for match in re.finditer(rf"\s([{''.join(letters)}]):(?:\s|$)", text):
        if match[1] == letters[1 - len(found) % 2]:
            found.append(match.start(1))
    return found


_SENTENCE_ENDS = re.compile(r"[?!.…]\W?\s+(?=\w)")
_CHOICE = re.compile(r"[,;.?]\s+(?:or\s+)?B\s?[:：]\s")


def _is_in_bold(block: Block) -> bool:
    """Whether all of a block is in bold print, but for who asks in brackets at its end.

    That of a heading may be broken at a blank.
    """
    last = len(_ASKER.sub("", block.text.text)) - 1
    if block.kind is not BlockKind.HEADING:
        return any(start == 0 and end >= last for start, end in block.strong)
    reached = -1
    for start, end in block.strong:
        reached = end if start <= reached + 1 else reached
    return reached >= last > 0


_ASKER = re.compile(r"(?<=\?)\s*\([^()?!]{2,60}\)$|(?<=\?)\s*\[[^\[\]?!]{2,60}\]$")
_LONGEST_ASKED = 200  # characters of a question that ends without its mark


def _stands_apart(block: Block, match: re.Match[str], kind: MarkKind) -> bool:
    """Whether bold print sets a mark apart, or it says of whom, alone on its line."""
    if match.end() == len(block.text.text):
        named = match["described"] or match["bracketed"] or match["number"]
        person = match["name"] and is_name(without_honorific(match["name"].split(",")[0]))
        person = person or (block.kind is BlockKind.HEADING and _is_somebodys(match["name"]))
        alone = match.end() == match.end("said") and len(match["said"]) > 1
        if named or person or alone:
            return True
    begins_bold = [end for start, end in block.strong if start == 0]
    if not begins_bold:
        return False
    only_the_mark = begins_bold[0] <= len(match[0])
    return only_the_mark or (kind is MarkKind.QUESTION and match["said"] == "Q")


def _names_asker(match: re.Match[str], letter: str) -> bool:
    """Whether it says in brackets who asks what goes on without a colon: `Q (ana) Why?`."""
    return match["said"] == letter and bool(match["described"] or match["bracketed"])


def _is_somebodys(name: str | None) -> bool:
    """Whether words behind a mark name a person, a team or an office: `from the board`."""
    return name is not None and bool(is_team(name) or described_label(name).names)


def _is_dated(update: re.Match[str]) -> bool:
    """Whether an update says of which day it is."""
    return is_dated(update["day"] or update["described"] or update["name"] or "")


_KEYCAP = "\ufe0f?\u20e3"  # the end of a digit that is set as a key
# behind `Response:` and alone on its line, who responds
_DESCRIBED = re.compile(r"\(([^()]{2,80})\)")


@cache
def _pattern(kind: MarkKind, letter: str) -> re.Pattern[str]:
    said = words().question_marks if kind is MarkKind.QUESTION else words().answer_marks
    letter = f"[{letter}{_USUAL[0]}]" if kind is MarkKind.QUESTION else letter
    long = "|".join(sorted(said, key=len, reverse=True))
    more = r"(?:\s?(?:[+&,/]|and|und|et|y)\s?[A-Z]?\d{1,3}[a-z]?){0,5}"
    number = rf"(?P<number>\s*(?:No\.?|Nr\.?|n[°º.]|#|№)?\s*\d{{1,3}}(?:[a-z]\b|{_KEYCAP})?{more})?"
    later = r"\s+(?:added|given|posted|received|sent|updated|written)\b[^:?]{0,40}(?=:)"
    name = (
        r"(?:\s*\((?P<described>[^()]{2,60})\)|\s*\[(?P<bracketed>[^\[\]]{2,60})\]"
        rf"|\s+(?:{BY})\s+(?P<name>[^:?]{{2,60}}?)"
        rf"(?=\s*[:：]|\s*$|{later}))?"
        rf"(?P<later>{later})?"
    )
    # "A. Lima: …" is a speaker's label, "A4. Yes: …" is none
    dot = r"(?(number)[.)](?=\s)|\.(?=\s)(?!\s+\S{1,30}:))"
    end = rf"\s*(?:(?P<end>[:：]|{dot}|(?<={letter})[/>](?=\s)|(?<=\s)[-–—](?=\s))\s*|(?<=\s)|$)"
    # an icebreaker is no question of the session
    daily = r"(?!\s+of\s+the\s+(?:day|month|week)\b)"
    return re.compile(rf"(?P<said>{letter}|(?i:{long}))(?![^\W\d]){daily}{number}{name}{end}")


@cache
def _wrapped(kind: MarkKind, letter: str) -> re.Pattern[str]:
    """A mark in brackets: `(question) Why?`, `[A] The tide.`."""
    said = words().question_marks if kind is MarkKind.QUESTION else words().answer_marks
    long = "|".join(sorted(said, key=len, reverse=True))
    return re.compile(rf"(?:\((?i:{long})\)|\[(?:{letter}|(?i:{long}))\])\s*[:：]?\s+(?=\S)")


@cache
def _only_numbers() -> re.Pattern[str]:
    """A heading that does no more than number the question below: `Prepared question #2`."""
    long = "|".join(sorted(words().question_marks, key=len, reverse=True))
    number = r"(?:No\.?|Nr\.?|n[°º.]|#|№)?\s*\d{1,3}"
    return re.compile(rf"(?:[^\W\d_]{{3,20}}\s)?(?:{long})\s*{number}\W*", re.IGNORECASE)


@cache
def _later_pattern() -> re.Pattern[str]:
    """An answer given later: `Written response from the Board, 6 May:`, `Update 6 May (Ana):`.

    `Added 6 May – from the Board:` says whose it is behind a dash.
    """
    said = rf"(?:(?P<written>{words().written_marks})|(?:{words().update_marks}))"
    by = rf"(?:{BY})"
    return re.compile(
        rf"(?P<opens>[(\[])?{said}(?:\s+{by}\s+(?P<name>[^:?]{{2,60}}?)|,?\s+(?P<day>[^:?()]{{3,30}}?)"
        rf"(?:(?:\s[–—-]\s(?:{by}\s+)?|\s{by}\s+)(?P<whose>[^:?()]{{2,60}}?))?)?"
        r"(?:\s*\((?P<described>[^()]{2,60})\))?\s*[:：]\s*",
        re.IGNORECASE,
    )
