"""Words of others made safe to print: they must not steer a terminal or a log."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def in_line(text: str) -> str:
    """A line break in a quoted text must not begin a line of its own: some logs read commands."""
    return plain(text).replace("\n", "\\n")


def plain(text: str) -> str:
    """A control character in a quoted text must not steer the reader's terminal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
