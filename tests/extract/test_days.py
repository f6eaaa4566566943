"""Dates in text, and on which day a record says that its session took place."""

import time
from datetime import date

import pytest

from pipeline.extract.dating import contradiction, says_when
from pipeline.extract.days import days_in, full_days
from pipeline.readers.traced import Traced

DAY = date(2031, 12, 14)


@pytest.mark.parametrize(
    "written",
    [
        "2031-12-14", "2031/12/14", "2031.12.14", "2031 12 14", "2031_12_14", "2031‑12‑14",
        "14-12-2031", "14.12.2031", "14. 12. 2031", "14/12/2031", "12/14/2031", "12-14-2031",
        "December 14 2031", "December 14, 2031", "december 14th, 2031", "December the 14th, 2031",
        "14 December 2031", "14th December 2031", "14th of December, 2031", "14 Dec. 2031",
        "Dec 14th, 2031", "14-Dec-2031", "Dec-14-2031", "2031 December 14", "2031-Dec-14",
        "14. Dezember 2031", "14 décembre 2031", "14 de diciembre de 2031", "14 dicembre 2031",
        "14 dez 2031", "14 december 2031", "14 de dezembro de 2031", "2031年12月14日",
        "2031년 12월 14일", "14\u00a0December\u00a02031",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "Quay call {} (notes)", "Sunday, {}, 18:00 UTC", "x/{}."])
def test_every_form_of_a_full_date(written, around):
    text = around.format(written)
    (found,) = full_days(text)
    assert found.day == DAY
    assert written.startswith(text[found.start : found.end])
    assert found.start == text.index(written)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er janvier 2032", date(2032, 1, 1)),
        ("1º de enero de 2032", date(2032, 1, 1)),
        ("3. März 2032", date(2032, 3, 3)),
        ("05/05/2032", date(2032, 5, 5)),
        ("04.05.2032", date(2032, 5, 4)),
        ("2031-05-06T17:00Z", date(2031, 5, 6)),
        ("2031 05 06 17:00", date(2031, 5, 6)),
        ("Quay_call_2031-05-06", date(2031, 5, 6)),
        ("29 February 2032", date(2032, 2, 29)),
    ],
)
def test_more_forms(text, day):
    assert [found.day for found in full_days(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "04/05/2031", "04-05-2031", "May 2031", "2031", "14 December", "14 Dec", "12 14 2031",
        "Ada (talk) 10:17, 16 July 2031 (UTC)[reply]", "10:17 16 Jul. 2031 (CEST)",
        "16 juillet 2031 à 10:17 (CEST)", "https://example.org/2031/08/18/notes",
        "30 February 2031", "2031-13-01", "18 August 1900 UTC", "18 August, 2000 UTC",
        "call 2031 12 14 15 16", "10.0.14.12.2031.4", "version 2031.8.1", "192031-12-14",
        "December 14:20 31", "Marchant 14 2031", "14 sett goals 2031",
    ],
)  # fmt: skip
def test_what_is_no_full_date(text):
    assert full_days(text) == ()


def test_a_range_is_its_two_ends_at_one_place():
    for text in ("14–15 December 2031", "December 14-15, 2031", "14 and 15 December 2031"):
        first, last = full_days(text)
        assert (first.day, last.day) == (DAY, date(2031, 12, 15))
        assert (first.start, first.end) == (last.start, last.end) == (0, len(text))


def test_several_dates_come_in_their_order():
    found = full_days("from 14 December 2031 to 2032-01-03, or January 4, 2032")
    assert [one.day for one in found] == [DAY, date(2032, 1, 3), date(2032, 1, 4)]


def test_days_without_a_year_are_read_in_one():
    assert days_in("on May 6 or 7 June, not on 2 May 2030", 2031) == (
        date(2031, 5, 6),
        date(2031, 6, 7),
        date(2030, 5, 2),
    )
    assert days_in("on 30 February", 2031) == (None,)
    assert days_in("the 3 jan of a set 5", 2031) == ()  # short names need a year


@pytest.mark.parametrize("piece", ["1", "1 ", "2031-", "14 December ", "10:17, ", "https://", "."])
def test_time_grows_in_step(piece):
    full_days(piece)
    started = time.perf_counter()
    full_days(piece * 20_000)
    assert time.perf_counter() - started < 15


@pytest.mark.parametrize(
    "sentence",
    [
        "The call took place on 14 December 2031.",
        "The meeting will take place on Sunday, December 14, 2031 at 17:00 UTC.",
        "These are notes of the conversation hour with Ana Lima held on 14 December 2031.",
        "Die Sitzung fand am 14. Dezember 2031 statt.",
        "Date: 2031-12-14",
        "Sunday, 14 December 2031, 17:00 UTC",
    ],
)
def test_sentences_about_the_day_of_the_session(sentence):
    assert says_when(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The call took place on a Sunday.",
        "The call will take place on 14 December.",
        "The next call will be held on 14 December 2031.",
        "As in the previous session held on 14 December 2031, we take notes.",
        "The board was elected on 14 December 2031.",
        "14 December 2031 was the day on which the board of the harbour was elected by all.",
        "Ada (talk) 10:17, 14 December 2031 (UTC)",
    ],
)
def test_sentences_about_other_days(sentence):
    assert not says_when(sentence)


def test_where_all_agree_nothing_is_said():
    title = Traced.at("Quay call 14-12-2031", 1)
    held = [Traced.at("The call took place on December 14, 2031.", 4)]
    assert contradiction(DAY, title, held, "https://example.org/Quay_call_2031-12-14") is None
    assert contradiction(DAY, None, [], None) is None
    for written in ("12/14/31", "20311214", "Quay call 14 декабря 2031", "14 grudnia 2031"):
        assert contradiction(DAY, Traced.at(written, 1), [], None) is None
    day = date(2031, 5, 4)
    for written in ("04/05/2031", "05/04/2031", "4/5/31", "20310504", "4 May '31"):
        assert contradiction(day, Traced.at(f"Quay call {written}", 1), [], None) is None
    for other in ("24/7 service", "version 1.2.31", "order 120310504", "20319999", "May '31"):
        assert contradiction(day, Traced.at(other, 1), [], None) is None
    assert contradiction(DAY, Traced.at("Quay call 13–14 December 2031", 1), [], None) is None


def test_a_contradiction_names_all_and_the_first_line_that_is_apart():
    title = Traced.at("Quay call 14-12-2031", 1)
    held = [Traced.at("The call took place on December 15, 2031.", 4)]
    line, message = contradiction(DAY, title, held, "https://example.org/x/Call%202031-12-16")
    assert line == 4
    assert message == (
        "the title says 2031-12-14 (line 1), the text says 2031-12-15 (line 4), "
        "the address says 2031-12-16, the folder 2031-12-14; the folder's day was taken"
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("04/05/2031", "2031-05-04 or 2031-04-05"),
        ("4/5/31", "2031-05-04 or 2031-04-05"),
        ("5/24/31", "2031-05-24"),
        ("20310504", "2031-05-04"),
        ("4 May '31", "2031-05-04"),
        ("22 мая 2031", "2031-05-22"),
        ("23 maja 2031", "2031-05-23"),
        ("4 במאי 2031", "2031-05-04"),
    ],
)
def test_numbers_that_can_be_read_in_two_ways_disagree_where_neither_is_the_day(written, told):
    _, message = contradiction(DAY, Traced.at(f"Quay call, {written}", 1), [], None)
    assert f"the title says {told} (line 1), the folder 2031-12-14" in message
    held = Traced.at(f"Date: {written}", 3)
    assert says_when(held.text)


def test_the_front_matter_can_disagree():
    line, message = contradiction(DAY, None, [], None, Traced.at("2031-12-16", 2))
    assert (line, message.split(",")[0]) == (2, "the front matter says 2031-12-16 (line 2)")
    assert contradiction(DAY, None, [], None, Traced.at("2031-12-14T17:00:00Z", 2)) is None


def test_the_address_alone_has_no_line():
    line, message = contradiction(DAY, None, [], "https://example.org/Hours_2031-12-16?x=1")
    assert line is None
    assert "the address says 2031-12-16" in message
