"""Measures the matcher's CPU seconds for 10,000 quotations and a text of one megabyte.

Run it as ``python -m tests.benchmarks.quotations``. The text contains half of the quotations
unchanged. The others have different typography, an ellipsis or a changed word, or are invented. The
module also times repetitive texts of two sizes, for which the cost must grow in proportion to the
size.
"""

import random
import time

from build_tools.quotations.matching import QuoteClass, find

NUMBER, SIZE = 10_000, 1_000_000
SYLLABLES = [f"{one}{other}" for one in "bdklmnrt" for other in "aeio"]


def made_text(size: int, chance: random.Random) -> str:
    """Return a text of paragraphs with a realistic number of different words."""
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]
    words += ["the", "of", "and", "“in”", "to", "a", "1,500", "coun\u00adtry", "Agnė", "–"] * 400
    blocks: list[str] = []
    length = 0
    while length < size:
        block = " ".join(chance.choices(words, k=60)).capitalize() + "."
        blocks.append(block)
        length += len(block) + 2
    return "\n\n".join(blocks)


def made_quotations(text: str, number: int, chance: random.Random) -> list[str]:
    """Return quotations from the text, half of them unchanged."""
    blocks = [block.split(" ") for block in text.split("\n\n")]
    found = []
    for index in range(number):
        words = chance.choice(blocks)
        begin = chance.randrange(0, len(words) - 20)
        part = words[begin : begin + chance.randint(5, 20)]
        if index % 10 == 6:
            part = [one.replace("“", '"').replace("”", '"') for one in part]
        elif index % 10 == 7:
            part[len(part) // 2] = "…"
        elif index % 10 == 8:
            part[len(part) // 2] = "zzz"
        elif index % 10 == 9:
            chance.shuffle(part)
        found.append(" ".join(part))
    return found


def seconds(quotations: list[str], text: str, lang: str | None = "en") -> float:
    """Return the CPU seconds for building the index and matching the quotations."""
    begin = time.process_time()
    kinds = [find(one, text, lang=lang, identifying=True).kind for one in quotations]
    spent = time.process_time() - begin
    counted = {kind.value: kinds.count(kind) for kind in QuoteClass if kind in kinds}
    print(f"  {counted}")  # noqa: T201
    return spent


def repetitive(size: int) -> dict[str, tuple[str, str]]:
    """Return texts and quotations designed to cause quadratic time."""
    return {
        "one word": ("a " * size, "a " * (size // 2) + "a- a"),
        "parts of words": ("ab " * size, "b " + "ab " * (size // 2) + "a"),
        "long common beginnings": (("a " * 50 + "b ") * (size // 50), "a " * 60 + "b a"),
        "numbers in groups": ("500 " * size, "500 500 500 500"),
        "fragments": ("so it was said " * size, "so it … was said … so said it … it was"),
        "white space": (" " * size + "x", "so it was said then"),
        "dashes": ("-" * size, "so -- it - was said then"),
        "marks": ("e\u0301" * size, "e\u0301e\u0301 so it was said"),
        "denials": ("not so it was said " * size, "so it was said"),
        "brackets": ("so [it was] " * size, "[so " * 2000 + "] it was said"),
    }


def main() -> None:
    chance = random.Random(1)  # noqa: S311  (a text, not a secret)
    text = made_text(SIZE, chance)
    quotations = made_quotations(text, NUMBER, chance)
    spent = seconds(quotations, text)
    print(f"{NUMBER} quotations, {len(text):,} characters: {spent:.2f} CPU seconds")  # noqa: T201
    for name in repetitive(1):
        small, large = (
            min(seconds([repetitive(size)[name][1]], repetitive(size)[name][0]) for _ in range(1))
            for size in (20_000, 80_000)
        )
        print(f"{name}: {small:.3f}, four times the size {large:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
