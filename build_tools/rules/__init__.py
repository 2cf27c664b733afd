"""Finds the rules, runs them and applies waivers.

Each rule is a module in this package. A rule's docstring explains what the rule requires, why
(``Why:``) and how to correct a problem (``Fix:``). The ``GOOD`` and ``BAD`` samples are its tests.
``check(ledger)`` yields the problems in all records. A rule that needs only one claim at a time has
``check_claim(ledger, claim)`` instead. A rule may also have both functions. A rule is named after
its file, with hyphens for underscores. Rules are not registered anywhere.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from build_tools.facts.diagnostics import Diagnostic, Level, Report, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Source
from build_tools.facts.wording import as_sentence, did_you_mean, in_words, strange_letter
from build_tools.quotations.quotation_marks import NOTHING
from build_tools.rules.problem import Problem

WAIVER = "waiver"
# Modules in this package that are not rules.
SHARED = (
    *("check", "cited_sentences", "claim_quantities", "labelled_citations", "opposites"),
    *("own_numbers", "problem", "samples", "statements", "verdict_words"),
)

Check = Callable[[Ledger], Iterable[Problem]]
CheckClaim = Callable[[Ledger, Claim], Iterable[Problem]]


class Rule(NamedTuple):
    """A rule, with its explanation in three parts, its samples and its checks.

    ``table`` shows what the rule permits, if a table is needed. Each row has a name and its values.
    """

    name: str
    what: str
    why: str
    fix: str
    good: str
    bad: str
    level: Level
    check: Check
    table: tuple[tuple[str, tuple[str, ...]], ...] = ()
    check_claim: CheckClaim | None = None


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule in the package, sorted by name."""
    names = sorted(
        module.name for module in pkgutil.iter_modules(__path__) if module.name not in SHARED
    )
    return tuple(_rule(name) for name in names)


def _rule(name: str) -> Rule:
    module = importlib.import_module(f"{__name__}.{name}")
    explanation = " ".join((module.__doc__ or "").split())
    missing = [sample for sample in ("GOOD", "BAD") if not hasattr(module, sample)]
    if not any(hasattr(module, function) for function in ("check", "check_claim")):
        missing.append("check")
    if missing:
        raise TypeError(
            f"build_tools/rules/{name}.py is not a rule yet: it lacks {in_words(missing)}."
        )
    what, _, rest = explanation.partition(" Why: ")
    why, _, fix = rest.partition(" Fix: ")
    return Rule(
        name=name.replace("_", "-"),
        what=what,
        why=why,
        fix=fix,
        good=module.GOOD,
        bad=module.BAD,
        level=getattr(module, "LEVEL", Level.ERROR),
        check=getattr(module, "check", _nothing),
        table=module.table() if hasattr(module, "table") else (),
        check_claim=getattr(module, "check_claim", None),
    )


def _nothing(ledger: Ledger) -> Iterable[Problem]:
    return ()


def run(ledger: Ledger, rules: Iterable[Rule] | None = None) -> Report:
    """Run the rules and return their problems, except problems that a record waives.

    Waivers without a problem, and waivers of unknown rules, are also problems.
    """
    chosen = tuple(all_rules() if rules is None else rules)
    waivers = list(_waivers(ledger))
    diagnostics: list[Diagnostic] = []
    used: set[tuple[str, str, str]] = set()
    for rule in chosen:
        of_rule = [waiver for waiver in waivers if waiver.rule == rule.name]
        for problem in _run(rule, ledger):
            if covering := [waiver for waiver in of_rule if waiver.covers(problem.span)]:
                used.update(waiver.key for waiver in covering)
            else:
                diagnostics.append(problem)
    idle = [waiver for waiver in waivers if waiver.key not in used]
    diagnostics.extend(_idle_waivers(idle, {rule.name for rule in chosen}))
    return Report.of(diagnostics)


class _Waiver(NamedTuple):
    """A rule that does not apply to a record, and the record's lines in its file."""

    rule: str
    record: Claim | Source
    lines: range
    span: Span

    @property
    def key(self) -> tuple[str, str, str]:
        """The values that identify the waiver."""
        return self.record.path, self.record.id, self.rule

    def covers(self, span: Span) -> bool:
        """Return whether the span is in the record."""
        return span.path == self.record.path and span.line in self.lines


def _waivers(ledger: Ledger) -> Iterator[_Waiver]:
    """Yield every waiver.

    A claim's waiver covers the claim's file, and a source's waiver covers the source's entry.
    """
    for claim in ledger.claims.values():
        for name in claim.waive:
            at = claim.place.span("waive", name, of_key=True)
            yield _Waiver(name, claim, range(1, sys.maxsize), at)
    for source in ledger.sources.values():
        if source.waivers:
            lines = _lines(ledger, source)
            for name in source.waivers:
                yield _Waiver(name, source, lines, source.place.span("waive"))


def _lines(ledger: Ledger, source: Source) -> range:
    """Return the lines of a source's entry, from its first line until the next entry begins."""
    first = source.place.span().line
    begins = (
        other.place.span().line for other in ledger.records.sources if other.path == source.path
    )
    return range(first, min((line for line in begins if line > first), default=sys.maxsize))


def _run(rule: Rule, ledger: Ledger) -> Iterator[Diagnostic]:
    """Yield the problems that the rule reports. If the rule crashes, also yield an error."""
    try:
        for claim in ledger.claims.values() if rule.check_claim else ():
            assert rule.check_claim is not None
            for problem in rule.check_claim(ledger, claim):
                yield _diagnostic(rule, problem)
        for problem in rule.check(ledger):
            yield _diagnostic(rule, problem)
    except Exception as error:  # noqa: BLE001  (one broken rule must not silence the others)
        yield Diagnostic(
            Span(f"build_tools/rules/{rule.name.replace('-', '_')}.py"),
            "internal",
            f"The rule crashed: {type(error).__name__}: {error}.",
            "This is a bug in facts: please report it with the record that causes it.",
        )


def _diagnostic(rule: Rule, problem: Problem) -> Diagnostic:
    # Prose in messages may contain the characters that replace signs of Markdown.
    message, hint = (
        as_sentence(text.replace(NOTHING, "")) for text in (problem.message, problem.hint)
    )
    return Diagnostic(problem.span, rule.name, message, hint, rule.level)


def _idle_waivers(idle: Iterable[_Waiver], ran: set[str]) -> Iterator[Diagnostic]:
    known = {rule.name for rule in all_rules()}
    for waiver in idle:
        if waiver.rule not in known:
            hint = did_you_mean(waiver.rule, known, "see the rules on the method page.")
            message = f'There is no rule called "{waiver.rule}".{strange_letter(waiver.rule)}'
            yield Diagnostic(waiver.span, WAIVER, message, hint)
        elif waiver.rule in ran:
            message = f'The waiver of "{waiver.rule}" is no longer needed.'
            yield Diagnostic(waiver.span, WAIVER, message, "Delete it.")
