"""The Markdown texts of a release as HTML, of which nothing but text and marks is let through."""

import re
from collections.abc import Mapping, Sequence
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

_ANCHOR = re.compile(r'<a id="[a-z0-9_-]+">|</a>|<a id="[a-z0-9_-]+"></a>\n?')
_SCROLL = '<div class="scroll" role="region" aria-label="Table {}" tabindex="0"><table>'


def as_html(text: str) -> Markup:
    """A text as HTML, its own title left out; the anchors of the dictionary are kept.

    Any other HTML in it is shown as text. Links lead within the page or to the web.
    """
    _, _, body = text.partition("\n")
    html = _reader().render(body)
    number = count(1)
    html = re.sub("<table>", lambda _: _SCROLL.format(next(number)), html)
    html = html.replace("</table>", "</table></div>")
    return Markup(html)  # noqa: S704


def examples(text: str) -> Mapping[str, str]:
    """The blocks of code in a text, by their language; of one language the first."""
    found: dict[str, str] = {}
    for token in _reader().parse(text):
        if token.type == "fence":
            found.setdefault(token.info, token.content.strip())
    return found


def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", renderer_cls=_Renderer).enable("table")


class _Renderer(RendererHTML):
    """Writes the HTML in a text as text, anchors apart."""

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        del options, env
        return _only_anchors(tokens[idx].content)

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        del options, env
        return _only_anchors(tokens[idx].content)


def _only_anchors(html: str) -> str:
    return html if _ANCHOR.fullmatch(html) else str(escape(html))
