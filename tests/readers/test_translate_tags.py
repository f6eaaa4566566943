import pytest

from pipeline.readers.translate_tags import translate_marks
from pipeline.readers.wikitext_edits import GONE, overwritten, without_gone_lines


def _shown(text):
    marked = overwritten(text, translate_marks(text))
    assert len(marked) == len(text)
    assert all(new in (old, GONE) for old, new in zip(text, marked, strict=True))
    return without_gone_lines(marked).replace("\0", "")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<translate><!--T:1--> Title</translate>", " Title"),
        ("<translate nowrap>a</translate>", "a"),
        ("<Translate>a</TRANSLATE >", "a"),
        ("<languages/>\ntext", "text"),
        ("<languages />text", "text"),
        ("see <tvar name=1>https://x.example</tvar>.", "see https://x.example."),
        ('see <tvar name="a b">here</tvar>.', "see here."),
        ("see <tvar|1>https://x.example</>.", "see https://x.example."),
        ("<translate>never closed", "never closed"),
        ("closed only</translate>", "closed only"),
        ("Title <!--T:12-->", "Title "),
        ("<!-- T:a/b -->x", "x"),
    ],
)
def test_marks_go_and_their_text_stays(source, shown):
    assert _shown(source) == shown


def test_a_mark_alone_on_its_line_goes_with_the_line_end():
    assert _shown("* a\n<!--T:2-->\n* b") == "* a\n* b"
    assert _shown("<translate>\n <!--T:2--> \na\n</translate>\nb") == "a\nb"


def test_an_inline_mark_leaves_the_line_end():
    assert _shown("* a<!--T:1-->\n* b</translate>\n* c") == "* a\n* b\n* c"
    assert _shown("* <translate>a\n</translate>* b") == "* a\n* b"


@pytest.mark.parametrize("source", ["</>", "<!-- a comment -->", "<translator>", "< translate>"])
def test_what_is_no_mark_stays(source):
    assert _shown(source) == source


def test_an_old_end_closes_one_variable_only():
    assert _shown("<tvar|a>1</> and </>") == "1 and </>"
