"""Markdown as blocks."""

import contextlib
import re
import time
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.document import BlockKind, UnreadableError
from pipeline.readers.markdown import read_markdown

HEADING, ITEM, PARAGRAPH = BlockKind.HEADING, BlockKind.ITEM, BlockKind.PARAGRAPH


def read(text):
    return read_markdown(text.encode())


def texts(text):
    return [block.text.text for block in read(text).blocks]


def shapes(text):
    return [(b.kind, b.depth, b.text.text) for b in read(text).blocks]


def fields(text):
    return {f.name: [value.text for value in f.values] for f in read(text).fields}


def left_out(text):
    return {
        line: left.rule
        for left in read(text).left_out
        for line in range(left.line_start, left.line_end + 1)
    }


def bold(text):
    return [b.text.text[start:end] for b in read(text).blocks for start, end in b.strong]


def links(text):
    return [(b.text.text[k.start : k.end], k.target) for b in read(text).blocks for k in b.links]


def source_of(document, block):
    """The characters of the source behind each piece of a block's text."""
    origins = [*block.text.origins, (len(block.text.text), 0, 0)]
    for (start, line, char), (end, *_) in pairwise(origins):
        piece = block.text.text[start:end].rstrip()
        yield piece, document.lines[line - 1][char : char + len(piece)]


# --- front matter


def test_front_matter_becomes_fields():
    text = (
        "---  \n# who: nobody\ntitle: 'Quay & Co: call'\ndate: 2031-05-06 10:00:00 -0500\n"
        "speakers:\n  - Ida Quill # host\n  - Ben Ode\n\ntags: [fees, 'opening hours']\n"
        'people: "[@ida](https://ida.example)"\nempty:\nhost:\n  name: Cy Tu\n  role: clerk\n'
        "summary: >\n  We met\n  again.\nlong: one\n  two\n---\nText.\n"
    )
    assert fields(text) == {
        "title": ["Quay & Co: call"],
        "date": ["2031-05-06 10:00:00 -0500"],
        "speakers": ["Ida Quill", "Ben Ode"],
        "tags": ["fees", "opening hours"],
        "people": ["@ida"],
        "empty": [],
        "host": ["Cy Tu", "clerk"],
        "summary": ["We met again."],
        "long": ["one two"],
    }
    assert texts(text) == ["Text."]
    assert left_out(text) == {1: "front_matter", 2: "front_matter", 20: "front_matter"}


def test_values_know_their_places():
    document = read('---\ntitle: "Quay call"\nnames:\n- Ida\nnote: |\n  one\n\n  two\n---\n')
    for field in document.fields:
        for value in field.values:
            for piece, source in source_of(document, type("B", (), {"text": value})):
                assert piece == source
    title, names, note = document.fields
    assert (names.line_start, names.line_end) == (3, 4)
    assert (note.line_start, note.line_end) == (5, 8)
    assert title.values[0].place().char_start == len('title: "')


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Quay call\n\nIda: hello\n",  # never closed
        "---\ntitle: Quay call\n\n# Fees\n\nAll the rest of it.\n\n---\n\nMore.\n",
        "---\n\nQ: Why?\n\nA: So.\n\nQ: When?\n\nA: Now.\n\n---\n",  # turns between two rules
        "---\n\n**Q:** Why?\n\n---\n",
        "---\n---\nText\n",
        "Text\n---\ntitle: no\n---\n",
        "---\n" + "a: b\n" * 2000 + "---\n",
        "---\na: " + "x" * 20_000 + "\n---\n",
    ],
)
def test_what_is_no_front_matter(text):
    assert fields(text) == {}
    assert "front_matter" not in left_out(text).values()
    words = set(re.findall(r"\w{2,}", text)) - {"aaa"}
    assert words <= set(re.findall(r"\w{2,}", " ".join(texts(text))))


@pytest.mark.parametrize(
    ("inside", "sound"),
    [
        ("title: Q&A: the call\ndate: 2031-05-06", ["date"]),
        ("people: Ana Lima\ntags: [ama, why?]", ["people"]),
        ("a: [\nb: c", ["b"]),
        ("a: *nobody", []),
        ("a: " + "[" * 15_000, []),
        ("\tb: c\nd: e", ["d"]),
        ("a: !!python/object:os.system x\nb: {", ["a"]),
    ],
)
def test_of_broken_yaml_the_sound_fields_are_read(inside, sound):
    text = f"---\n{inside}\n---\nText.\n"
    assert (list(fields(text)), texts(text)) == (sound, ["Text."])
    assert set(left_out(text).values()) == {"front_matter"}


def test_aliases_do_not_multiply():
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 40)
    )
    assert len(fields(f"---\n{bomb}---\nText.\n")["a39"]) <= 2


# --- what each thing becomes


def test_a_page_in_blocks():
    text = (
        "# Quay call #\n\nWe *met*.\n\nFees\n====\n\n1. Why?\n   - Ida: Because.\n\n     And so.\n"
        "2. When?\n\n> Said\n> before\n\n***\n\n## Next\n"
    )
    assert shapes(text) == [
        (HEADING, 1, "Quay call"),
        (PARAGRAPH, 0, "We met."),
        (HEADING, 1, "Fees"),
        (ITEM, 0, "Why?"),
        (ITEM, 1, "Ida: Because."),
        (PARAGRAPH, 0, "And so."),
        (ITEM, 0, "When?"),
        (PARAGRAPH, 0, "Said before"),
        (HEADING, 2, "Next"),
    ]
    assert left_out(text) == {17: "rule"}
    assert [b.blank_before for b in read(text).blocks] == [0, 1, 1, 1, 0, 1, 0, 1, 1]
    fees = read(text).blocks[2]
    assert (fees.line_start, fees.line_end) == (5, 6)


@pytest.mark.parametrize(
    ("line", "text", "strong"),
    [
        ("**Q:** Why?", "Q: Why?", ["Q:"]),
        ("**Q: Why?**", "Q: Why?", ["Q: Why?"]),
        ("**Q Why is it?**", "Q Why is it?", ["Q Why is it?"]),
        ("**Question No 1** : Why?", "Question No 1 : Why?", ["Question No 1"]),
        ("__A__: So.", "A: So.", ["A"]),
        ("**Q:**Why?", "Q:Why?", ["Q:"]),
        ("**Q: **Why?", "Q: Why?", ["Q:"]),
        ("**问：**为什么？", "问：为什么？", ["问："]),
        ("前**问：**为什么？", "前问：为什么？", ["问："]),
        ("<b>Q</b>: Why?", "Q: Why?", ["Q"]),
        ("<strong class='q'>Q:</strong> Why?", "Q: Why?", ["Q:"]),
        ("***Q:** Why?*", "Q: Why?", ["Q:"]),
        ("**one** and **two**", "one and two", ["one", "two"]),
        (r"**\<ida\_q\>** hello", "<ida_q> hello", ["<ida_q>"]),
        ("**Q: never closed", "**Q: never closed", []),
        ("5 * 4, 2*3*4 and 2**3**4", "5 * 4, 2*3*4 and 2**3**4", []),
        ("snake_case_name ~~old~~ `a*b*` \\*", "snake_case_name old a*b* *", []),
        ("Q&amp;A &lt;b&gt; &#8211; &unknown; AT&T", "Q&A <b> – &unknown; AT&T", []),
        ("too   many\tspaces&nbsp; here", "too many spaces here", []),
        ("![Ida](ida.png) Ida: hm", "Ida: hm", []),
        ("e&#x301;t&#233;", "été", []),
        ("&#x202e;x&#0;", "x\ufffd", []),
    ],
)
def test_text_without_marks(line, text, strong):
    assert texts(line) == [text]
    assert bold(line) == strong


def test_links_and_their_targets():
    text = (
        "See [the *list*](https://a.example/x_y?z=%20 'a list'), <https://b.example/%20>, [ref],\n"
        "[other][Ref], [bad](javascript:alert(1)) and <a href='https://c.example/?a&amp;b'>c</a>.\n"
        "\n[ref]: https://d.example\n"
    )
    assert texts(text) == ["See the list, https://b.example/%20, ref, other, bad and c."]
    assert links(text) == [
        ("the list", "https://a.example/x_y?z=%20"),
        ("https://b.example/%20", "https://b.example/%20"),
        ("ref", "https://d.example"),
        ("other", "https://d.example"),
        ("c", "https://c.example/?a&b"),
    ]
    assert left_out(text) == {4: "reference"}


@pytest.mark.parametrize("line", ["[Ida]: Yes.", "[10:42]: hello", "[^1]: footnote", "[Ida]: 3.5"])
def test_what_only_looks_like_a_definition(line):
    assert texts(f"{line}\n") == [line]


@pytest.mark.parametrize(
    "line",
    [
        '<a name="x" href="#x">#</a> **Q:** Why?',
        '**Q:** <a id="x" href="#x">¶</a>Why?',
        "**Q:** Why? [#](#why)",
        '<a name="x"></a>**Q:** Why?',
        "**Q:** Why? <!-- a ? -->",
        "**Q:** Why? {#why}",
        "**Q:** {% comment %}Why?",
    ],
)
def test_anchors_comments_and_templates_are_no_text(line):
    document = read(f"{line}\n")
    (block,) = document.blocks
    assert block.text.text == "Q: Why?"
    assert all(piece == source for piece, source in source_of(document, block))


def test_an_anchor_on_its_own_line_is_left_out():
    text = '<a name="x" href="#x">#</a>\n**Q:** Why?\n'
    assert (texts(text), left_out(text)) == (["Q: Why?"], {1: "anchor"})
    assert texts("I am [#1](#one) and # here") == ["I am #1 and # here"]


def test_html_keeps_its_text():
    text = (
        "<details>\n<summary>Why <i>so</i>?</summary>\n\nIda: <b>Yes</b><br>Ben: No\n\n</details>\n"
        "\n<div><p>One.</p><p>Two.</p>\n<h3>Fees</h3>\n<ul><li>a<ul><li>b</li></ul></li></ul>\n</div>\n"
    )
    assert shapes(text) == [
        (HEADING, 6, "Why so?"),
        (PARAGRAPH, 0, "Ida: Yes"),
        (PARAGRAPH, 0, "Ben: No"),
        (PARAGRAPH, 0, "One."),
        (PARAGRAPH, 0, "Two."),
        (HEADING, 3, "Fees"),
        (ITEM, 0, "a"),
        (ITEM, 1, "b"),
    ]
    assert left_out(text) == {1: "html", 6: "html", 11: "html"}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("<script>\nlet q = `why?`;\n\n</script>\n", {1: "script", 2: "script", 4: "script"}),
        ("<style>p {}</style>\n", {1: "style"}),
        ("<!-- one\n\ntwo? -->\n", {1: "comment", 3: "comment"}),
        ("![Ida](ida.png)\n", {1: "image"}),
        ("{{< youtube 123 >}}\n", {1: "template"}),
        ("-\n", {1: "markup"}),
        ("#\n", {1: "markup"}),
    ],
)
def test_what_holds_no_text(text, rules):
    assert (texts(text), left_out(text)) == ([], rules)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- Ida\n\nBen: all the rest\n",
        "<script>\n\nIda: x\n\nBen: all the rest\n",
        "<?x\nBen: all the rest\n",
    ],
)
def test_raw_html_that_is_never_closed_swallows_nothing(text):
    assert "Ben: all the rest" in " ".join(texts(text))


def test_nicks_are_no_tags():
    text = "<ida> hi\n<mark> hello\n<b_2> so\n"
    assert texts(text) == ["<ida> hi", "<mark> hello", "<b_2> so"]
    assert texts("a <mark>b</mark> c") == ["a b c"]
    assert texts("write to <ida@quay.example>") == ["write to ida@quay.example"]


def test_table_rows_are_paragraphs():
    text = (
        "Before\n| Q | A |\n|:--|---|\n| Why? | **Ida:** so `x` | extra |\n| | |\n| a \\| b | c |\n"
    )
    assert texts(text) == ["Before", "Q | A", "Why? | Ida: so x | extra", "a | b | c"]
    assert left_out(text) == {3: "table_rule", 5: "markup"}
    assert bold(text) == ["Ida:"]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("| Why? | | Tide. |", "Why? |  | Tide."),
        ("| Why? | | |", "Why? |  |"),
        ("| | | Tide. |", "| |  | Tide."),
        ("Why? | |", "Why? |  |"),
        ("| Why? | Bo | Tide. |", "Why? | Bo | Tide."),
    ],
)
def test_empty_cells_of_a_row_keep_their_bars(row, text):
    assert texts(f"| Q | By | A |\n|---|---|---|\n{row}\n") == ["Q | By | A", text]


# --- code


def test_code_is_left_out():
    text = "Ida: run\n\n```sh\nls -l\n\ncd\n```\n\nthen\n\n    x = f(1)\n\nBen: done\n"
    assert texts(text) == ["Ida: run", "then", "Ben: done"]
    assert left_out(text) == {
        3: "code_fence", 4: "code", 6: "code", 7: "code_fence", 11: "code",
    }  # fmt: skip


def test_indented_words_between_marks_of_code_are_said_once():
    blocks = read("Text.\n\n</div>\n```\n  - a word\n```\n").blocks
    assert [(block.text.text, block.line_start) for block in blocks] == [
        ("Text.", 1),
        ("a word", 5),
    ]


def test_a_page_that_lies_in_code():
    text = "# Log\n\n~~~\n<ida>  hi *all*\n\n<ben> hi\n<ida> so\n~~~\n"
    assert texts(text) == ["Log", "<ida> hi *all*", "<ben> hi", "<ida> so"]
    assert left_out(text) == {3: "code_fence", 8: "code_fence"}


@pytest.mark.parametrize("fence", ["```", "~~~~", "``` text"])
def test_a_fence_that_is_never_closed_swallows_nothing(fence):
    text = f"Ida: run\n{fence}\n**Q:** Why?\n\n- one\n"
    assert shapes(text)[1:] == [(PARAGRAPH, 0, "Q: Why?"), (ITEM, 0, "one")]
    assert left_out(text) == {2: "code_fence"}


@pytest.mark.parametrize(
    ("indented", "kind", "said"),
    [
        ("    Ida: hm", PARAGRAPH, "Ida: hm"),
        ("    We will see about it.", PARAGRAPH, "We will see about it."),
        ("    - Ida says", ITEM, "Ida says"),
        ("    • Ida says", ITEM, "Ida says"),
        ("\tWhy?", PARAGRAPH, "Why?"),
    ],
)
def test_indented_text_is_no_code(indented, kind, said):
    assert shapes(f"**Q:** Why?\n\n{indented}\n")[1:] == [(kind, 0, said)]


# --- lines of one paragraph


@pytest.mark.parametrize(
    "second",
    [
        "Ida: yes", "ida: yes", "Ida Quill (Quay): yes", "A: yes", "A. yes", "A - yes", "Q2: why",
        "**Ida**: yes", "**A:** yes", "**Ida Quill**", "**A what**is",
        "<ida> yes", "[05:41] - Ida", "10:30 yes", "– Ida Quill", "答：是", "Speaker 4: yes",
        "<br>yes", "2. yes", "• yes", "##Fees",
    ],
)  # fmt: skip
def test_a_line_that_opens_a_block(second):
    first = "ben: why should all of this be so?"
    document = read(f"{first}\n{second}\nthen more\n")
    assert document.blocks[0].text.text == first
    assert document.blocks[0].line_end == 1
    assert len(document.blocks) >= 2


@pytest.mark.parametrize(
    "second",
    [
        "and 10:30 is it", "which is this: no", "https://a.example: no", "a **bold** word",
        "12,000 of them", "the Quay (see page): x", "2031. That was",
        "– which, as people say, is not what they do",
    ],
)  # fmt: skip
def test_a_line_that_goes_on(second):
    assert len(texts(f"we said that all of this would be so\n{second}\n")) == 1


def test_hard_breaks_make_blocks():
    assert texts("one  \ntwo\\\nthree\nfour") == ["one", "two", "three four"]
    assert shapes("- one  \n  two\n") == [(ITEM, 0, "one"), (PARAGRAPH, 0, "two")]


def test_a_bold_line_stands_alone():
    assert texts("**Ida Quill**\nwords of hers\nand more\n") == [
        "Ida Quill",
        "words of hers and more",
    ]
    document = read("**Q: why is\nit so?** because\n")
    assert [b.text.text for b in document.blocks] == ["Q: why is it so? because"]
    assert document.blocks[0].strong == ((0, 16),)


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (["**Why?", "**The tide.", ""], ["Why?"]),
        (["**Why?", "**The tide.", "**And when?", "**In May."], ["Why?", "And when?"]),
    ],
)
def test_bold_print_that_the_next_line_closes_ends_with_its_own(lines, printed):
    document = read("\n".join(lines))
    assert bold("\n".join(lines)) == printed
    assert [b.text.text.strip("*") for b in document.blocks] == [x.strip("*") for x in lines if x]
    for block in document.blocks:
        assert all(said == there for said, there in source_of(document, block)), block


def test_a_name_inside_bold_print_that_goes_on_opens_nothing():
    said = "Whoever turns what was noted here into pages and puts it on"
    assert texts(f"- **{said}\n  Lamphub:** ida@\n") == [f"{said} Lamphub: ida@"]
    assert texts("**Ida:** why?\n**Bo:** so.\n") == ["Ida: why?", "Bo: so."]


def test_lines_that_list_things():
    text = "Ida Quill, clerk\nBen Ode of the Department of Quays and Moorings\nCy Tu\n"
    assert len(texts(text)) == 3
    assert len(texts("The fees rise\nin May and in June.\n")) == 1


def test_no_spaces_are_put_into_scripts_that_have_none():
    assert texts("图书馆什么时候\n开门？\n") == ["图书馆什么时候开门？"]
    assert texts("도서관은\n언제\n") == ["도서관은 언제"]


def test_bullets_that_are_not_markdowns():
    text = "• Why?\n    ◦ Ida: so\n    ◦ Ben: no\n• When?\n"
    assert [(kind, depth) for kind, depth, _ in shapes(text)] == [
        (ITEM, 0), (ITEM, 1), (ITEM, 1), (ITEM, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["18. August 2022", "2031. It was so."])
def test_numbers_that_count_nothing(text):
    assert shapes(text) == [(PARAGRAPH, 0, text)]


def test_a_rule_right_under_an_answer_makes_no_heading_of_it():
    text = "**A:** We will see about it.\n---\n**Q:** Why?\n"
    assert shapes(text) == [(PARAGRAPH, 0, "A: We will see about it."), (PARAGRAPH, 0, "Q: Why?")]
    assert left_out(text) == {2: "rule"}
    assert shapes("What does it cost?\n---\n") == [(HEADING, 2, "What does it cost?")]


def test_attributes_of_a_heading():
    assert shapes("## Fees ## {#fees}\n") == [(HEADING, 2, "Fees ##")]
    assert shapes("## Fees {#fees}\n##Tight\n") == [(HEADING, 2, "Fees"), (HEADING, 2, "Tight")]


# --- bytes and bounds


def test_encodings_and_line_ends():
    text = "\ufeff# Fées\r\rIda: «hé»\r\n- x\n"
    document = read_markdown(text.encode("utf-16"))
    assert [b.text.text for b in document.blocks] == ["Fées", "Ida: «hé»", "x"]
    assert [b.line_start for b in document.blocks] == [1, 3, 4]
    assert document.format == "markdown"
    latin = read_markdown("Ida: h\xe9".encode("windows-1252"))
    assert latin.encoding == "windows-1252"
    assert latin.blocks[0].text.text == "Ida: hé"


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\0\0"])
def test_what_is_no_text(data):
    with pytest.raises(UnreadableError):
        read_markdown(data)


def test_a_line_without_end_is_refused():
    with pytest.raises(UnreadableError, match=r"line 1 has 10,000,000 characters; expected"):
        read_markdown(b"a" * 10_000_000)


def test_blank_pages():
    assert read("\n \n\u3000\n").blocks == ()


HOSTILE = {
    "quotes": ">" * 10_000 + "Ida: x\n",
    "quoted lines": (">" * 200 + "Ida: x\n") * 50,
    "lists": "- " * 5_000 + "Ida: x\n",
    "nested": "\n".join("  " * i + "- Ida: x" for i in range(150)),
    "lazy": ">" * 50 + "Ida: x\n" + "b\n" * 4_000,
    "brackets": "Ida: x " + "[" * 10_000,
    "images": "Ida: x " + "![" * 5_000,
    "stars": "Ida: x " + "**a" * 4_000,
    "comments": "Ida: x\n\n" + "<!-- a\n\n" * 1_500,
    "fences": "Ida: x\n" + "```a\n~~~b\n" * 1_500,
    "scripts": "Ida: x\n\n<div>" + "<script>" * 1_500,
    "tags": "Ida: x " + "<b>" * 4_000,
    "entities": "Ida: x " + "e&#x301;" * 2_000,
    "spaces": "Ida: x" + " " * 20_000 + "y",
    "templates": "Ida: x " + "{%" * 5_000,
    "definitions": "Ida: x\n\n" + "[a]: b.example '\n" * 1_500,
    "table": "Ida: x\n\n" + "|a" * 2_000 + "\n" + "|-" * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_bounded_and_loses_nothing(name):
    start = time.process_time()
    found = texts(HOSTILE[name])
    assert time.process_time() - start < 20
    assert "Ida: x" in " ".join(found)


def test_time_grows_in_step_with_size():
    page = (
        '<a name="x" href="#x">#</a> **Q:** When did the *quay* open &amp; who paid?\n\n'
        "**A:** In [May](https://a.example), see `list`.\nMore of it.\n\n"
        "---\n\n- one\n  - Ida: two\n\n"
    )

    def seconds(times):
        data = (page * times).encode()
        start = time.process_time()
        read_markdown(data)
        return time.process_time() - start

    seconds(10)
    assert seconds(4_000) < 20 * max(seconds(400), 0.02)


# --- laws

WORDS = st.integers(0, 999_999).map("w{:06}".format)
PROSE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
LINES = st.one_of(
    PROSE,
    st.tuples(
        st.sampled_from(
            [
                "# {}", "## {} ##", "- {}", "  - {}", "    * {}", "1. {}", "3) {}", "> {}",
                "> > {}", "**Q:** {}", "**{}**", "*{}*", "<b>{}</b>", "[{}](https://a.example)",
                "`{}`", "{}  ", "{}\\", "    {}", "        {}", "\t{}", "Ida: {}", "<ida> {}",
                "| {} | b |", "• {}", "~~{}~~", "a &amp; {}", "\\<ida\\> {}", "<div>{}</div>",
                "<p>{}", "{}<br>", "– {}", "<a name='x' href='#x'>#</a> {}", "<!-- {} -->",
                "<!-- {}", "{} -->", "```{}", "> ```{}", "![{}](x.png)", "[{}]: https://a.example",
                "<script>{}</script>", "<script>{}", "问：{}", "{} **", "** {}", "__{}", "[{}",
                "{}](x)", "<{}>", "##{}", "{{% {} %}}", "{} {{#x}}",
            ]
        ),
        PROSE,
    ).map(lambda pair: pair[0].format(pair[1])),
    st.sampled_from(
        ["", "", "", "---", "===", "***", "```", "~~~", "|---|---|", "</div>", "<details>", ">",
         "-", "1.", "<!--", "-->", "<pre>", "</pre>", "title: x", "  ", "\u3000",
         "<ul><li>", "</li></ul>"]
    ),
)  # fmt: skip
# what may hold words that are no text: comments, images, templates, targets, attributes
HIDING = re.compile(r"<!--|-->|script|!\[|\{%|<w|\]: |\]\(")
PAGES = st.lists(LINES, max_size=14).map("\n".join)
MARKUP = st.text("ab:Q \n\t>-*_`~#[]()<>!/\\|&;=+.1{}%'\"é问\u0301\u3000•", max_size=60)


def check_lines(document):
    """Every line that holds something is in one of the three, and they lie in the page."""
    covered = [
        (entry.line_start, entry.line_end)
        for entry in (*document.blocks, *document.fields, *document.left_out)
    ]
    lines = {line for first, last in covered for line in range(first, last + 1)}
    wanted = {n for n, line in enumerate(document.lines, start=1) if line.strip()}
    assert wanted <= lines
    assert lines <= set(range(1, len(document.lines) + 1))
    starts = [block.line_start for block in document.blocks]
    assert starts == sorted(starts)


def check_blocks(document):
    for block in document.blocks:
        text = block.text.text
        assert text == " ".join(text.split()) != ""
        assert unicodedata.is_normalized("NFC", text)
        offsets = [offset for offset, _, _ in block.text.origins]
        assert offsets[0] == 0
        assert offsets == sorted(offsets)
        spans = [*block.strong, *((link.start, link.end) for link in block.links)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        place = block.text.place()
        assert block.line_start <= place.line_start <= place.line_end <= block.line_end
        assert all(block.line_start <= line <= block.line_end for _, line, _ in block.text.origins)


def words(text):
    return Counter(re.findall(r"w\d{6}", text))


@given(PAGES)
def test_no_line_and_no_word_is_lost_and_none_invented(page):
    document = read(page or " ")
    check_lines(document)
    check_blocks(document)
    values = [value.text for field in document.fields for value in field.values]
    published = words(" ".join([*(block.text.text for block in document.blocks), *values]))
    assert published <= words(page)
    gone = {
        line for left in document.left_out for line in range(left.line_start, left.line_end + 1)
    }
    for number, line in enumerate(document.lines, start=1):
        if number not in gone and not HIDING.search(line):
            assert words(line) <= published


@given(PAGES)
def test_pieces_lie_where_they_say(page):
    document = read(page or " ")
    for block in document.blocks:
        for piece, source in source_of(document, block):
            said, *_ = piece.split(" |")  # a table's own separator
            assert source.startswith((said, "&"))


@given(MARKUP)
def test_anything_can_be_read(text):
    document = read(text or " ")
    check_lines(document)
    check_blocks(document)
    for block in document.blocks:
        for word in re.findall(r"[^\W_]+", block.text.text):
            joined = unicodedata.normalize("NFC", text)
            assert all(char in joined for char in word)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(UnreadableError):
        check_lines(read_markdown(data))


@given(st.text("ab:- []{}&*#'\"|>\n \t!?%@,", max_size=80))
def test_any_front_matter_is_read(inside):
    document = read(f"---\n{inside}\n---\nText\n")
    check_lines(document)
