"""Signatures under what people ask, reply and post: `– Ana Lima`, `Ana (talk) 10:17, …`."""

import re
from functools import cache

from pipeline.extract.marks import MarkKind
from pipeline.extract.names import is_name, name_pattern
from pipeline.extract.words import words

_LONGEST = 300  # characters: what stands before the last so many is not looked at
_MAY_SIGN = re.compile("[-–—(]")  # without a dash or a bracket nobody signs


def find_signature(text: str, mark: MarkKind | None) -> re.Match[str] | None:
    """The signature at the end of a text with that mark; its last group holds the name."""
    start = max(0, len(text) - _LONGEST)
    match = _signature_pattern().search(text, start) if _MAY_SIGN.search(text, start) else None
    if match is None or match["talk"] or match["handle"]:
        return match
    # under a question anything may be the asker's name, and so may it on a line of its own;
    # elsewhere words are not to be lost
    alone = match.start() == 0 and re.search(r"[^\W\d_]", match["dashed"]) is not None
    asker = mark is MarkKind.QUESTION and len(match["dashed"].split()) == 1
    return match if alone or asker or is_name(match["dashed"]) else None


@cache
def _signature_pattern() -> re.Pattern[str]:
    dashed = (
        rf"[-–—]{{1,2}}\s*(?:(?P<handle>@\w{{2,40}})|(?P<dashed>{name_pattern()}|[\w.-]{{2,30}}))"
    )
    clock = r"\d{1,2}[:.]\d{2}"
    stamp = (
        rf"\s(?:{clock}, )?\d{{1,2}}\.? \w+ \d{{4}}(?:,? (?:kl\. |um )?{clock})? \([A-Z]{{2,5}}\)"
        r"(?i:\s*\[?(?:reply|antworten|répondre|responder|rispondi)\]?){0,2}"  # as a skin adds
    )
    talk = (
        rf"(?:[-–—/]{{1,2}}\s*)?(?:(?i:{words().valedictions})[,.!]?\s+(?=\S))?"
        r"(?P<talk>\d{1,3}(?:\.\d{1,3}){3}|[^\s().?!:;][^().?!:;]{0,60}?(?:\s\((?!talk|disc)[^()]{1,20}\))?)"
        rf"(?:\s\((?:talk|discuss(?:ion)?|contribs?)[^()]{{0,30}}\)(?:{stamp})?|{stamp})"
    )
    described = r"(?:\s*\([^()]{1,60}\)|,\s(?:by|via|on|from)\s[^.?!]{1,30})?"
    return re.compile(rf"(?:^|(?<=[.?!…\"”’')]))\s*(?:{dashed}{described}|{talk})\s*$")
