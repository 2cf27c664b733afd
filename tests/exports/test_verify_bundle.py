"""Tests the verification bundle, and its program's reports on changed bundles."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from build_tools import exports
from build_tools.exports.verify import is_quoted_in, is_reproducible
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import read_yaml
from build_tools.quotations import matching
from build_tools.quotations.matching import FOUND, QuoteClass
from build_tools.views.publication import Publication
from tests.exports.conftest import World, ledger_of, made_by
from tests.snapshots import KEY, SENTENCES, capture_excerpts, captured

Unpacked = Callable[..., Path]
QUOTED = "due to geopolitical circumstances"


def unpacked(folder: Path, ledger: Ledger) -> Path:
    data = made_by("verify_bundle", ledger)["data/verify.zip"].data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        packed.extractall(folder)
    return folder / "facts"


def verified(bundle: Path, encoding: str = "utf-8") -> "subprocess.CompletedProcess[str]":
    """Run the verifier as a reader would, without access to our code."""
    command = [sys.executable, "-s", "-W", "error", str(bundle / "verify.py")]
    return subprocess.run(
        command,
        cwd="/",
        env={"PYTHONIOENCODING": encoding},
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def bundle(world: World, tmp_path: Path) -> Path:
    """Return the unpacked bundle of the tiny world with a stored passage."""
    return unpacked(tmp_path / "unpacked", ledger_of(captured(world)))


def test_an_unchanged_bundle_is_verified_and_its_contents_are_counted(bundle: Path) -> None:
    done = verified(bundle)
    assert (done.returncode, done.stderr) == (0, "")
    counts = {
        name: int(number)
        for number, name in re.findall(r"^ *(\d+) (\w+) checked", done.stdout, re.M)
    }
    assert counts["quotation"] == 1
    assert counts["files"] >= 4
    assert counts["hashes"] > 8
    assert counts["references"] > 10
    integrity = json.loads((bundle / "integrity.json").read_bytes())
    assert f"Root: {integrity['root']}" in done.stdout
    assert "WRONG" not in done.stdout


def test_quotations_from_excerpts_are_counted_separately(
    world: World, tmp_path: Path, bundle: Path
) -> None:
    project = world()
    assert capture_excerpts(project, SENTENCES).exit_code == 0
    of_excerpt = verified(unpacked(tmp_path / "excerpt", ledger_of(project)))
    assert (of_excerpt.returncode, of_excerpt.stderr) == (0, "")
    for done, number in ((of_excerpt, 1), (verified(bundle), 0)):
        assert re.search(rf"^ *{number} of these quotations against an excerpt", done.stdout, re.M)


def test_the_bundle_of_every_ledger_is_valid(any_ledger: Ledger, tmp_path: Path) -> None:
    done = verified(unpacked(tmp_path, any_ledger))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("claims.json", QUOTED, "due to geopolitical circumstancez", "two-crossings, evidence 1"),
        ("passages.json", QUOTED, "due to geopolitical circumstance5", f"passages {KEY}"),
        ("claims.json", '"verdict":"supported"', '"verdict":"disputed"', "claims two-crossings"),
        ("sources.json", '"langid":"en"', '"langid":"de"', f"sources {KEY}"),
        (
            "claims.json",
            f'"source":"{KEY}"',
            '"source":"nothing"',
            "nothing: nothing with that name",
        ),
        ("entities.json", "Lithuania", "Lithuania ", "entities.json: the file is not"),
        ("integrity.json", '"root":"', '"root":"0', "integrity.json: the root"),
    ],
)
def test_a_change_to_a_bundle_is_reported_at_its_location(
    bundle: Path, name: str, old: str, new: str, says: str
) -> None:
    change(bundle / name, old, new)
    done = verified(bundle)
    assert done.returncode == 1, done.stdout
    assert says in done.stdout
    assert done.stderr == ""


def test_a_quotation_changed_together_with_its_hashes_is_reported(bundle: Path) -> None:
    change(bundle / "claims.json", QUOTED, "due to political circumstances")
    done = verified(bundle)
    assert "“due to political circumstances”: the words are not in the stored" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_errors_are_printed_on_any_terminal_but_cannot_control_it(
    bundle: Path, encoding: str
) -> None:
    change(bundle / "claims.json", QUOTED, "слова \\u001b[2J\\u001b[1;1H\\u202eслова")
    done = verified(bundle, encoding)
    assert (done.returncode, done.stderr) == (1, "")
    assert "the words are not in the stored" in done.stdout
    assert not {"\x1b", "\u202e"}.intersection(done.stdout)


DEEP = "[" * 200_000


@pytest.mark.parametrize("text", ["", "[]", "{", "null", DEEP, '{"claims": [], "redirects": 1}'])
def test_an_unreadable_bundle_is_reported(bundle: Path, text: str) -> None:
    (bundle / "claims.json").write_text(text)
    done = verified(bundle)
    assert (done.returncode, done.stderr) == (1, "")
    assert "cannot be read" in done.stdout


def test_the_verifier_agrees_with_the_quotation_contract() -> None:
    text = files(matching).joinpath("cases.yaml").read_text(encoding="utf-8")
    held = read_yaml("cases.yaml", text, may_hide=True)
    refused = []
    accepted: list[str] = []
    absent: list[str] = []
    for group in held.plain["texts"]:  # type: ignore[union-attr]
        for case in group["cases"]:
            quote = {"text": case["quote"], "insertions": "insertions" in case.get("with", ())}
            found = is_quoted_in(quote, group["text"])
            expected = QuoteClass(case["is"])
            if expected in FOUND and not found:
                refused.append((case["quote"], case["shows"]))
            if expected is QuoteClass.ABSENT and "short" not in case["shows"]:
                (accepted if found else absent).append(case["shows"])
    # The verifier must never refuse a correct quotation, but may accept some truncated numbers and
    # names.
    assert refused == []
    assert len(absent) > 80
    assert len(accepted) <= 11, accepted


def test_the_verifier_agrees_with_the_build_on_real_calculations(any_ledger: Ledger) -> None:
    for claim in any_ledger.claims.values():
        for item in claim.evidence:
            for calculation in item.calculations:
                plain = {
                    "kind": calculation.kind.value,
                    "inputs": [{"value": given.value} for given in calculation.inputs],
                    "result": calculation.result,
                }
                assert is_reproducible(plain)
                assert not is_reproducible({**plain, "result": f"1{calculation.result}"})


def test_the_archive_does_not_depend_on_its_creation_time(tiny_ledger: Ledger) -> None:
    one, other = (made_by("verify_bundle", tiny_ledger) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one["data/verify.zip"].data)) as packed:
        names = [entry.filename for entry in packed.infolist()]
        assert names == sorted(names)
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        held = packed.read("facts/integrity.json")
    assert held == one["data/integrity.json"].data


def test_the_root_hash_does_not_depend_on_the_site_address(tiny_ledger: Ledger) -> None:
    roots = set()
    for address in ("https://one.example", "https://two.example"):
        found = {
            f.path: f for f in exports.made("verify_bundle", tiny_ledger, Publication(address, "x"))
        }
        roots.add(json.loads(found["data/integrity.json"].data)["root"])
    assert len(roots) == 1
