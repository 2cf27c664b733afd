"""Tests how dates are read, refused, compared, sorted and put into words."""

from __future__ import annotations

import datetime
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.facts.dates import (
    LENGTH_LIMIT,
    DateError,
    Day,
    Edge,
    Precision,
    When,
    days_between,
    days_in_month,
)


def day_of(text: str | None) -> Day | None:
    """Return a text such as "1985-04-12" or "-1985-01-01" as a Day, without using our parser."""
    if text is None:
        return None
    year, month, day = text.removeprefix("-").split("-")
    return Day(-int(year) if text.startswith("-") else int(year), int(month), int(day))


# Every example of level 0 and level 1 on https://www.loc.gov/standards/datetime/. Each row: a text,
# its earliest and latest day, its precision, and the letters a (approximate), u (uncertain) and x
# (unspecified) if they apply.
LEVEL_0 = [
    ("1985-04-12", "1985-04-12", "1985-04-12", Precision.DAY, ""),
    ("1985-04", "1985-04-01", "1985-04-30", Precision.MONTH, ""),
    ("1985", "1985-01-01", "1985-12-31", Precision.YEAR, ""),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", Precision.TIME, ""),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", Precision.TIME, ""),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", Precision.TIME, ""),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", Precision.TIME, ""),
    ("1964/2008", "1964-01-01", "2008-12-31", Precision.INTERVAL, ""),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", Precision.INTERVAL, ""),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", Precision.INTERVAL, ""),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", Precision.INTERVAL, ""),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", Precision.INTERVAL, ""),
    ("2005/2006-02", "2005-01-01", "2006-02-28", Precision.INTERVAL, ""),
]
LEVEL_1 = [
    ("Y170000002", "170000002-01-01", "170000002-12-31", Precision.YEAR, ""),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31", Precision.YEAR, ""),
    ("2001-21", "2001-03-01", "2001-05-31", Precision.SEASON, ""),
    ("1984?", "1984-01-01", "1984-12-31", Precision.YEAR, "u"),
    ("2004-06~", "2004-06-01", "2004-06-30", Precision.MONTH, "a"),
    ("2004-06-11%", "2004-06-11", "2004-06-11", Precision.DAY, "au"),
    ("201X", "2010-01-01", "2019-12-31", Precision.DECADE, "x"),
    ("20XX", "2000-01-01", "2099-12-31", Precision.CENTURY, "x"),
    ("2004-XX", "2004-01-01", "2004-12-31", Precision.MONTH, "x"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", Precision.DAY, "x"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", Precision.DAY, "x"),
    ("1985-04-12/..", "1985-04-12", None, Precision.INTERVAL, ""),
    ("1985-04/..", "1985-04-01", None, Precision.INTERVAL, ""),
    ("1985/..", "1985-01-01", None, Precision.INTERVAL, ""),
    ("../1985-04-12", None, "1985-04-12", Precision.INTERVAL, ""),
    ("../1985-04", None, "1985-04-30", Precision.INTERVAL, ""),
    ("../1985", None, "1985-12-31", Precision.INTERVAL, ""),
    ("1985-04-12/", "1985-04-12", None, Precision.INTERVAL, ""),
    ("1985-04/", "1985-04-01", None, Precision.INTERVAL, ""),
    ("1985/", "1985-01-01", None, Precision.INTERVAL, ""),
    ("/1985-04-12", None, "1985-04-12", Precision.INTERVAL, ""),
    ("/1985-04", None, "1985-04-30", Precision.INTERVAL, ""),
    ("/1985", None, "1985-12-31", Precision.INTERVAL, ""),
    ("-1985", "-1985-01-01", "-1985-12-31", Precision.YEAR, ""),
]
# The same rules allow these dates, although the page has no such examples.
FURTHER = [
    ("0000", "0-01-01", "0-12-31", Precision.YEAR, ""),
    ("0000-02-29", "0-02-29", "0-02-29", Precision.DAY, ""),
    ("-0004-02-29", "-4-02-29", "-4-02-29", Precision.DAY, ""),
    ("2000-02-29", "2000-02-29", "2000-02-29", Precision.DAY, ""),
    ("2001-22", "2001-06-01", "2001-08-31", Precision.SEASON, ""),
    ("2001-23", "2001-09-01", "2001-11-30", Precision.SEASON, ""),
    ("2001-24", "2001-12-01", "2002-02-28", Precision.SEASON, ""),
    ("2003-24", "2003-12-01", "2004-02-29", Precision.SEASON, ""),
    ("2001-21~", "2001-03-01", "2001-05-31", Precision.SEASON, "a"),
    ("201X?", "2010-01-01", "2019-12-31", Precision.DECADE, "ux"),
    ("1985-02-XX~", "1985-02-01", "1985-02-28", Precision.DAY, "ax"),
    ("Y-10000%", "-10000-01-01", "-10000-12-31", Precision.YEAR, "au"),
    ("00XX", "0-01-01", "99-12-31", Precision.CENTURY, "x"),
    ("-198X", "-1989-01-01", "-1980-12-31", Precision.DECADE, "x"),
    ("-01XX", "-199-01-01", "-100-12-31", Precision.CENTURY, "x"),
    ("-000X", "-9-01-01", "-1-12-31", Precision.DECADE, "x"),
    ("1984?/2004~", "1984-01-01", "2004-12-31", Precision.INTERVAL, "au"),
    ("1984~/..", "1984-01-01", None, Precision.INTERVAL, "a"),
    ("/1984?", None, "1984-12-31", Precision.INTERVAL, "u"),
    ("-0044/0014", "-44-01-01", "14-12-31", Precision.INTERVAL, ""),
    ("Y-20000/Y20000", "-20000-01-01", "20000-12-31", Precision.INTERVAL, ""),
    ("2004-06/2004", "2004-06-01", "2004-12-31", Precision.INTERVAL, ""),
    ("2004/2004-06", "2004-01-01", "2004-06-30", Precision.INTERVAL, ""),
    ("2004-06-11/2004-06-11", "2004-06-11", "2004-06-11", Precision.INTERVAL, ""),
    ("2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31", Precision.TIME, ""),
    ("2016-12-31T00:00:00+00:00", "2016-12-31", "2016-12-31", Precision.TIME, ""),
]
READ = LEVEL_0 + LEVEL_1 + FURTHER


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "flags"), READ)
def test_a_date_is_read_with_its_bounds_precision_and_flags(
    text: str, earliest: str | None, latest: str | None, precision: Precision, flags: str
) -> None:
    when = When.parse(text)
    assert when.written == text
    assert (when.earliest, when.latest) == (day_of(earliest), day_of(latest))
    assert when.precision is precision
    assert (when.approximate, when.uncertain) == ("a" in flags, "u" in flags)
    assert when.unspecified == ("x" in flags)


@pytest.mark.parametrize(
    ("text", "start_edge", "end_edge"),
    [
        ("1985", Edge.KNOWN, Edge.KNOWN),
        ("1985/1986", Edge.KNOWN, Edge.KNOWN),
        ("1985/..", Edge.KNOWN, Edge.OPEN),
        ("1985/", Edge.KNOWN, Edge.UNKNOWN),
        ("../1985", Edge.OPEN, Edge.KNOWN),
        ("/1985", Edge.UNKNOWN, Edge.KNOWN),
    ],
)
def test_open_ends_differ_from_unknown_ends(text: str, start_edge: Edge, end_edge: Edge) -> None:
    when = When.parse(text)
    assert (when.start_edge, when.end_edge) == (start_edge, end_edge)


def test_an_interval_keeps_its_two_dates_with_their_own_flags() -> None:
    when = When.parse("1984?/2004-06~")
    assert (when.start, when.end) == (When.parse("1984?"), When.parse("2004-06~"))
    assert When.parse("1984").start is None and When.parse("1984").end is None
    assert When.parse("../1984").start is None and When.parse("1984/").end is None


# Each row: a text, and a part of the message or hint. A part after ">" must be a proposed date.
REFUSED = [
    ("", "no date"),
    (" \t", "no date"),
    ("today", "Write a date such as 2023-08-18"),
    ("18.08.2023", "> 2023-08-18"),
    ("18/8/2023", "> 2023-08-18"),
    ("18-08-2023", "puts the day first"),
    ("08/18/2023", "> 2023-08-18"),
    ("8.9.2023", "2023-09-08 if its day comes first, or else 2023-08-09"),
    ("30.02.2023", "01 to 28"),
    ("18/08/23", "two digits"),
    ("2023-8-18", "> 2023-08-18"),
    ("2023-8", "> 2023-08"),
    ("2023-8~", "> 2023-08~"),
    ("2023/08/18", "> 2023-08-18"),
    ("2023/08", "> 2023-08"),
    ("2023\u201308\u201318", "> 2023-08-18"),
    ("20230818", "> 2023-08-18"),
    ("202308", "> 2023-08"),
    ("August 2023", "> 2023-08"),
    ("18 August 2023", "> 2023-08-18"),
    ("August 18th, 2023", "> 2023-08-18"),
    ("the 3rd of Sep 2023", "> 2023-09-03"),
    ("30 February 2023", "01 to 28"),
    ("autumn 2022", "> 2022-23"),
    ("about 18 Aug. 2023", "> 2023-08-18~"),
    ("c. 1850", "> 1850~"),
    ("possibly 1850", "> 1850?"),
    ("+2023", "> 2023"),
    ("18 August", "Write a date such as"),
    ("18 2023", "Write a date such as"),
    ("16 to 24 August 2023", "Write a date such as"),
    ("July or August 2023", "Write a date such as"),
    ("July August 2023", "Write a date such as"),
    ("2023-02-30", "February 2023 has 28 days"),
    ("2023-02-30", "01 to 28"),
    ("2024-02-30", "February 2024 has 29 days"),
    ("1900-02-29", "February 1900 has 28 days"),
    ("2023-04-31", "April 2023 has 30 days"),
    ("-0043-03-32", "March 44 BC has 31 days"),
    ("2023-08-00", "01 to 31"),
    ("2023-00", "01 to 12"),
    ("2023-13-01", "13 as its month"),
    ("2023-20", "01 to 12"),
    ("2023-25", "21 to 24"),
    ("2023-41", "21 to 24"),
    ("2023-42", "01 to 12"),
    ("2023-21-05", "a part of the year"),
    ("2023-08-1X", "> 2023-08-10/2023-08-19"),
    ("2023-08-3X", "X only for the whole day"),
    ("2023-1X", "X only for the whole day"),
    ("2004-XX-12", "only level 2"),
    ("156X-12-25", "only level 2"),
    ("201X-XX", "only level 2"),
    ("1XXX", "only level 2"),
    ("XXXX", "only level 2"),
    ("20X3", "only level 2"),
    ("201x", "small letter"),
    ("198u", "X (also for u)"),
    ("y170000002", "small letter"),
    ("~2023", "> 2023~"),
    ("?2023-08-18", "> 2023-08-18?"),
    ("2023?~", "> 2023%"),
    ("2004-06-~11", "Put one mark last"),
    ("2004?-06", "Put one mark last"),
    ("{2021,2022}", "is a set"),
    ("[2021..2023]", "is a set"),
    ("{2021/2023}", "is a set"),
    ("Y1985", "year of four digits"),
    ("Y-1985", "year of four digits"),
    ("Y01985", "year of four digits"),
    ("985", "year of four digits"),
    ("-44", "year of four digits"),
    ("02023", "year of four digits"),
    ("12023", "> Y12023"),
    ("-12023~", "a Y before a year"),
    ("Y17000-01", "not an EDTF level 0 or level 1 date"),
    ("Y-17E7", "level 2"),
    ("1950S2", "level 2"),
    ("Y3388E2S3", "level 2"),
    ("-0000", "> 0000"),
    ("-0000-01-01", "> 0000-01-01"),
    ("1990s", "199X for ten years"),
    ("1900s", "19XX for a hundred"),
    (" 2023", "> 2023"),
    ("2023-08-18\n", "> 2023-08-18"),
    (" 18.08.2023 ", "> 2023-08-18"),
    ("2019-2021", "> 2019/2021"),
    ("2019 \u2013 2021", "> 2019/2021"),
    ("2019 / 2021", "> 2019/2021"),
    ("2023-08-16 to 2023-08-24", "> 2023-08-16/2023-08-24"),
    ("2024-08-01/2023-08-01", "> 2023-08-01/2024-08-01"),
    ("2024/2023-12", "starts after its end"),
    ("-0043/-0044", "starts after its end"),
    ("2024~/2023?", "starts after its end"),
    ("../..", "interval without a date"),
    ("/", "interval without a date"),
    ("/..", "interval without a date"),
    ("../", "interval without a date"),
    ("..", "no slash"),
    ("2023..", "no slash"),
    ("..2023", "no slash"),
    ("2023/open", "Write .. for open"),
    ("unknown/2023", "nothing for unknown"),
    ("2004/P1Y", "not two dates"),
    ("2021/2022/2023", "not two dates"),
    ("2023-21/2023-22", "ends in a season"),
    ("2023-21/2023-22", "> 2023-03-01"),
    ("2023-06/2023-24", "> 2024-02-29"),
    ("2004-06-XX/2004-07-03", "> 2004-06-01"),
    ("2004/201X", "> 2019-12-31"),
    ("2023-08-18T10:30:00/2024", "ends in a time"),
    ("2023-02-30/2024", "01 to 28"),
    ("2023/2022-13", "01 to 12"),
    ("2023-W33", "counts weeks"),
    ("2023-230", "days of a year"),
    ("2023-08-18T10:30", "> 2023-08-18T10:30:00"),
    ("2023-08-18T10:30Z", "> 2023-08-18T10:30:00Z"),
    ("2023-08-18 10:30:00", "> 2023-08-18T10:30:00"),
    ("2023-08-18 10:30", "> 2023-08-18T10:30:00"),
    ("2023-08-18T10:30:00.5Z", "whole seconds"),
    ("2023-08-18T1030Z", "whole seconds"),
    ("2023-08-18T10:30:00Z?", "no mark"),
    ("2023-08T10:30:00", "form of EDTF"),
    ("2023-08-18T24:00:00Z", "no clock shows"),
    ("2023-08-18T10:60:00Z", "no clock shows"),
    ("2023-08-18T10:30:60Z", "no clock shows"),
    ("2023-08-18T10:59:61Z", "no clock shows"),
    ("2023-08-18T10:30:00+24", "does not exist"),
    ("2023-08-18T10:30:00+01:60", "does not exist"),
    ("2023-08-18T10:30:00-00:00", "does not exist"),
    ("2023-02-30T10:30:00", "01 to 28"),
    ("2023-08-18t10:30:00z", "small letter"),
    ("\u0662\u0660\u0662\u0663", "character that EDTF does not use"),
    ("\uff12\uff10\uff12\uff13", "character that EDTF does not use"),
    ("18.08.\u0662\u0660\u0662\u0663", "character that EDTF does not use"),
    ("2023\x00", "character that EDTF does not use"),
    ("2023-08-18" * 10, "at most 64 characters"),
]


@pytest.mark.parametrize(("text", "part"), REFUSED)
def test_an_invalid_date_is_refused_with_a_reason(text: str, part: str) -> None:
    with pytest.raises(DateError) as caught:
        When.parse(text)
    error = caught.value
    assert error.message.endswith(".") and error.hint.endswith(".")
    assert str(error) == f"{error.message} {error.hint}"
    if part.startswith("> "):
        offered = part.removeprefix("> ")
        assert error.hint.endswith(f" {offered}.")
        assert When.parse(offered)
    else:
        assert part in str(error)


WORDS = [
    ("2023-08-18", "18 August 2023"),
    ("2023-08", "August 2023"),
    ("2023", "2023"),
    ("2023-08-10~", "about 10 August 2023"),
    ("2023?", "possibly 2023"),
    ("2023%", "possibly about 2023"),
    ("2022-21", "spring 2022"),
    ("2022-22", "summer 2022"),
    ("2022-23", "autumn 2022"),
    ("2022-24", "winter 2022 to 2023"),
    ("2022-23~", "about autumn 2022"),
    ("201X", "the 2010s"),
    ("201X~", "about the 2010s"),
    ("200X", "the years 2000 to 2009"),
    ("19XX", "the years 1900 to 1999"),
    ("19XX?", "possibly the years 1900 to 1999"),
    ("00XX", "the years 1 BC to AD 99"),
    ("-198X", "the years 1990 BC to 1981 BC"),
    ("1985-04-XX", "some day in April 1985"),
    ("1985-XX-XX", "some day in 1985"),
    ("2004-XX", "some month in 2004"),
    ("1985-04-XX%", "possibly some day in about April 1985"),
    ("-1985", "1986 BC"),
    ("0000", "1 BC"),
    ("0079-08-24", "24 August AD 79"),
    ("-0043-03-15", "15 March 44 BC"),
    ("Y170000002", "170,000,002"),
    ("Y-170000002", "170,000,003 BC"),
    ("1985-04-12T23:20:30", "12 April 1985 at 23:20:30 (local time)"),
    ("1985-04-12T23:20:30Z", "12 April 1985 at 23:20:30 (UTC)"),
    ("1985-04-12T23:20:30-04", "12 April 1985 at 23:20:30 (UTC-04)"),
    ("1985-04-12T23:20:30+04:30", "12 April 1985 at 23:20:30 (UTC+04:30)"),
    ("2023-08-16/2023-08-24", "16 to 24 August 2023"),
    ("2023-08-30/2023-09-02", "30 August to 2 September 2023"),
    ("1999-12-08/2000-01-26", "8 December 1999 to 26 January 2000"),
    ("2022-08-16/2023-08-16", "16 August 2022 to 16 August 2023"),
    ("2023-08-16/2023-09-16", "16 August to 16 September 2023"),
    ("2023-08-16/2023-08-16", "16 August 2023"),
    ("-0043-03-15/-0043-03-17", "15 to 17 March 44 BC"),
    ("2023-03/2023-08", "March to August 2023"),
    ("2022-08/2023-08", "August 2022 to August 2023"),
    ("1964/2008", "1964 to 2008"),
    ("2004-02-01/2005", "1 February 2004 to 2005"),
    ("2004-02-01/2004-03", "1 February 2004 to March 2004"),
    ("1984?/2004~", "from possibly 1984 to about 2004"),
    ("1984/2004~", "from 1984 to about 2004"),
    ("2023-08-01/..", "since 1 August 2023"),
    ("1984~/..", "since about 1984"),
    ("../2023-08-01", "until 1 August 2023"),
    ("2023-08-01/", "from 1 August 2023 to an unknown date"),
    ("/2023-08-01", "from an unknown date to 1 August 2023"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_date_is_written_in_words(text: str, words: str) -> None:
    assert When.parse(text).words() == words


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("2023-08-18", "2023-08-18"),
        ("2023-08-18~", "2023-08-18"),
        ("2023-08", "2023-08"),
        ("2023", "2023"),
        ("0001", "0001"),
        ("9999-12-31", "9999-12-31"),
        ("1985-04-12T23:20:30Z", "1985-04-12"),
        ("1985-04-XX", "1985-04"),
        ("1985-XX-XX", "1985"),
        ("2001-22", "2001"),
        ("2023-08-16/2023-08-24", "2023-08-16"),
        ("2023-08/..", "2023-08"),
        ("2001-24", None),
        ("201X", None),
        ("0000", None),
        ("-1985", None),
        ("Y10000", None),
        ("../2023", None),
        ("/2023", None),
    ],
)
def test_a_date_has_an_html_value_only_if_html_can_express_the_date(
    text: str, machine: str | None
) -> None:
    assert When.parse(text).machine() == machine


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023-08-18", 1),
        ("2023-08", 31),
        ("2024", 366),
        ("0000", 366),
        ("1900", 365),
        ("20XX", 36525),
        ("2023-24", 91),
        ("2023-12-31/2024-01-01", 2),
        ("2023/..", None),
        ("/2023", None),
    ],
)
def test_the_number_of_days_in_a_date_is_counted(text: str, days: int | None) -> None:
    assert When.parse(text).days == days


def test_dates_are_compared_for_order_and_overlap() -> None:
    july, august = When.parse("2023-07"), When.parse("2023-08")
    summer, since = When.parse("2023-22"), When.parse("2023-08-01/..")
    assert july.certainly_before(august) and not august.certainly_before(july)
    assert not july.certainly_before(july) and july.overlaps(july)
    assert not july.overlaps(august) and summer.overlaps(august) and august.overlaps(summer)
    assert july.certainly_before(since) and not since.certainly_before(When.parse("2999"))
    assert since.overlaps(When.parse("2999")) and not since.overlaps(july)
    assert When.parse("/2023-07").overlaps(When.parse("-0043"))
    assert When.parse("2023-07/").overlaps(When.parse("2999"))


@pytest.mark.parametrize("text", ["2023-07~", "2023-07?", "2023-07%", "2023-06~/2023-07"])
def test_an_uncertain_date_does_not_prove_an_order(text: str) -> None:
    doubtful = When.parse(text)
    assert not doubtful.certainly_before(When.parse("2024"))
    assert not When.parse("2022").certainly_before(doubtful)
    assert not doubtful.overlaps(When.parse("2024"))


def test_a_date_includes_both_of_its_bounds() -> None:
    august = When.parse("2023-08")
    assert august.includes(Day(2023, 8, 1)) and august.includes(Day(2023, 8, 31))
    assert not august.includes(Day(2023, 7, 31)) and not august.includes(Day(2023, 9, 1))
    assert When.parse("2023/..").includes(Day(99999, 1, 1))
    assert not When.parse("2023/..").includes(Day(2022, 12, 31))
    assert When.parse("/2023").includes(Day(-99999, 1, 1))
    assert not When.parse("/2023").includes(Day(2024, 1, 1))


def test_dates_are_sorted_by_earliest_day_then_latest_day_then_open_ends() -> None:
    in_order = [
        *("Y-170000002", "-1985", "0000", "1985", "2022-12-31"),
        *("2023-01-01", "2023-01-01T10:30:00Z", "2023-01", "2023", "2023-01-01/.."),
        *("../2023-08-01", "/2023-08-01", "2023-08-01", "2023-08", "2023-08-01/", "Y12023"),
    ]
    dates = [When.parse(text) for text in reversed(in_order)]
    assert [when.written for when in sorted(dates, key=lambda when: when.sort_key)] == in_order


def test_a_day_is_written_in_iso_form() -> None:
    assert Day(2023, 8, 18).iso() == "2023-08-18"
    assert Day(79, 8, 24).iso() == "0079-08-24"
    assert Day(-43, 3, 15).iso() == "-0043-03-15"
    assert Day(12023, 1, 1).iso() == "+12023-01-01"


def test_days_are_counted_across_year_zero() -> None:
    assert days_between(Day(-1, 12, 31), Day(0, 1, 1)) == 1
    assert days_between(Day(0, 1, 1), Day(1, 1, 1)) == 366
    assert days_between(Day(1, 1, 1), Day(0, 1, 1)) == -366
    assert days_between(Day(-400, 1, 1), Day(0, 1, 1)) == 146097


years = st.integers(-9999, 9999)
real_days = st.builds(
    lambda year, month, share: Day(year, month, 1 + share % days_in_month(year, month)),
    years,
    st.integers(1, 12),
    st.integers(0, 10000),
)
known_ends = st.one_of(
    real_days.map(Day.iso),
    real_days.map(lambda day: day.iso()[:-3]),
    real_days.map(lambda day: day.iso()[:-6]),
    st.integers(10000, 10**12).map(lambda year: f"Y-{year}"),
).flatmap(lambda text: st.sampled_from("?~%").map(lambda mark: text + mark) | st.just(text))
single_dates = st.one_of(
    known_ends,
    years.filter(bool).map(lambda year: Day(year, 1, 1).iso()[:-7] + "X"),
    st.tuples(years, st.integers(21, 24)).map(lambda pair: f"{abs(pair[0]):04d}-{pair[1]}"),
    real_days.map(lambda day: f"{day.iso()}T12:30:00Z"),
    real_days.map(lambda day: f"{day.iso()[:-3]}-XX"),
)
intervals = st.tuples(known_ends, known_ends | st.sampled_from(["", ".."])).flatmap(
    lambda ends: st.sampled_from([f"{ends[0]}/{ends[1]}", f"{ends[1]}/{ends[0]}"])
)


def parsed_or_none(text: str) -> When | None:
    try:
        return When.parse(text)
    except DateError:
        return None


valid = (single_dates | intervals).map(parsed_or_none).filter(lambda when: when is not None)
date_like = st.text(st.sampled_from("0123456789-/.~?%XYTZ:+ ExuW[]{}acgsto\u2013\n"), max_size=70)


@given(real_days)
def test_any_real_day_is_read_back_unchanged(day: Day) -> None:
    when = When.parse(day.iso())
    assert (when.earliest, when.latest, when.days) == (day, day, 1)
    assert When.parse(day.iso()[:-3]).includes(day)


@given(st.dates(), st.dates())
def test_days_are_counted_as_in_the_standard_library(
    one: datetime.date, two: datetime.date
) -> None:
    first, second = Day(*one.timetuple()[:3]), Day(*two.timetuple()[:3])
    assert days_between(first, second) == (two - one).days
    assert first.iso() == one.isoformat()


@given(real_days, st.integers(-(10**9), 10**9))
def test_day_counts_repeat_every_400_years(day: Day, cycles: int) -> None:
    moved = day._replace(year=day.year + 400 * cycles)
    assert days_between(day, moved) == 146097 * cycles


@given(st.text(max_size=100) | date_like | st.from_regex(r"[0-9X]{4}-[0-9X]{2}[-/~?.0-9TX]{0,9}"))
def test_any_text_raises_nothing_but_date_errors(text: str) -> None:
    try:
        when = When.parse(text)
    except DateError as error:
        assert error.message and error.hint
    else:
        assert when.words() and when.sort_key and when.written == text
        assert when.machine() is None or When.parse(when.machine() or "")


@given(valid, valid)
def test_dates_that_are_certainly_earlier_are_sorted_first(one: When, other: When) -> None:
    if one.certainly_before(other):
        assert one.sort_key < other.sort_key
        assert not one.overlaps(other) and not other.certainly_before(one)
    assert one.overlaps(other) == other.overlaps(one)
    assert (one.sort_key == other.sort_key) == (one.written == other.written)


@given(known_ends | st.sampled_from(["", ".."]), known_ends | st.sampled_from(["", ".."]))
def test_an_interval_is_read_unless_reversed_and_contains_both_ends(
    first: str, second: str
) -> None:
    start = None if first in ("", "..") else When.parse(first)
    end = None if second in ("", "..") else When.parse(second)
    when = parsed_or_none(f"{first}/{second}")
    earliest, latest = start.earliest if start else None, end.latest if end else None
    is_reversed = earliest is not None and latest is not None and latest < earliest
    assert (when is None) == (is_reversed or (start is None and end is None))
    if when is not None:
        assert (when.start, when.end) == (start, end)
        assert (when.earliest, when.latest) == (earliest, latest)
        assert all(when.overlaps(known) for known in (start, end) if known)
        assert when.days is None or when.days >= 1


@given(real_days, real_days)
def test_an_interval_of_days_must_be_in_order(one: Day, other: Day) -> None:
    when = parsed_or_none(f"{one.iso()}/{other.iso()}")
    assert (when is None) == (one > other)
    if when is not None:
        assert when.includes(one) and when.includes(other)
        assert when.days == days_between(one, other) + 1


@pytest.mark.parametrize("piece", ["1", "X", "~", " ", "/", "2023-", "..", "\u00e9", "Y-0", "1T1:"])
def test_hostile_dates_are_refused_quickly(piece: str) -> None:
    longest = (piece * LENGTH_LIMIT)[:LENGTH_LIMIT]
    started = time.perf_counter()
    for text in (longest, longest[:-1] + "!", piece * 1_000_000):
        with pytest.raises(DateError) as caught:
            When.parse(text)
        assert len(str(caught.value)) < 1000
    assert time.perf_counter() - started < 1.0


def test_the_limit_on_length_is_exact() -> None:
    longest = "Y" + "1" * (LENGTH_LIMIT - 1)
    assert When.parse(longest).earliest == Day(int(longest[1:]), 1, 1)
    with pytest.raises(DateError, match="at most 64 characters, but this has 65"):
        When.parse(longest + "1")


def test_similar_dates_with_different_meanings_are_worded_differently() -> None:
    # The parser never returns such dates, but cached results for one must not be used for the
    # other.
    day = When.parse("2023-08-18")
    about, later = replace(day, approximate=True), replace(day, latest=Day(2023, 8, 31))
    assert [item.words() for item in (day, about)] == ["18 August 2023", "about 18 August 2023"]
    assert [item.machine() for item in (day, later)] == ["2023-08-18", "2023-08"]
    assert len({day, about, later, When.parse("2023-08-18")}) == 3
