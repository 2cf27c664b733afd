"""What must hold of the facts: finds the rules, runs them, applies waivers.

A rule is one module of this package. Its docstring is its manual (what, ``Why:``, ``Fix:``),
its ``GOOD`` and ``BAD`` samples are its tests, and ``check(ledger)`` yields what it finds. The file
name, with hyphens, is the rule's name. Nothing is registered.

A rule that judges each claim by itself says so by ``check_claim(ledger, claim)``, in place of
``check`` or beside it. It may look at whatever is no claim and no page, and of claims only at this
one, at those that it embeds or is related to, and at those that say so of it: so it need not judge
a claim again while none of these has changed. That an id is held at all, anybody may see who names
it. By ``check_non_claims(ledger)`` a rule judges what is no claim and no page, and looks at nothing
else.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from build_tools.facts.diagnostics import Diagnostic, Level, Report, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Source, in_file, waiving
from build_tools.facts.wording import as_sentence, did_you_mean, in_words, strange_letter
from build_tools.rules.problem import Problem

WAIVER = "waiver"
# Modules that are no rules.
SHARED = ("check", "incremental_check", "problem", "samples")
# Stands for all that is no claim and no page, where ids of claims are meant otherwise.
BESIDE = ""

Check = Callable[[Ledger], Iterable[Problem]]
CheckClaim = Callable[[Ledger, Claim], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, its manual in three parts, its samples and its check.

    ``table`` is what the rule allows when, where that takes a table: rows of a name and what
    belongs to it.
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
    check_non_claims: Check | None = None


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the package, by name."""
    names = sorted(
        module.name for module in pkgutil.iter_modules(__path__) if module.name not in SHARED
    )
    return tuple(_rule(name) for name in names)


def _rule(name: str) -> Rule:
    module = importlib.import_module(f"{__name__}.{name}")
    manual = " ".join((module.__doc__ or "").split())
    missing = [one for one in ("GOOD", "BAD") if not hasattr(module, one)]
    if not any(hasattr(module, one) for one in ("check", "check_claim", "check_non_claims")):
        missing.append("check")
    if missing:
        raise TypeError(
            f"build_tools/rules/{name}.py is no rule yet: it has no {in_words(missing)}."
        )
    what, _, rest = manual.partition(" Why: ")
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
        check_non_claims=getattr(module, "check_non_claims", None),
    )


def _nothing(ledger: Ledger) -> Iterable[Problem]:
    return ()


def run(ledger: Ledger, rules: Iterable[Rule] | None = None) -> Report:
    """Run the rules and return what they found, less what the records waive with a reason."""
    return judge(ledger, rules).report


@dataclass(frozen=True, slots=True)
class Judged:
    """What rules found, and where they found something or could not look to the end.

    That is the ids of claims, and ``BESIDE`` for all that is no claim and no page.
    """

    report: Report
    faulty: Collection[str]


def judge(
    ledger: Ledger, rules: Iterable[Rule] | None = None, clean: Collection[str] = frozenset()
) -> Judged:
    """Run the rules, but not on what is ``clean``: of which it is known that nothing is wrong.

    What is waived is found all the same: whether the waiver is needed must be seen each time.
    """
    found: list[Diagnostic] = []
    used: set[tuple[str, str, str]] = set()
    waivers = list(_waivers(ledger))
    faulty: set[str] = set()
    claims = [ledger.claims[identity] for identity in ledger.claims if identity not in clean]
    chosen = tuple(all_rules() if rules is None else rules)
    for rule in chosen:
        concerned = [one for one in waivers if one.rule == rule.name]
        for problem, of in _run(rule, ledger, claims, BESIDE in clean):
            faulty.update(of)
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
    return Judged(Report.of(found), faulty)


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
    for claim in waiving(ledger.records.claims):
        for name in claim.waive if ledger.claims[claim.id] is claim else ():
            at = claim.place.span("waive", name, of_key=True)
            yield _Waiver(name, claim, range(1, sys.maxsize), at)
    for source in waiving(ledger.records.sources):
        if ledger.sources[source.id] is not source:
            continue  # a double: the first is the one that counts
        first = source.place.span().line
        below = (one.place.span().line for one in in_file(ledger.records.sources, source.path))
        last = min((line for line in below if line > first), default=sys.maxsize)
        for name in source.waivers:
            yield _Waiver(name, source, range(first, last), source.place.span("waive"))


def _run(
    rule: Rule, ledger: Ledger, claims: Sequence[Claim], is_clean_beside: bool
) -> Iterator[tuple[Diagnostic, Collection[str]]]:
    """Yield the rule's findings, each with what was seen by itself when it was found.

    A rule that crashes is told of, and the others still run. Nothing counts as seen by it then.
    """
    try:
        for claim in claims if rule.check_claim else ():
            assert rule.check_claim is not None
            for problem in rule.check_claim(ledger, claim):
                yield _told(rule, problem), (claim.id,)
        if rule.check_non_claims and not is_clean_beside:
            for problem in rule.check_non_claims(ledger):
                yield _told(rule, problem), (BESIDE,)
        for problem in rule.check(ledger):
            yield _told(rule, problem), ()
    except Exception as error:  # noqa: BLE001  (one faulty rule must not silence the others)
        origin = f"build_tools/rules/{rule.name.replace('-', '_')}.py"
        crash = Diagnostic(
            Span(origin),
            "internal",
            f"The rule crashed: {type(error).__name__}: {error}.",
            "This is a fault of ours: please report it with the record that causes it.",
        )
        yield crash, [BESIDE, *(claim.id for claim in claims)]


def _told(rule: Rule, problem: Problem) -> Diagnostic:
    message, hint = as_sentence(problem.message), as_sentence(problem.hint)
    return Diagnostic(problem.span, rule.name, message, hint, rule.level)


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
