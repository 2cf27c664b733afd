"""Checks the facts in this folder, offline, with only Python's standard library: python verify.py

This program was written independently of the build, so that readers need not trust the build. It
recomputes hashes and calculations, checks references, and looks for each quotation in the stored
passages of its source. A quotation from a source that we saw only in an excerpt is counted
separately. Unlike the build, the program cannot detect that a quotation omits a denial next to it.
The program prints the location of each error. Exit status: 0 if everything matches, 1 if anything
does not.
"""

import hashlib
import json
import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import Any

EARTH_RADIUS_KM = 6371.0088  # the mean radius R1, as the IUGG defines it
KM_PER_MILE = 1.609344

ARITHMETIC: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "sum": lambda numbers: sum(numbers, Decimal(0)),
    "difference": lambda numbers: numbers[0] - numbers[1],
    "mean": lambda numbers: sum(numbers, Decimal(0)) / len(numbers),
    "ratio": lambda numbers: numbers[0] / numbers[1],
    "percentage": lambda numbers: 100 * numbers[0] / numbers[1],
    "percentage-change": lambda numbers: 100 * (numbers[1] - numbers[0]) / numbers[0],
    "celsius-from-fahrenheit": lambda numbers: (numbers[0] - 32) / Decimal("1.8"),
}

SAME = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼʻʽ´`‹›『』﹃﹄❛❜׳"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»「」﹁﹂〝〞〟❝❞״"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−—―־"), "-"),
    **dict.fromkeys(map(ord, "〜〰∼"), "~"),
    **dict.fromkeys(map(ord, "∥║"), "‖"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0640\u061c\u200e\u200f")),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)]),
}

# Typed quotation marks: two backticks, apostrophes, commas or angle brackets.
TYPED = r"[`'‘’]{2}|(?<!\w),,(?=\w)|<<(?=\S)|(?<=\S)>>"
# Scripts without spaces: a word may end between any two of these letters.
WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Vowel signs and other marks are parts of words, although they are not letters.
MARKS = "".join(chr(at) for at in range(0x300, 0x1E00) if unicodedata.category(chr(at))[0] == "M")
# An edge of the words must not be inside a word, a number, a time, a date or a Hebrew acronym.
BEFORE = (
    rf"(?:(?<![\w{MARKS}])(?<!\w')(?<!\d[.,:/~-])(?<![א-ת]{{2}}\")|(?<=[{WIDE}])|(?=[{WIDE}]))"
    "(?<!百分之)"
)
AFTER = (
    rf"(?:(?![\w{MARKS}])(?!'\w)(?![.,:/~-]\d)(?!%)(?!(?<=[א-ת])\"[א-ת]{{1,3}}(?!\w))"
    rf"|(?<=[{WIDE}])|(?=[{WIDE}]))"
)
# A number must not be separated from "per cent" or from the most common multipliers and currencies.
NUMBERS = (
    r"\d|[〇一二三四五六七八九十百千万億亿]|\b(?:two|three|four|five|six|seven|eight|nine|ten|tens"
    r"|half|twenty|thirty|zwei|drei|fünf|deux|trois|cinq|dos|tres|dwa|trzy|два|три|пять|сто|сотни)"
)
MAGNITUDES = (
    r"hundred|thousand|dozen|million\w*|billion\w*|trillion|[bm]n|ml[nd]|mlrd|mio|mrd|tys|lakh|crore"
    r"|tausend|mili?[jo]\w*|milliard\w*|milli?ards?|miliard\w*|millones|milh\w+|mill?e?|cent mille"
    r"|тыс\w*|тис\w*|млн|млрд|миллион\w*|миллиард\w*|мільйон\w*|мільярд\w*|ألف|آلاف|مليون|ملايين"
    r"|مليار\w*|लाख|करोड़|מיליון|מיליארד"
)
UNITS = (
    r"euros?|dollars?|pounds?|r[ou]+bles?|per ?cent|pro[zc]ent\w*|złot\w*|руб\w*|долл\w*|грив\w*"
    r"|دولار"
)
# A year has no multiplier: "in 2023 millions fled".
NUMBER = re.compile(rf"(?<!\b1[5-9]\d)(?<!\b20\d)(?:{NUMBERS}|{MAGNITUDES}) ?$", re.IGNORECASE)
MORE = re.compile(
    rf" ?(?:(?:{MAGNITUDES})(?![\w{MARKS}])(?! of )|of (?:thousands|millions)|a million|\d+/\d)",
    re.IGNORECASE,
)
UNIT = re.compile(rf" ?(?:(?:{UNITS})(?!\w)|[美欧]?元|[万億亿])", re.IGNORECASE)
SIGN = re.compile(r"(?:[$€£¥₴₽₹]|\b(?:EUR|USD|GBP|PLN|UAH|RUB|CHF)) ?$")


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON (RFC 8785).

    All names in the facts are ASCII.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def even(text: str) -> str:
    """Return the text with uniform marks, dashes and white space.

    Letters and digits do not change.
    """
    text = unicodedata.normalize("NFC", "".join(map(_letter, text)))
    text = re.sub(r"(?<=\d)[—―](?=\d)", "-", text)
    text = re.sub(r"[—―]|--", " - ", text)
    text = re.sub(r"\.(?:\s{0,2}\.){2,}|[⋯᠁]", "…", re.sub(TYPED, '"', text))
    text = re.sub(r"(?<=«)\s+|\s+(?=[»:;!?%])", "", text).translate(SAME)
    text = re.sub(rf"(?<=[{WIDE},.])\s+(?=[{WIDE}])|(?<=[{WIDE}])\s+(?=[{WIDE},.])", "", text)
    return " ".join(text.split())


def _letter(letter: str) -> str:
    """Return a letter in its plain form, unless its own form has a meaning.

    For example, 10² is not 102.
    """
    apart = unicodedata.decomposition(letter).startswith(("<super>", "<sub>", "<fraction>"))
    return letter if apart else unicodedata.normalize("NFKC", letter)


def is_quoted_in(quote: dict[str, Any], passage: str) -> bool:
    """Return whether a block in a passage contains the words, or all their parts in order."""
    words = even(quote["text"])
    if quote.get("insertions"):
        words = re.sub(r"\[(?!…)(\w)\](?=\w)", r"\1", words)
        words = re.sub(r"\[(?!…)[^\[\]]*\]", "…", words)
    blocks = [even(block) for block in re.split(r"\n\s*\n", passage)]
    parts = [part.strip() for part in re.split(r"[\[(<]? ?… ?[\])>]?", words)]
    return any(
        in_order([part for part in parts if re.search(r"\w", part)], block) for block in blocks
    )


def in_order(parts: list[str], block: str) -> bool:
    """Return whether the block contains the parts in order, each at word edges."""
    start = 0
    for part in parts:
        matches = re.compile(BEFORE + pattern_of(part) + AFTER).finditer(block, start)
        match = next((match for match in matches if not cuts_number(match)), None)
        if match is None:
            return False
        start = match.end()
    return bool(parts)


def cuts_number(match: "re.Match[str]") -> bool:
    """Return whether the matched words separate a number from its sign or unit."""
    text, start, end = match.string, match.start(), match.end()
    head, tail = text[max(0, start - 24) : start], text[max(0, end - 24) : end]
    return bool(
        (NUMBER.search(tail) and (MORE.match(text, end) or UNIT.match(text, end)))
        or (NUMBER.search(head) and MORE.match(text, start))
        or (SIGN.search(head) and match[0][:1].isdigit())
    )


def pattern_of(part: str) -> str:
    """Return a pattern for the words. The first letter may be upper or lower case."""
    first = re.search(r"\w", part)
    at = first.start() if first else 0
    letter = part[at]
    return f"{re.escape(part[:at])}[{re.escape(letter.lower() + letter.upper())}]" + re.escape(
        part[at + 1 :]
    )


def recomputed(calculation: dict[str, Any]) -> Decimal:
    """Return the result of a calculation, recomputed from its inputs."""
    kind, texts = calculation["kind"], [entry["value"] for entry in calculation["inputs"]]
    if kind == "days-between":
        first, last = (date.fromisoformat(text) for text in texts)
        return Decimal((last - first).days)
    if kind in ARITHMETIC:
        return ARITHMETIC[kind]([Decimal(text.replace(",", "")) for text in texts])
    (north, east), (to_north, to_east) = (
        [math.radians(float(number)) for number in text.split(",")] for text in texts
    )
    if kind == "bearing-degrees":
        y = math.sin(to_east - east) * math.cos(to_north)
        x = math.cos(north) * math.sin(to_north)
        x -= math.sin(north) * math.cos(to_north) * math.cos(to_east - east)
        return Decimal(math.degrees(math.atan2(y, x)) % 360)
    half = math.sin((to_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(to_north) * math.sin((to_east - east) / 2) ** 2
    kilometres = 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
    return Decimal(kilometres / KM_PER_MILE if kind == "great-circle-miles" else kilometres)


def is_reproducible(calculation: dict[str, Any]) -> bool:
    """Return whether the recomputed result equals the stated result, after the same rounding."""
    stated = Decimal(calculation["result"].replace(",", ""))
    return recomputed(calculation).quantize(stated) == stated


def by_id(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the records by their ids."""
    return {record["id"]: record for record in records}


class Check:
    """Checks a bundle, counts the checks, and collects the errors."""

    def __init__(self, folder: Path) -> None:
        """Read the bundle in ``folder``. Raises OSError if a file is missing."""
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.integrity = self.read("integrity.json")
        claims = self.read("claims.json")
        self.claims = by_id(claims["claims"])
        self.redirects = by_id(claims["redirects"])
        self.sources = by_id(self.read("sources.json")["sources"])
        self.passages = self.read("passages.json")["passages"]
        self.entities = {
            kind: by_id(records)
            for kind, records in self.read("entities.json").items()
            if isinstance(records, list)
        }
        self.named = {kind: set(self.entities[kind]) for kind in KINDS}

    def read(self, name: str) -> Any:
        """Return the JSON in a file."""
        return json.loads((self.folder / name).read_bytes())

    def expect(self, good: bool, what: str, where: str) -> None:
        """Count a check. If the check failed, record the error and its location."""
        self.counts[what] += 1
        if not good:
            self.wrong.append(f"{where}: {MESSAGES[what]}")

    def hashes(self) -> None:
        """Compare every file, record and passage with its hash, and all hashes with the root."""
        for name, stated in self.integrity["files"].items():
            data = (self.folder / name).read_bytes()
            self.expect(hashlib.sha256(data).hexdigest() == stated, "files", name)
        records = {"claims": self.claims, "redirects": self.redirects, "sources": self.sources}
        records |= {**self.entities, "passages": self.passages}
        for kind, stated in self.integrity["records"].items():
            for name in sorted({*records[kind], *stated}):
                record = records[kind].get(name, {})
                fields = {key: value for key, value in record.items() if key != "computed"}
                self.expect(stated.get(name) == digest(fields), "hashes", f"{kind} {name}")
        root = digest(self.integrity["records"])
        self.expect(root == self.integrity["root"], "roots", "integrity.json")

    def references(self) -> None:
        """Check that every record that a claim names exists."""
        claims = {*self.claims, *self.redirects}
        people = {"article", *self.named["people"], *self.named["organisations"]}
        for name, claim in self.claims.items():
            others = [link["claim"] for link in claim["related"]]
            for other in [*others, *filter(None, [claim["embeds"]])]:
                self.expect(other in claims, "references", f"claims {name}, {other}")
            for item in claim["evidence"]:
                where = f"claims {name}, {item['source']}"
                self.expect(item["source"] in self.sources, "references", where)
            for field in ("countries", "topics"):
                for key in claim[field]:
                    self.expect(key in self.named[field], "references", f"claims {name}, {key}")
            author = claim["asserted_by"]
            self.expect(author in people, "references", f"claims {name}, {author}")

    def evidence(self) -> None:
        """Look for each quotation, and recompute each calculation."""
        for name, claim in self.claims.items():
            self.counts["from_article"] += sum(
                bool(place["quote"]) for place in claim["appears_in"]
            )
            for number, item in enumerate(claim["evidence"], 1):
                where = f"claims {name}, evidence {number} ({item['source']})"
                for calculation in item["calculations"]:
                    self.expect(is_reproducible(calculation), "calculations", where)
                if item["quote"]:
                    self.quotation(item["quote"], item["source"], where)

    def quotation(self, quote: dict[str, Any], source: str, where: str) -> None:
        """Look for a quotation in the stored passages of its source, if there are any."""
        snapshot = self.passages.get(source, {})
        stored = snapshot.get("passages", [])
        language = quote["lang"].partition("-")[0]
        original = self.sources.get(source, {}).get("langid", language).partition("-")[0]
        is_stored = any(is_quoted_in(quote, passage["text"]) for passage in stored)
        if not is_stored and (not stored or language != original):
            self.counts["uncheckable"] += 1
            return
        self.counts["in_excerpt"] += is_stored and snapshot.get("kind") == "excerpt"
        self.expect(is_stored, "quotations", f"{where}: “{quote['text']}”")


ODD = (ArithmeticError, AttributeError, RecursionError)  # errors from values that are not records
KINDS = ("countries", "people", "organisations", "topics")
MESSAGES = {
    "files": "the file is not the one that was published.",
    "hashes": "it is not what was published.",
    "roots": "the root does not match the hashes.",
    "references": "nothing with that name exists.",
    "quotations": "the words are not in the stored passages of the source.",
    "calculations": "the recomputed result differs.",
}


def say(text: str) -> None:
    """Print a line with its control characters escaped, because they could hide errors."""
    print("".join(char if char.isprintable() else ascii(char)[1:-1] for char in text))


def main(folder: Path) -> int:
    """Check the bundle in ``folder``, and print the counts and the errors.

    Returns 1 if the bundle has an error, or else 0.
    """
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal may be unable to print every letter
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        check = Check(folder)
        for step in (check.hashes, check.references, check.evidence):
            step()
    except (OSError, ValueError, LookupError, TypeError, *ODD) as error:
        say(f"{folder}: the bundle cannot be read: {type(error).__name__}: {error}")
        return 1
    say(f"Root: {check.integrity['root']}")
    for what in MESSAGES:
        number = check.counts[what]
        say(f"{number:>7} {what[:-1] if number == 1 else what} checked")
    say(f"{check.counts['in_excerpt']:>7} of these quotations against an excerpt of the page only")
    say(f"{check.counts['uncheckable']:>7} quotations not checked: no stored text")
    say(f"{check.counts['from_article']:>7} quotations of the article not checked: it is not here")
    for message in check.wrong:
        say(f"WRONG  {message}")
    say(
        "This does not match what was published."
        if check.wrong
        else "Everything that was checked matches."
    )
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent))
