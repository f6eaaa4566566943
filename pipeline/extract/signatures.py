"""Signatures under what people ask, reply and post: `– Ana Lima`, `Ana (talk) 10:17, …`."""

import re
from functools import cache

from pipeline.extract.labels import Label, described_label
from pipeline.extract.marks import MarkKind
from pipeline.extract.names import is_name, name_pattern
from pipeline.extract.roster import Roster
from pipeline.extract.words import words
from pipeline.readers.document import Block, BlockKind
from pipeline.readers.traced import Traced

_LONGEST = 300  # characters: what stands before the last so many is not looked at
_MAY_SIGN = re.compile("[-–—(]")  # without a dash or a bracket nobody signs


def signature(
    block: Block, text: Traced, mark: MarkKind | None, label: Label | None, roster: Roster
) -> tuple[int, str] | None:
    """Where the signature begins that ends the text of a block, and whose it is."""
    if linked := _linked(block, text):
        return linked
    if found := _written(text.text, mark):
        return found.start(), found[found.lastgroup or 0]
    asks = mark is MarkKind.QUESTION or label is not None
    return None if asks else _in_brackets(block, text, roster)


def _written(text: str, mark: MarkKind | None) -> re.Match[str] | None:
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


#: The namespace of users' pages at the head of a wiki's address, in five languages.
USER_SPACE = r"(?:^|[/:=])(?:User|Benutzer(?:in)?|Utilisat(?:eur|rice)|Usuari[oa]|Användare)"
_USER_PAGE = re.compile(
    rf"{USER_SPACE}(?:[ _](?:talk|Diskussion|discusión))?:|[/:]Discussion[ _]utilisat"
    r"|[:/](?:Contributions|EmailUser)/",
    re.IGNORECASE,
)
_BETWEEN_LINKS = re.compile(r"[\s()|·•,/-]{0,6}")
_MOST_LINKS = 5  # of a signature


def _linked(block: Block, text: Traced) -> tuple[int, str] | None:
    """Where the links to a user's own pages begin that end a unit's text, and whose they are.

    However they are worded: `Ana what's up? 10:17, 16 July 2031 (UTC)`.
    """
    before = len(block.text.text) - len(text.text)
    pages = [link for link in block.links[-_MOST_LINKS:] if _USER_PAGE.search(link.target)]
    if not pages or not block.text.text.endswith(text.text):
        return None
    said = block.text.text
    stamp = _behind_links().fullmatch(said[pages[-1].end :])
    first = len(pages) - 1
    while first and _BETWEEN_LINKS.fullmatch(said[pages[first - 1].end : pages[first].start]):
        first -= 1
    start = pages[first].start - before
    if stamp is None or start <= 0 or not (stamp["stamp"] or first < len(pages) - 1):
        return None
    signs = _before_links().search(text.text[:start], max(0, start - _LONGEST))
    return (signs.start() if signs else start), said[pages[first].start : pages[first].end].strip()


def _in_brackets(block: Block, text: Traced, roster: Roster) -> tuple[int, str] | None:
    """Where the known name in brackets begins that ends a reply, and the name: `It is. (Ana)`."""
    found = _LAST_BRACKETS.search(text.text) if text.text.endswith(")") else None
    item = block.kind is BlockKind.ITEM and block.depth == 0
    if found is None or item or "?" in text.text or not is_name(found["name"]):
        return None
    known = roster.knows(described_label(found["name"]))
    return (found.start(), found["name"]) if known else None


_LAST_BRACKETS = re.compile(r"(?<=[.!…])\s+\((?P<name>[^()]{2,40})\)$")


@cache
def _before_links() -> re.Pattern[str]:
    takes_leave = rf"(?:^|(?<=[.?!…]))\s*(?i:{words().valedictions})[,.!]?"
    return re.compile(rf"(?:{takes_leave})?(?:\s*[-–—]{{1,2}})?[\s(]*$")


@cache
def _behind_links() -> re.Pattern[str]:
    return re.compile(rf"[\s)]*(?P<stamp>{_stamp()})?\s*")


def _stamp() -> str:
    clock = r"\d{1,2}[:.]\d{2}"
    return (
        rf"\s(?:{clock}, )?\d{{1,2}}\.? \w+ \d{{4}}(?:,? (?:kl\. |um )?{clock})? \([A-Z]{{2,5}}\)"
        r"(?i:\s*\[?(?:reply|antworten|répondre|responder|rispondi)\]?){0,2}"  # as a skin adds
    )


@cache
def _signature_pattern() -> re.Pattern[str]:
    dashed = (
        rf"[-–—]{{1,2}}\s*(?:(?P<handle>@\w{{2,40}})|(?P<dashed>{name_pattern()}|[\w.-]{{2,30}}))"
    )
    stamp = _stamp()
    talk = (
        rf"(?:[-–—/]{{1,2}}\s*)?(?:(?i:{words().valedictions})[,.!]?\s+(?=\S))?"
        r"(?P<talk>\d{1,3}(?:\.\d{1,3}){3}|[^\s().?!:;][^().?!:;]{0,60}?(?:\s\((?!talk|disc)[^()]{1,20}\))?)"
        rf"(?:\s\((?:talk|discuss(?:ion)?|contribs?)[^()]{{0,30}}\)(?:{stamp})?|{stamp})"
    )
    described = (
        r"(?:\s*\([^()]{1,60}\)|,\s(?:by|via|on|from)\s[^.?!]{1,30}"
        r"|,\s\d{1,2}\.? [^\W\d]{3,12}(?: \d{4})?)?"
    )
    return re.compile(rf"(?:^|(?<=[.?!…\"”’')]))\s*(?:{dashed}{described}|{talk})\s*$")
