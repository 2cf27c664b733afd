"""Writes canonical JSON. Equal data give equal bytes, so hashes can be compared.

For records, the result conforms to RFC 8785. No field contains a fraction, and field names are
ASCII, which has the same order by code points and by UTF-16 code units.
"""

from typing import Any

import orjson

from build_tools.exports.plain_values import plain

_OPTIONS = (
    # Programs that read numbers as doubles cannot read all integers of more than 53 bits exactly.
    orjson.OPT_STRICT_INTEGER
    # orjson leaves dates to `plain`, because dates have four forms.
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
)

# Characters that could end a script or a line in a script, and their escapes in JSON.
_IN_SCRIPT = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})


def canonical(value: Any) -> bytes:
    """Return the value as canonical JSON in UTF-8.

    The value may contain parts of records and dates. Raises TypeError if the value has no canonical
    form.
    """
    return orjson.dumps(value, plain, _OPTIONS | orjson.OPT_SORT_KEYS)


def read_back(value: Any) -> Any:
    """Return the value as a program reads it from JSON. The names keep their order."""
    return orjson.loads(orjson.dumps(value, plain, _OPTIONS))


def in_script(value: Any) -> str:
    """Return the value as canonical JSON for an HTML ``script`` element, with ``< > &`` escaped."""
    return canonical(value).decode("utf-8").translate(_IN_SCRIPT)
