"""What a page of Markdown needs to know of the HTML in it."""

import re
from collections.abc import Iterator

_PHRASES = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp
small span strike strong sub sup time tt u var
"""
_BLOCKS = """
address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol
optgroup option p pre search section summary table tbody td tfoot th thead title tr ul
"""
_OTHERS = """
area audio base basefont button canvas col colgroup datalist embed frame frameset head iframe img
input link map math meta meter nobr noframes noscript object output param picture progress rp rt
select slot source svg textarea track video wbr
"""

# that mark words inside a line; they need their end tags
PHRASES = frozenset(_PHRASES.split())
# that break the line
BLOCKS = frozenset(_BLOCKS.split())
# whose content is no text
HIDDEN = frozenset({"script", "style", "template"})
ELEMENTS = PHRASES | BLOCKS | HIDDEN | frozenset(_OTHERS.split())

_HIDING = re.compile(r"<!--|<\?|<(script|style|template)\b", re.IGNORECASE)
_ENDS = {"<!--": re.compile("-->"), "<?": re.compile(r"\?>")} | {
    f"<{name}": re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE) for name in HIDDEN
}


def hidden(text: str) -> Iterator[tuple[int, int, str]]:
    """The spans of raw HTML that show nothing, as (start, end, rule); one never closed shows."""
    end = 0
    unclosed = set()
    for opening in _HIDING.finditer(text):
        kind = opening[0].lower()
        if opening.start() < end or kind in unclosed:
            continue
        if closing := _ENDS[kind].search(text, opening.end()):
            end = closing.end()
            yield opening.start(), end, opening[1].lower() if opening[1] else "comment"
        else:
            unclosed.add(kind)
