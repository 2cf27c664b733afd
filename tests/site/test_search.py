"""Tests that the search index finds every page and is safe in browsers."""

import gzip
import json
import random
import shutil
import subprocess
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

import pytest

from build_tools.facts.project import Project
from build_tools.site.search import INDEX, Entry, entries, folded, other_spellings, sections, write
from build_tools.site.search.entries import LETTERS, words_of
from build_tools.site.search.index import name_of
from tests.conftest import PROJECT
from tests.ledgers import ledger
from tests.whole import assemble

World = Callable[..., Project]

FOLDED = [
    ("Błaszczak", "blaszczak"),
    ("Kapčiamiestis", "kapciamiestis"),
    ("ŠUMSKAS", "sumskas"),
    ("Лукашенко", "lukashenko"),
    ("Лукашэнка", "lukashenka"),
    ("Зеленський", "zelenskii"),
    ("Щучин", "shchuchin"),
    ("Straße", "strasse"),
    ("习近平", "习近平"),
    ("ﬁne", "fine"),
]


@pytest.mark.parametrize(("text", "wanted"), FOLDED)
def test_search_ignores_case_accents_and_script(text: str, wanted: str) -> None:
    assert folded(text) == wanted


def test_folding_removes_only_accents() -> None:
    others = str.maketrans(LETTERS)
    for first in (*range(0, 0xD800, 64), *range(0xE000, 0x20000, 64)):
        letters = "".join(map(chr, range(first, first + 64)))
        for text in (letters, " Σ".join(letters)):
            bare = "".join(item for item in normalize("NFKD", text) if category(item)[0] != "M")
            assert folded(text) == bare.lower().translate(others), hex(first)


def in_script(*lines: str) -> Any:
    """Return the output of these lines, run after the part of the page's script that uses no DOM.

    The parts of the index are loaded from ``folder`` into one global scope, as in a browser.
    """
    node = shutil.which("node")
    assert node, "Node.js is needed to run the site's own script; see .ci/browser"
    script = (PROJECT / "content" / "assets" / "search.js").read_text(encoding="utf-8")
    needed = script[script.index("const LETTERS") : script.index("function made")]
    program = "\n".join((LOADING, needed, *lines))
    done = subprocess.run(
        [node, "-e", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


LOADING = """
const output = (data) => console.log(JSON.stringify(data));
const run = (path) => require("vm").runInThisContext(require("fs").readFileSync(path, "utf8"));
const document = {
  getElementById: () => ({ dataset: {} }),
  createElement: () => ({ told: {}, addEventListener(kind, then) { this.told[kind] = then; } }),
  head: {
    append: (script) => setImmediate(() => {
      let kind = "load";
      try { run(`${folder}/${script.src}`); } catch { kind = "error"; }
      script.told[kind]?.();
    }),
  },
};
"""


def answer(site: Path, query: str, index: Path | None = None) -> Any:
    """Return the titles that match a query, the best first, or "missing" for a missing part."""
    return in_script(
        f"const folder = {json.dumps(str(site))};",
        "globalThis.factsSearch = (data) => {",
        "  index = { ...data, ...(data.rows ? whole(data.rows) : inParts(data)) };",
        "};",
        f"run({json.dumps(str(index or site / INDEX))});",
        f"found({json.dumps(query)})",
        "  .then((rows) => Promise.all(rows.map(({ number }) => index.shown(number))))",
        "  .then((all) => output(all.map(([, title]) => title)), () => output('missing'));",
    )


def test_the_browser_and_the_build_fold_letters_in_the_same_way() -> None:
    words = json.dumps([text for text, _ in FOLDED])
    assert in_script(f"output({words}.map(folded))") == [wanted for _, wanted in FOLDED]


def test_a_cached_index_does_not_load_parts_of_a_later_site(tmp_path: Path) -> None:
    kept, site = tmp_path / "kept.js", tmp_path / "site"
    titles = [f"Abc {number}" for number in range(3)]
    former = [Entry("Claims", f"{title}.html", title, "", "") for title in titles]
    write(site, former, {}, most_whole=0)
    (site / INDEX).rename(kept)
    assert answer(site, "abc", kept) == titles
    shutil.rmtree(site)
    # A new first entry changes the meaning of every number in the stored index.
    write(site, [Entry("Claims", "new.html", "New", "", ""), *former], {}, most_whole=0)
    assert answer(site, "abc", kept) == "missing"
    assert answer(site, "abc") == titles


def test_a_part_that_loads_without_data_is_reported(tmp_path: Path) -> None:
    write(tmp_path, [Entry("Claims", "a.html", "Abc", "", "")], {}, most_whole=0)
    (part,) = (tmp_path / "search").glob("*/61-62.js")
    part.write_text("/* Nothing: a server's page of its own, say. */")
    assert answer(tmp_path, "abc") == "missing"


def test_equal_indexes_have_equal_names(tmp_path: Path) -> None:
    names = []
    for text in ("one", "one", "other"):
        site = tmp_path / str(len(names))
        write(site, [Entry("Claims", "a.html", "Abc", "", text)], {}, most_whole=0)
        names.append({path.name for path in (site / "search").iterdir() if path.is_dir()})
    assert names[0] == names[1] != names[2]
    assert len(names[0]) == 1


def test_long_titles_have_the_same_order_in_a_whole_index_and_in_parts(tmp_path: Path) -> None:
    # In an index with parts, the length of a title is a single digit in base 36.
    titles = [" ".join(["abc", *["word"] * more]) for more in (60, 40, 34, 33, 10, 34, 35)]
    rows = [Entry("Claims", f"{len(title)}.html", title, "", "") for title in titles]
    write(tmp_path / "whole", rows, {})
    write(tmp_path / "parts", rows, {}, most_whole=0)
    found = answer(tmp_path / "whole", "abc")
    assert found[:2] == [titles[4], titles[3]]
    assert found == answer(tmp_path / "parts", "abc")


RUNS = [
    (
        "国防部回应中国防长访问白俄罗斯",
        "国防 防部 部回 回应 应中 中国 国防 防长 长访 访问 问白 白俄 俄罗 罗斯",
    ),
    ("习近平 2023年 x", "习近 近平 2023 年 x"),
    ("ｶﾞｽの価格", "カス スの の価 価格"),
    ("ด่าน", "ดา าน"),
    ("Šumskas", "sumskas"),
]


@pytest.mark.parametrize(("text", "wanted"), RUNS)
def test_runs_of_letters_without_spaces_are_split_into_pairs(text: str, wanted: str) -> None:
    assert words_of(text) == wanted.split()
    assert in_script(f"output(wordsOf({json.dumps(text)}))") == wanted.split()


@pytest.mark.parametrize("most_whole", [0, 400_000])
def test_a_query_finds_words_within_a_run_of_letters(tmp_path: Path, most_whole: int) -> None:
    titles = ["国防部回应中国防长访问白俄罗斯", "习近平访问", "Xi Jinping"]
    rows = [Entry("Claims", f"{number}.html", title, "", "") for number, title in enumerate(titles)]
    write(tmp_path, rows, {"习近": ["xi"], "近平": ["jinping"]}, most_whole)
    assert answer(tmp_path, "白俄罗斯") == titles[:1]
    assert sorted(answer(tmp_path, "近平")) == sorted(titles[1:])
    assert sorted(answer(tmp_path, "访问")) == sorted(titles[:2])
    assert answer(tmp_path, "白罗斯") == []


def test_an_alternative_spelling_leads_to_the_word_in_the_same_position(world: World) -> None:
    people = (
        "ivan-example:\n  name: John Example\n  original: Іван Прыклад\n"
        "  spellings: [Johannes Exempel, Prykladau]\n  country: lithuania\n"
        "  roles:\n    - title: Minister\n"
    )
    found = other_spellings(ledger(world, **{"facts/vocabulary/people.yaml": people}))
    assert found["ivan"] == ["john"]
    assert found["pryklad"] == ["example"]
    assert found["exempel"] == ["example"]
    # If a spelling has one word and the name has two, the word means the family name.
    assert found["prykladau"] == ["example"]


def test_an_alternative_spelling_is_split_into_words_as_in_the_index(world: World) -> None:
    people = (
        "anne-oneill:\n  name: Anne-Marie O'Neill\n"
        "  spellings: [Annemarie Onyll, Ana-Maria O’Nil]\n"
        "  country: lithuania\n  roles:\n    - title: Minister\n"
    )
    found = other_spellings(ledger(world, **{"facts/vocabulary/people.yaml": people}))
    # "Anne", "Marie", "O" and "Neill" all find the title.
    assert (found["ana"], found["maria"], found["nil"]) == (["anne"], ["marie"], ["neill"])
    assert (found["annemarie"], found["onyll"]) == (["neill"], ["neill"])
    assert all(word.isalnum() for word in found)


def test_a_name_without_letters_or_digits_has_no_alternative_spelling(world: World) -> None:
    people = (
        'signs:\n  name: "?!"\n  spellings: [Question]\n'
        "  country: lithuania\n  roles:\n    - title: Minister\n"
    )
    assert "question" not in other_spellings(
        ledger(world, **{"facts/vocabulary/people.yaml": people})
    )


def test_a_page_of_prose_is_found_by_the_words_of_each_section() -> None:
    html = (
        '<h1 id="page-title">Title</h1><p>Lead <button class="cite" type="button">1</button>'
        '<span class="note" popover><span class="note__number">1</span> Found.'
        '<span class="note__more">It is. <a href="c.html">The claim</a></span></span>.</p>'
        '<p>And <a class="cite" href="#ref-1">1</a>.</p>'
        '<h2 id="why">Why &amp; how?<a class="headerlink" href="#why">¶</a></h2><p>Because.</p>'
        '<section class="references wide"><h2 id="references">References</h2>no</section>'
    )
    assert list(sections("a/b.html", "Title", html)) == [
        Entry("Pages", "a/b.html", "Title", "", "Title Lead . And ."),
        Entry("Pages", "a/b.html#why", "Why & how? (Title)", "", "Because."),
    ]


def test_generated_pages_are_indexed_by_group_with_their_verdict(world: World) -> None:
    found = {entry.path: entry for entry in entries(assemble(world()).pages)}
    claim = found["claims/two-crossings.html"]
    assert (claim.group, claim.verdict) == ("Claims", "supported")
    # A result shows its verdict, so it must show the finding too.
    assert claim.finding
    assert [
        path for path, entry in found.items() if bool(entry.finding) != bool(entry.verdict)
    ] == []
    assert found["people/jonas-petraitis.html"].group == "People"
    assert found["timeline.html"].group == "Pages"
    # A moved claim is indexed only at its new address, and the search page is not indexed.
    assert "search.html" not in found
    assert not [path for path in found if "were-bought" in path]


def test_no_text_in_the_index_can_end_its_script(tmp_path: Path) -> None:
    title = "</script><!-- \u2028 'x' \"y\" \\"
    write(tmp_path, [Entry("Claims", "a.html", title, "wrong", "text")], {"б": ["b"]})
    text = (tmp_path / "search" / "index.js").read_text(encoding="utf-8")
    assert "<" not in text
    assert "\u2028" not in text
    data = json.loads(text.removeprefix("factsSearch(").removesuffix(");\n"))
    assert data["rows"] == [[0, "a.html", title, 0, "text"]]
    assert data["verdicts"] == ["wrong"]
    assert data["spellings"] == {"б": ["b"]}


@pytest.mark.parametrize("most_whole", [0, 400_000])
def test_a_search_result_shows_the_finding_next_to_the_verdict(
    tmp_path: Path, most_whole: int
) -> None:
    rows = [
        Entry("Claims", "a.html", "Abc", "wrong", "text", "It is otherwise."),
        Entry("Pages", "b.html", "Abd", "", "text"),
    ]
    write(tmp_path, rows, {}, most_whole)
    shown = in_script(
        f"const folder = {json.dumps(str(tmp_path))};",
        "globalThis.factsSearch = (data) => {",
        "  index = { ...data, ...(data.rows ? whole(data.rows) : inParts(data)) };",
        "};",
        f"run({json.dumps(str(tmp_path / INDEX))});",
        "Promise.all([0, 1].map((number) => index.shown(number)))",
        "  .then((all) => output(all.map(([, , , finding]) => finding ?? '')));",
    )
    assert shown == ["It is otherwise.", ""]


def test_a_query_among_ten_thousand_entries_loads_less_than_300_kilobytes(tmp_path: Path) -> None:
    chance = random.Random(10_000)  # noqa: S311  (a corpus, not a secret)
    letters = "etaoinshrdlucmfwypvbgkjqxz"
    # Words of a synthetic language with realistic frequencies: the n-th is 1/n as frequent as the
    # first.
    words = ["".join(chance.choices(letters, k=chance.randint(2, 11))) for _ in range(20_000)]
    weights = list(accumulate(1 / (number + 1) for number in range(len(words))))
    entries_ = [
        Entry(
            "Claims",
            f"claims/claim-{number:05}.html",
            " ".join(chance.choices(words, cum_weights=weights, k=13)),
            "supported",
            " ".join(chance.choices(words, cum_weights=weights, k=30)),
        )
        for number in range(10_000)
    ]
    write(tmp_path, entries_, {})
    sizes = {
        path.name: len(gzip.compress(path.read_bytes()))
        for path in (tmp_path / "search").rglob("*.js")
    }
    index, rows = sizes.pop("index.js"), [sizes.pop(f"rows-{number}.js") for number in range(200)]
    assert index + 2 * max(sizes.values()) + 8 * max(rows) < 300_000


def test_every_word_of_every_entry_is_in_the_part_of_its_first_letters(tmp_path: Path) -> None:
    titles = ["Ab abc", "Šumskas", "x", "𝔸𝔹 中国", "Ab"]
    write(tmp_path, [Entry("Pages", "a", title, "", "ab zz") for title in titles], {}, most_whole=0)
    found: dict[str, list[list[int]]] = {}
    for path in (tmp_path / "search").glob("*/[0-9a-f]*.js"):
        text = path.read_text(encoding="utf-8")
        name, words = json.loads(text.removeprefix("factsPart(").removesuffix(");\n"))
        assert f"{name}.js" == path.name
        assert all(name_of(word) == name for word in words)
        found |= words
    assert found["ab"] == [[0, 3, 1], [1, 1]]  # "𝔸𝔹" also becomes "ab"
    assert found["abc"] == [[0], []]
    assert found["sumskas"] == [[1], []]
    assert found["zz"] == [[], [0, 1, 1, 1, 1]]
    assert set(found) == {"ab", "abc", "sumskas", "x", "中国", "zz"}
