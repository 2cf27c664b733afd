"""Makes hostile projects that a repository cannot contain, such as invalid bytes and symlinks.

Each project adds or replaces files in the tiny project. ``expected`` has the same form as the files
called ``expected`` in this folder: a location, a rule, and words from the message.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.facts.project import MAX_BYTES
from build_tools.facts.reading.bibliography import MAX_FIELDS
from build_tools.facts.reading.yaml_nodes import MAX_DEPTH, MAX_EVENTS
from tests.conftest import TINY

SHELF = "facts/claims/hostile"
CASE = f"{SHELF}/case.yaml"
CLAIM = """\
claim: Lithuania closed one more crossing.
kind: characterisation
asserted_by: jonas-petraitis
when: 2023-08-18
countries: [lithuania]
topics: [borders]
verdict: not-checkable
confidence: low
finding: It is a made claim.
checked:
  date: 2026-11-22
  by: the editors
"""
LRT = "facts/sources/lrt.bib"
PEOPLE = "facts/vocabulary/people.yaml"
STORY = "seeds/story/article.yaml"
TEXT = "seeds/story/article.txt"
PAGE = "content/explainers/border.md"
INDEX = "content/index.md"


@dataclass(frozen=True)
class Made:
    """A hostile project: changed files, symlinks to make, and other steps."""

    name: str
    files: dict[str, str | bytes]
    expected: tuple[str, ...]
    links: dict[str, str] = field(default_factory=dict)
    more: Callable[[Path], None] = lambda root: None


# Bytes that no file may contain, each with words from the error message.
BYTES = {
    "nul": (b"\x00", "U+0000"),
    "escape": (b"\x1b[31m", "U+001B"),
    "backspace": (b"\x08", "U+0008"),
    "lone-return": (b"\r", "U+000D"),
    "next-line": ("\x85".encode(), "U+0085"),
    "bom": (b"\xef\xbb\xbf", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
    "override": ("\u202e".encode(), "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    "isolate": ("\u2066".encode(), "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
    "zero-width": ("\u200b".encode(), "U+200B (ZERO WIDTH SPACE)"),
    "joiner": ("\u200d".encode(), "U+200D (ZERO WIDTH JOINER)"),
    "tag": ("\U000e0041".encode(), "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
    "separator": ("\u2028".encode(), "U+2028 (LINE SEPARATOR)"),
    "private": ("\ue000".encode(), "U+E000"),
    "no-character": ("\uffff".encode(), "U+FFFF"),
    "latin-1": (b"\xe9", "not valid UTF-8"),
    "overlong": (b"\xc0\xaf", "not valid UTF-8"),
    "surrogate": (b"\xed\xa0\x80", "not valid UTF-8"),
    "cut-short": (b"\xe2\x82", "not valid UTF-8"),
    "beyond": (b"\xf5\x80\x80\x80", "not valid UTF-8"),
    "utf-16": ("a\n".encode("utf-16"), "not valid UTF-8"),
}
KINDS = {
    "claim": CASE,
    "bibliography": "facts/sources/case.bib",
    "vocabulary": "facts/vocabulary/origins.yaml",
    "snapshot": "facts/snapshots/case.yaml",
    "article": "seeds/case/article.yaml",
    "page": "content/about/case.md",
    "map": "maps/shapes/case.yaml",
}


def of_bytes() -> Iterator[Made]:
    """Yield projects with each kind of invalid byte in a claim, and some kinds in other files."""
    for what, (data, words) in BYTES.items():
        for kind, path in KINDS.items():
            if kind == "claim" or what in ("nul", "override", "latin-1", "bom"):
                files: dict[str, str | bytes] = {path: b"claim: x\nkind: " + data + b"b\n"}
                if kind == "article":
                    files["seeds/case/article.txt"] = "x"
                yield Made(f"{what}-in-{kind}", files, (f"{path}:2:7 readable {words}",))
    whole = "".join(TINY[TEXT]).encode()
    for what in ("nul", "override", "latin-1"):
        data, words = BYTES[what]
        # A claim that refers to the unreadable article causes no second error.
        lost = (f"{TEXT}:1:11 readable {words}",)
        yield Made(f"{what}-in-text", {TEXT: whole[:10] + data + whole[10:]}, lost)


def of_links(outside: str = "/etc") -> Iterator[Made]:
    """Yield projects with symlinks that leave or stay in the project, are broken or form a loop."""
    for path, target in (
        (CASE, f"{outside}/passwd"),
        (CASE, "../borders/two-crossings.yaml"),
        (CASE, "case.yaml"),
        (CASE, "nowhere"),
        (f"{SHELF}/shelf", outside),
        (f"{SHELF}/round", ".."),
        ("facts/claims/linked", "/"),
        ("facts/sources/case.bib", f"{outside}/passwd"),
        ("facts/sources/folder", "/"),
        ("facts/vocabulary/origins.yaml", f"{outside}/passwd"),
        ("facts/snapshots/case.yaml", f"{outside}/passwd"),
        ("facts/elsewhere", "/"),
        ("seeds/case", outside),
        ("maps/shapes/case.yaml", f"{outside}/passwd"),
        ("content/about/case.md", f"{outside}/passwd"),
        ("content/about/case.png", f"{outside}/passwd"),
        ("content/folder", "/"),
        ("content/assets/case.css", f"{outside}/passwd"),
    ):
        rule = "readable symbolic link"
        expected = [f"{path}:1:1 {rule}"]
        if path == "facts/elsewhere":
            expected = [f"{path}:1:1 file-name Nothing reads this"]
        name = f"link-{path.replace('/', '-')}-to-{target.replace('/', '-')}"
        yield Made(name, {}, tuple(expected), links={path: target})


def of_names() -> Iterator[Made]:
    """Yield projects with file names that are paths, or are invalid or equal on some systems."""
    for number, name in enumerate(
        (
            *("con.yaml", "aux.yaml", "nul.yaml", "com1.yaml", "lpt9.yaml", "CON.yaml"),
            *("x.yaml.", "x.yaml ", "x..yaml", " x.yaml", "x:y.yaml", "..\\x.yaml", "x\n.yaml"),
            *("-x.yaml", "$(x).yaml", "{{7*7}}.yaml", "<b>.yaml", "x;y.yaml", "Two-Crossings.yaml"),
            *("a\u202eb.yaml", "two-crоssings.yaml", "x\u200b.yaml", "é.yaml", "e\u0301.yaml"),
        )
    ):
        path = f"{SHELF}/{name}"
        yield Made(f"name-{number:02}-of-claim", {path: CLAIM}, (f"{path}:1:1 file-name",))
    for number, shelf in enumerate(
        (
            "Borders",
            "con",
            "a\u202eb",
            "bоrders",
            "x y",
            "...",
            "{{7*7}}",
            "x" * 65,
            "a.b",
            "%2e%2e",
        )
    ):
        path = f"facts/claims/{shelf}/case.yaml"
        yield Made(f"shelf-{number:02}", {path: CLAIM}, (f"{path}:1:1 file-name",))
    for number, path in enumerate(
        (
            *("facts/sources/con.bib", "facts/sources/LRT.bib", "facts/sources/lrt.BIB"),
            *(
                "facts/sources/lrt\u202e.bib",
                "facts/sources/a/lrt.bib",
                "facts/vocabulary/aux.yaml",
            ),
            *("facts/vocabulary/People.yaml", "facts/vocabulary/people.yml"),
            *("facts/snapshots/con.yaml", "facts/snapshots/..\\x.yaml", "maps/shapes/nul.yaml"),
            *("seeds/con/article.yaml", "seeds/A B/article.yaml"),
        )
    ):
        yield Made(f"name-{number:02}-of-file", {path: "x: y\n"}, (f"{path}:1:1 file-name",))
    for number, path in enumerate(
        (
            *("content/con.md", "content/about/aux.md", "content/prn/page.md", "content/A.md"),
            *("content/ab\u202e.md", "content/абоut/x.md", "content/a b.md", "content/README.md"),
            *("content/con.png", "content/a b.png", "content/a\u202egnp.png"),
            *("content/pіcture.png", "content/assets/aux.css", "content/-x.png", "content/x\n.png"),
        )
    ):
        yield Made(f"name-{number:02}-of-page", {path: "x\n"}, (f"{path}:1:1 prose",))
    for number, (one, other, rule) in enumerate(
        (
            ("content/about/a.png", "content/about/A.png", "prose same file"),
            ("content/assets/a.css", "content/assets/A.css", "prose same file"),
            (f"{SHELF}/one.yaml", "facts/claims/other/one.yaml", "unique-ids already used"),
        )
    ):
        second = max(one, other)
        text = CLAIM if rule.startswith("unique") else "x"
        yield Made(f"collision-{number}", {one: text, other: text}, (f"{second}:1:1 {rule}",))
    yield Made(
        "collision-of-ids",
        {PEOPLE: TINY[PEOPLE] + "lithuania:\n  name: N\n  roles: [{title: T}]\n"},
        ("facts/vocabulary/countries.yaml:6:1 unique-ids",),
    )


def of_sizes() -> Iterator[Made]:
    """Yield a project just over each stated limit."""
    for kind, path in KINDS.items():
        files: dict[str, str | bytes] = {path: "x" * (MAX_BYTES + 1)}
        if kind == "article":
            files["seeds/case/article.txt"] = "x"
        yield Made(f"large-{kind}", files, (f"{path}:1:1 readable larger than 256 KiB",))
    many = CLAIM + "about: [" + "a," * MAX_EVENTS + "]\n"
    yield Made("many-values", {CASE: many}, (f"{CASE}:13:* yaml more than 40,000",))
    deep = CLAIM.replace("It is a made claim.", "[" * 90_000)
    yield Made("deep", {CASE: deep}, (f"{CASE}:9:{10 + MAX_DEPTH - 1} yaml nested more than 16",))
    long_text = CLAIM.replace("It is a made claim.", "x" * 200_000)
    yield Made("long-text", {CASE: long_text}, (f"{CASE}:9:10 shape more than 2000",))
    long_key = f"{CLAIM}{'x' * 1000}: y\n"
    yield Made("long-key", {CASE: long_key}, (f"{CASE}:13:1 shape no field",))
    unknown = "".join(f"  f{number} = {{x}},\n" for number in range(MAX_FIELDS))
    fields = f"@online{{lrt-many,\n  title = {{T}},\n{unknown}}}\n"
    yield Made("many-fields", {LRT: TINY[LRT] + fields}, (f"{LRT}:9:1 bibtex more than 40",))
    waives = CLAIM + "waive:\n" + "".join(f"  r{number}: x\n" for number in range(3000))
    expected = tuple(f"{CASE}:{14 + number}:3 waiver" for number in range(3000))
    yield Made("many-waivers", {CASE: waives}, expected)


def _pipe(path: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / path)

    return make


def _endless(root: Path) -> None:
    """Nest folders until the path to the last folder is too long."""
    before = Path.cwd()
    try:
        os.chdir(root / "facts" / "claims")
        for _ in range(30):
            Path("a" * 200).mkdir()
            os.chdir("a" * 200)
    finally:
        os.chdir(before)


def of_files() -> Iterator[Made]:
    """Yield projects with pipes, and a project with a path that is too long."""
    for path in (CASE, "facts/sources/case.bib", PEOPLE.replace("people", "origins")):
        yield Made(
            f"pipe-{path.replace('/', '-')}", {}, (f"{path}:1:1 readable pipe",), more=_pipe(path)
        )
    for path in ("content/about/case.md", "content/about/case.png"):
        yield Made(
            f"pipe-{path.replace('/', '-')}", {}, (f"{path}:1:1 readable pipe",), more=_pipe(path)
        )
    yield Made("endless-folders", {}, ("*:1:1 readable File name too long",), more=_endless)


# Pieces that make regular expressions backtrack. Each piece is repeated up to 100 kB.
PIECES = (
    *(
        "a",
        " ",
        "\t",
        "\n",
        "[@",
        "[@a",
        "![",
        "](",
        "`",
        "``",
        "~~~\n",
        "<div ",
        "<!-- ",
        "<a '\"",
    ),
    *("@online{", "@string{a=", "{", "}", "\\", "a = {", '"', "- ", "[", "{a: ", "? ", "'", "# "),
    *(
        "x:y\n",
        "1,",
        "1 ",
        "“",
        "… ",
        "[…] ",
        "not ",
        "ab ",
        "é",
        "e\u0301",
        "=",
        "---\n",
        "*",
        "_",
    ),
    *("| a ", "http://", "2023-", "../", "facts: waive ", "; a-b: c", "&amp;", "{: ", "1. ", "> "),
)


def of_patterns() -> Iterator[Made]:
    """Yield a project for each piece, which fills a claim, a source, a page and an article."""
    for number, piece in enumerate(PIECES):
        text = (piece * 100_000)[:100_000]
        quoted = "'" + text.replace("'", "''").replace("\n", "\n\n  ") + "'"
        files: dict[str, str | bytes] = {
            CASE: text,
            f"{SHELF}/texts.yaml": CLAIM.replace("It is a made claim.", quoted[:100_000] + "'"),
            LRT: f"{TINY[LRT]}\n@online{{lrt-x,\n  title = {{{text}\n",
            "content/about/case.md": f"---\ntitle: A page\n---\n\n{text}\n",
            "seeds/story/article.txt": f"{TINY[TEXT]}\n{text}"[: MAX_BYTES // 3],
        }
        yield Made(f"pattern-{number:02}", files, ("*",))


def all_made() -> tuple[Made, ...]:
    """Return every hostile project of this module."""
    groups = (of_bytes, of_links, of_names, of_sizes, of_files, of_patterns)
    return tuple(one for group in groups for one in group())
