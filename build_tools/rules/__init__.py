"""What must hold of the facts: finds the rules, runs them, applies waivers.

A rule is one module of this package. Its docstring is its manual (what, ``Why:``, ``Instead:``),
its ``GOOD`` and ``BAD`` samples are its tests, and ``check(ledger)`` yields what it finds. The file
name, with hyphens, is the rule's name. Nothing is registered.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from build_tools.diagnostics import Diagnostic, Level, Report, Span
from build_tools.ledger import Ledger
from build_tools.rules.problem import Problem
from build_tools.text import did_you_mean

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
    waived: set[tuple[str, str]] = set()
    waivers = {claim.path: claim.waive for claim in ledger.claims.values() if claim.waive}
    chosen = tuple(all_rules() if rules is None else rules)
    for rule in chosen:
        for problem in _run(rule, ledger):
            path = problem.span.path
            if rule.name in waivers.get(path, {}):
                waived.add((path, rule.name))
            else:
                found.append(problem)
    found.extend(_idle_waivers(ledger, waived, {rule.name for rule in chosen}))
    return Report.of(found)


def _run(rule: Rule, ledger: Ledger) -> Iterator[Diagnostic]:
    """Yield the rule's findings. A rule that crashes is told of, and the others still run."""
    try:
        for problem in rule.check(ledger):
            yield Diagnostic(problem.span, rule.name, problem.message, problem.hint, rule.level)
    except Exception as error:  # noqa: BLE001  (one faulty rule must not silence the others)
        origin = f"build_tools/rules/{rule.name.replace('-', '_')}.py"
        yield Diagnostic(
            Span(origin),
            "internal",
            f"The rule crashed: {type(error).__name__}: {error}.",
            "This is a fault of ours: please report it with the record that causes it.",
        )


def _idle_waivers(
    ledger: Ledger, used: set[tuple[str, str]], ran: set[str]
) -> Iterator[Diagnostic]:
    known = {rule.name for rule in all_rules()}
    for claim in ledger.claims.values():
        for name in claim.waive:
            span = claim.place.span("waive", name, of_key=True)
            if name not in known:
                hint = did_you_mean(name, known, "see the rules on the method page.")
                yield Diagnostic(span, WAIVER, f'There is no rule called "{name}".', hint)
            elif name in ran and (span.path, name) not in used:
                yield Diagnostic(
                    span, WAIVER, f'The waiver of "{name}" is no longer needed.', "Delete it."
                )
