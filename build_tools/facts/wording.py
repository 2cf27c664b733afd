"""Small things done to words: nearest name, lists and counts in words, clipping, safe addresses."""

import errno
import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from urllib.parse import urlsplit

ID_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"

# What Windows takes for a device, whatever its ending: nobody could check such a file out there.
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)

_MAKE_ROOM = "Make room on the disk, or raise the limit for files."
_PERMIT = "Let your user write there, or name another folder."
_REFUSALS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _MAKE_ROOM),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), _PERMIT),
    errno.EIO: "See whether the disk is sound.",
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), "Raise the limit of open files."),
}

# Letters that Unicode does not decompose, as they are usually written without their mark.
_UNMARKED = str.maketrans("łŁøØđĐıßæÆœŒ", "lLoOdDisaAoO")

# Controls but line breaks and tabs, other ends of line, and what reorders or hides text around it.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

# fmt: off
_SMALL_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)
# fmt: on


def is_id(text: str) -> bool:
    """Tell whether the text may be an id: a part of addresses, and a file's name everywhere."""
    return re.fullmatch(ID_PATTERN, text) is not None and text not in RESERVED


def character_name(character: str) -> str:
    """Return the character by its number and Unicode name: ``U+0430 (CYRILLIC SMALL LETTER A)``."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def strange_letter(text: str) -> str:
    """Return a sentence that names the first letter beyond ASCII, or nothing where there is none.

    Many look just like one that would be right, so nobody could find the fault by looking.
    """
    found = next((one for one in text if not one.isascii()), None)
    return f" It holds {character_name(found)}." if found else ""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that looks most like ``word``, or None where none comes close."""
    found = get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """Return a hint that proposes the nearest choice, or says ``otherwise``, a sentence.

    ``otherwise`` begins with a small letter, which becomes a capital where it stands alone.
    """
    guess = nearest(word, choices)
    alone = otherwise[:1].upper() + otherwise[1:]
    return f"Did you mean {guess}? Otherwise: {otherwise}" if guess else alone


def as_sentence(text: str) -> str:
    """Return the text with a capital at its beginning and one full stop at its end."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:].rstrip('. ')}."


def in_words(items: Sequence[str], conjunction: str = "and") -> str:
    """Join as in running text: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return "no claims", "one claim", "12 claims", "13 claims": words up to twelve."""
    word = _SMALL_NUMBERS[number] if 0 <= number <= 12 else f"{number:,}"
    return f"{word} {singular if number == 1 else plural or singular + 's'}"


def clipped(text: str, most: int) -> str:
    """Cut at a word edge so that at most ``most`` characters stay, an ellipsis included."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"


def first_words(text: str, most: int) -> str:
    """Return the first ``most`` words, with an ellipsis where something was left out."""
    words = text.split()
    return " ".join(words[:most]) + ("…" if len(words) > most else "")


def refused_by_machine(error: OSError) -> str:
    """Return what the machine refused and the way out, or nothing where that is no such error."""
    if error.errno not in _REFUSALS:
        return ""
    way_out = _REFUSALS[error.errno]
    # Of a disk that is full the file at hand says nothing; it may be one that was only read.
    where = f" {visible(str(error.filename))}" if error.filename and way_out == _PERMIT else ""
    return f"The machine refused to write{where}: {error.strerror}.\n{way_out} Then try again."


def harmless(text: str) -> str:
    """Return words of others with what could steer a terminal or a log written out.

    Line breaks and tabs stay: the text may have several lines.
    """
    return _STEERING.sub(_written_out, text)


def visible(text: str) -> str:
    """Return the same on one line: a line break must not begin a line that a log obeys."""
    return harmless(text).replace("\n", "\\n").replace("\t", "\\t")


def _written_out(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"


def unmarked(text: str) -> str:
    """Return the text without accents, as many people type it: Błaszczak becomes Blaszczak."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNMARKED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def web_address(text: str) -> str | None:
    """Return the address if a page may link to it, else None.

    Allowed is only http or https, with a host in ASCII, without user name, spaces, quotation marks
    or control characters. This is an allowlist: what is not known to be harmless is not linked.
    """
    if len(text) > 2000 or re.search(r"[\x00-\x20\x7f-\x9f\"'<>\\^`{|}]", text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
        parts.port  # noqa: B018  (an impossible port is found only when it is asked for)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if not parts.netloc.isascii():
        return None  # a host that only looks like another: xn--... shows what it is
    return text
