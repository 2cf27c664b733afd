"""Tests the evidence on pages: many inputs from one source are a single entry."""

from collections.abc import Callable

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules import reproducible_calculation
from build_tools.views.parts.evidence import MAX_INPUTS, evidence_of
from tests.rules.samples import unmarked_files

LRT, TASS = "lrt-2023-08-16-closures", "tass-2023-08-18-closed"


def inputs_shown(world: Callable[..., Project], sources: list[str]) -> list[tuple[str, str]]:
    """Return the names and values on a page for a sum of 1, 2, 3 … from these sources."""
    clean, _ = unmarked_files(reproducible_calculation.GOOD)
    ((path, text),) = clean.items()
    before, _, rest = text.partition("      - kind: great-circle-kilometres")
    after = rest.partition("result: 129.9\n")[2]
    terms = "".join(
        f"          - {{value: {number}, what: value {number}, source: {source}}}\n"
        for number, source in enumerate(sources, 1)
    )
    total = sum(range(1, len(sources) + 1))
    kind = f"      - kind: sum\n        inputs:\n{terms}        result: {total}\n"
    ledger = Ledger(read(world({path: f"{before}{kind}{after}"}))[0])
    (view,) = evidence_of(ledger, ledger.claims["two-crossings"])[0].calculations
    assert view.result == str(total)
    return [(what, value) for what, value, _ in view.inputs]


def test_many_values_from_one_source_are_listed_as_one_entry(world: Callable[..., Project]) -> None:
    number = MAX_INPUTS + 1
    ((what, values),) = inputs_shown(world, [LRT] * number)
    assert values == ", ".join(str(value) for value in range(1, number + 1))
    assert all(part in what for part in (str(number), "value 1", f"value {number}"))


@pytest.mark.parametrize("sources", [[LRT] * MAX_INPUTS, [LRT] * MAX_INPUTS + [TASS]])
def test_few_values_or_values_from_several_sources_are_listed_separately(
    world: Callable[..., Project], sources: list[str]
) -> None:
    shown = inputs_shown(world, sources)
    assert [what for what, _ in shown] == [f"value {n}" for n in range(1, len(sources) + 1)]
