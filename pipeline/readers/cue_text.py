"""The text of a caption without its markup."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, compress, repeat

from pipeline.readers.traced import Traced

# only tags that captions know: `<inaudible>` is a word
_MARKUP = re.compile(
    r"<(?P<voice>v)(?:\.[\w.-]*)?(?:\s+(?P<name>[^<>\n]*))?>"
    r"|</?(?:c|i|b|u|s|v|lang|ruby|rt|font|span|br)(?:[\s./][^<>\n]*)?>"
    r"|<(?P<time>\d[\d:.,]*)>"
    r"|\{\\an?\d\}"
    r"|(?P<entity>&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});)",
    re.IGNORECASE,
)
# what stands between the words of automatic captions; most of their tags are nothing else
_WORD_TIMES = re.compile(r"((?:</?c>|<\d[\d:.]*>)+)")
_Piece = tuple[str, int, int]  # a text, its line, its first character


def read_voices(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[str | None, Traced]]:
    """What each voice of a cue says, markup taken away; None where there is no voice.

    `lines` are the cue's, with their numbers. The parts of one voice are joined by spaces.
    """
    voice: str | None = None
    said: list[Traced] = []
    for number, line in lines:
        if not _is_marked(line):
            if text := line.strip():
                said.append(Traced.at(text, number, len(line) - len(line.lstrip())))
            continue
        parts = _parts(line)
        if not _is_marked("".join(parts[::2])):
            said += _words(parts, number)
            continue
        pieces: list[_Piece] = []
        for name, piece in _pieces(line, number):
            if piece is None:
                said += _joined(pieces)
                pieces = []
                if said:
                    yield voice, Traced.join(said)
                    said = []
                voice = name
            else:
                pieces.append(piece)
        said += _joined(pieces)
    if said:
        yield voice, Traced.join(said)


def has_word_times(line: str) -> bool:
    """Whether a line carries the time of its words, as only new words do."""
    return "<" in line and any(tag["time"] for tag in _MARKUP.finditer(line))


def plain(line: str) -> str:
    """A line without its markup."""
    if "<" not in line and "&" not in line:
        return line.strip()
    words = "".join(_parts(line)[::2])
    if not _is_marked(words):
        return words.strip()
    return _MARKUP.sub(lambda tag: html.unescape(tag["entity"] or ""), line).strip()


@lru_cache(maxsize=8)
def _parts(line: str) -> Sequence[str]:
    """A line cut into words and the times between them, in turn.

    Lines that roll up are looked at to compare them, and right after that to read them.
    """
    return _WORD_TIMES.split(line)


def _is_marked(line: str) -> bool:
    """Whether a line may hold markup."""
    return "<" in line or "&" in line or "{" in line


def _pieces(line: str, number: int) -> Iterator[tuple[str | None, _Piece | None]]:
    """The pieces of text in a line; where a voice begins, its name and no piece."""
    at = 0
    for tag in _MARKUP.finditer(line):
        if tag.start() > at:
            yield None, (line[at : tag.start()], number, at)
        at = tag.end()
        if tag["voice"]:
            yield html.unescape(" ".join((tag["name"] or "").split())), None
        elif tag["entity"]:
            yield None, (html.unescape(tag["entity"]), number, tag.start())
        elif tag[0].casefold().startswith("<br"):
            yield None, (" ", number, tag.start())
    if at < len(line):
        yield None, (line[at:], number, at)


def _words(parts: Sequence[str], number: int) -> Iterator[Traced]:
    """The words of a line, which is cut as `_parts` does."""
    bare = "".join(parts[::2])
    if bare.strip():
        offsets = accumulate(map(len, parts[::2]), initial=0)
        chars = [*accumulate(map(len, parts), initial=0)][::2]
        origins = tuple(compress(zip(offsets, repeat(number), chars, strict=False), parts[::2]))
        yield Traced(bare, origins).cut(0)


def _joined(pieces: Iterable[_Piece]) -> Iterator[Traced]:
    texts: list[str] = []
    origins: list[tuple[int, int, int]] = []
    length = 0
    for text, line, char in pieces:
        origins.append((length, line, char))
        texts.append(text)
        length += len(text)
    whole = "".join(texts)
    if whole.strip():
        yield Traced(whole, tuple(origins)).cut(0)
