"""Tests that outlines in maps are read as lines and may contain only numbers."""

import pytest
from pydantic import ValidationError

from build_tools.facts.records import MapNeighbour, lines_of, pair_of


def test_an_outline_is_read_as_a_sequence_of_lines() -> None:
    assert lines_of("M20 30l5-5 0 10zM-1-2l3 4") == (
        ((20, 30), (25, 25), (25, 35), (20, 30)),
        ((-1, -2), (2, 2)),
    )


def test_a_pair_is_read_as_two_numbers() -> None:
    assert pair_of("54.5, -25") == (54.5, -25)


@pytest.mark.parametrize("pair", ["., 1", "1.2.3, 4", "1,2", "1, -", "1., 2"])
def test_a_text_that_is_not_a_pair_is_refused(pair: str) -> None:
    with pytest.raises(ValidationError):
        MapNeighbour(name="Elsewhere", label=pair)


@pytest.mark.parametrize("path", ["M20 30l5-5 0 10z", "M-2 3l-1-1", "M-2-3l4 5M1 1l1 1"])
def test_an_outline_of_numbers_is_accepted(path: str) -> None:
    assert MapNeighbour(name="Elsewhere", border=path).border == path


@pytest.mark.parametrize(
    "path", ["", "M1 1", "l1 1", 'M1 1l1 1"/><script>', "M1 1l1.5 1", "M1 1h4", "M1 1l1 2 3z"]
)
def test_invalid_outlines_are_refused(path: str) -> None:
    with pytest.raises(ValidationError):
        MapNeighbour(name="Elsewhere", border=path)
