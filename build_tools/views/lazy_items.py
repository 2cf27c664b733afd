"""An answer that has a part for each of many ids, each made when somebody first asks for it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Every(Collection[Part]):
    """Parts in the order of their ids; who asks for one makes no other."""

    ids: Collection[str]
    make: Callable[[str], Part]
    _made: dict[str, Part] = field(default_factory=dict)

    def of(self, identity: str) -> Part:
        """Return the part of an id that is among ``ids``."""
        if identity not in self._made:
            self._made[identity] = self.make(identity)
        return self._made[identity]

    def __iter__(self) -> Iterator[Part]:
        """Yield every part."""
        return map(self.of, self.ids)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ids)

    def __contains__(self, part: object) -> bool:
        """Tell whether a part is one of these."""
        return any(one == part for one in self)
