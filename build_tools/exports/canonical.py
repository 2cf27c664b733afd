"""JSON in the one form of RFC 8785, so that equal data are equal bytes, and a hash means something.

Numbers are whole here: records hold measured values as the text they were written in, so the RFC's
rules for fractions (ECMAScript's shortest form) are never needed, and a fraction is our own bug.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson

# What makes plain JSON, or what is nearer to it, of a value that is none; it raises TypeError.
Unfold = Callable[[Any], Any]

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

# What could end a script, or a line of one, and how JSON may write it instead.
_IN_SCRIPT = tuple((one, f"\\u{ord(one):04x}") for one in "<>&\u2028\u2029")


def canonical(value: Any, unfold: Unfold | None = None) -> bytes:
    """Return the value as UTF-8 in canonical form. TypeError or ValueError: it has none.

    What is neither JSON nor an enumeration is written as what ``unfold`` returns for it. Of what
    no record holds, NaN and the infinities are not refused but become null.
    """
    written = of_known(value, unfold)
    if isinstance(value, float) or _is_doubtful(written):
        return _strictly(value, unfold)
    # orjson leaves its bytes in the room that it took for them, often thrice what they need; what
    # is kept is a copy that has no more than its own.
    return bytes(memoryview(written))


def of_known(value: Any, unfold: Unfold | None = None) -> bytes:
    """Return the same for a value of which nothing is in doubt, for a copy to be made of it.

    Who asks knows that it holds no fraction, and that each name is a field's or stands in our own
    code: to look for them takes as long as to write it, and most of all that is written is such.
    """
    try:
        return orjson.dumps(value, unfold, _OPTIONS)
    except TypeError:
        return _strictly(value, unfold)


def _is_doubtful(written: bytes) -> bool:
    if any(sign.search(written) for sign in _FRACTIONS):
        return True
    return not written.isascii() and any(mark in written for mark in _ASTRAL)


def parted(
    members: Mapping[str, Any],
    name: str,
    unfold: Unfold | None = None,
    write: Callable[[Any, Unfold | None], bytes] = canonical,
) -> tuple[bytes, bytes]:
    """Return the members that stand before one of this name and after it, for :func:`braced`.

    ``write`` may be :func:`of_known`.
    """
    before, after = _apart(tuple(members), name)
    return (
        write({one: members[one] for one in before}, unfold)[1:-1],
        write({one: members[one] for one in after}, unfold)[1:-1],
    )


@lru_cache(maxsize=256)  # the names of a few kinds of records, for thousands of them
def _apart(names: tuple[str, ...], name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    place = _code_units(name)
    return (
        tuple(one for one in names if _code_units(one) < place),
        tuple(one for one in names if _code_units(one) > place),
    )


def braced(*members: bytes) -> bytes:
    """Return an object of canonical members that come in their order; one may be empty."""
    return b"{" + b",".join(filter(None, members)) + b"}"


def member(name: str, value: bytes) -> bytes:
    """Return a member of an object: its name, and what :func:`canonical` made of its value."""
    return _begun(name) + value


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


def _strictly(value: Any, unfold: Unfold | None) -> bytes:
    text = json.dumps(
        _ordered(value, unfold), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def _ordered(value: Any, unfold: Unfold | None) -> Any:
    """Return the value with every object's names in the order of their UTF-16 code units."""
    if isinstance(value, dict):
        if odd := [name for name in value if not isinstance(name, str)]:
            raise TypeError(f"A name of a JSON object must be text: {odd[0]!r}.")
        return {name: _ordered(value[name], unfold) for name in sorted(value, key=_code_units)}
    if isinstance(value, list | tuple):
        return [_ordered(one, unfold) for one in value]
    if value is None or isinstance(value, bool | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"{value} is too large for a JSON number: write it as text.")
        return value
    if unfold:
        return _ordered(unfold(value), unfold)
    raise TypeError(f"{type(value).__name__} has no canonical form here: {value!r}.")


def _code_units(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


def in_script(value: Any) -> str:
    """Return canonical JSON that can stand in an HTML ``script``: the same value, no ``< > &``.

    Its names are known, as :func:`of_known` has it.
    """
    text = of_known(value).decode("utf-8")
    for character, written in _IN_SCRIPT:
        text = text.replace(character, written)
    return text
