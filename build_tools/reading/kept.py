"""What texts were parsed to before, by their hash: parsing is most of what a check costs.

Only the values that a parser gave are kept, never a record, a fault or a place, and only of a text
without fault. They are found by the hash of the very text, so what changed is parsed anew; a file
of them that is broken, cut off or made by other versions of the parsers is thrown away as a whole.

Who reads a project again in the same process, because he serves or watches it, keeps what is kept
from one time to the next: then of a file that holds the same bytes the same records are had again.
"""

import contextlib
import hashlib
import os
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
import pybtex
import ruamel.yaml
from _ruamel_yaml import get_version_string

from build_tools.files import write_aside

# The modules that decide what a text is parsed to, and whether it is refused.
_PARSERS = ("nodes.py", "bibliography.py")
_NAME = Path(".cache", "parsed.json")
# Ten times what ten thousand claims take.
_MOST_BYTES = 150_000_000


class Kept:
    """Parsed values of one project: those of the last time, and those that this time needs."""

    def __init__(self, known: dict[str, Any] | None = None) -> None:
        """``known`` are values by the names that :meth:`find` makes of texts."""
        self._known = known or {}
        self._needed: dict[str, Any] = {}
        self._read: dict[str, tuple[bytes, Any]] = {}

    def again(self, path: str, digest: bytes) -> Any:
        """Return what a file was read to before in this process, if it holds the same bytes."""
        before = self._read.get(path)
        return before[1] if before is not None and before[0] == digest else None

    def remember(self, path: str, digest: bytes, read: object) -> None:
        """Remember what a file without fault was read to: others get the very same values."""
        self._read[path] = digest, read

    def find(self, parser: str, text: str) -> Any:
        """Return what the parser made of this text, or None where nobody knows."""
        name = _name(parser, text)
        found = self._needed.get(name)
        if found is None and (found := self._known.get(name)) is not None:
            self._needed[name] = found
        return found

    def keep(self, parser: str, text: str, value: Any) -> None:
        """Keep what the parser made of the text: texts, lists and mappings with texts for keys."""
        self._needed[_name(parser, text)] = value

    def save(self, root: Path) -> None:
        """Write what was needed this time below a project's folder, if anything is new.

        A folder that nobody can write to only costs the next time.
        """
        # Of ten thousand texts, a few are parsed sooner than all are written.
        if len(self._needed.keys() ^ self._known.keys()) * 100 <= len(self._known):
            return
        self._known = dict(self._needed)
        # A lone surrogate, which an escape in YAML can make, is no JSON: then nothing is kept.
        with contextlib.suppress(OSError, TypeError):
            data = orjson.dumps(self._needed)
            write_aside(root / _NAME, _head(data) + data)


def load(root: Path) -> Kept:
    """Return what was kept below a project's folder; nothing where it cannot be relied upon."""
    with contextlib.suppress(OSError, ValueError):
        # Whatever else lies under that name, perhaps a link, is not ours.
        handle = os.open(root / _NAME, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            whole = file.read(_MOST_BYTES)
        head, end, data = whole.partition(b"\n")
        if head + end == _head(data):
            return Kept(orjson.loads(data))
    return Kept()


def _name(parser: str, text: str) -> str:
    return f"{parser} {digest_of(text.encode('utf-8', 'surrogatepass')).hex()}"


def digest_of(data: bytes) -> bytes:
    """Return what bytes are known by: no two texts have it in common."""
    return hashlib.blake2b(data, digest_size=16).digest()


def _head(data: bytes) -> bytes:
    """Return the line before the data: by whom they were made, and a checksum of them."""
    return f"{_made_by()} {hashlib.sha256(data).hexdigest()}\n".encode()


@cache
def _made_by() -> str:
    versions = (
        platform.python_version(),
        ruamel.yaml.__version__,
        get_version_string(),
        version("ruamel.yaml.clib"),
        pybtex.__version__,
    )
    code = [Path(__file__).with_name(name).read_bytes() for name in _PARSERS]
    return hashlib.sha256(repr((versions, code)).encode()).hexdigest()[:16]
