"""A site is swapped in whole, or the former one stays as it was."""

import ctypes
import sys
import threading
from pathlib import Path

import pytest

from build_tools.publishing import build, swap
from tests.conftest import TINY
from tests.sites import files_of, write_tiny

BROKEN = {"facts/claims/borders/broken.yaml": "claim: [never closed\n"}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    fresh, site = tmp_path / ".site-fresh", tmp_path / "site"
    for folder, word in ((fresh, "new"), (site, "old")):
        (folder / "claims").mkdir(parents=True)
        (folder / "index.html").write_text(word)
        (folder / "claims" / f"{word}.html").write_text(word)
    return fresh, site


@pytest.fixture(params=["exchange", "no such call", "call fails"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways in which a system can or cannot exchange two folders in one step."""

    class Bare:
        """A C library of a system that has no renameat2."""

    class Failing:
        """A C library on a file system that cannot exchange."""

        @staticmethod
        def renameat2(*arguments: object) -> int:
            return -1

    if request.param == "no such call":
        monkeypatch.setattr(ctypes, "CDLL", lambda *a, **k: Bare())
    if request.param == "call fails":
        monkeypatch.setattr(ctypes, "CDLL", lambda *a, **k: Failing())
    return str(request.param)


def test_the_fresh_site_takes_the_place_of_the_former(
    folders: tuple[Path, Path], system: str
) -> None:
    fresh, site = folders
    new, old = files_of(fresh), files_of(site)
    swap(fresh, site)
    assert files_of(site) == new
    # What stood there is handed back, for the caller to take away.
    assert files_of(fresh) == old
    assert sorted(path.name for path in site.parent.iterdir()) == [".site-fresh", "site"]


def test_the_first_site_takes_its_place(folders: tuple[Path, Path], system: str) -> None:
    fresh, site = folders
    first = site.with_name("first")
    new = files_of(fresh)
    swap(fresh, first)
    assert files_of(first) == new
    assert not fresh.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders in one step")
def test_readers_never_find_the_site_missing_or_half(folders: tuple[Path, Path]) -> None:
    fresh, site = folders
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                seen.add((site / "index.html").read_text())
            except OSError as error:
                seen.add(f"{type(error).__name__}")

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(2000):
        swap(fresh, site)
    done.set()
    reader.join()
    assert seen == {"old", "new"}


def test_a_build_that_fails_leaves_the_former_site_and_nothing_beside_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = write_tiny(tmp_path / "world", BROKEN)
    site = root / "site"
    (site / "claims").mkdir(parents=True)
    (site / "index.html").write_text("former")
    (site / "claims" / "old.html").write_text("former")
    before = files_of(site)
    beside = sorted(path.name for path in root.iterdir())
    assert build(root, site, strict=True) != 0
    assert "facts/claims/borders/broken.yaml:2:1" in capfd.readouterr().err
    assert files_of(site) == before
    assert sorted({path.name for path in root.iterdir()} - {".cache"}) == beside


def test_a_first_build_makes_the_folders_it_needs_and_a_second_replaces_it_all(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = write_tiny(tmp_path / "world")
    site = tmp_path / "out" / "of" / "the" / "way"
    assert build(root, site, strict=True) == 0
    first = files_of(site)
    assert {"index.html", "404.html", "claims/later-step.html", "sitemap.xml"} <= first.keys()
    # A web server that runs as somebody else must be able to read it.
    assert site.stat().st_mode & 0o777 == 0o755
    assert [path.name for path in site.parent.iterdir()] == ["way"]

    (root / "facts/claims/borders/later-step.yaml").unlink()
    (site / "of-nobody.html").write_text("left behind")
    assert build(root, site, strict=True) == 0
    second = files_of(site)
    gone = first.keys() - second.keys()
    # The only claim of its verdict takes the page of that verdict with it, and its own data.
    pages = {"claims/later-step.html", "embed/later-step.html", "ledger/unverified.html"}
    assert {path for path in gone if path.endswith(".html")} == pages
    assert all("later-step." in path for path in gone - pages)
    assert not second.keys() - first.keys()
    assert [path.name for path in site.parent.iterdir()] == ["way"]
    assert (
        TINY["facts/claims/borders/later-step.yaml"].split("\n")[0][7:].encode()
        not in (second["claims.html"])
    )
    capfd.readouterr()
