"""Tests that values computed from records are shared within a ledger, but not between ledgers."""

import gc
from collections.abc import Callable
from weakref import ref

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.record_cache import memoized_per_ledger, once_per_ledger
from build_tools.facts.records import Claim
from tests.ledgers import claim, ledger

World = Callable[..., Project]


def test_a_value_is_computed_once_for_each_record_in_a_ledger(world: World) -> None:
    asked: list[str] = []

    @memoized_per_ledger
    def words(ledger: Ledger, item: Claim) -> str:
        """Return the claim's words."""
        asked.append(item.id)
        return item.claim

    world_ledger = ledger(world, claim("one"), claim("two"))
    both = [words(world_ledger, world_ledger.claims[name]) for name in ("one", "two", "one", "two")]
    assert both == ["The claim one.", "The claim two."] * 2
    assert asked == ["one", "two"]
    assert words.__doc__ == "Return the claim's words."


def test_drafts_and_other_ledgers_do_not_share_cached_values(world: World) -> None:
    @memoized_per_ledger
    def words(ledger: Ledger, item: Claim) -> str:
        return item.claim

    world_ledger, other = ledger(world, claim("one")), ledger(world, claim("one", claim="Changed."))
    record = world_ledger.claims["one"]
    draft = record.model_copy(update={"claim": "A draft."})
    assert words(world_ledger, record) == "The claim one."
    assert words(world_ledger, draft) == "A draft."
    assert words(world_ledger, record) == "The claim one."
    assert words(other, other.claims["one"]) == "Changed."


def test_cached_values_do_not_keep_a_ledger_in_memory(world: World) -> None:
    @memoized_per_ledger
    def words(ledger: Ledger, item: Claim) -> str:
        return item.claim

    world_ledger = ledger(world, claim("one"))
    gone, link = ref(world_ledger), ref(world_ledger.claims["one"])
    words(world_ledger, world_ledger.claims["one"])
    del world_ledger
    gc.collect()
    assert gone() is None
    assert link() is None


def test_a_value_is_computed_once_for_each_ledger(world: World) -> None:
    asked: list[int] = []

    @once_per_ledger
    def claims(ledger: Ledger) -> int | None:
        asked.append(len(ledger.claims))
        return len(ledger.claims) if len(ledger.claims) > 1 else None

    both = ledger(world, claim("one"), claim("two")), ledger(world)
    expected = [len(each.claims) if len(each.claims) > 1 else None for each in both]
    assert [claims(each) for each in (*both, *both)] == expected * 2
    assert asked == [len(each.claims) for each in both]
