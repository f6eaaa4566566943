"""Whether a document holds several sessions, and where they stand."""

import pytest

from pipeline.extract.several import sessions_in
from pipeline.readers.html import read_html
from pipeline.readers.markdown import read_markdown
from pipeline.readers.plain import read_plain
from pipeline.readers.wikitext import read_wikitext

YEAR = """# Quay calls 2031

Every month, with Ana Lima.

## Quay call 2031-03-05

**Q:** Why is the pier shut?
**A:** Ice.

## Quay call 2031-02-05

No questions came.

### Later

## Quay call 2031-01-08

**Q:** When does the ferry go?
**A:** At nine.
"""


def found(text, read=read_markdown):
    return [
        (part.session_id, part.line_start, part.line_end)
        for part in sessions_in(read(text.encode()))
    ]


def test_a_year_of_sessions_in_one_file():
    assert found(YEAR) == [("2031-03-05", 5, 9), ("2031-02-05", 10, 15), ("2031-01-08", 16, 19)]


def test_the_same_in_every_format():
    days = ["2031-03-05", "2031-01-08"]
    wiki = "".join(f"== Call {day} ==\n* Why?\n** Ana: So.\n\n" for day in days)
    page = "".join(f"<h2>Call {day}</h2>\n<p>Why?</p>\n<p>Ana: So.</p>\n" for day in days)
    plain = "".join(f"Call {day}\n\n  • Why?\nAna: So.\n\n\n" for day in days)
    bold = "".join(f"**{day}**\n\nQ: Why?\n\nA: So.\n\n" for day in days)
    dates = "".join(f"{day}\nQ: Why?\nA: So.\n\n" for day in days)
    for text, read in [
        (wiki, read_wikitext),
        (f"<html><body>{page}</body></html>", read_html),
        (plain, read_plain),
        (bold, read_markdown),
        (dates, read_plain),
    ]:
        assert [part for part, *_ in found(text, read)] == days


def test_days_in_unlike_headings_with_questions():
    text = "## 5 March 2031: Ana Lima\n\nWhy?\n\nSo.\n\n## 8 April 2031: Bo Berg\n\nWhen?\n\nNow.\n"
    assert [part for part, *_ in found(text)] == ["2031-03-05", "2031-04-08"]


def test_several_sessions_on_one_day_get_slugs():
    head = "## {}\n\nWhy?\n\nSo.\n\n"
    texts = ["2031-03-05 Morning", "2031-03-05 Evening", "2031-03-06"]
    assert [part for part, *_ in found("".join(map(head.format, texts)))] == [
        "2031-03-05-morning", "2031-03-05-evening", "2031-03-06",
    ]  # fmt: skip
    texts = ["2031-03-05 08:00 UTC", "2031-03-05 18:00 UTC", "2031-03-06"]
    parts = sessions_in(read_markdown("".join(map(head.format, texts)).encode()))
    assert [part.slug for part in parts][2] == ""
    assert len({part.session_id for part in parts}) == len(parts)


def test_a_day_under_the_heading_that_names_it_opens_nothing():
    text = "".join(f"Call {d}\n\n{d}\n\nWhy?\nAna: So.\n\n\n" for d in ("2031-03-05", "2031-04-08"))
    assert [part for part, *_ in found(text, read_plain)] == ["2031-03-05", "2031-04-08"]


def test_headings_of_a_higher_level_end_a_session():
    text = YEAR.replace(
        "## Quay call 2031-01-08", "# 2030\n\nAs before.\n\n## Quay call 2030-12-04"
    )
    assert found(text)[1] == ("2031-02-05", 10, 15)
    assert found(text)[2][0] == "2030-12-04"


ONE = "# Quay call 2031-03-05\n\n**Q:** Why is the pier shut?\n**A:** Ice.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        " \n",
        ONE,
        # days of which the session only speaks
        ONE + "## 2031-04-01\n\nThe pier opens?\n\n## 2031-05-01\n\nThe ferry goes?\n",
        # questions that were answered later
        "# Call\n\n## Answers of 2031-03-06\n\nWhy?\n\n## Answers of 2031-03-09\n\nHow?\n",
        "# Call\n\n## Q&A 5 March 2031\n\nWhy?\n\nSo.\n\n## Update 9 March 2031\n\nHow?\n\nSo.\n",
        # a timeline beside the questions
        "# Call\n\n## Q&A\n\nWhy?\n\nSo.\n\n## 2031-03-06\n\nOpens.\n\n## 2031-03-09\n\nCloses.\n",
        # one day twice, and days without a year
        "## 2031-03-05 Morning\n\nWhy?\n\n## 2031-03-05 Evening\n\nHow?\n",
        "## March 5\n\nWhy?\n\n## April 8\n\nHow?\n",
        # headings without text, as in a table of contents
        "# Calls\n\n## Call 2031-03-05\n\n## Call 2031-04-08\n",
        # questions that name a day
        "## What was said on 5 March 2031?\n\nA.\n\n## What was said on 8 April 2031?\n\nB.\n",
        # talk-page signatures
        "## Ada 10:17, 5 March 2031 (UTC)\n\nWhy?\n\n## Bo 10:17, 8 April 2031 (UTC)\n\nHow?\n",
        "---\ntitle: Quay call 2031-03-05\n---\n## 2031-03-05\n\nWhy?\n\n## 2031-03-09\n\nHow?\n",
    ],
)
def test_the_record_of_one_session(text):
    assert found(text) == []


def test_dates_in_lists_and_prose_open_nothing():
    text = ONE + "- 2031-04-01\n- 2031-05-01\n\nOn 1 April 2031 it opens. Why?\n\nOn 2031-05-01.\n"
    assert found(text) == found(text, read_plain) == []


def test_headings_without_a_year_are_of_the_year_above_them_or_near_the_day_before():
    asked = "**Q:** Why?\n\n**A:** Ice.\n\n"
    above = f"# 2031\n\n## January 1\n\n{asked}## 31 December\n\n{asked}"
    assert [part for part, *_ in found(above)] == ["2031-01-01", "2031-12-31"]
    newest = f"## 4 February 2031\n\n{asked}## 7 January\n\n{asked}## 3 December\n\n{asked}"
    assert [part for part, *_ in found(newest)] == ["2031-02-04", "2031-01-07", "2030-12-03"]
    assert not found(above.replace("# 2031\n", "# Calls\n"))
    two = above.replace("## January 1", "## January 1/2 (update meeting)")
    assert [part for part, *_ in found(two)] == ["2031-01-01", "2031-12-31"]
    assert not found(above.replace("## January 1", "## January 1 (update)"))
    assert not found(above.replace("## January 1", "## From January 1 to February 2"))
    assert not found(f"# Call of 6 May 2031\n\n## Until May 3\n\n{asked}## May 4\n\n{asked}")
