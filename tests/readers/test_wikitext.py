import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers.document import BlockKind, UnreadableError
from pipeline.readers.wikitext import read_wikitext

H, L, P = BlockKind.HEADING, BlockKind.ITEM, BlockKind.PARAGRAPH


def _read(text):
    return read_wikitext(text.encode())


def _shapes(text):
    return [(block.kind, block.depth, block.text.text) for block in _read(text).blocks]


def _texts(text):
    return [block.text.text for block in _read(text).blocks]


def _only(text):
    (block,) = _read(text).blocks
    return block


def _left_out(text):
    return [(left.line_start, left.line_end, left.rule) for left in _read(text).left_out]


def _strong(block):
    return [block.text.text[start:end] for start, end in block.strong]


def _links(block):
    return [(block.text.text[link.start : link.end], link.target) for link in block.links]


PAGE = """\
<noinclude><languages /></noinclude>
<!-- a page
of notes -->
== <translate><!--T:1--> Money &amp; staff</translate> == <!-- why -->

<translate>
<!--T:2-->
* '''Ada Quill:''' Who [[User:Bo (Org)|pays]]?<ref name="a">A note
on two lines</ref>
*: [[User:Bo (Org)|Bo Finch]]: The ''board'', see [https://example.org/plan the '''plan'''].
</translate>
{{Infobox
| text = not [[shown]]
}}
Last words.
[[Category:Notes]]
"""


def test_a_page_with_everything():
    document = _read(PAGE)
    assert document.format == "wikitext"
    assert [(b.kind, b.depth, b.text.text, b.line_start, b.line_end) for b in document.blocks] == [
        (H, 2, "Money & staff", 4, 4),
        (L, 0, "Ada Quill: Who pays?", 8, 8),
        (L, 1, "Bo Finch: The board, see the plan.", 10, 10),
        (P, 0, "Last words.", 15, 15),
    ]
    assert _left_out(PAGE) == [
        (1, 1, "tag"),
        (2, 3, "comment"),
        (6, 7, "translate_mark"),
        (9, 9, "reference"),
        (11, 11, "translate_mark"),
        (12, 14, "template"),
        (16, 16, "category"),
    ]
    _, asked, answer, _ = document.blocks
    assert _strong(asked) == ["Ada Quill:"]
    assert _links(answer) == [
        ("Bo Finch", "User:Bo (Org)"),
        ("the plan", "https://example.org/plan"),
    ]
    assert _strong(answer) == ["plan"]


@pytest.mark.parametrize(
    ("source", "level", "text"),
    [
        ("= Page =", 1, "Page"),
        ("==Title==", 2, "Title"),
        ("=== Title ===   ", 3, "Title"),
        ("== Title ==<!-- c -->  ", 2, "Title"),
        ("==Title!== <!--T:1-->", 2, "Title!"),
        ("<translate>== Title ==</translate>", 2, "Title"),
        ("=== Uneven ==", 2, "= Uneven"),
        ("== a = b ==", 2, "a = b"),
        ("== '''Ada''' &ndash; [[Bo|Bo F.]] ==", 2, "Ada – Bo F."),
        ("== One<br>title ==", 2, "One title"),
        ("======= Seven =======", 6, "= Seven ="),
    ],
)
def test_headings(source, level, text):
    assert _shapes(source) == [(H, level, text)]


@pytest.mark.parametrize(
    "source", ["== a == b", "a == b ==", "== open", "<nowiki>==</nowiki> a =="]
)
def test_what_is_no_heading(source):
    assert _only(source).kind is P


def test_list_depth_is_the_number_of_marks():
    assert _shapes("* a\n** b\n*** c\n# d\n## e\n#* f\n* g") == [
        (L, 0, "a"),
        (L, 1, "b"),
        (L, 2, "c"),
        (L, 0, "d"),
        (L, 1, "e"),
        (L, 1, "f"),
        (L, 0, "g"),
    ]


def test_an_indent_under_an_item_is_deeper_than_the_item():
    assert _shapes("* a\n*: b\n: c\n:: d\n* e\n\n: f") == [
        (L, 0, "a"),
        (L, 1, "b"),
        (L, 1, "c"),
        (L, 2, "d"),
        (L, 0, "e"),
        (L, 1, "f"),
    ]
    assert _shapes("; a\n: b") == [(L, 0, "a"), (L, 1, "b")]


def test_indents_of_a_talk_page():
    assert _shapes("A question\n: b\n:: c\n::: d\nNew\n: e") == [
        (P, 0, "A question"),
        (L, 0, "b"),
        (L, 1, "c"),
        (L, 2, "d"),
        (P, 0, "New"),
        (L, 0, "e"),
    ]


def test_list_items_with_translate_marks_do_not_glue():
    source = (
        "* <translate><!--T:1--> a</translate>\n<translate>* b\n</translate>* c\n<!--T:4-->\n* d"
    )
    assert _texts(source) == ["a", "b", "c", "d"]


def test_an_empty_item_is_left_out():
    assert _left_out("* a\n*\n** \n") == [(2, 3, "empty_item")]


def test_lines_of_a_paragraph_are_joined():
    block = _only("one\ntwo\n<!-- c -->\nthree")
    assert block.text.text == "one two three"
    assert block.text.origins == ((0, 1, 0), (4, 2, 0), (8, 4, 0))
    assert (block.line_start, block.line_end) == (1, 4)


@pytest.mark.parametrize(
    "second",
    ["'''Ada:''' no", "'''Ada''': no", "Q: why?", "Ada Quill: no", "Ada Quill (Org): no", "— Ada",
     "'''Ada Quill'''", "Ada：no"],
)  # fmt: skip
def test_a_line_that_begins_like_a_turn_is_a_paragraph(second):
    assert len(_texts(f"first line\n{second}\n")) == 2


@pytest.mark.parametrize(
    "second",
    ["so it is", "and https://example.org is", "one two three four five: six", "'''b''' c"],
)
def test_a_line_that_begins_like_prose_goes_on(second):
    assert len(_texts(f"first line\n{second}\n")) == 1


def test_a_bold_line_stands_alone():
    assert _texts("'''Ada Quill'''\nWe will.\nSoon.") == ["Ada Quill", "We will. Soon."]


@pytest.mark.parametrize("mark", ["<br>", "<br/>", "<br />", "<BR clear=all>", "</br>", "<br>\n"])
def test_a_break_is_a_new_paragraph(mark):
    assert _shapes(f"one{mark}two") == [(P, 0, "one"), (P, 0, "two")]
    assert _shapes(f"* one{mark}two") == [(L, 0, "one"), (P, 0, "two")]


def test_break_inside_bold_and_links_splits_them():
    first, second = _read("'''[[A|one<br>two]]'''").blocks
    assert _strong(first) == ["one"]
    assert _strong(second) == ["two"]
    assert _links(first) == [("one", "A")]
    assert _links(second) == [("two", "A")]


@pytest.mark.parametrize(
    ("source", "text", "strong"),
    [
        ("'''a''' b", "a b", ["a"]),
        ("''a'' b", "a b", []),
        ("'''''a''' b''", "a b", ["a"]),
        ("''a '''b'''''", "a b", ["b"]),
        ("'''open", "open", ["open"]),
        ("''open", "open", []),
        ("a ''' b", "a b", ["b"]),
        ("''''a'''", "'a", ["a"]),
        ("l'''Ora'' di '''Ada'''", "l'Ora di Ada", ["Ada"]),
        ("it's Ada's", "it's Ada's", []),
        ("<b>a</b> b", "a b", ["a"]),
        ("<strong class='x'>a</strong>", "a", ["a"]),
        ("''' a ''' b", "a b", ["a"]),
        ("'''a b''' '''c'''", "a b c", ["a b", "c"]),
        ("'''a [[B|c]] d'''", "a c d", ["a c d"]),
        ("</b>a", "a", []),
    ],
)
def test_bold_and_italics(source, text, strong):
    block = _only(source)
    assert block.text.text == text
    assert _strong(block) == strong


def test_bold_ends_with_its_line():
    assert _strong(_only("b '''a\nb")) == ["a"]


@pytest.mark.parametrize(
    ("source", "text", "links"),
    [
        ("[[User:Bo (Org)|Bo]]", "Bo", [("Bo", "User:Bo (Org)")]),
        ("[[Page]]s", "Pages", [("Page", "Page")]),
        ("[[:Category:A]]", "Category:A", [("Category:A", "Category:A")]),
        ("[[:File:a.jpg|a]]", "a", [("a", "File:a.jpg")]),
        ("[[A|]]", "A", [("A", "A")]),
        ("[https://x.example/a?b=c&d text]", "text", [("text", "https://x.example/a?b=c&d")]),
        ("[//x.example text]", "text", [("text", "//x.example")]),
        ("[mailto:a@x.example us]", "us", [("us", "mailto:a@x.example")]),
        ("[https://x.example]", "https://x.example", [("https://x.example",) * 2]),
        ("https://x.example/a.", "https://x.example/a.", [("https://x.example/a",) * 2]),
        ("'''https://x.example'''", "https://x.example", [("https://x.example",) * 2]),
        ("<b>https://x.example</b>", "https://x.example", [("https://x.example",) * 2]),
        ("[<tvar name=1>https://x.example</tvar> t]", "t", [("t", "https://x.example")]),
        ("[[A|one\ntwo]]", "one two", [("one two", "A")]),
        ("[[a [[B]] c]]", "[[a B c]]", [("B", "B")]),
    ],
)
def test_links(source, text, links):
    block = _only(source)
    assert block.text.text == text
    assert _links(block) == links


@pytest.mark.parametrize(
    "source",
    ["[[open", "close]]", "[[]]", "[[|a]]", "[note] a", "[ a ]", "a [https://", "{{a", "a}}"],
)
def test_brackets_that_are_no_links_are_text(source):
    block = _only(source)
    assert block.text.text.startswith(source)


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("[[File:a.jpg|thumb|A [[b]] c]]", "file"),
        ("[[Datei:a.jpg]]", "file"),
        ("[[category:A|b]]", "category"),
        ("{{Header\n| a = {{b}}\n| c = [[d]]\n}}", "template"),
        ("{{DISPLAYTITLE:A}}", "template"),
        ("{{{1|a}}}", "template"),
        ("{{#if: a | b }}", "template"),
        ("<!-- a\n\nb -->", "comment"),
        ("__NOTOC__", "magic_word"),
        ("----", "rule"),
        ("#REDIRECT [[A]]", "redirect"),
        ("<ref>a</ref>", "reference"),
        ("<references />", "tag"),
        ("<references>\n<ref>a</ref>\n</references>", "reference"),
        ("<gallery>\nA.jpg|b\n</gallery>", "file"),
        ("<syntaxhighlight lang=c>\nint a;\n</syntaxhighlight>", "code"),
        ("<div class='a'>", "tag"),
        ("<languages/>", "translate_mark"),
        ("<includeonly>{{a}} b</includeonly>", "include_only"),
        ("'''''", "markup"),
        ("=====", "rule"),
    ],
)
def test_what_holds_no_text_is_left_out_by_rule(source, rule):
    document = _read(f"a\n\n{source}\n\nb")
    assert [block.text.text for block in document.blocks] == ["a", "b"]
    assert {left.rule for left in document.left_out} == {rule}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{tq|a [[b|c]] d}} e", "a c d e"),
        ("{{ping|Ada|Bo Finch}} yes", "Ada Bo Finch yes"),
        ("@{{u|Ada}}: yes", "@Ada: yes"),
        ("{{Talk quote|1=a=b}}", "a=b"),
        ("{{lang|fr|bonjour}}", "bonjour"),
        ("{{tq|a {{tq|b}} c}}", "a b c"),
        ("a{{unknown|x}}b", "a b"),
        ("a {{tq|b {{unknown}} c}}", "a b c"),
        ("{{tq|open [[ a}} b", "open [[ a b"),
        ("{{tq|style=x|a}}", "a"),
        ("{{<!--c-->tq|a}}", "a"),
    ],
)
def test_templates_that_hold_text(source, text):
    assert _only(source).text.text == text


def test_a_quote_over_several_lines_keeps_its_lists():
    assert _shapes("{{quote|text=\nOne.\n* a\n| author = Bo Finch\n}}") == [
        (P, 0, "One."),
        (L, 0, "a"),
        (P, 0, "Bo Finch"),
    ]


def test_an_unclosed_template_hides_no_section():
    assert _texts("{{Box\n| a\n== Two ==\nb {{c}} }} d") == ["{{Box | a", "Two", "b }} d"]


def test_an_unclosed_comment_hides_its_line_only():
    assert _texts("a <!-- b\nc") == ["a c"]


def test_an_unclosed_reference_hides_no_text():
    assert _texts("a<ref>b\n\nc<ref>d</ref>") == ["ab", "c"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<nowiki>'''a''' [[b]] {{c}} <b></nowiki>", "'''a''' [[b]] {{c}} <b>"),
        ("<nowiki>* a</nowiki>", "* a"),
        ("<nowiki>== a ==</nowiki>", "== a =="),
        ("<nowiki>&amp;lt;</nowiki>", "&lt;"),
        ("<nowiki>a\n* b</nowiki> c", "a * b c"),
        ("a<nowiki />b", "ab"),
        ("<nowiki>a", "a"),
        ("Q&amp;A &lt;b&gt; &#39;&#39;x&#x27;&#x27; a&nbsp;b", "Q&A <b> ''x'' a b"),
        ("&bogus; &amp;amp; a&b", "&bogus; &amp; a&b"),
        ("a&#0;b&#x202e;c&#xD800;", "a&#0;bc\ufffd"),
        ("e&#769;t&eacute;", "été"),
        ("a<small>b</small> <sub>c</sub><wbr>d", "ab cd"),
        ("a < b and <ana> waves, 1<2>3", "a < b and <ana> waves, 1<2>3"),
        ("<blockquote>a</blockquote>", "a"),
        ("<noinclude>a</noinclude>", "a"),
        ("a  b\t\tc\u3000d", "a b c d"),
        ("---- a", "a"),
    ],
)
def test_inline_text(source, text):
    assert _only(source).text.text == text


def test_preformatted_lines_are_paragraphs_as_they_stand():
    source = "<pre>\n<ada> '''hi'''\n* <bo> hello\n</pre>\n indented\n  too"
    assert _shapes(source) == [
        (P, 0, "<ada> '''hi'''"),
        (P, 0, "* <bo> hello"),
        (P, 0, "indented"),
        (P, 0, "too"),
    ]
    assert [b.line_start for b in _read(source).blocks] == [2, 3, 5, 6]


def test_lines_of_a_poem_are_kept():
    assert _texts("<poem>\nAda: a\nb '''c'''\n</poem>") == ["Ada: a", "b c"]


def test_a_table_is_a_paragraph_a_row():
    source = """{| class="wikitable"
|+ Caption
! Name !! Says
|-
| style="a" | Ada || [[b|c]] yes!! no
|-
| Bo
| d
|-
|
|}
| after"""
    assert _texts(source) == ["Caption", "Name | Says", "Ada | c yes!! no", "Bo | d", "| after"]
    assert _left_out(source) == [(line, line, "table") for line in (1, 4, 6)] + [(9, 11, "table")]


def test_a_list_in_a_cell_is_a_list():
    assert _shapes("{|\n|\n* a\n* b\n|}") == [(L, 0, "a"), (L, 0, "b")]


def test_a_talk_signature_is_text_with_links():
    block = _only(":: Yes. [[User:Ada|Ada]] ([[User talk:Ada|talk]]) 10:17, 16 July 2021 (UTC)")
    assert block.text.text == "Yes. Ada (talk) 10:17, 16 July 2021 (UTC)"
    assert _links(block) == [("Ada", "User:Ada"), ("talk", "User talk:Ada")]


def test_blank_lines_before_are_the_longest_run():
    source = "\na\n\n\nb\n\n<!--T:1-->\n\nc\n{{X}}\nd"
    assert [block.blank_before for block in _read(source).blocks] == [1, 2, 1, 0]


def test_places_are_those_of_the_source():
    source = "a\r\n* <translate><!--T:1--> Q&amp;A '''[[User:Bo|Bo]]''':  yes</translate>"
    block = _read(source).blocks[1]
    line = source.split("\r\n")[1]
    assert block.text.text == "Q&A Bo: yes"
    for word, at in (("Q", "Q"), ("A ", "A "), ("Bo", "Bo]]"), (":", ":  "), ("yes", "yes")):
        piece = block.text.cut(block.text.text.index(word))
        assert piece.place().line_start == 2
        assert piece.place().char_start == line.index(at)


def test_line_ends_and_encodings():
    source = "== Ä ==\n* b\n"
    for data in (
        source.encode("utf-16"),
        source.encode("utf-8-sig"),
        source.encode("windows-1252"),
        source.replace("\n", "\r").encode(),
        source.replace("\n", "\r\n").encode(),
    ):
        assert [block.text.text for block in read_wikitext(data).blocks] == ["Ä", "b"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("= Title =\n\n- [ ] a\n- [X] b\n", "Vimwiki"),
        ("%title Notes\n%toc\n= A =\n* b\n", "Vimwiki"),
        ("= Title =\n{{{python\nprint(1)\n}}}\n- a", "Vimwiki"),
        ("---+ Title\n\n%TOC%\n   * a\n", "TWiki"),
        ('%META:TOPICINFO{author="A"}%\n---++ Title\n', "TWiki"),
        ("---+!! Title\n", "TWiki"),
        ("<!DOCTYPE html>\n<html><body>Log in</body></html>", "HTML"),
        ('<mediawiki xmlns="http://x.example">\n<page/></mediawiki>', "XML export"),
        ("\0\x01\x02", "binary"),
        ("", "is empty"),
        ("a" * ((1 << 20) + 1), "at most 1 MiB"),
    ],
)
def test_what_is_no_wikitext_is_refused_by_name(source, name):
    with pytest.raises(UnreadableError, match=name):
        _read(source)


@pytest.mark.parametrize(
    "source",
    [
        "= Title =\nA paragraph.",
        "* [ ] a task on '''MediaWiki'''\n== b ==\n* c",
        "{{{1|a}}}\n[[Category:A]] b",
        "---- \na",
        "- a dash\n- another",
        "",
    ],
)
def test_mediawiki_text_is_not_refused(source):
    assert _read(source or "a").lines


_WORDS = st.text("abcxyzÄé中", min_size=1, max_size=6)
_MARKUP = """'' ''' ''''' [[ ]] [[A| [[File:a| [[Category:c]] [ ] [https://x.example {{ }} {{{ }}}
    {{tq| {{ping| {{X | || ! !! = == === * ** # : ; ---- {| |- |} <!-- --> <!--T:1--> <translate>
    </translate> <languages/> <tvar|1> </> </tvar> <nowiki> </nowiki> <nowiki/> <pre> </pre>
    <poem> </poem> <ref> </ref> <ref/> <b> </b> <br> <div> </div> <gallery> </gallery> &amp; &lt;
    &#39; &#769; &nbsp; __NOTOC__ ~~~~ ' < > & https://x.example/ 1= text= a:"""
_MARKS = st.sampled_from(_MARKUP.split())
_GLUE = st.sampled_from(["", "", " ", "\n", "\n", "\n\n", "  "])
_PAGES = st.lists(st.tuples(st.one_of(_WORDS, _MARKS), _GLUE), max_size=40).map(
    lambda parts: "".join(word + glue for word, glue in parts)
)


@settings(max_examples=600, deadline=None)
@given(_PAGES)
def test_every_line_is_accounted_for(page):
    try:
        document = _read(page)
    except UnreadableError:
        return
    held = set()
    for part in (*document.blocks, *document.left_out):
        assert 1 <= part.line_start <= part.line_end <= len(document.lines)
        held.update(range(part.line_start, part.line_end + 1))
    assert held >= {n for n, line in enumerate(document.lines, 1) if line.strip()}
    left = {n for out in document.left_out for n in range(out.line_start, out.line_end + 1)}
    assert all(document.lines[n - 1].strip() for n in left)
    for before, after in pairwise(document.blocks):
        assert before.line_end <= after.line_start or before.line_start <= after.line_start


@settings(max_examples=600, deadline=None)
@given(_PAGES)
def test_no_text_is_invented_and_every_character_knows_its_place(page):
    try:
        document = _read(page)
    except UnreadableError:
        return
    combined = "&#769;" in page
    for block in document.blocks:
        text = block.text.text
        assert text
        assert text == " ".join(text.split())
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in text)
        spans = [*block.strong, *((link.start, link.end) for link in block.links)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert [offset for offset, _, _ in block.text.origins] == sorted(
            {offset for offset, _, _ in block.text.origins}
        )
        if combined:
            continue
        for start, end in _runs(block.text):
            _, line, char = next(o for o in block.text.origins if o[0] == start)
            source = document.lines[line - 1]
            run = text[start:end]
            if not source[char:].startswith("&"):
                assert source[char : char + len(run.rstrip(" "))] == run.rstrip(" ")


def _runs(text):
    offsets = [offset for offset, _, _ in text.origins]
    return pairwise((*offsets, len(text.text)))


_LINES = st.lists(
    st.tuples(st.sampled_from(["", "* ", "** ", ": ", "== "]), st.lists(_WORDS, min_size=1)),
    min_size=1,
)


@settings(max_examples=300, deadline=None)
@given(_LINES)
def test_no_text_is_lost(lines):
    words = [word for _, line in lines for word in line]
    page = "\n".join(
        f"{mark}'''{line[0]}''' {' '.join(line[1:])}{' ==' if mark == '== ' else ''}"
        for mark, line in lines
    )
    assert " ".join(_texts(page)).split() == words


# a sixteenth of the largest file, for which ten seconds are allowed; a margin for slow machines
_HOSTILE_SIZE = 1 << 16
_HOSTILE_SECONDS = 3

HOSTILE = [
    "{{a|", "{{tq|", "{{", "}}", "[[", "[[a|", "]]", "[[a]]", "[", "[http://a ", "<", "<a ", "<b>",
    "<ref>", "<nowiki>", "<pre>", "<poem>", "<!--", "'''", "''a", "{|\n|:", "&", "&amp;", "&#769;", "http://",
    "=", "= ", "==\n", "* a\n", "*", ":", "{|\n|", "|", "a=", "__", "<tvar|1>", "</>", "<!--T:",
    "<br>", "a\n", "\n", "-", "{", "{{tq|a}}", "mailto:",
]  # fmt: skip


@pytest.mark.parametrize("mark", HOSTILE)
def test_hostile_text_takes_bounded_time(mark):
    page = mark * (_HOSTILE_SIZE // len(mark))
    assert _seconds(page) < _HOSTILE_SECONDS


@pytest.mark.parametrize(("opening", "closing"), [("{{tq|", "}}"), ("[[a|", "]]"), ("{", "}")])
def test_deep_nesting(opening, closing):
    count = _HOSTILE_SIZE // (len(opening) + len(closing))
    assert _seconds(opening * count + "a" + closing * count) < _HOSTILE_SECONDS


def test_time_grows_with_size():
    assert _seconds(PAGE * 1_000) < 20 * max(_seconds(PAGE * 100), 0.02)


def _seconds(page):
    started = time.process_time()
    _read(page)
    return time.process_time() - started


def test_a_template_with_a_question_and_an_answer_is_both():
    text = "#{{Ask\n|Q=Why {{b|c}} is it shut?\n|A=The [[tide]].\n\n|by=Ida}}\n"
    assert _texts(text) == ["Q:Why is it shut?", "A:The tide."]
    assert _texts("{{Ask|Q=Why?}}") == []
