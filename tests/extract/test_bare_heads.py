"""Names alone on their lines, without a mark, over what their holders say."""

import pytest

from pipeline.extract.bare_heads import with_bare_heads
from pipeline.readers.document import BlockKind
from pipeline.readers.markdown import read_markdown
from pipeline.readers.plain import read_plain
from tests.extract.test_ways_of_writing import rows

TURNS = (
    ("Ida Holm", "Welcome. Why is it shut?"),
    ("Bo Ek", "The tide took the wall."),
    ("Ida Holm", "And when does it open?"),
    ("Bo Ek", "In May."),
    ("Ida Holm", "Thanks, Bo. Who pays for it?"),
    ("Cy Moe", "The town does."),
)
READ = [
    ("Welcome. Why is it shut?", [("Bo Ek", "The tide took the wall.")]),
    ("And when does it open?", [("Bo Ek", "In May.")]),
    ("Thanks, Bo. Who pays for it?", [("Cy Moe", "The town does.")]),
]


def written(turns, form="{name}\n\n{said}\n\n", over="Harbour call\n\n"):
    return over + "".join(form.format(name=name, said=said) for name, said in turns)


@pytest.mark.parametrize(
    ("form", "over", "ending"),
    [
        ("{name}\n{said}\n\n", "Harbour call\n\n", "txt"),
        ("{name}\n\n{said}\n\n", "Harbour call\n\n", "txt"),
        ("{name}\n\n{said}\n\n", "# Harbour call\n\n", "md"),
        ("{name}\n\n{said}\n\n", "= Harbour call =\n\n", "wiki"),
        ("<p>{name}</p>\n<p>{said}</p>\n", "<h1>Harbour call</h1>\n", "html"),
        ("<speaker>{name}</speaker>\n\n{said}\n\n", "# Harbour call\n\n", "md"),
        ("### {name}\n{said}\n\n", "# Harbour call\n\n", "md"),
    ],
)
def test_names_that_come_again_alone_on_their_lines_are_who_speaks(form, over, ending):
    assert rows(written(TURNS, form, over), ending) == READ


def heads(text):
    """The blocks that are set as heads, of Markdown."""
    return [
        block.text.text
        for block in with_bare_heads(read_markdown(text.encode()).blocks)
        if block.strong == ((0, len(block.text.text)),)
    ]


HEADS = [name for name, _ in TURNS]


def test_speakers_may_be_numbered_and_a_name_stand_once_beside_others():
    assert heads(written(TURNS)) == HEADS
    numbered = [(name.replace("Ida Holm", "Speaker 4"), said) for name, said in TURNS]
    assert heads(written(numbered)) == [name for name, _ in numbered]


@pytest.mark.parametrize(
    "text",
    [
        written(TURNS[:3]),
        written([("Ida Holm", said) for _, said in TURNS]),
        written([*TURNS[::2], *TURNS[1:2]]),
        written(
            [*TURNS[:4], *((f"Ida {name}", "So.") for name in ("Ek", "Moe", "Ro", "Lo", "Yu"))]
        ),
        written(TURNS) + "We paint the gate.\n\n" * 60,
        "Ida Holm\n\nBo Ek\n\n" * 4,
        "".join(f"{name}\n\n## {said}\n\n" for name, said in TURNS),
        written(TURNS, "- {name}\n\n{said}\n\n"),
        written(TURNS, "> {name}\n\n{said}\n\n"),
        written(TURNS, "{name} (Quay), and others\n\n{said}\n\n"),
    ],
    ids=[
        "too few",
        "one name alone",
        "one name again",
        "most stand once",
        "hardly any",
        "a list",
        "over headings",
        "items",
        "quotations",
        "more than a name",
    ],
)
def test_other_lines_are_no_heads(text):
    assert not heads(text)


def test_what_stands_under_a_head_is_no_heading():
    blocks = with_bare_heads(read_plain(written(TURNS).encode()).blocks)
    headings = [block.text.text for block in blocks if block.kind is BlockKind.HEADING]
    assert headings == ["Harbour call"]


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_mark_that_comes_again_alone_is_no_heading(ending):
    text = "Question\n\nWhy is it shut?\n\nAnswer\n\nThe tide took it.\n\n" * 2
    asked = ("Why is it shut?", [(None, "The tide took it.")])
    assert rows(f"Harbour call\n\n{text}", ending) == [asked, asked]


def test_marked_headings_stay_headings():
    text = "## Question\n\nWhy is it shut?\n\n## Answer\n\nThe tide took it.\n\n" * 2
    blocks = read_markdown(text.encode()).blocks
    assert with_bare_heads(blocks) == blocks
