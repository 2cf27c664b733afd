"""What was made of texts before, by their hash: making it anew is most of what a check costs.

Values are found by the hash of the very text that they were made of, so what changed is made anew;
a file of them that is broken, cut off or made by other versions of the code or of the parsers is
thrown away as a whole. Only of a text without fault is anything kept, and never a place.

Who reads a project again in the same process, because he serves or watches it, keeps what is kept
from one time to the next: then of a file that holds the same bytes the same records are had again.
"""

import contextlib
import hashlib
import os
import platform
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from build_tools.facts.files import write_aside

# Ten times what ten thousand claims take.
_MAX_BYTES = 150_000_000
# A file of so many bytes takes as long as parsing some texts; so many of them are parsed first.
_LARGE, _PATIENCE = 1_000_000, 40
# How many times more values than texts may be kept, and how many texts have no name.
_OLD, _FEW = 4, 1000

OURS = Path(__file__).parents[2]
# What decides what a text is parsed to and whether it is refused; then, what is made and judged of
# that. Who writes code that these stand upon must add it here.
_PARSERS = ("facts/reading/yaml_nodes.py", "facts/reading/bibliography.py")
JUDGES = (
    "*.py",
    "facts/**/*.py",
    "quotations/**/*.py",
    "rules/*.py",
    "views/parts/map_geometry.py",
)


class Table:
    """Values of one sort by name: those of the last time, and those that this time needs."""

    def __init__(
        self, root: Path | None, name: str, made_by: Callable[[], str], *, late: bool = False
    ) -> None:
        """The file ``name`` below a project's folder is read when something is first looked for.

        With ``late``, little may be asked for: then what nobody asked for stays.
        """
        self._root, self._name, self._made_by, self._late = root, name, made_by, late
        self._before: dict[str, Any] | None = None
        self._needed: dict[str, Any] = {}
        self._patience = _PATIENCE if late else 0

    @property
    def _known(self) -> dict[str, Any]:
        if self._before is None:
            self._before = self._load(self._root) if self._root else {}
        return self._before

    def find(self, name: str) -> Any:
        """Return the value of that name, or None where nobody knows."""
        found = self._needed.get(name)
        if (
            found is None
            and not self._is_patient()
            and (found := self._known.get(name)) is not None
        ):
            self._needed[name] = found
        return found

    def _is_patient(self) -> bool:
        """Whether it is sooner made anew what is asked for than a large file is read for it."""
        if self._before is not None or self._patience == 0 or self._root is None:
            return False
        self._patience -= 1
        with contextlib.suppress(OSError):
            return (self._root / self._name).stat().st_size > _LARGE
        return False

    def keep(self, name: str, value: Any) -> None:
        """Keep a value: texts, lists, tuples, and mappings with texts for keys."""
        self._needed[name] = value

    def begin(self) -> None:
        """Forget what the last time did not need, for who asks for all that he needs each time."""
        if self._needed:
            self._before, self._needed = self._needed, {}

    @property
    def size(self) -> int:
        """How many values were needed this time."""
        return len(self._needed)

    def save(self, root: Path, most: int) -> None:
        """Write what was needed this time below a project's folder, if much of it is new.

        Of what is left from other times, no more than ``most`` values stay. A folder that nobody
        can write to only costs the next time.
        """
        if self._before is None and (self._late or not self._needed):
            return  # so little was asked for that nobody knows what is there
        values = {**self._known, **self._needed} if self._late else dict(self._needed)
        if len(values) > most:
            values = dict(self._needed)
        # Of ten thousand texts, a few are read sooner than all values are written.
        if len(values.keys() ^ self._known.keys()) * 100 <= len(self._known):
            return
        self._before = values
        # A lone surrogate, which an escape in YAML can make, is no JSON: then nothing is kept.
        with contextlib.suppress(OSError, TypeError):
            data = orjson.dumps(values, default=list)  # a named tuple
            write_aside(root / self._name, self._head(data) + data)

    def _load(self, root: Path) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError):
            # Whatever else lies under that name, perhaps a link, is not ours.
            handle = os.open(root / self._name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as file:
                whole = file.read(_MAX_BYTES)
            head, end, data = whole.partition(b"\n")
            if head + end == self._head(data):
                known: dict[str, Any] = orjson.loads(data)
                return known
        return {}

    def _head(self, data: bytes) -> bytes:
        """Return the line before the data: by whom they were made, and a checksum of them."""
        return f"{self._made_by()} {hashlib.sha256(data).hexdigest()}\n".encode()


class Kept:
    """What is kept of one project.

    ``names`` has by a hash what each claim's file names, ``judged`` what each claim saw when
    nothing was wrong with it. With ``late``, a claim whose text has been made to a claim before is
    left on its shelf until somebody asks for it.
    """

    def __init__(self, root: Path | None = None, *, late: bool = False) -> None:
        self.late = late
        self._parsed = {
            "yaml": Table(root, ".cache/parsed.json", _made_by_yaml, late=late),
            "bibtex": Table(root, ".cache/entries.json", _made_by_bibtex, late=late),
        }
        self.names = Table(root, ".cache/names.json", _made_by_all)
        self.judged = Table(root, ".cache/judged.json", _made_by_all)
        self._read: dict[str, tuple[str, Any]] = {}

    def find(self, parser: str, text: str) -> Any:
        """Return what the parser made of this text, or None where nobody knows."""
        return self._parsed[parser].find(_name(text))

    def keep(self, parser: str, text: str, value: Any) -> None:
        """Keep what the parser made of the text."""
        self._parsed[parser].keep(_name(text), value)

    def again(self, path: str, digest: str) -> Any:
        """Return what a file was read to before in this process, if it holds the same bytes."""
        before = self._read.get(path)
        return before[1] if before is not None and before[0] == digest else None

    def remember(self, path: str, digest: str, read: object) -> None:
        """Remember what a file without fault was read to: others get the very same values."""
        self._read[path] = digest, read

    def save(self, root: Path) -> None:
        """Write what was needed this time below a project's folder, if much of it is new."""
        # Each text that is parsed is a claim's or a source's, all of which were asked for by name.
        most = _OLD * (self.names.size + _FEW)
        for table in (*self._parsed.values(), self.names, self.judged):
            table.save(root, most)


def load(root: Path, *, late: bool = False) -> Kept:
    """Return what was kept below a project's folder; nothing where it cannot be relied upon."""
    return Kept(root, late=late)


def digest_of(data: bytes) -> str:
    """Return what bytes are known by: no two texts have it in common."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _name(text: str) -> str:
    return digest_of(text.encode("utf-8", "surrogatepass"))


@cache
def _made_by_yaml() -> str:
    from importlib.metadata import version

    import ruamel.yaml
    from _ruamel_yaml import get_version_string

    versions = (ruamel.yaml.__version__, get_version_string(), version("ruamel.yaml.clib"))
    return _made_by(versions, [OURS / name for name in _PARSERS])


@cache
def _made_by_bibtex() -> str:
    from importlib.metadata import version

    return _made_by((version("pybtex"),), [OURS / name for name in _PARSERS])


@cache
def _made_by_all() -> str:
    import pydantic
    import pydantic_core

    versions = (_made_by_yaml(), _made_by_bibtex(), pydantic.VERSION, pydantic_core.__version__)
    return _made_by(versions, sorted(path for one in JUDGES for path in OURS.glob(one)))


def _made_by(versions: tuple[str, ...], code: list[Path]) -> str:
    texts = [path.read_bytes() for path in code]
    return hashlib.sha256(repr((platform.python_version(), versions, texts)).encode()).hexdigest()[
        :16
    ]
