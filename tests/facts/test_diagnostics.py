"""Check that reports are ordered by place, say nothing twice, and know what stops a build."""

from build_tools.facts.diagnostics import Diagnostic, FilePlace, Level, Report, Span


def told(path: str, line: int, column: int = 1, **more: str) -> Diagnostic:
    return Diagnostic(
        Span(path, line, column), more.get("rule", "r"), more.get("message", "m"), "h"
    )


def test_a_report_reads_like_the_files_do() -> None:
    found = [told("b", 1), told("a", 10), told("a", 2, 9), told("a", 2, 3)]
    assert [(one.span.path, one.span.line, one.span.column) for one in Report.of(found)] == [
        ("a", 2, 3),
        ("a", 2, 9),
        ("a", 10, 1),
        ("b", 1, 1),
    ]


def test_one_place_is_ordered_by_rule_then_message() -> None:
    found = [told("a", 1, rule="z"), told("a", 1, message="n"), told("a", 1, message="m")]
    assert [(one.rule, one.message) for one in Report.of(found)] == [
        ("r", "m"),
        ("r", "n"),
        ("z", "m"),
    ]


def test_the_same_thing_is_said_once() -> None:
    assert len(list(Report.of([told("a", 1), told("a", 1), told("a", 2)]))) == 2


def test_adding_keeps_the_order_and_drops_doubles() -> None:
    report = Report.of([told("b", 1), told("c", 1)])
    more = [told("a", 1), told("b", 1)]
    both = report + more
    assert [one.span.path for one in both] == ["a", "b", "c"]


def test_advice_is_no_error() -> None:
    advice = Diagnostic(Span("a"), "r", "m", "h", Level.WARNING)
    report = Report.of([advice, told("b", 1)])
    assert [one.span.path for one in report.errors] == ["b"]
    assert Diagnostic(Span("a"), "r", "m", "h").level is Level.ERROR


def test_a_file_place_knows_one_span_only() -> None:
    place = FilePlace(Span("a", 3, 4))
    assert place.path == "a"
    assert place.span("x", 1) == place.span("y", of_key=True) == Span("a", 3, 4)


def test_a_file_alone_is_its_first_character() -> None:
    assert Span("a") == Span("a", 1, 1, 0, 0)
    assert Span("a", 1) < Span("a", 2) < Span("b")
