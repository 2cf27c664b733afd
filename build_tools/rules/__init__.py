"""What must hold of the facts: finds the rules, runs them, applies waivers.

A rule is one module of this package. Its docstring is its manual (what, ``Why:``, ``Instead:``),
its ``GOOD`` and ``BAD`` samples are its tests, and ``check(ledger)`` yields what it finds. The file
name, with hyphens, is the rule's name. Nothing is registered.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from build_tools.diagnostics import Diagnostic, Level, Report, Span
from build_tools.ledger import Ledger
from build_tools.records import Claim, Source
from build_tools.rules.problem import Problem
from build_tools.text import as_sentence, did_you_mean, in_words, strange_letter

WAIVER = "waiver"

Check = Callable[[Ledger], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, its manual in three parts, its samples and its check.

    ``table`` is what the rule allows when, where that takes a table: rows of a name and what
    belongs to it.
    """

    name: str
    what: str
    why: str
    instead: str
    good: str
    bad: str
    level: Level
    check: Check
    table: tuple[tuple[str, tuple[str, ...]], ...] = ()


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the package, by name."""
    names = sorted(
        module.name
        for module in pkgutil.iter_modules(__path__)
        if module.name not in ("problem", "samples")
    )
    return tuple(_rule(name) for name in names)


def _rule(name: str) -> Rule:
    module = importlib.import_module(f"{__name__}.{name}")
    manual = " ".join((module.__doc__ or "").split())
    if missing := [one for one in ("GOOD", "BAD", "check") if not hasattr(module, one)]:
        raise TypeError(
            f"build_tools/rules/{name}.py is no rule yet: it has no {in_words(missing)}."
        )
    what, _, rest = manual.partition(" Why: ")
    why, _, instead = rest.partition(" Instead: ")
    return Rule(
        name=name.replace("_", "-"),
        what=what,
        why=why,
        instead=instead,
        good=module.GOOD,
        bad=module.BAD,
        level=getattr(module, "LEVEL", Level.ERROR),
        check=module.check,
        table=module.table() if hasattr(module, "table") else (),
    )


def check(ledger: Ledger, rules: Iterable[Rule] | None = None) -> Report:
    """Run the rules and return what they found, less what the records waive with a reason."""
    found: list[Diagnostic] = []
    used: set[tuple[str, str, str]] = set()
    waivers = list(_waivers(ledger))
    chosen = tuple(all_rules() if rules is None else rules)
    for rule in chosen:
        concerned = [one for one in waivers if one.rule == rule.name]
        for problem in _run(rule, ledger):
            if covering := [one for one in concerned if one.covers(problem.span)]:
                used |= {(one.record.path, one.record.id, one.rule) for one in covering}
            else:
                found.append(problem)
    ran = {rule.name for rule in chosen}
    found.extend(
        _idle_waivers(
            [one for one in waivers if (one.record.path, one.record.id, one.rule) not in used], ran
        )
    )
    return Report.of(found)


@dataclass(frozen=True, slots=True)
class _Waiver:
    """A rule that does not apply to a record, which stands on some lines of its file."""

    rule: str
    record: Claim | Source
    lines: range
    span: Span

    def covers(self, span: Span) -> bool:
        """Tell whether the place lies in the record."""
        return span.path == self.record.path and span.line in self.lines


def _waivers(ledger: Ledger) -> Iterator[_Waiver]:
    """Yield every waiver: a claim's is for its file, a source's for its own entry there."""
    for claim in ledger.claims.values():
        for name in claim.waive:
            at = claim.place.span("waive", name, of_key=True)
            yield _Waiver(name, claim, range(1, sys.maxsize), at)
    for source in ledger.sources.values():
        if source.waive:
            first = source.place.span().line
            entries = (one for one in ledger.records.sources if one.path == source.path)
            below = (one.place.span().line for one in entries)
            last = min((line for line in below if line > first), default=sys.maxsize)
            for name in source.waivers:
                yield _Waiver(name, source, range(first, last), source.place.span("waive"))


def _run(rule: Rule, ledger: Ledger) -> Iterator[Diagnostic]:
    """Yield the rule's findings. A rule that crashes is told of, and the others still run."""
    try:
        for problem in rule.check(ledger):
            message, hint = as_sentence(problem.message), as_sentence(problem.hint)
            yield Diagnostic(problem.span, rule.name, message, hint, rule.level)
    except Exception as error:  # noqa: BLE001  (one faulty rule must not silence the others)
        origin = f"build_tools/rules/{rule.name.replace('-', '_')}.py"
        yield Diagnostic(
            Span(origin),
            "internal",
            f"The rule crashed: {type(error).__name__}: {error}.",
            "This is a fault of ours: please report it with the record that causes it.",
        )


def _idle_waivers(idle: Iterable[_Waiver], ran: set[str]) -> Iterator[Diagnostic]:
    known = {rule.name for rule in all_rules()}
    for one in idle:
        if one.rule not in known:
            hint = did_you_mean(one.rule, known, "see the rules on the method page.")
            message = f'There is no rule called "{one.rule}".{strange_letter(one.rule)}'
            yield Diagnostic(one.span, WAIVER, message, hint)
        elif one.rule in ran:
            message = f'The waiver of "{one.rule}" is no longer needed.'
            yield Diagnostic(one.span, WAIVER, message, "Delete it.")
