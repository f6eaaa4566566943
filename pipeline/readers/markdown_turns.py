"""Where a line of a paragraph opens a block of its own, though nobody broke the line before it."""

import re
from collections.abc import Sequence

from pipeline.readers.markdown_lines import TextLine

_CLOCK = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[\])]|\s)"
_HALF_A_DAY = r"\d{1,2}:\d{2}(?::\d{2})?\s?[AaPp]\.?[Mm]\.?"
# `[4:03 PM] ana: why?`, and `ana — Today at 4:03 PM` on a line of its own
_COPIED = re.compile(rf"[\[(]{_HALF_A_DAY}[\])]\s|.{{0,80}}[—–]\s.{{0,20}}\b{_HALF_A_DAY}$")
_NICK = r"<[^<>\s]{1,40}>\s"
_LETTER = r"[QA]\d{0,3}\s?(?:[:：.)]|[-–—]\s)"
_SIGNATURE = r"(?:[–—―]|--)\s*(?:\S+ ){0,5}\S+$"
_TURN = re.compile(f"{_CLOCK}|{_NICK}|{_LETTER}|{_SIGNATURE}")
_WORD = r"[^\s:：,;?!。，？！]{1,30}"
# one to four words and a colon, with or without a remark in brackets
_LABEL = re.compile(
    rf"(?P<words>{_WORD}(?: {_WORD}){{0,3}})(?: ?\([^()]{{1,80}}\))? ?(?:：|:(?=\s|$))"
)
_BOLD_LETTER = re.compile(r"[QA]\d{0,3}\b")
_BULLET = re.compile(r"(?:[•‣◦▪●○·*+-]|\d{1,3}[a-z]?[.)])\s+(?=\S)")
# `1998. Was it …` and `18. August 2022` are no items
_COUNTS_NOTHING = re.compile(r"\d{4,}[.)]|\d{1,2}\.\s+[^\W\d]+\.?,?\s+\d{4}\b")
_SENTENCE_END = re.compile(r"[.?!…。？！][”’»*_]{0,3}$")
_HEADING_MARK = re.compile(r"#{2,6}\s?(?=[^\s#])")
_HEADING_END = re.compile(r"[^.,;:!]$")
_HEADING_WORDS = 14
_SHORT = 40  # characters of a line that is not full


def turns(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines of one paragraph, as the blocks that they are."""
    blocks: list[list[TextLine]] = []
    one_each = _are_one_each(lines) or _are_copied(lines)
    for line in lines:
        if blocks and not (one_each or line.hard or _opens(line, blocks[-1])):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def bullet_end(text: str) -> int:
    """Where the text of an item begins behind its bullet or number; 0 if it is no item."""
    found = _BULLET.match(text)
    return found.end() if found and not counts_nothing(text) else 0


def counts_nothing(text: str) -> bool:
    """Whether the number at the head of a text is a year or the day of a date."""
    return _COUNTS_NOTHING.match(text) is not None


def heading_mark_end(text: str) -> int:
    """Where a heading begins behind marks in a text (`##Fees`, `{{< note >}}## Fees`), or 0."""
    found = _HEADING_MARK.match(text)
    return found.end() if found else 0


def looks_like_heading(text: str) -> bool:
    """Whether what stands over a line of `-` is a heading, and no turn over a rule."""
    one_line = "\n" not in text and len(text.split()) <= _HEADING_WORDS
    return bool(one_line and _HEADING_END.search(text)) and not _is_label(text.lstrip("*_"))


def reads_like_text(line: str) -> bool:
    """Whether an indented line, with its marks, is rather text than code."""
    said = line.strip()
    return bool(_SENTENCE_END.search(said) or bullet_end(said) or _is_label(said.lstrip("*_")))


def _are_one_each(lines: Sequence[TextLine]) -> bool:
    """Whether the lines of a paragraph list things, such as names, and are no wrapped text."""
    short = any(len(line.text.text) <= _SHORT for line in lines[:-1])
    return short and all(line.text.text[0].isupper() for line in lines)


def _are_copied(lines: Sequence[TextLine]) -> bool:
    """Whether a chat wrote the lines of a paragraph, each as it is: `[4:03 PM] ana:why?`."""
    return any(_COPIED.match(line.text.text) for line in lines)


def _opens(line: TextLine, block: Sequence[TextLine]) -> bool:
    text = line.text.text
    if _in_bold_still(line, block[-1]):
        return False
    return (
        line.bold
        or block[-1].bold
        or _is_label(text)
        or (_may_be_label(text) and _LABEL.match(block[0].text.text) is not None)
        or bullet_end(text) > 0
        or heading_mark_end(text) > 0
        or _opens_in_bold(line)
    )


def _in_bold_still(line: TextLine, before: TextLine) -> bool:
    """Whether bold print goes on from a line that it fills, and does not end with the line."""
    filled = before.strong == ((0, len(before.text.text)),) and not before.bold
    return filled and bool(line.strong) and line.strong[0][0] == 0 and not line.hard


def _is_label(text: str) -> bool:
    """Whether a text opens like a turn; several words in lower case do not."""
    found = _LABEL.match(text)
    named = found is not None and not found["words"][0].islower()
    return named or _TURN.match(text) is not None


def _may_be_label(text: str) -> bool:
    """Whether a text opens like a turn; so does a user's name, in lower case, of one word."""
    found = _LABEL.match(text)
    return found is not None and not (found["words"][0].islower() and " " in found["words"])


def _opens_in_bold(line: TextLine) -> bool:
    if not line.strong or line.strong[0][0] > 0:
        return False
    end = line.strong[0][1]
    said, behind = line.text.text[:end], line.text.text[end:].lstrip()
    colon = said.rstrip().endswith((":", "：")) or behind.startswith((":", "："))
    return colon or _BOLD_LETTER.match(said) is not None
