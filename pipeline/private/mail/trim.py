"""What the writer of a mail says now, apart from what programs and older mails put around it.

Something is cut only on evidence: a mark, a quotation, a header printed above an older mail, the
words of a list about itself. Everything is tried line by line, on its first 500 characters; what
stands behind the 4,000th line of a mail is not read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.private.mail.signatures import signed_at
from pipeline.private.mail.trim_rules import trim_rule
from pipeline.private.veil import Veiled

LINES, CHARACTERS = 4_000, 500
_QUOTE = re.compile(r"\s{0,3}>")
_QUOTES = re.compile(r"^(?:\s{0,3}>\s?)+")
_SIGNATURE = re.compile(r"--\s?$|—\s?$|__\s?$")
_EMPTY = re.compile(r"(?:[^\w?？]|_|ᐧ)*+$")  # the last is what a tracker of mails adds
_SENT_AT = re.compile(r"\d{1,2}[:.h]\d{2}|@")
_ATTRIBUTION_LINES = 3
_ATTRIBUTION_ENDS = (":", "：", "写道", "寫道", "-")
_HEADERS, _WITHIN = 2, 8
_LIST_WITHIN, _FOOTERS = 5, 50
_DEPTH = 8
_BLANKS = re.compile(r"\n{3,}")
_SENTENCE_ENDS = re.compile(r"[?!？！。]\W{0,3}$|[^\W\d_]{4}\.$")
_TAIL = 8  # characters that tell whether a sentence ends
_DATED = re.compile(r"\d{1,2}[:.h]\d{2}|\b\d{4}\b")


@dataclass(frozen=True, slots=True, repr=False)
class Trimmed(Veiled):
    """A mail's own words, and those that it passes on."""

    own: str
    forwarded: str


def trimmed(text: str, *, passed_on: bool = False, depth: int = 0) -> Trimmed:
    """A mail's text without what is quoted, signed and added.

    `passed_on` says that the mail's subject calls it forwarded: then an older mail under printed
    headers is what it is about. `depth` is in how many others this one was passed on.
    """
    whole = text.split("\n")[:LINES]
    lines = [line[:CHARACTERS].rstrip() for line in whole]
    end, older, forwarded = _end(lines, passed_on=passed_on)
    own = _joined(whole[at].rstrip() for at in _own(lines[:end]))
    if (
        not own
        and not older
        and not any(_is_attribution(lines, at) for at in range(min(end, LINES)))
    ):
        # nothing but a quotation, and nobody's: it is meant
        own = _joined(line.rstrip() for line in whole[:end])
    return Trimmed(
        own, _forwarded(whole[older:], depth + 1) if forwarded and depth < _DEPTH else ""
    )


def _end(lines: Sequence[str], *, passed_on: bool) -> tuple[int, int, bool]:
    """Where a mail's own words end, where an older one begins (or 0), and if it is passed on."""
    footer = _footer(lines)
    for at, line in enumerate(lines):
        if not line or _QUOTE.match(line):
            continue
        if trim_rule("forwarded").match(line):
            return at, _behind_headers(lines, at + 1), True
        if trim_rule("original").match(line):
            return at, _behind_headers(lines, at + 1), passed_on
        if trim_rule("header_first").match(line) and _are_headers(lines, at):
            return at, _behind_headers(lines, at), passed_on
        if at == footer or _ends(lines, at):
            older = next((n for n in range(at, len(lines)) if _passes_on(lines[n])), 0)
            return at, _behind_headers(lines, older + 1) if older else 0, bool(older)
        behind = _attributed(lines, at)
        if behind and not _quotes(lines, behind):
            return at, behind, passed_on
    return len(lines), 0, False


def _ends(lines: Sequence[str], at: int) -> bool:
    """Whether a line ends the writer's words without an older mail of its own."""
    marked = _SIGNATURE.match(lines[at]) or trim_rule("below").match(lines[at])
    return bool(marked) or _is_disclaimer(lines, at)


def _passes_on(line: str) -> bool:
    return bool(line) and bool(trim_rule("forwarded").match(line))


def _are_headers(lines: Sequence[str], at: int) -> bool:
    """Whether a printed sender has other headers below."""
    below = [line for line in lines[at + 1 : at + _WITHIN] if line][: _WITHIN // 2]
    return sum(bool(trim_rule("header").match(line)) for line in below) >= _HEADERS


def _behind_headers(lines: Sequence[str], at: int) -> int:
    """The line behind printed headers and blank lines."""
    while at < len(lines) and (not lines[at] or trim_rule("header").match(lines[at])):
        at += 1
        # a long value goes on in the next line
        if at < len(lines) and lines[at].startswith((" ", "\t", "<")) and lines[at - 1]:
            at += 1
    return at


def _footer(lines: Sequence[str]) -> int:
    """The line above the words of a list about itself, among the last of its kind; -1 if none."""
    ruled = [at for at, line in enumerate(lines) if trim_rule("rule_off").match(line)]
    words = trim_rule("list_words")
    below = ((at, lines[at + 1 : at + 1 + _LIST_WITHIN]) for at in ruled[-_FOOTERS:])
    return next((at for at, found in below if any(map(words.match, found))), -1)


def _is_disclaimer(lines: Sequence[str], at: int) -> bool:
    starts = at == 0 or not lines[at - 1] or not re.search(r"\w", lines[at - 1])
    joined = " ".join(lines[at : at + _ATTRIBUTION_LINES])[:CHARACTERS]
    return starts and at > 0 and bool(trim_rule("disclaimer").match(joined))


def _attributed(lines: Sequence[str], at: int) -> int:
    """The line behind one that says who wrote what follows; 0 where this one does not.

    One that tells no time and no address does so only above a quotation. What stands right above
    one is not part of it: a sentence, or a line without a time where the next ones are enough.
    """
    for count in range(1, _ATTRIBUTION_LINES + 1):
        run = lines[at : at + count]
        if len(run) < count or not run[-1] or (count > 1 and _QUOTE.match(run[-1])):
            return 0
        joined = " ".join(run)[:CHARACTERS]
        if joined.endswith(_ATTRIBUTION_ENDS) and trim_rule("attribution").match(joined):
            sure = _SENT_AT.search(joined) or _quotes(lines, at + count)
            alone = count > 1 and not _DATED.search(run[0]) and _attributed(lines, at + 1)
            return at + count if sure and not alone else 0
        if _SENTENCE_ENDS.search(run[-1][-_TAIL:]):
            return 0
    return 0


def _is_attribution(lines: Sequence[str], at: int) -> bool:
    bare = [re.sub(r"^[\s>]+", "", line) for line in lines[at : at + _ATTRIBUTION_LINES]]
    return bool(bare[0]) and bool(_attributed(bare, 0))


def _quotes(lines: Sequence[str], at: int) -> bool:
    """Whether the next line with words is quoted."""
    following = next((line for line in lines[at:] if line), "")
    return bool(_QUOTE.match(following))


def _own(lines: Sequence[str]) -> Iterator[int]:
    """Which lines are the writer's own."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if behind := _attributed(lines, at) if line and not _QUOTE.match(line) else 0:
            at = behind
            continue
        if not _QUOTE.match(line) and not _by_program(line.strip()):
            yield at
        at += 1


def _by_program(line: str) -> bool:
    return bool(trim_rule("device").match(line) or trim_rule("armour").match(line))


def _forwarded(lines: Sequence[str], depth: int) -> str:
    """The words of a mail that was passed on, and of those that it passes on itself."""
    bare = [_QUOTES.sub("", line) for line in lines]
    inner = trimmed("\n".join(bare), depth=depth)
    return "\n\n".join(text for text in (inner.own, inner.forwarded) if text)


def _closed(lines: Iterable[str]) -> list[str]:
    """The lines up to the last that holds a word."""
    kept = list(lines)
    while kept and _EMPTY.match(kept[-1]):
        kept.pop()
    return kept


def _joined(lines: Iterable[str]) -> str:
    """The lines as a text; at its ends none without a word."""
    kept = _closed(lines)
    kept = _closed(kept[: signed_at(kept)])
    while kept and not kept[0].strip():
        kept.pop(0)
    return _BLANKS.sub("\n\n", "\n".join(kept)).strip("\n")
