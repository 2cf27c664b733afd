"""Tests that valid BibTeX entries are read and that each error is reported at its location."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading.bibliography import MAX_FIELDS, read_sources
from build_tools.facts.records import Source, TitleOrigin

PATH = "facts/sources/lrt.bib"


def entry(key: str) -> str:
    return f"""\
@online{{{key},
  title = {{Lithuania to close {{NATO}} crossings}},
  author = {{Š{{\\_}}ž \\& R\\%}},
  date = {{2023-08-16}},
  url = {{https://www.lrt.lt/en/news/1}},
  urldate = {{2026-11}},
  langid = {{en}},
  kind = {{broadcaster}},
}}
"""


FIRST, SECOND = entry("lrt-2023-first"), entry("lrt-2023-second")


def read(text: str) -> tuple[list[str], list[tuple[int, int, str, str]]]:
    """Return the keys of the entries, and the line, column, rule and message of each error."""
    sources, errors = read_sources(PATH, text)
    assert all(error.span.path == PATH and error.hint for error in errors)
    messages = [
        (diagnostic.span.line, diagnostic.span.column, diagnostic.rule, diagnostic.message)
        for diagnostic in errors
    ]
    return [source.id for source in sources], messages


def source_of(text: str) -> Source:
    (source,), errors = read_sources(PATH, text)
    assert errors == []
    return source


def test_a_valid_entry_is_read_as_plain_text() -> None:
    source = source_of(FIRST)
    assert source.id == "lrt-2023-first"
    assert source.publisher == "lrt"
    assert source.title == "Lithuania to close NATO crossings"
    assert source.author == "Š_ž & R%"
    assert source.date is not None
    assert source.date.written == "2023-08-16"
    assert source.title_origin is TitleOrigin.PUBLISHED


def test_a_title_in_brackets_counts_as_our_own() -> None:
    source = source_of(FIRST.replace("{Lithuania to close {NATO} crossings}", "{[Ours]}"))
    assert source.title_origin is TitleOrigin.OURS


def test_an_entry_and_each_of_its_fields_have_a_location() -> None:
    (_, second), _ = read_sources(PATH, FIRST + SECOND)
    place = second.place
    assert (place.path, place.span().line, place.span().column) == (PATH, 10, 1)
    assert (place.span("url").line, place.span("url").column) == (14, 9)
    assert (place.span("url", of_key=True).line, place.span("url", of_key=True).column) == (14, 3)
    assert place.span("note").line == 10  # a missing field has the location of its entry


def cut(text: str, error: Diagnostic) -> str:
    span = error.span
    assert span.line == span.end_line
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@online{BAD}", "@online{BAD}"),  # without a line feed at the end
        (FIRST.replace("lrt-2023", "LRT"), "@online{LRT-first,"),
        (FIRST + SECOND.replace("en}", "EN}"), "{EN},"),
        (FIRST.replace("= {2023-08-16}", "{2023-08-16}"), "{"),
    ],
)
def test_the_span_of_an_error_covers_the_invalid_text(text: str, words: str) -> None:
    _, errors = read_sources(PATH, text)
    assert words in [cut(text, error) for error in errors]


@pytest.mark.parametrize(
    "written",
    [
        '"2023-08-16"',
        "2023",
        '"2023" # "-08"',
        "{2023-08-16}\n ",
    ],
)
def test_values_can_be_written_in_any_bibtex_syntax(written: str) -> None:
    assert source_of(FIRST.replace("{2023-08-16}", written)).date


def test_entries_can_share_a_line_and_use_capitals_or_parentheses() -> None:
    text = (FIRST + SECOND).replace("\n", " ").replace("@online", "@Online")
    assert read(text) == (["lrt-2023-first", "lrt-2023-second"], [])
    assert read(FIRST.replace("@online{", "@online(")[:-2] + ")\n")[0] == ["lrt-2023-first"]


def test_comments_and_text_between_entries_are_ignored() -> None:
    assert read(f"% of LRT\n\n@comment{{x}}\n{FIRST}\nmore\n{SECOND}")[1] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "named"),
    [
        ("{2023-08-16},", "{2023-08-16}", 5, 3, "'}' expected"),
        (
            "  kind = {broadcaster},\n}",
            "  kind = {broadcaster},\n",
            10,
            1,
            "no end",
        ),
        ("crossings},", "crossings,", 10, 1, "no end"),
        ("{2023-08-16}", "2023-08-16", 4, 14, "'}' expected"),
        ("{2023-08-16}", "jan", 4, 13, "jan"),
        ("lrt-2023-first,", ",", 1, 9, "key expected"),
        ("langid = {en}", "langid {en}", 7, 10, "'=' expected"),
        ("lrt-2023-first", "LRT_2023", 1, 1, '"LRT_2023"'),
        ("@online", "@movie", 1, 1, "@movie"),
        ("  langid", "  Title = {x},\n  langid", 2, 11, '"title"'),
        ("NATO", "\\'e", 2, 11, "LaTeX"),
        ("  langid", "  doi = {x},\n  langid", 7, 3, '"doi"'),
        ("  urldate = {2026-11},\n", "", 1, 1, '"urldate"'),
        (
            "https://www.lrt.lt/en/news/1",
            "javascript:alert(1)",
            5,
            9,
            "address",
        ),
        ("https://www.lrt.lt/en/news/1", "", 5, 9, '"url"'),
        ("broadcaster", "broadcastr", 8, 10, '"broadcastr"'),
        ("{2023-08-16}", "{2023-02-30}", 4, 10, None),
    ],
)
def test_each_error_is_reported_at_its_location_and_the_next_entry_is_read(
    old: str, new: str, line: int, column: int, named: str | None
) -> None:
    assert FIRST.count(old) == 1, old
    entries, (error,) = read(FIRST.replace(old, new) + SECOND)
    assert entries == ["lrt-2023-second"]
    assert error[:2] == (line, column)
    assert named is None or named in error[3]


def authors_of(written: str) -> list[str]:
    source = source_of(re.sub(r"author = .*", lambda _: f"author = {{{written}}},", FIRST))
    return [author.name for author in source.authors]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Anna Example", ["Anna Example"]),
        ("Example, Anna", ["Anna Example"]),
        ("Example,Anna", ["Anna Example"]),
        ("Anna Example and Jonas Sample", ["Anna Example", "Jonas Sample"]),
        ("Example, Anna AND\n  Sample, J.", ["Anna Example", "J. Sample"]),
        ("von der Leyen, Ursula and X Y", ["Ursula von der Leyen", "X Y"]),
        ("King, Jr., Martin", ["Martin King, Jr."]),
        ("{Culture and Sport} and {Sons, Ltd}", ["Culture and Sport", "Sons, Ltd"]),
        ("{{Culture and Sport}}", ["Culture and Sport"]),
        ("Smith \\& Sons", ["Smith & Sons"]),
        ("Sandra Andersen and others", ["Sandra Andersen", "others"]),
        ("a, b, c, d", ["a, b, c, d"]),
    ],
)
def test_authors_are_read_as_in_bibtex(written: str, names: list[str]) -> None:
    assert authors_of(written) == names


@pytest.mark.parametrize("written", ["A and", "and B", "A and and B", "and", "A and  and B"])
def test_a_missing_author_before_or_after_the_word_and_is_reported(written: str) -> None:
    entries, (error,) = read(FIRST.replace("{Š{\\_}ž \\& R\\%}", f"{{{written}}}") + SECOND)
    assert entries == ["lrt-2023-second"]
    assert error[:3] == (3, 12, "shape")


def test_an_error_in_the_key_does_not_hide_other_errors() -> None:
    text = FIRST.replace("lrt-2023-first", "LRT").replace("broadcaster", "x").replace("{en}", "{e}")
    assert [error[:2] for error in read(text)[1]] == [(1, 1), (7, 12), (8, 10)]


@pytest.mark.parametrize("month", ["aug", "AUG", "{aug}", "8", "August"])
def test_a_month_is_read_and_reported_as_a_date(month: str) -> None:
    text = FIRST.replace("  date = {2023-08-16}", f"  year = {{2023}},\n  month = {month}")
    _, errors = read_sources(PATH, text)
    assert [(error.span.line, error.span.column) for error in errors] == [(4, 3), (5, 3)]
    assert all("date = {2023" in error.hint for error in errors)


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("https://w.org/Xi'an", "https://w.org/Xi%27an"),
        ("https://w.org/{y}/z", "https://w.org/%7By%7D/z"),
        ("https://w.org/a b", "%20"),
        ("https://w.org/a|b", "%7C"),
        ("https://w.org/<b>", "%3C"),
        ("https://пример.рф/a", "https://xn--e1afmkfd.xn--p1ai/a"),
        ("www.w.org/a", "https://"),
        ("https://me@w.org/a", "user name"),
    ],
)
def test_an_invalid_address_is_refused_with_a_suggested_correction(address: str, hint: str) -> None:
    _, (error,) = read_sources(PATH, FIRST.replace("https://www.lrt.lt/en/news/1", address))
    assert (error.span.line, error.span.column) == (5, 9)
    assert hint in error.hint


def test_braces_around_an_address_are_only_delimiters() -> None:
    text = FIRST.replace("https://www.lrt.lt/en/news/1", "{https://www.lrt.lt/a\\_b?c=1\\&d}")
    assert source_of(text).url == "https://www.lrt.lt/a_b?c=1&d"


def test_a_broken_entry_does_not_affect_adjacent_entries() -> None:
    entries, errors = read(FIRST + "@online{lrt-2023-broken,\n  title = {never closed,\n" + SECOND)
    assert entries == ["lrt-2023-first", "lrt-2023-second"]
    assert len(errors) == 1


def test_all_errors_of_an_entry_are_reported_together() -> None:
    text = (
        FIRST.replace("broadcaster", "x")
        .replace("2023-08-16", "some day")
        .replace("  langid", "  lang")
    )
    assert sorted(error[0] for error in read(text)[1]) == [1, 4, 7, 8]


@pytest.mark.parametrize(
    "command",
    ["@string{x = {y}}", "@String(x = {y})", "@preamble{ {x} }", "@string{x = y # z}", "@string{x"],
)
def test_macros_are_refused_even_if_they_are_used(command: str) -> None:
    entries, errors = read(f"{command}\n{SECOND}")
    assert entries == ["lrt-2023-second"]
    name = command[1:].replace("(", "{").split("{")[0].lower()
    assert errors[0][:2] == (1, 1)
    assert f"@{name} " in errors[0][3]


def test_a_macro_is_not_expanded() -> None:
    text = "@string{x = {A title}}\n" + FIRST.replace("{Lithuania to close {NATO} crossings}", "x")
    entries, errors = read(text)
    assert entries == []
    assert [error[0] for error in errors] == [1, 3]
    assert "@string" in errors[0][3]
    assert "undefined string: x" in errors[1][3]


def hostile() -> list[str]:
    doubling = "".join(f"@string{{a{n + 1} = a{n} # a{n} # a{n} # a{n}}}\n" for n in range(40))
    return [
        f"@string{{a0 = {{{'x' * 1000}}}}}\n{doubling}" + FIRST.replace("{2023-08-16}", "a40"),
        "@online{a,title={" + "{" * 200_000,
        "@" * 200_000,
        "@a{" * 60_000,
        "@a{\n" * 25_000,
        "@online{a," + "b={c}," * 40_000 + "}",
        "@online{a,\n" + "".join(f"b{n}={{c}},\n" for n in range(20_000)) + "}",
    ]


@pytest.mark.parametrize("index", range(7))
def test_hostile_files_are_refused_quickly(index: int) -> None:
    text = hostile()[index]
    began = time.process_time()
    sources, errors = read_sources(PATH, text)
    assert sources == []
    assert errors
    assert all(len(error.message) < 1000 for error in errors)
    assert time.process_time() - began < 5


def test_the_limit_on_the_number_of_fields_is_exact() -> None:
    def with_fields(count: int) -> str:
        unknown = "".join(f"  f{number} = {{x}},\n" for number in range(count - 7))
        return FIRST.removesuffix("}\n") + unknown + "}\n"

    many = f"The entry has more than {MAX_FIELDS} fields."
    assert many not in [error[3] for error in read(with_fields(MAX_FIELDS))[1]]
    assert [error[3] for error in read(with_fields(MAX_FIELDS + 1))[1]] == [many]


PIECES = st.sampled_from(
    [
        *'@{}()",=#\\%\n \t\x00',
        "@online{",
        "@string{",
        "@preamble{",
        "@comment{",
        "a-1,",
        "title = {x},",
        "title",
        "url",
        "jan",
        "2023",
        "č",
        "\u2028",
        "\x00123\x00",
        FIRST,
        FIRST[:60],
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80))
@example("@online{a-1, title = {\x0099999999999\x00}}")
def test_the_reader_never_crashes_on_any_text(text: str) -> None:
    sources, errors = read_sources(PATH, text)
    lines = text.count("\n") + 1
    assert all(isinstance(error, Diagnostic) and 1 <= error.span.line <= lines for error in errors)
    assert all(error.span.column >= 1 for error in errors)
    assert all(source.place.span("title").line <= lines for source in sources)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_text_before_an_entry_does_not_hide_the_entry(text: str) -> None:
    entries, _ = read(f"{text}\n{SECOND}")
    assert entries[-1:] == ["lrt-2023-second"]
