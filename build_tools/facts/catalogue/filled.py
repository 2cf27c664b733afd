"""Sentences that the checks make, in English, and that pages show in their own language."""

from typing import Any


class FilledMessage(str):
    """A message in English, filled with its values, that a catalogue can translate.

    It is the English text, so that messages of checks can contain it. A value may be such a message
    too.
    """

    message: str
    values: dict[str, Any]

    def __new__(cls, message: str, /, **values: Any) -> "FilledMessage":
        """Fill the message: ``%(name)s``. A message without values stays as it is."""
        text = super().__new__(cls, message % values if values else message)
        text.message, text.values = message, values
        return text
