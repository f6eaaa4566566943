"""HTML: what a reader of the page sees, from the lines where it stands."""

import time
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers.document import Block, BlockKind, Document, UnreadableError
from pipeline.readers.html import read_html
from pipeline.readers.html_content import parse
from pipeline.readers.html_source import scan
from pipeline.readers.html_tags import NESTED

WIKI = """<!DOCTYPE html>
<html><head><meta charset="utf-8">
<title>Office hours/2031-02-03 – Barkefors &amp; Co</title>
<meta name="author" content="Ana Lima">
<style>p { color: red }</style>
<script>if (a < b) document.write("<p>Never?</p>")</script>
</head><body class="skin-vector">
<nav><ul><li><a href="/">Main page</a></li></ul></nav>
<h1 id="firstHeading">Office hours<br>2031-02-03</h1>
<div id="mw-content-text"><div class="mw-parser-output">
<!-- a comment
     of two lines -->
<div id="toc" class="toc"><ul><li>Contents</li></ul></div>
<h2><span class="mw-headline" id="G">Grants</span><span class="mw-editsection"><span>[</span>\
<a href="/w/index.php?title=X&amp;action=edit&amp;section=1">edit</a><span>]</span></span></h2>
<ul><li>When does the&nbsp;fund open?
<dl><dd><b>Ana Lima</b>: In <a href="https://x.example/?a=1&amp;b=2">May</a>.<br>\
Not <i>be</i>fore.</dd></dl></li>
<li>Why isn&#8217;t 1 &lt; 2?<ul><li><strong>Ben:</strong> It is.</li></ul></li></ul>
<p>Ana Lima: It goes
on here.
Ben Okri: Second.
<b>Q:</b> Third?</p>
</div></div>
<div id="footer">Privacy policy</div>
</body></html>
"""


def read(text: str) -> Document:
    return read_html(text.encode())


def said(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks]


def shapes(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.depth, block.text.text) for block in document.blocks]


def in_strong(block: Block) -> list[str]:
    return [block.text.text[start:end] for start, end in block.strong]


def rules(document: Document) -> dict[int, str]:
    return {
        line: left.rule
        for left in document.left_out
        for line in range(left.line_start, left.line_end + 1)
    }


def test_a_wiki_page_gives_its_content_in_order():
    assert shapes(read(WIKI)) == [
        ("heading", 1, "Office hours 2031-02-03"),
        ("heading", 2, "Grants"),
        ("item", 0, "When does the fund open?"),
        ("paragraph", 1, "Ana Lima: In May."),
        ("paragraph", 1, "Not before."),
        ("item", 0, "Why isn’t 1 < 2?"),
        ("item", 1, "Ben: It is."),
        ("paragraph", 0, "Ana Lima: It goes on here."),
        ("paragraph", 0, "Ben Okri: Second."),
        ("paragraph", 0, "Q: Third?"),
    ]


def test_what_is_left_out_says_why():
    found = rules(read(WIKI))
    lines = WIKI.split("\n")
    for start, rule in {
        "<style": "style",
        "<script": "script",
        "<nav": "navigation",
        "<!-- ": "comment",
        "     of": "comment",
        '<div id="toc': "table_of_contents",
        '<div id="footer': "footer",
        "</div></div>": "markup",
    }.items():
        number = next(i for i, line in enumerate(lines, start=1) if line.startswith(start))
        assert found[number] == rule


def test_the_head_becomes_fields():
    document = read(WIKI)
    assert [(field.name, field.values[0].text, field.line_start) for field in document.fields] == [
        ("title", "Office hours/2031-02-03 – Barkefors & Co", 3),
        ("author", "Ana Lima", 4),
    ]
    date = read("<meta property='article:published_time' content='2031-02-03T10:00'><p>x")
    assert [(field.name, field.values[0].text) for field in date.fields] == [
        ("date", "2031-02-03T10:00")
    ]


def test_bold_and_links_are_spans_of_the_text():
    answer = read(WIKI).blocks[3]
    assert in_strong(answer) == ["Ana Lima"]
    (link,) = answer.links
    assert answer.text.text[link.start : link.end] == "May"
    assert link.target == "https://x.example/?a=1&b=2"


def test_every_origin_points_to_its_character():
    document = read(WIKI)
    for block in document.blocks:
        for offset, line, char in block.text.origins:
            stands = document.lines[line - 1][char:]
            assert stands[0] == block.text.text[offset] or stands.startswith("&")
            assert block.line_start <= line <= block.line_end


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_in_the_source(end):
    document = read(WIKI.replace("\n", end))
    assert [block.line_start for block in document.blocks] == [
        block.line_start for block in read(WIKI).blocks
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One<br>Two<br/>Three", ["One", "Two", "Three"]),
        ("<p>One<p>Two", ["One", "Two"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<table><tr><td>One<td>Two<tr><th>Three</table>", ["One", "Two", "Three"]),
        ("<table>Astray<tr><td>One</table>", ["Astray", "One"]),
        ("<dl><dt>One<dd>Two<dd>Three</dl>", ["One", "Two", "Three"]),
        ("<details><summary>One?</summary>Two</details>", ["One?", "Two"]),
        ("<blockquote><p>One</p><footer>Ana Lima</footer></blockquote>", ["One", "Ana Lima"]),
        ("<p>wo<i>r</i>d <b>an</b>d<!-- c -->s <font size=1>x</font>", ["word ands x"]),
        ("<p>a\u200b \u00a0 b&#8203;</p><p>\u200b&nbsp;</p>c", ["a b", "c"]),
        ("<p>e&#769;t&eacute; &#x1F600; &unknown; & &#55296;", ["été 😀 &unknown; & \ufffd"]),
        ("<p>a &lt;b&gt; 1 < 2 &amp;amp;", ["a <b> 1 < 2 &amp;"]),
        ("<p>a&#x202E;b&#0;c", ["ab\ufffdc"]),
        ('<p title="a > b" class=\'x">\'>One', ["One"]),
        ("<p>Sign up<a href='/e?action=edit&section=2'>Edit</a>", ["Sign up"]),
        ("<p>See <a href='/e?action=edit&section=2'>the draft</a>", ["See the draft"]),
        ("<p>By <a href='/w?title=User:Ana&action=edit&redlink=1'>Edit</a>", ["By Edit"]),
        ("<h3>One <a href='#one'>¶</a><a class=headerlink href=#x>link</a></h3>x", ["One", "x"]),
        ("<h3><button aria-expanded=false>How?</button></h3>So.<button>Send", ["How?", "So."]),
        ("<p>One<span style='display: none'>2</span>", ["One"]),
        ("<form><p>The whole page stands here.</p><input></form>", ["The whole page stands here."]),
        ("<p>A long enough text</p><form><p>Mail<input></form>", ["A long enough text"]),
        ("One<!-- never closed > Two", ["One Two"]),
        ("<p>One more word here<script>two", ["One more word here"]),
        ("<p>One<title>Two", ["OneTwo"]),
        ("<p>One</p><span class=mw-editsection>" + "two " * 99, ["One", ("two " * 99).strip()]),
    ],
)
def test_text(body, expected):
    assert said(read(f"<body>{body}")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ul><li>One<p>Two</p></li></ul>", [("item", 0, "One"), ("paragraph", 0, "Two")]),
        ("<ul><li><p>One</p><p>Two</ul>", [("item", 0, "One"), ("paragraph", 0, "Two")]),
        (
            "<ul><li>One<ol><li>Two</ol>Three<li>Four</ul>Five",
            [
                ("item", 0, "One"),
                ("item", 1, "Two"),
                ("paragraph", 0, "Three"),
                ("item", 0, "Four"),
                ("paragraph", 0, "Five"),
            ],
        ),
        ("<ul><li></li></ul>One", [("paragraph", 0, "One")]),
        ("<dl><dd><dl><dd>One</dl></dl>", [("paragraph", 2, "One")]),
        ("<dl><dd><ul><li>One</ul></dl>", [("item", 1, "One")]),
        ("<li>One", [("item", 0, "One")]),
        (
            "<ul><li><h4>One?</h4><p>Two</ul>",
            [("heading", 4, "One?"), ("paragraph", 0, "Two")],
        ),
        ("<h2>One<p>Two", [("heading", 2, "One"), ("paragraph", 0, "Two")]),
    ],
)
def test_items_and_headings(body, expected):
    assert shapes(read(f"<body>{body}")) == expected


def test_a_line_of_the_source_that_begins_like_a_turn_is_a_block():
    document = read("<p>Ana: So\nis it:\nseen here.\nBen Okri: No\n<b>Q 1</b>: Why\n10:30 or\nso")
    assert said(document) == ["Ana: So is it: seen here.", "Ben Okri: No", "Q 1: Why 10:30 or so"]


def test_preformatted_text_is_read_line_by_line():
    document = read(
        "<pre>Notes\n\n\n  • One question &amp;\n    what goes on?\n    - Nested\n"
        "Ana: <b>Yes</b>\n</pre>"
    )
    assert [
        (*shape, block.blank_before)
        for shape, block in zip(shapes(document), document.blocks, strict=True)
    ] == [
        ("paragraph", 0, "Notes", 0),
        ("item", 0, "One question & what goes on?", 2),
        ("item", 1, "Nested", 0),
        ("paragraph", 0, "Ana: Yes", 0),
    ]
    assert [block.line_start for block in document.blocks] == [1, 4, 6, 7]


def test_blank_lines_are_those_that_are_seen():
    document = read(
        "One<br>Two\n\n\n<div>Three</div><br><br>Four<p>Five</p>\n<p>Six</p><div>Seven</div>"
    )
    assert [block.blank_before for block in document.blocks] == [0, 0, 0, 2, 1, 1, 1]


@pytest.mark.parametrize(
    "page",
    [
        "<header>Site</header><main><p>Kept</p><aside>Side</aside></main><div>Other</div>",
        "<div>Site</div><div role=main><p>Kept</p></div>",
        "<ul class='nav menu'><li>Site</ul><article><p>Kept</p></article>",
        "<div class=sidebar>Site</div><div class=entry-content>Kept</div>",
        "<div class='x navigation'><main>Kept</main>Site</div>",
        "<div role=contentinfo>Site</div><p>Kept",
        (
            "<div id=siteNotice><div class=mw-parser-output>Give!</div></div>"
            "<div id=mw-content-text><div class=mw-parser-output>Kept</div></div>"
        ),
        "<p>Kept<table class=navbox><tr><td>Site</table>",
    ],
)
def test_only_the_main_content_is_kept(page):
    assert said(read(page)) == ["Kept"]


def test_several_articles_are_all_content():
    document = read("<main><article>One?</article><article>Two?</article></main>")
    assert said(document) == ["One?", "Two?"]


def test_the_title_of_a_page_above_its_content_is_kept():
    page = "<h1 class=site-title>Barkefors</h1><h1>Call in May</h1><main><h2>One</h2>x</main>"
    assert said(read(page)) == ["Call in May", "One", "x"]
    assert said(read("<h1>Site</h1><main><h1>Own</h1>x</main>")) == ["Own", "x"]


def test_a_line_with_kept_and_dropped_text_counts_for_the_kept():
    document = read("<nav>Menu</nav><main>Kept</main>\n<nav>Menu</nav>")
    assert rules(document) == {2: "navigation"}


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("windows-1251", "cp1251", "Вопрос"),
        ("KOI8-R", "koi8-r", "Вопрос"),
        ("iso-8859-2", "iso8859-2", "Żółć"),
        ("gb2312", "gb18030", "问题"),
        ("Shift_JIS", "cp932", "質問"),
        ("euc-kr", "cp949", "질문"),
    ],
)
def test_a_declared_encoding_is_believed(charset, codec, text):
    for declaration in (
        f'<meta charset="{charset}">',
        f"<META http-equiv=Content-Type content='text/html; charset={charset}'>",
    ):
        document = read_html(f"{declaration}<p>{text}".encode(codec))
        assert (said(document), document.encoding) == ([text], charset.lower())


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("<meta charset=windows-1251><p>Ärende".encode(), "utf-8", "Ärende"),
        (b"<meta charset=utf-7><p>\xc4 +ADw-b+AD4-", "windows-1252", "Ä +ADw-b+AD4-"),
        (b"<meta charset=euc-jp><p>Caf\xe9", "windows-1252", "Café"),
        ("\ufeff<meta charset=koi8-r><p>Ä".encode("utf-16"), "utf-16", "Ä"),
    ],
)
def test_a_declared_encoding_that_is_not_so_is_not(data, encoding, text):
    document = read_html(data)
    assert (document.encoding, said(document)) == (encoding, [text])


@pytest.mark.parametrize(
    ("page", "seems"),
    [
        ("Just text.\nWhy?", "no HTML"),
        ("", "empty"),
        ("<p></p>", "without text"),
        ("<h1>Sign in</h1><form><p>Name<input><input type='PASSWORD'></form>", "login page"),
        ("<div id=root></div><script src=a.js></script>", "JavaScript"),
        ("<p>Please enable JavaScript to go on.<script></script>", "JavaScript"),
        ("<title>404 Not Found</title><h1>Not Found</h1><p>nginx", "error page"),
        ("<title>Just a moment...</title><p>Checking your browser", "error page"),
        ("<title>503 | Barkefors</title><p>Try again later", "error page"),
        ("\0<p>x", "binary"),
    ],
)
def test_what_is_no_page_of_notes_is_refused(page, seems):
    with pytest.raises(UnreadableError, match=seems):
        read(page)


def test_a_line_without_end_is_refused_but_for_what_a_page_embeds():
    with pytest.raises(UnreadableError, match=r"line 2 has 10,000,007 characters; expected a page"):
        read("<ul>\n<p>" + "Why? " * 2_000_000 + "</p>")
    picture = f"<p>Why?<img src='data:image/png;base64,{'A' * 2_000_000}'>"
    assert said(read(picture)) == ["Why?"]


def test_short_notes_are_not_refused():
    page = "<title>404 questions in May</title><p>No questions came.<script></script> Bye."
    assert said(read(page)) == ["No questions came. Bye."]
    assert said(read("<h1>Call</h1><p>No questions were received.<script>1</script>"))


def test_more_tags_than_any_page_holds_are_refused(monkeypatch):
    monkeypatch.setattr("pipeline.readers.html_source._TOKENS", 100)
    assert read("<p>x" * 50)
    for page in ("<p>x" * 51, "x<div><ul>" * 40):
        with pytest.raises(UnreadableError, match="tags"):
            read(page)


HOSTILE = {
    "nested": "<div>" * 20_000 + "Word" + "</div>" * 20_000,
    "nested a lot": "<div>" * 200_000 + "Word",
    "nested lists": "<ul><li>" * 50_000 + "Word",
    "nested in ways no tag ends": "<dd><li><dt><td><h1>" * 20_000 + "Word",
    "unclosed formatting": "".join(f"<p><font size={n}><b>x" for n in range(20_000)) + " Word",
    "misnested": "<a href=x><b><p></a></b><i>" * 20_000 + "Word",
    "misnested and set apart": "<a href=#><div></a></div>" * 20_000 + "Word",
    "a tag that never ends": "Word<p>" + "<a " * 22_000,
    "many attributes": "<div " + " ".join(f"a{n}" for n in range(50_000)) + ">Word",
    "quotes": "<p a=\"x'>" + "t<p b='y\">" * 20_000 + "'>Word",
    "equals": "<p " + '="' * 100_001 + '">Word',
    "comments": "<p>Word" + "<!--" * 100_000,
    "raw elements": "<p>Word " + "<title><svg><textarea>" * 20_000,
    "combining marks": "<p>Word e" + "&#769;&#803;" * 50_000,
    "entities": "<p>Word " + "&" * 200_000 + "&#" + "9" * 100_000,
    "bars": "<p>Word " + "< " * 200_000,
    "labels": "<p>Word" + "\nAna: x" * 20_000,
    "long label": "<p>Word\n" + "A" * 200_000 + "\n" + "A " * 100_000,
    "links that edit": "<h2><a href=/?action=edit&section=1>" * 5_000 + "Word " * 100,
    "forms": "<form>" * 200 + "Word<form></form>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_little_and_lose_no_text(name):
    begun = time.process_time()
    document = read(HOSTILE[name])
    assert time.process_time() - begun < 30
    assert any("Word" in text for text in said(document))


def ordinary(size: int) -> str:
    unit = (
        "<h2><span class=mw-headline>Funds</span></h2>\n<ul><li>Why is it so? {}\n<ul><li>"
        "<b>Ana Lima:</b> {} <a href='https://x.example'>there</a>.</li></ul></li></ul>\n"
    ).format("Some words of it. " * 8, "Some more of them. " * 20)
    return f"<main>{unit * (size // len(unit))}</main>"


def test_time_grows_in_step_with_size():
    def cost(text: str) -> float:
        begun = time.process_time()
        read(text)
        return time.process_time() - begun

    small, large = ordinary(200_000), ordinary(2_000_000)
    read(small)
    once = min(cost(small) for _ in range(3))
    assert once < 3
    assert cost(large) < 25 * max(once, 0.02)
    one_line = large[:1_000_000].replace("\n", " ")
    assert cost(one_line) < 25 * max(once, 0.02)


WORDS = st.text("abcÄß?.,:’é中" + "\u0301\u200b", min_size=1, max_size=8)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=3)
TEXTS = st.tuples(LINES, st.sampled_from([" ", "\n", "\r\n", "\n\n"])).map(
    lambda drawn: drawn[1].join(drawn[0])
)
WRAPPERS = st.sampled_from(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "div",
        "span",
        "b",
        "strong",
        "i",
        "a",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "table",
        "td",
        "tr",
        "pre",
        "blockquote",
        "section",
        "article",
        "main",
        "nav",
        "aside",
        "footer",
        "details",
        "summary",
        "form",
        "font",
        "center",
        "sup",
    ]
)
PAGES = st.recursive(
    st.one_of(
        TEXTS,
        st.sampled_from(
            ["<br>", "<hr>", "<img alt='x > y'>", "<!-- c\nd -->", "&amp;", "\n", "\r"]
        ),
    ),
    lambda inner: st.one_of(
        st.tuples(WRAPPERS, st.lists(inner, max_size=4)).map(
            lambda drawn: f"<{drawn[0]}>{''.join(drawn[1])}</{drawn[0]}>"
        ),
        st.tuples(WRAPPERS, inner).map(lambda drawn: f"<{drawn[0]}>{drawn[1]}"),
        st.tuples(inner, WRAPPERS).map(lambda drawn: f"{drawn[0]}</{drawn[1]}>"),
    ),
    max_leaves=25,
)


def accounted(document: Document) -> None:
    held = set(rules(document))
    for one in (*document.blocks, *document.fields):
        held.update(range(one.line_start, one.line_end + 1))
    for number, line in enumerate(document.lines, start=1):
        assert number in held or not line.strip()
    assert all(1 <= number <= len(document.lines) for number in held)


def read_or_refuse(text: str) -> Document | None:
    try:
        return read(text)
    except UnreadableError:
        return None


@given(PAGES)
@settings(max_examples=300, deadline=None)
def test_every_line_is_accounted_for(page):
    if document := read_or_refuse("<body>" + page):
        accounted(document)


@given(PAGES)
@settings(max_examples=300, deadline=None)
def test_no_text_is_invented_and_each_word_stands_where_it_says(page):
    if document := read_or_refuse("<body>" + page):
        last = (0, 0)
        for block in document.blocks:
            for offset, line, char in block.text.origins:
                stands = unescape(document.lines[line - 1][char:])
                assert stands[0] == block.text.text[offset]
                assert (line, char) >= last
                last = (line, char)


KEPT = st.sampled_from(
    [
        "p",
        "h2",
        "div",
        "span",
        "b",
        "strong",
        "i",
        "li",
        "ul",
        "dl",
        "dd",
        "table",
        "td",
        "pre",
        "blockquote",
        "section",
        "details",
        "font",
    ]
)
SAID = st.text("abcÄß?.,’é中", min_size=1, max_size=8)
CONTENT = st.recursive(
    st.one_of(SAID, st.sampled_from([" ", "\n", "<br>", "<p>", "&amp;", "</li>", "<!-- c -->"])),
    lambda inner: st.tuples(KEPT, st.lists(inner, max_size=4)).map(
        lambda drawn: f"<{drawn[0]}>{''.join(drawn[1])}</{drawn[0]}>"
    ),
    max_leaves=25,
)


@given(CONTENT)
@settings(max_examples=300, deadline=None)
def test_no_text_is_lost(content):
    if document := read_or_refuse(f"<main>{content}</main>"):
        shown = "".join(
            part.partition(">")[2] if i else part for i, part in enumerate(content.split("<"))
        )
        assert "".join("".join(said(document)).split()) == "".join(unescape(shown).split())


@given(st.text("<>/!-&;=\"' \nabp#1", max_size=200))
@settings(max_examples=500, deadline=None)
def test_no_markup_makes_it_fail(text):
    if document := read_or_refuse("<p>" + text):
        accounted(document)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_it_fail(data):
    for begin in (b"", b"<p>", b"<meta charset=gbk><p>"):
        try:
            accounted(read_html(begin + data))
        except UnreadableError:
            continue


@given(
    st.lists(st.sampled_from([*NESTED, "h1", "h2", "li", "p", "td"]), max_size=120), st.randoms()
)
@settings(max_examples=300, deadline=None)
def test_the_parser_never_nests_deeper_than_it_was_told(names, random):
    limit = 8
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.readers.html_skeleton._DEPTH", limit)
        tags = (f"<{random.choice(['', '/'])}{name} class=toc href=#>x" for name in names)
        elements = parse(scan("".join(tags)))
    depths: list[int] = []
    for element in elements:
        depths.append(depths[element.parent] + 1 if element.parent >= 0 else 1)
    assert max(depths, default=0) <= limit


def test_blocks_are_of_the_three_kinds_only():
    assert {block.kind for block in read(WIKI).blocks} == set(BlockKind)


def test_what_opens_a_folded_part_is_a_heading_of_the_lowest_level():
    page = "<h2>Fees</h2><details><summary>Why?</summary><p>Tide.</p></details>"
    assert [(b.kind, b.depth, b.text.text) for b in read(page).blocks] == [
        (BlockKind.HEADING, 2, "Fees"),
        (BlockKind.HEADING, 6, "Why?"),
        (BlockKind.PARAGRAPH, 0, "Tide."),
    ]
    nested = "<details><summary><h3>Why?</h3></summary><p>Tide.</details><details><summary>When?"
    assert said(read(nested)) == ["Why?", "Tide.", "When?"]
