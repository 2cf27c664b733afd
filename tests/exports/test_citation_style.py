"""The site's own citation style keeps the day, the case of titles, and every letter as it is."""

from dataclasses import replace

from build_tools.exports.citation_style import PATH
from build_tools.facts.ledger import Ledger
from tests.exports.conftest import World, made_by
from tests.ledgers import ledger, source


def line_of(held: Ledger) -> str:
    """Return how the source of the made-up LRT is cited."""
    lines = made_by("citation_style", held)[PATH].data.decode().splitlines()
    (found,) = [line for line in lines if "lrt.example" in line]
    return found


def test_each_source_stands_on_a_line_of_its_own(any_ledger: Ledger) -> None:
    lines = made_by("citation_style", any_ledger)[PATH].data.decode().splitlines()
    assert len(lines) == len(any_ledger.sources)
    for line, one in zip(lines, any_ledger.sources.values(), strict=True):
        assert " ".join(one.title.split()) in line


def test_day_case_and_marks_of_tex_are_kept(world: World) -> None:
    bib = source(
        "lrt",
        "lrt-x",
        title="NATO's 100 \\% {Plan} \\& the EU",
        author="Ona Example",
        url="https://lrt.example/a_b",
    )
    held = ledger(world, **{"facts/sources/lrt.bib": bib})
    line = line_of(held)
    assert line == (
        f"Ona Example. “{held.sources['lrt-x'].title}”. "
        "LRT, 18 August 2023. https://lrt.example/a_b"
    )
    assert line.startswith("Ona Example. “NATO's 100 %")


def test_what_is_not_known_is_left_out(world: World) -> None:
    bib = source("lrt", "lrt-x", title="Title").replace("  date = {2023-08-18},\n", "")
    held = ledger(world, **{"facts/sources/lrt.bib": bib})
    line = line_of(held)
    assert line == "“Title”. LRT, no date. https://lrt.example/lrt-x"


def test_a_title_that_looks_like_a_place_for_a_value_stays_as_it_is(world: World) -> None:
    bib = source("lrt", "lrt-x", title="Title")
    held = ledger(world, **{"facts/sources/lrt.bib": bib})
    odd = held.sources["lrt-x"].model_copy(update={"title": "{date} {0} %s {"})
    other = Ledger(replace(held.records, sources=(odd,)))
    assert line_of(other).startswith("“{date} {0} %s {”. LRT, 18 August 2023.")
