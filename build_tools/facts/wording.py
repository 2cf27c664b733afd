"""Formats text for messages: similar names, lists, counts, shortened texts and safe addresses."""

import errno
import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from urllib.parse import urlsplit

ID_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"

# Windows treats these names as devices, whatever their ending, and cannot check out such files.
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)

_MAKE_ROOM = "Free some disk space, or raise the limit for files."
_PERMIT = "Give your user permission to write there, or name a different folder."
_REFUSALS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _MAKE_ROOM),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), _PERMIT),
    errno.EIO: "Check the disk for errors.",
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), "Raise the limit of open files."),
}

# Letters that Unicode does not decompose, and the plain letters that people type instead.
_UNMARKED = str.maketrans("łŁøØđĐıßæÆœŒ", "lLoOdDisaAoO")

# Control characters except line feed and tab, and characters that reorder or hide text.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

# Characters that an address may contain only as percent-encoded bytes.
NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\x9f\"'<>\\^`{|}]")

# fmt: off
_SMALL_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)
# fmt: on


def is_id(text: str) -> bool:
    """Return whether the text may be an id. Ids are parts of addresses and file names."""
    return re.fullmatch(ID_PATTERN, text) is not None and text not in RESERVED


def character_name(character: str) -> str:
    """Return a character's number and Unicode name: ``U+0430 (CYRILLIC SMALL LETTER A)``."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def strange_letter(text: str) -> str:
    """Return a sentence that names the first character outside ASCII, or "" if there is none.

    Many such characters look exactly like the right letter, so the error is invisible.
    """
    letter = next((letter for letter in text if not letter.isascii()), None)
    return f" It contains {character_name(letter)}." if letter else ""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that is most similar to ``word``, or None if no choice is similar."""
    matches = get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """Return a hint that proposes the nearest choice, or only the sentence ``otherwise``.

    ``otherwise`` begins with a small letter, which becomes a capital if nothing is proposed.
    """
    guess = nearest(word, choices)
    alone = otherwise[:1].upper() + otherwise[1:]
    return f"Did you mean {guess}? If not, {otherwise}" if guess else alone


def as_sentence(text: str) -> str:
    """Return the text with a capital first letter and a single final full stop."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:].rstrip('. ')}."


def in_words(items: Sequence[str], conjunction: str = "and") -> str:
    """Join items as in a sentence: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: "no claims", "one claim", "twelve claims", "13 claims"."""
    return f"{number_words(number)} {singular if number == 1 else plural or singular + 's'}"


def number_words(number: int) -> str:
    """Return a number in words up to twelve, or else in digits: "no", "one", "13,000"."""
    return _SMALL_NUMBERS[number] if 0 <= number <= 12 else f"{number:,}"


def clipped(text: str, most: int) -> str:
    """Shorten a text to at most ``most`` characters, at a word edge and with an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"


def first_words(text: str, most: int) -> str:
    """Return the first ``most`` words, with an ellipsis if there are more.

    Pages put quotation marks around these words. So an opening quotation mark at the beginning is
    left out, unless the words contain another quotation mark.
    """
    words = text.split()
    shown = " ".join(words[:most]) + ("…" if len(words) > most else "")
    opened = shown.lstrip("“„«")
    return shown if any(mark in opened for mark in "“”„«»") else opened


def refused_by_machine(error: OSError) -> str:
    """Return a sentence on what the system refused, and a hint, or "" for any other error."""
    if error.errno not in _REFUSALS:
        return ""
    fix = _REFUSALS[error.errno]
    # If the disk is full, the error may name an unrelated file.
    where = f" {visible(str(error.filename))}" if error.filename and fix == _PERMIT else ""
    return f"The system refused to write{where}: {error.strerror}.\n{fix} Then try again."


def harmless(text: str) -> str:
    """Escape the control characters in untrusted text, except line breaks and tabs."""
    return _STEERING.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def visible(text: str) -> str:
    """Escape line breaks and tabs too, so that untrusted text cannot begin a line in a log."""
    return harmless(text).replace("\n", "\\n").replace("\t", "\\t")


def unmarked(text: str) -> str:
    """Return a text without accents, as many people type it: "Błaszczak" becomes "Blaszczak"."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNMARKED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def web_address(text: str) -> str | None:
    """Return an address if pages may link to it, or else None.

    Only http and https are allowed, with a host in ASCII and without a user name, spaces, quotation
    marks or control characters.
    """
    if len(text) > 2000 or NOT_IN_ADDRESSES.search(text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
        parts.port  # noqa: B018  (reading an impossible port raises ValueError)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if not parts.netloc.isascii():
        return None  # it may look like a different host; xn--... shows the real name
    return text
