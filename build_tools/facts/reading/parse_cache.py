"""Stores parsed texts in ``.cache/`` by their hashes, so that the next check is faster.

The file is used only if its checksum is correct and the same versions of our code and the parsers
wrote it. Otherwise every text is parsed again. Only texts without errors are stored.
"""

import contextlib
import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from build_tools.facts.files import write_atomically

# The maximum size of the file, ten times as much as ten thousand claims need.
MAX_BYTES = 150_000_000


class ParseCache:
    """The parsed texts of a project. Without ``root``, they are neither loaded nor saved."""

    def __init__(self, root: Path | None = None) -> None:
        self._path = root / ".cache" / "parsed.json" if root else None
        self._stored = _load(self._path) if self._path else {}
        self._used: dict[str, Any] = {}

    def get(self, parser: str, text: str) -> Any:
        """Return the value that the parser produced from the text, or None if it is not stored."""
        key = _key(parser, text)
        value = self._used.get(key, self._stored.get(key))
        if value is not None:
            self._used[key] = value
        return value

    def put(self, parser: str, text: str, value: Any) -> None:
        """Store a parsed value of strings, lists, tuples and mappings with string keys."""
        self._used[_key(parser, text)] = value

    def save(self) -> None:
        """Write the values that this run used.

        If they cannot be written, the next run parses the texts again.
        """
        if self._path is None or self._used.keys() == self._stored.keys():
            return
        # TypeError: an escape in YAML can produce a lone surrogate, which JSON cannot contain.
        with contextlib.suppress(OSError, TypeError):
            data = orjson.dumps(self._used)
            write_atomically(self._path, _head(data) + data)


def _load(path: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES:
            head, newline, data = path.read_bytes().partition(b"\n")
            if head + newline == _head(data):
                values: dict[str, Any] = orjson.loads(data)
                return values
    return {}


def _head(data: bytes) -> bytes:
    """Return the file's first line: a hash of the code's version, and a checksum of the data."""
    return f"{_parsers()} {hashlib.sha256(data).hexdigest()}\n".encode()


@cache
def _parsers() -> str:
    versions = [version(name) for name in ("ruamel.yaml", "ruamel.yaml.clib", "pybtex")]
    code = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(repr((versions, code)).encode()).hexdigest()


def _key(parser: str, text: str) -> str:
    data = f"{parser}\n{text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).hexdigest()
