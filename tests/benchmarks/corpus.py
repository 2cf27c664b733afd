"""Writes a synthetic project of any size, in linear time. The same size gives the same project."""

import random
import shutil
import sys
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[2] / "content" / "assets"
VERDICTS = ("supported", "unverified", "not-checkable")
NAMES = ("Šumskas", "Błaszczak", "Лукашенко", "Київ", "中国", "مينسك", "Vilnius", "Kuźnica")
# fmt: off
WORDS = (
    "border", "crossing", "closed", "minister", "announced", "soldiers", "guard", "statement",
    "agency", "reported", "village", "morning", "treaty", "exercise", "convoy", "decision",
)
# fmt: on


def write(root: Path, claims: int, countries: int = 30) -> None:
    """Write a project with this number of claims (about 1 KB each) and a third as many sources."""
    chance = random.Random(claims)  # noqa: S311  (a corpus, not a secret)
    sources = max(2, claims // 3)
    facts = root / "facts"
    for folder in ("claims", "sources", "vocabulary"):
        (facts / folder).mkdir(parents=True, exist_ok=True)
    _vocabulary(facts / "vocabulary", countries)
    _sources(facts / "sources", sources)
    for number in range(claims):
        folder = facts / "claims" / f"folder-{number % 20:02}"
        folder.mkdir(exist_ok=True)
        text = _claim(number, claims, sources, countries, chance)
        (folder / f"claim-{number:05}.yaml").write_text(text, encoding="utf-8")
    content = root / "content"
    # The real assets are copied, because a strict build checks that linked files exist.
    shutil.copytree(ASSETS, content / "assets", dirs_exist_ok=True)
    (content / "index.md").write_text(
        "---\ntitle: A corpus\n---\n\n# A corpus\n\nThe first [@claim-00000].\n", encoding="utf-8"
    )
    (root / "seeds").mkdir(exist_ok=True)


def _vocabulary(folder: Path, countries: int) -> None:
    entries = "".join(
        f"country-{number:02}:\n  name: Country {number}\n  code: LT\n  summary: A country.\n"
        for number in range(countries)
    )
    (folder / "countries.yaml").write_text(entries, encoding="utf-8")
    publishers = "".join(
        f"paper-{number:02}:\n  name: Paper {number}\n  country: LT\n  kind: newspaper\n"
        for number in range(40)
    )
    (folder / "publishers.yaml").write_text(publishers, encoding="utf-8")
    (folder / "topics.yaml").write_text(
        "borders:\n  name: Borders\n  summary: Crossings.\n", encoding="utf-8"
    )


def _sources(folder: Path, number: int) -> None:
    files: dict[str, list[str]] = {}
    for index in range(number):
        publisher = f"paper-{index % 40:02}"
        files.setdefault(publisher, []).append(
            f"@online{{{publisher}-story-{index:05},\n"
            f"  title = {{Story {index} of {NAMES[index % len(NAMES)]}}},\n"
            f"  date = {{2023-08-{index % 28 + 1:02}}},\n"
            f"  url = {{https://paper.example/{index}}},\n"
            "  urldate = {2026-11},\n  langid = {en},\n  kind = {newspaper},\n}\n"
        )
    for publisher, entries in files.items():
        (folder / f"{publisher}.bib").write_text("\n".join(entries), encoding="utf-8")


def _claim(number: int, claims: int, sources: int, countries: int, chance: random.Random) -> str:
    def sentence(length: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(length)).capitalize()

    first = number % sources
    second = (first + 1) % sources
    items = "".join(
        f"  - source: paper-{key % 40:02}-story-{key:05}\n    stance: supports\n"
        f"    basis: reporting\n    says: >-\n      {sentence(14)},\n      {sentence(12)}.\n"
        for key in (first, second)
    )
    verdict = VERDICTS[number % 3]
    log = (
        "search_log:\n  - date: 2026-11\n    where: web\n    query: it\n    result: nothing\n"
        if verdict == "unverified"
        else ""
    )
    related = (
        f"related:\n  - claim: claim-{number - 1:05}\n    relation: follows\n    why: It is next.\n"
        if number
        else ""
    )
    return (
        f"claim: Claim {number} on {NAMES[number % len(NAMES)]}, {sentence(8)}.\n"
        f"kind: status\nasserted_by: article\n"
        f"when: {2020 + number % 5}-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
        f"countries: [country-{number % countries:02}]\ntopics: [borders]\n"
        f"evidence:\n{items}verdict: {verdict}\nconfidence: moderate\n"
        f"finding: >-\n  {sentence(16)},\n  {sentence(14)}.\n{log}"
        f"checked:\n  date: 2026-11-22\n  by: the editors\n{related}"
    )


if __name__ == "__main__":
    target, size = Path(sys.argv[1]), int(sys.argv[2])
    shutil.rmtree(target, ignore_errors=True)
    write(target, size)
