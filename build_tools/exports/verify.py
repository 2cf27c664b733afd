"""Checks the facts beside it, offline, with nothing but Python's own library: python verify.py

It was written apart from the build, so that nobody has to trust the build: it repeats hashes,
references, calculations, and looks for each quotation in the passages that are stored of its
source. It does less than the build in one thing: it cannot tell words that are torn from a denial.
Exits with 0 where everything holds, with 1 where something does not, and says where.
"""

import hashlib
import json
import math
import re
import sys
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import Any

EARTH_RADIUS_KM = 6371.0088  # IUGG, mean radius R1
KM_PER_MILE = 1.609344

SAME = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼ´`‹›『』﹃﹄"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»「」﹁﹂〝〞〟"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−—―"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0640\u061c\u200e\u200f")),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)]),
}

# Scripts that part no words: any edge between two such letters is an edge of words.
WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Not inside a word, a number, a time or a date.
BEFORE = rf"(?:(?<!\w)(?<!\w')(?<!\d[.,:/-])|(?<=[{WIDE}])|(?=[{WIDE}]))"
AFTER = rf"(?:(?!\w)(?!'\w)(?![.,:/-]\d)(?!%)|(?<=[{WIDE}])|(?=[{WIDE}]))"


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON (RFC 8785; all names here are ASCII)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def even(text: str) -> str:
    """Return the text with type made even: marks, dashes, white space; never letters or digits."""
    text = unicodedata.normalize("NFC", "".join(map(_letter, text)))
    text = re.sub(r"(?<=\d)[—―](?=\d)", "-", text)
    text = re.sub(r"[—―]|--", " - ", text).replace("...", "…")
    text = re.sub(r"(?<=«)\s+|\s+(?=[»:;!?%])", "", text).translate(SAME)
    text = re.sub(rf"(?<=[{WIDE},.])\s+(?=[{WIDE}])|(?<=[{WIDE}])\s+(?=[{WIDE},.])", "", text)
    return " ".join(text.split())


def _letter(letter: str) -> str:
    """Return a letter in its plain form, but for forms that say something: 10² is not 102."""
    apart = unicodedata.decomposition(letter).startswith(("<super>", "<sub>", "<fraction>"))
    return letter if apart else unicodedata.normalize("NFKC", letter)


def stands(quote: dict[str, Any], passage: str) -> bool:
    """Return whether the words stand in one block of a passage, whole, or their parts in order."""
    # A text between the words' own blank lines is one run of words; a passage's blocks are apart.
    words = even(quote["text"])
    if quote.get("insertions"):
        words = re.sub(r"\[(?!…)(\w)\](?=\w)", r"\1", words)
        words = re.sub(r"\[(?!…)[^\[\]]*\]", "…", words)
    blocks = [even(block) for block in re.split(r"\n\s*\n", passage)]
    parts = [one.strip() for one in re.split(r"[\[(]? ?… ?[\])]?", words)]
    return any(in_order([one for one in parts if re.search(r"\w", one)], block) for block in blocks)


def in_order(parts: list[str], block: str) -> bool:
    """Return whether the parts stand in the block one after the other, at the edges of words."""
    at = 0
    for part in parts:
        pattern = BEFORE + pattern_of(part) + AFTER
        found = re.compile(pattern).search(block, at)
        if found is None:
            return False
        at = found.end()
    return bool(parts)


def pattern_of(part: str) -> str:
    """Return a pattern for the words, their first letter in either case: sentences begin so."""
    first = re.search(r"\w", part)
    at = first.start() if first else 0
    letter = part[at]
    return f"{re.escape(part[:at])}[{re.escape(letter.lower() + letter.upper())}]" + re.escape(
        part[at + 1 :]
    )


def repeated(calculation: dict[str, Any]) -> Decimal:
    """Return the result of a calculation, worked out from its inputs."""
    kind, texts = calculation["kind"], [one["value"] for one in calculation["inputs"]]
    if kind == "days-between":
        one, other = (date.fromisoformat(text) for text in texts)
        return Decimal((other - one).days)
    if kind in ("sum", "difference"):
        numbers = [Decimal(text.replace(",", "")) for text in texts]
        return sum(numbers, Decimal(0)) if kind == "sum" else numbers[0] - numbers[1]
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


def holds(calculation: dict[str, Any]) -> bool:
    """Return whether the result, rounded as it is stated, is the stated one."""
    stated = Decimal(calculation["result"].replace(",", ""))
    return repeated(calculation).quantize(stated) == stated


class Check:
    """What was counted, and what was found to be wrong."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the files of the bundle; one that is missing is an OSError."""
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.integrity = self.read("integrity.json")
        whole = self.read("claims.json")
        self.claims = {one["id"]: one for one in whole["claims"]}
        self.redirects = {one["id"]: one for one in whole["redirects"]}
        self.sources = {one["id"]: one for one in self.read("sources.json")["sources"]}
        self.passages = self.read("passages.json")["passages"]
        named = self.read("entities.json")
        self.entities = {
            kind: {one["id"]: one for one in held}
            for kind, held in named.items()
            if isinstance(held, list)
        }
        self.named = {kind: set(self.entities[kind]) for kind in KINDS}

    def read(self, name: str) -> Any:
        """Return a file's JSON."""
        return json.loads((self.folder / name).read_bytes())

    def expect(self, good: bool, what: str, where: str) -> None:
        """Count one thing that was looked at, and tell of it where it is wrong."""
        self.counts[what] += 1
        if not good:
            self.wrong.append(f"{where}: {MESSAGES[what]}")

    def hashes(self) -> None:
        """Compare every file, record and passage with its hash, and all hashes with the root."""
        for name, stated in self.integrity["files"].items():
            data = (self.folder / name).read_bytes()
            self.expect(hashlib.sha256(data).hexdigest() == stated, "files", name)
        held = {"claims": self.claims, "redirects": self.redirects, "sources": self.sources}
        for kind, stated in self.integrity["records"].items():
            found = {**held, **self.entities, "passages": self.passages}[kind]
            for name in sorted({*found, *stated}):
                plain = {
                    key: part for key, part in found.get(name, {}).items() if key != "computed"
                }
                self.expect(stated.get(name) == digest(plain), "hashes", f"{kind} {name}")
        root = digest(self.integrity["records"])
        self.expect(root == self.integrity["root"], "roots", "integrity.json")

    def references(self) -> None:
        """See to it that everything that a claim names is there."""
        claims = {*self.claims, *self.redirects}
        people = {"article", *self.named["people"], *self.named["organisations"]}
        for name, claim in self.claims.items():
            others = [one["claim"] for one in claim["related"]]
            for other in [*others, *filter(None, [claim["embeds"]])]:
                self.expect(other in claims, "references", f"claims {name}, {other}")
            for item in claim["evidence"]:
                where = f"claims {name}, {item['source']}"
                self.expect(item["source"] in self.sources, "references", where)
            for field in ("countries", "topics"):
                for one in claim[field]:
                    self.expect(one in self.named[field], "references", f"claims {name}, {one}")
            who = claim["asserted_by"]
            self.expect(who in people, "references", f"claims {name}, {who}")

    def evidence(self) -> None:
        """Look for each quotation, and repeat each calculation."""
        for name, claim in self.claims.items():
            self.counts["from_article"] += sum(bool(one["quote"]) for one in claim["appears_in"])
            for number, item in enumerate(claim["evidence"], 1):
                where = f"claims {name}, evidence {number} ({item['source']})"
                for calculation in item["calculations"]:
                    self.expect(holds(calculation), "calculations", where)
                if item["quote"]:
                    self.quotation(item["quote"], item["source"], where)

    def quotation(self, quote: dict[str, Any], source: str, where: str) -> None:
        """Look for a quotation in what is stored of its source, if anything is."""
        stored = self.passages.get(source, {}).get("passages", [])
        quoted = quote["lang"].partition("-")[0]
        own = self.sources.get(source, {}).get("langid", quoted).partition("-")[0]
        found = any(stands(quote, one["text"]) for one in stored)
        if not found and (not stored or quoted != own):
            self.counts["uncheckable"] += 1
            return
        self.expect(found, "quotations", f"{where}: “{quote['text']}”")


ODD = (ArithmeticError, AttributeError, RecursionError)  # of values that are no records
KINDS = ("countries", "people", "organisations", "topics")
MESSAGES = {
    "files": "the file is not the one that was published.",
    "hashes": "it is not what was published.",
    "roots": "the root is not that of the hashes.",
    "references": "nothing of that name is there.",
    "quotations": "the words are not in the stored passages of the source.",
    "calculations": "repeated, the calculation has another result.",
}


def say(text: str) -> None:
    """Print a line; what could steer a terminal, and hide what is wrong, is written out."""
    print("".join(one if one.isprintable() else ascii(one)[1:-1] for one in text))


def main(folder: Path) -> int:
    """Check the bundle in ``folder``, print the counts and what is wrong, and return 0 or 1."""
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal may not have every letter
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
    say(f"{check.counts['uncheckable']:>7} quotations uncheckable: no text of theirs is stored")
    say(f"{check.counts['from_article']:>7} quotations of the article not checked: it is not here")
    for one in check.wrong:
        say(f"WRONG  {one}")
    say("Everything that was checked holds." if not check.wrong else "This is not as published.")
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent))
