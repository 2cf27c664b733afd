"""Defines messages that checks show in English and pages show in their own language."""

from typing import Any


class FilledMessage(str):
    """A message in English, filled with values, that a catalogue can translate.

    The string itself is the English text, so the messages of checks can contain the string. The
    values may also be filled messages.
    """

    message: str
    values: dict[str, Any]

    def __new__(cls, message: str, /, **values: Any) -> "FilledMessage":
        """Replace each ``%(name)s`` with its value. A message without values stays unchanged."""
        text = super().__new__(cls, message % values if values else message)
        text.message, text.values = message, values
        return text
