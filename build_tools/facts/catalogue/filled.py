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


class LocalText(str):
    """A number, a date or a list in the site's language, with its English form.

    A message that stayed in English shows the English form.
    """

    english: str

    def __new__(cls, text: str, english: str = "") -> "LocalText":
        """Keep the English form beside the text."""
        made = super().__new__(cls, text)
        made.english = english or text
        return made


def in_english(value: Any) -> Any:
    """Return the English form of a value for a message, or the value if it has no such form."""
    return value.english if isinstance(value, LocalText) else value
