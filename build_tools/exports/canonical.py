"""Writes canonical JSON, so that equal data give equal bytes and a hash means something.

For records the result is what RFC 8785 requires: no field holds a fraction, and the names of
fields are ASCII, which sort alike as code points and as UTF-16 code units.
"""

from typing import Any

import orjson

from build_tools.exports.plain_values import plain

_OPTIONS = (
    # Beyond 53 bits, programs that read numbers as doubles can no longer tell two apart.
    orjson.OPT_STRICT_INTEGER
    # `plain` writes these, not orjson: dates have four forms.
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
)

# Characters that could end a script, or a line of one, and how JSON may write them instead.
_IN_SCRIPT = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})


def canonical(value: Any) -> bytes:
    """Return the value as UTF-8 in canonical form; it may contain parts of records and dates.

    Raises TypeError if the value has no such form.
    """
    return orjson.dumps(value, plain, _OPTIONS | orjson.OPT_SORT_KEYS)


def read_back(value: Any) -> Any:
    """Return the value as a program reads it from JSON, its names in their own order."""
    return orjson.loads(orjson.dumps(value, plain, _OPTIONS))


def in_script(value: Any) -> str:
    """Return canonical JSON for an HTML ``script`` element: the same value without ``< > &``."""
    return canonical(value).decode("utf-8").translate(_IN_SCRIPT)
