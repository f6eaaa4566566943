"""Markdown's grammar, bent where notes written by hand would lose text."""

import re
from collections.abc import Callable
from functools import cache
from math import inf

from markdown_it import MarkdownIt
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    code,
    fence,
    html_block,
    list_block,
    reference,
)
from markdown_it.rules_inline import StateInline, emphasis, image, link
from markdown_it.rules_inline.state_inline import Delimiter

from pipeline.readers.markdown_turns import counts_nothing, reads_like_text

# the parser calls its rules with this as a positional argument: to look, and not to read
_Silent = bool
_LOOK: _Silent = True
_READ: _Silent = False

_QUOTE_DEPTH = 4
_TEMPLATE = re.compile(r"\{%.{0,200}?%\}|\{\{[<%].{0,200}?[>%]\}\}|\{[:#.][^{}\n]{0,200}\}")
_DEFINITION = re.compile(r"\[(?!\^)[^\[\]]{1,200}\]:\s*(?:<|[./#]|mailto:|\w+://|\S+\.[A-Za-z]{2})")
_RAW_HTML = {
    "<!--": "-->",
    "<?": "?>",
    "<![cdata[": "]]>",
    "<script": "</script",
    "<style": "</style",
    "<pre": "</pre",
    "<textarea": "</textarea",
}
_RAW_HTML_START = re.compile("|".join(map(re.escape, _RAW_HTML)), re.IGNORECASE)


@cache
def parser() -> MarkdownIt:
    """The parser. It reads blocks only; `parser().inline` reads the text of one.

    CommonMark and `~~struck~~`, but for this:

    - a code fence or raw HTML that is never closed does not swallow the rest of the file: the
      fence's line alone goes, as `env["left_out"]` says (1-based line → rule)
    - indented code that ends like a sentence, or opens like a turn or an item, is a paragraph
    - `[name]: text` is a link's definition only where the text looks like an address
    - years and dates with a dot are no list numbers; quotes nest four deep
    - `**Q:**text`, `**Q: **text` and `**Q: ** text` are bold in any script; `2*3*4` stays
    - links end where `meta["end"]` of their last token says; any address will do
    - template tags and attribute lists (`{% … %}`, `{{< … >}}`, `{#id}`) are `template` tokens
    """
    md = MarkdownIt("commonmark").enable("strikethrough").disable(["inline", "text_join"])
    md.options["inline_definitions"] = True
    interrupting = ["paragraph", "reference", "blockquote"]
    md.block.ruler.at("code", _code)
    md.block.ruler.at("fence", _fence, {"alt": [*interrupting, "list"]})
    md.block.ruler.at("blockquote", _quote, {"alt": [*interrupting, "list"]})
    md.block.ruler.at("list", _list, {"alt": interrupting})
    md.block.ruler.at("reference", _reference)
    md.block.ruler.at("html_block", _html_block, {"alt": interrupting})
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.at("link", _ending(link))
    md.inline.ruler.at("image", _ending(image))
    md.inline.ruler.push("template", _template)
    # attributes of the parser that its own documentation says to replace
    for name, kept in (("normalizeLink", str), ("normalizeLinkText", str), ("validateLink", bool)):
        setattr(md, name, kept)
    return md


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _code(state: StateBlock, start: int, end: int, silent: _Silent) -> bool:
    stop, is_text = start, False
    while stop < end and state.is_code_block(stop) and not state.isEmpty(stop):
        is_text |= reads_like_text(_line(state, stop))
        stop += 1
    return stop > start and not is_text and code(state, start, stop, silent)


def _fence(state: StateBlock, start: int, end: int, silent: _Silent) -> bool:
    if not fence(state, start, end, _LOOK):
        return False
    if silent or state.level:
        return silent or fence(state, start, end, _READ)
    mark = _line(state, start)[0]
    length = len(_line(state, start)) - len(_line(state, start).lstrip(mark))
    unclosed = state.env.setdefault("unclosed", {})
    if length < unclosed.get(mark, inf):
        fence(state, start, end, _READ)
        last = _line(state, state.line - 1).rstrip()
        if state.line - start > 1 and len(last) >= length and not last.strip(mark):
            return True
        state.tokens.pop()
        unclosed[mark] = length
    state.env["left_out"][start + 1] = "code_fence"
    state.line = start + 1
    return True


def _html_block(state: StateBlock, start: int, end: int, silent: _Silent) -> bool:
    opening = _RAW_HTML_START.match(_line(state, start))
    if opening is None or state.level:
        return html_block(state, start, end, silent)
    kind = opening[0].lower()
    unclosed = state.env.setdefault("unclosed", {})
    if kind in unclosed or not html_block(state, start, end, silent):
        return False
    if silent or _RAW_HTML[kind] in _line(state, state.line - 1).lower():
        return True
    state.tokens.pop()
    state.line = start
    unclosed[kind] = True
    return False


def _quote(state: StateBlock, start: int, end: int, silent: _Silent) -> bool:
    depth = state.env.get("quotes", 0)
    if depth >= _QUOTE_DEPTH:
        return False
    state.env["quotes"] = depth + 1
    found = blockquote(state, start, end, silent)
    state.env["quotes"] = depth
    return found


def _list(state: StateBlock, start: int, end: int, silent: _Silent) -> bool:
    return not counts_nothing(_line(state, start)) and list_block(state, start, end, silent)


def _reference(state: StateBlock, start: int, end: int, silent: _Silent) -> bool:
    found = _DEFINITION.match(_line(state, start))
    return found is not None and reference(state, start, end, silent)


def _emphasis(state: StateInline, silent: _Silent) -> bool:
    start = end = state.pos
    if silent or state.src[start] != "*":
        return emphasis.tokenize(state, silent)
    while end < state.posMax and state.src[end] == "*":
        end += 1
    before = state.src[start - 1] if start else "\n"
    after = state.src[end] if end < state.posMax else "\n"
    between_digits = before.isdigit() and after.isdigit()
    if end - start == 1 and not between_digits:
        return emphasis.tokenize(state, silent)
    opens = not (after.isspace() or between_digits)
    closes = not between_digits and (not before.isspace() or (opens and before != "\n"))
    closes = closes or (before == " " and state.src[start - 2] == ":")
    for _ in range(start, end):
        state.push("text", "", 0).content = "*"
        token = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("*"), end - start, token, -1, opens, closes))
    state.pos = end
    return True


def _ending(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def ending(state: StateInline, silent: _Silent) -> bool:
        # without an end the rule would look through the rest once for every bracket
        found = state.src.find("]", state.pos) >= 0 and rule(state, silent)
        if found and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return found

    return ending


def _template(state: StateInline, silent: _Silent) -> bool:
    found = _TEMPLATE.match(state.src, state.pos) if state.src[state.pos] == "{" else None
    if found is None:
        return False
    if not silent:
        state.push("template", "", 0).content = found[0]
    state.pos = found.end()
    return True
