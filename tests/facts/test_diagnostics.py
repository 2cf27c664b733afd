"""Tests that reports are sorted by location, have no duplicates, and distinguish errors."""

from build_tools.facts.diagnostics import Diagnostic, FilePlace, Level, Report, Span


def places_of(path: str, line: int, column: int = 1, **more: str) -> Diagnostic:
    return Diagnostic(
        Span(path, line, column), more.get("rule", "r"), more.get("message", "m"), "h"
    )


def test_a_report_is_sorted_by_file_and_location() -> None:
    result = [places_of("b", 1), places_of("a", 10), places_of("a", 2, 9), places_of("a", 2, 3)]
    assert [(item.span.path, item.span.line, item.span.column) for item in Report.of(result)] == [
        ("a", 2, 3),
        ("a", 2, 9),
        ("a", 10, 1),
        ("b", 1, 1),
    ]


def test_problems_at_the_same_location_are_sorted_by_rule_then_message() -> None:
    result = [
        places_of("a", 1, rule="z"),
        places_of("a", 1, message="n"),
        places_of("a", 1, message="m"),
    ]
    assert [(diagnostic.rule, diagnostic.message) for diagnostic in Report.of(result)] == [
        ("r", "m"),
        ("r", "n"),
        ("z", "m"),
    ]


def test_duplicate_diagnostics_are_dropped() -> None:
    assert len(list(Report.of([places_of("a", 1), places_of("a", 1), places_of("a", 2)]))) == 2


def test_added_diagnostics_are_sorted_without_duplicates() -> None:
    report = Report.of([places_of("b", 1), places_of("c", 1)])
    more = [places_of("a", 1), places_of("b", 1)]
    both = report + more
    assert [item.span.path for item in both] == ["a", "b", "c"]


def test_a_warning_is_not_an_error() -> None:
    advice = Diagnostic(Span("a"), "r", "m", "h", Level.WARNING)
    report = Report.of([advice, places_of("b", 1)])
    assert [item.span.path for item in report.errors] == ["b"]
    assert Diagnostic(Span("a"), "r", "m", "h").level is Level.ERROR


def test_every_key_in_a_file_location_has_the_same_span() -> None:
    place = FilePlace(Span("a", 3, 4))
    assert place.path == "a"
    assert place.span("x", 1) == place.span("y", of_key=True) == Span("a", 3, 4)


def test_the_span_of_a_file_covers_its_first_character() -> None:
    assert Span("a") == Span("a", 1, 1, 0, 0)
    assert Span("a", 1) < Span("a", 2) < Span("b")
