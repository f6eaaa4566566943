"""The full names of those who go by a user's name, where the record itself tells them."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from pipeline.extract.greetings import says_who
from pipeline.extract.heads import Heads
from pipeline.extract.names import is_name
from pipeline.extract.signatures import USER_SPACE
from pipeline.extract.words import words
from pipeline.readers.document import Block, Document

_WIKI_USER = re.compile(rf"{USER_SPACE}:", re.IGNORECASE)
_PROFILE = re.compile(
    r"https?://(?:www\.)?(?:bsky\.app/profile|github\.com|gitlab\.com|twitter\.com|x\.com)/"
    r"@?(?P<user>[\w-]{2,39})/?"
)
_LINK = re.compile(r"\[(?P<text>[^\[\]\n]{2,80})\]\((?P<target>[^()\s]{8,200})\)")


def linked_users(document: Document) -> Iterator[tuple[str, str]]:
    """The users whose pages a record, or a field that names those who speak, links as a name."""
    for field in document.fields:
        if field.name.casefold() in words().speaker_fields:
            for line in document.lines[field.line_start - 1 : field.line_end]:
                for link in _LINK.finditer(line):
                    yield from _user(link["text"], link["target"])
    for block in document.blocks:
        for linked in block.links:
            yield from _user(block.text.text[linked.start : linked.end], linked.target)


def _user(text: str, target: str) -> Iterator[tuple[str, str]]:
    name = text.strip()
    if " " not in name or not is_name(name):
        return
    if page := _WIKI_USER.search(target):
        user = re.split(r"[/?#|]", unquote(target[page.end() :]))[0]
        yield user.replace("_", " ").strip(), name
    elif profile := _PROFILE.fullmatch(target):
        yield profile["user"], name


def posters(blocks: Iterable[Block], heads: Heads) -> Iterator[tuple[str, str]]:
    """Those who post under a user's name, or a short one, and say who they are."""
    for block in blocks:
        labelled = heads.of(block).labelled
        called = labelled is not None and (labelled[0].posts or labelled[0].small)
        if labelled and called and (name := says_who(labelled[1].text)):
            yield labelled[0].who, name
