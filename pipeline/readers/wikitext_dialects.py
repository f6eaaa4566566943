"""Files with a wiki's ending that hold no MediaWiki text."""

import re
from collections.abc import Sequence

from pipeline.readers.document import UnreadableError

_LINES = 2_000  # enough to tell by
_WIDTH = 200

_TWIKI = re.compile(r"---\++!*\s*\S|%META:|%(?:TOC|STARTINCLUDE|STOPINCLUDE)\b[^%]*%")
_VIMWIKI_PLACE = re.compile(r"%(?:toc|title|nohtml|template|date)(?:\s|$)")
_VIMWIKI = re.compile(
    r"\s*[-*]\s\[[ .oOX-]\]\s"  # a task
    r"|\s*\{\{\{(?![^{}]*\}\}\})|\s*\}\}\}\s*$"  # text as it stands
)
_VIMWIKI_HINT = re.compile(r"\s*=\s[^=]+\s=\s*$|\s*-\s\S")
_MEDIAWIKI = re.compile(
    r"'''|\[\[(?:User|File|Category|Image|Special)\b|</?(?:translate|ref|nowiki|br|noinclude)\b"
    r"|(?<!\{)\{\{[^{}|]+[|}]|\{\||~~~~|__NOTOC__|\[https?://\S+ |\*\*|[*:#]:",
    re.IGNORECASE,
)
_STARTS = (
    (re.compile(r"<!doctype html|<html\b", re.IGNORECASE), "an HTML page"),
    (re.compile(r"(?:<\?xml[^>]*>\s*)?<mediawiki\b", re.IGNORECASE), "an XML export of a wiki"),
)


def refuse_other_markup(lines: Sequence[str]) -> None:
    """Let MediaWiki text pass.

    Raises:
        UnreadableError: the lines seem to be of another kind; the message names it.
    """
    head = [line[:_WIDTH] for line in lines[:_LINES]]
    for start, name in _STARTS:
        if start.match("\n".join(head[:5]).lstrip()):
            raise _refusal(name)
    if _count(_TWIKI, head) > _found(_MEDIAWIKI, head):
        raise _refusal("TWiki or Foswiki text")
    tasks = _count(_VIMWIKI, head) + 2 * _count(_VIMWIKI_PLACE, head)  # no other wiki has these
    if tasks and tasks + _count(_VIMWIKI_HINT, head) > 1 + _found(_MEDIAWIKI, head):
        raise _refusal("Vimwiki text")


def _count(mark: re.Pattern[str], lines: Sequence[str]) -> int:
    return sum(mark.match(line) is not None for line in lines)


def _found(mark: re.Pattern[str], lines: Sequence[str]) -> int:
    return sum(mark.search(line) is not None for line in lines)


def _refusal(name: str) -> UnreadableError:
    return UnreadableError(f"seems to be {name}; expected the wikitext of a MediaWiki page")
