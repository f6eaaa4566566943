"""Messages without what a chat's program puts into them: reactions, and marks of a reply."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from pipeline.extract.spoken_words import spoken_rule
from pipeline.readers.traced import Traced

_OPEN, _CLOSE = '"“„«「»', '"”“»」«'
_QUOTATION = re.compile(
    rf"(?P<before>[^{_OPEN}\n]{{0,60}})[{_OPEN}](?P<quote>.*)[{_CLOSE}](?P<after>[^{_CLOSE}\n]{{0,60}})",
    re.DOTALL,
)
#: A picture of a keyboard, with what colours it.
PICTURE = re.compile(
    "[\u203c-\u3299\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff\u2640-\u2642]*"
)
# whom a message answers, with what it says on the same line
_ANSWERED = re.compile(
    rf"(?P<before>[^{_OPEN}\n]{{1,60}})[{_OPEN}][^\n]{{1,200}}?(?:\.\.\.|…)[{_CLOSE}]"
    r"[ :]*(?=[^\s:])"
)
_CUT = re.compile(r"\s*(?:\.\.\.|…)\s*\Z")
_MOST_WORDS = 6
_LONGEST_QUOTATION = 2_000


class Messages:
    """All messages of a chat, to tell whether something is quoted from one."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Keep the texts."""
        # what answers another message is quoted without the line that says so
        self._texts = sorted(
            _folded(part) for text in texts for part in (text, text.partition("\n")[2]) if part
        )

    def quoted(self, quotation: str) -> bool:
        """Whether a quotation is a message, or, where it is cut short, the beginning of one."""
        wanted = _folded(_CUT.sub("", quotation))
        at = bisect_left(self._texts, wanted)
        if not wanted or at == len(self._texts):
            return False
        if _CUT.search(quotation):
            return self._texts[at].startswith(wanted)
        return self._texts[at] == wanted


def is_reaction(text: str, messages: Messages) -> bool:
    """Whether a message only shows a feeling about another.

    In the languages whose words for it are known; and in any other where few words and a
    picture stand around a quotation of another message of the chat.
    """
    found = _QUOTATION.fullmatch(text.strip()) if len(text) <= _LONGEST_QUOTATION else None
    if found is None:
        return False
    around = f"{found['before']}…{found['after']}"
    said = " ".join(PICTURE.sub(" ", around.replace("…", " … ")).split())
    if spoken_rule("reaction").fullmatch(said):
        return True
    pictured = PICTURE.search(around) is not None and "?" not in around
    return pictured and len(said.split()) <= _MOST_WORDS and messages.quoted(found["quote"])


def without_reply(text: Traced, messages: Messages) -> Traced:
    """A message without the line that says which other one it answers."""
    answered = _ANSWERED.match(text.text)
    if answered and spoken_rule("reply").fullmatch(answered["before"].strip()):
        return text.cut(answered.end())
    first = text.text.partition("\n")[0]
    found = _QUOTATION.fullmatch(first.rstrip(" :")) if len(first) <= _LONGEST_QUOTATION else None
    if found is None or found["after"].strip():
        return text
    before = found["before"].strip()
    known = spoken_rule("reply").fullmatch(before)
    quoted = before and len(before.split()) < _MOST_WORDS and messages.quoted(found["quote"])
    if known or (quoted and len(first) < len(text.text)):
        return text.cut(len(first))
    return text


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
