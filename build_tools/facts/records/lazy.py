"""Records on their shelves: what each names is known, and it is taken down when somebody asks.

A check after one change asks for few claims and sources of ten thousand; making the others would be
most of its work. Who asks for all gets all: nothing shows whether a record was made before or just
now.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar, overload

from build_tools.facts.records.claims import Claim
from build_tools.facts.records.fields import Record
from build_tools.facts.records.sources import Source

Held = TypeVar("Held", bound=Record)
Waiving = TypeVar("Waiving", Claim, Source)


class Named(NamedTuple):
    """What a claim names, or a source: enough to join it with other records before it is made."""

    embeds: str = ""
    related: Sequence[str] = ()
    sources: Sequence[str] = ()
    # Each as `article S01`.
    sentences: Sequence[str] = ()
    # The rules that it waives.
    waives: Sequence[str] = ()


def named(claim: Claim) -> Named:
    """Return what a claim names."""
    return Named(
        claim.embeds or "",
        tuple(link.claim for link in claim.related),
        tuple(item.source for item in claim.evidence),
        tuple(f"{place.article} {place.sentence}" for place in claim.appears_in),
        tuple(claim.waive),
    )


@dataclass(slots=True)
class OnShelf(Generic[Held]):
    """One record in a file: made already, or ``make`` makes it the first time.

    ``digest`` is of the file's bytes.
    """

    id: str
    path: str
    digest: str
    names: Named
    make: Callable[[], Held] | None = None
    made: Held | None = None

    def taken(self) -> Held:
        """Return the record, always the same."""
        if self.made is None:
            assert self.make is not None
            self.made, self.make = self.make(), None
        return self.made


class Shelved(Sequence[Held]):
    """The claims or sources of a project, in the order of their files."""

    def __init__(self, held: Sequence[OnShelf[Held]]) -> None:
        self.held = held

    def __len__(self) -> int:
        return len(self.held)

    def __iter__(self) -> Iterator[Held]:
        return (one.taken() for one in self.held)

    @overload
    def __getitem__(self, index: int) -> Held: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Held, ...]: ...

    def __getitem__(self, index: int | slice) -> Held | tuple[Held, ...]:
        if isinstance(index, slice):
            return tuple(one.taken() for one in self.held[index])
        return self.held[index].taken()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def by_id(self) -> Mapping[str, OnShelf[Held]]:
        """Return each record by its id, in order, untaken; of doubles, the first."""
        found: dict[str, OnShelf[Held]] = {}
        for one in self.held:
            found.setdefault(one.id, one)
        return dict(sorted(found.items()))


class ById(Mapping[str, Held]):
    """Records by id, each taken down when it is asked for."""

    def __init__(self, held: Mapping[str, OnShelf[Held]]) -> None:
        self._held = held

    def __getitem__(self, identity: str) -> Held:
        return self._held[identity].taken()

    def __contains__(self, identity: object) -> bool:
        return identity in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


def ids_of(records: Sequence[Record]) -> Iterable[str]:
    """Return the ids of records, without making any."""
    if isinstance(records, Shelved):
        return (one.id for one in records.held)
    return (one.id for one in records)


def in_file(records: Sequence[Held], path: str) -> Iterable[Held]:
    """Return the records of one file, without making any other."""
    if isinstance(records, Shelved):
        return (one.taken() for one in records.held if one.path == path)
    return (one for one in records if one.path == path)


def waiving(records: Sequence[Waiving]) -> Iterable[Waiving]:
    """Return the records that waive a rule, without making any other."""
    if isinstance(records, Shelved):
        return (one.taken() for one in records.held if one.names.waives)
    return (one for one in records if one.waive)
