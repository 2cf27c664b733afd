"""An answer in parts: each made once, and only when it is asked for."""

import pytest

from build_tools.views.lazy_items import Every


def test_each_part_is_made_once_and_only_when_it_is_asked_for() -> None:
    made: list[str] = []

    def make(identity: str) -> str:
        made.append(identity)
        return identity.upper()

    every = Every({"a": 1, "b": 2, "c": 3}, make)
    assert len(every) == 3
    assert made == []
    assert every.of("b") == "B"
    assert list(every) == ["A", "B", "C"]
    assert "C" in every
    assert "c" not in every
    assert made == ["b", "a", "c"]


def test_what_is_not_there_is_not_made() -> None:
    every = Every({"a": 1}, lambda identity: {"a": "A"}[identity])
    with pytest.raises(KeyError):
        every.of("b")
