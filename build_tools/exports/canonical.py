"""JSON in the one form of RFC 8785, so that equal data are equal bytes, and a hash means something.

Numbers are whole here: records hold measured values as the text they were written in, so the RFC's
rules for fractions (ECMAScript's shortest form) are never needed, and a fraction is our own bug.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson

# RFC 8785, section 3.2.2.3, by way of RFC 7493: beyond this a double no longer tells two apart.
LARGEST = 2**53 - 1

# Without orjson's own forms for what is no JSON. Its string escapes are those of section 3.2.2.2:
# only what JSON forbids bare, with the short forms \b \t \n \f \r and lower-case \u00xx.
_OPTIONS = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_STRICT_INTEGER
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
)
# What the fast way might have written otherwise: a number that is no whole one, and characters
# beyond the basic plane, which alone stand elsewhere by UTF-16 code units (section 3.2.3). Either
# may as well be harmless text; then the slow way writes the same. A pattern that begins with one
# sign is looked for twice as fast as three of them are with one pattern of three signs.
_FRACTIONS = tuple(re.compile(rb"%b-?[0-9]+[.eE]" % sign) for sign in (b":", b",", rb"\["))
_ASTRAL = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")


def canonical(value: Any) -> bytes:
    """Return the value as UTF-8 in canonical form. TypeError or ValueError: it has none.

    What is no plain value is not always refused: NaN and the infinities become null, and an
    enumeration's member its value. Records hold none of the first, and
    :mod:`build_tools.exports.plain` leaves none of the second.
    """
    try:
        written = orjson.dumps(value, option=_OPTIONS)
    except TypeError:
        return _strictly(value)
    is_doubtful = (
        isinstance(value, float)
        or (not written.isascii() and any(mark in written for mark in _ASTRAL))
        or any(sign.search(written) for sign in _FRACTIONS)
    )
    # orjson leaves its bytes in the room that it took for them, often thrice what they need; what
    # is kept is a copy that has no more than its own.
    return _strictly(value) if is_doubtful else bytes(memoryview(written))


def joined(members: Mapping[str, bytes | Sequence[bytes]]) -> bytes:
    """Return an object of what :func:`canonical` made: each member is a value, or those of a list.

    What was made is taken as it is. It was looked at already, and stays as it stands elsewhere.
    """
    return b"".join(_joined(members))


def _joined(members: Mapping[str, bytes | Sequence[bytes]]) -> Iterator[bytes]:
    before = b"{"
    for name in sorted(members, key=_code_units):
        held = members[name]
        yield before + _begun(name)
        if isinstance(held, bytes):
            yield held
        else:
            yield from _listed(held)
        before = b","
    yield b"}" if members else b"{}"


@lru_cache(maxsize=256)  # the same few names, for thousands of files
def _begun(name: str) -> bytes:
    return canonical(name) + b":"


def _listed(values: Sequence[bytes]) -> Iterator[bytes]:
    before = b"["
    for one in values:
        yield before
        yield one
        before = b","
    yield b"]" if values else b"[]"


def _strictly(value: Any) -> bytes:
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _ordered(value: Any) -> Any:
    """Return the value with every object's names in the order of their UTF-16 code units."""
    if isinstance(value, dict):
        if odd := [name for name in value if not isinstance(name, str)]:
            raise TypeError(f"A name of a JSON object must be text: {odd[0]!r}.")
        return {name: _ordered(value[name]) for name in sorted(value, key=_code_units)}
    if isinstance(value, list | tuple):
        return [_ordered(one) for one in value]
    if value is None or isinstance(value, bool | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"{value} is too large for a JSON number: write it as text.")
        return value
    raise TypeError(f"{type(value).__name__} has no canonical form here: {value!r}.")


def _code_units(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


def in_script(value: Any) -> str:
    """Return canonical JSON that can stand in an HTML ``script``: the same value, no ``< > &``."""
    text = canonical(value).decode("utf-8")
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
