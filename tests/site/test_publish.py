"""Tests that a new site replaces the previous site completely or leaves it unchanged."""

import ctypes
import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from build_tools.site.publish import NotReplaceableError, build, swap
from tests.conftest import PROJECT, TINY
from tests.sites import MANIFEST, files_of, write_tiny
from tests.sites import build as command

BROKEN = {"facts/claims/borders/broken.yaml": "claim: [never closed\n"}


WAY_OUT = "; a build would delete that. Name an empty folder or a previous site."


def write_former(site: Path) -> Path:
    """Write the files of a previous site, and return its folder."""
    (site / "data").mkdir(parents=True)
    (site / "index.html").write_text("former")
    (site / "data" / "manifest.json").write_text(MANIFEST)
    return site


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
    """Select a system that can, or cannot, exchange two folders atomically."""

    class Bare:
        """A C library without renameat2."""

    class Failing:
        """A C library on a file system that cannot exchange folders."""

        @staticmethod
        def renameat2(*arguments: object) -> int:
            return -1

    if request.param == "no such call":
        monkeypatch.setattr(ctypes, "CDLL", lambda *a, **k: Bare())
    if request.param == "call fails":
        monkeypatch.setattr(ctypes, "CDLL", lambda *a, **k: Failing())
    return str(request.param)


def test_the_new_site_replaces_the_previous_site(folders: tuple[Path, Path], system: str) -> None:
    fresh, site = folders
    new, old = files_of(fresh), files_of(site)
    swap(fresh, site)
    assert files_of(site) == new
    # The previous contents are now in this folder, for the caller to remove.
    assert files_of(fresh) == old
    assert sorted(path.name for path in site.parent.iterdir()) == [".site-fresh", "site"]


def test_the_first_site_is_put_in_place(folders: tuple[Path, Path], system: str) -> None:
    fresh, site = folders
    first = site.with_name("first")
    new = files_of(fresh)
    swap(fresh, first)
    assert files_of(first) == new
    assert not fresh.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders in one step")
def test_readers_never_find_the_site_missing_or_incomplete(folders: tuple[Path, Path]) -> None:
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


def test_a_failed_build_leaves_only_the_previous_site(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = write_tiny(tmp_path / "world", BROKEN)
    site = root / "site"
    write_former(site)
    (site / "claims").mkdir()
    (site / "claims" / "old.html").write_text("former")
    before = files_of(site)
    beside = sorted(path.name for path in root.iterdir())
    assert build(root, site, strict=True) != 0
    assert "facts/claims/borders/broken.yaml:1:8" in capfd.readouterr().err
    assert files_of(site) == before
    assert sorted({path.name for path in root.iterdir()} - {".cache"}) == beside


def test_the_first_build_creates_folders_and_the_second_replaces_everything(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = write_tiny(tmp_path / "world")
    site = tmp_path / "out" / "of" / "the" / "way"
    assert build(root, site, strict=True) == 0
    first = files_of(site)
    assert {"index.html", "404.html", "claims/later-step.html", "sitemap.xml"} <= first.keys()
    # A web server that runs as a different user must be able to read it.
    assert site.stat().st_mode & 0o777 == 0o755
    assert [path.name for path in site.parent.iterdir()] == ["way"]

    (root / "facts/claims/borders/later-step.yaml").unlink()
    (site / "of-nobody.html").write_text("left behind")
    assert build(root, site, strict=True) == 0
    second = files_of(site)
    gone = first.keys() - second.keys()
    # If the only claim with a verdict is removed, so are the verdict's page and the claim's data.
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


@pytest.fixture
def empty_project(tmp_path: Path) -> Path:
    """Return a project in which MkDocs fails immediately."""
    root = tmp_path / "holder" / "project"
    for name in ("facts", "content", ".git"):
        (root / name).mkdir(parents=True)
        (root / name / "kept.txt").write_text("kept")
    return root


@pytest.mark.parametrize(
    ("out", "words"),
    [
        (".", "is the project itself"),
        ("..", "contains the project"),
        ("facts", "is inside the project's own facts/"),
        ("content/new", "is inside the project's own content/"),
        (".git", "is inside the project's own .git/"),
    ],
)
def test_a_build_refuses_to_replace_a_folder_of_the_project(
    empty_project: Path, out: str, words: str
) -> None:
    before = files_of(empty_project.parent)
    site = (empty_project / out).resolve()
    with pytest.raises(NotReplaceableError) as told:
        build(empty_project, site, strict=True)
    assert str(told.value) == f"{site} {words}{WAY_OUT}"
    assert files_of(empty_project.parent) == before
    assert not (empty_project / "content" / "new").exists()


THINGS = [
    ({"notes.txt": "mine"}, "contains notes.txt"),
    ({"index.html": "a page of somebody's"}, "contains index.html"),
    (dict.fromkeys("abcde", ""), "contains a, b, c and 2 more"),
    (
        {"index.html": "", "data/manifest.json": '["of another tool"]'},
        "contains data and index.html",
    ),
    ({"index.html": "", "data/manifest.json": "[" * 100_000}, "contains data and index.html"),
    ({"data/manifest.json": MANIFEST}, "contains data"),
    ({"line\nbreak": ""}, "contains line\\nbreak"),
]


@pytest.mark.parametrize(("files", "words"), THINGS)
def test_a_folder_that_was_not_made_by_a_build_is_left_unchanged(
    empty_project: Path, tmp_path: Path, files: dict[str, str], words: str
) -> None:
    site = tmp_path / "out"
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    before = files_of(site)
    with pytest.raises(NotReplaceableError) as told:
        build(empty_project, site, strict=True)
    words = f"is not a site that `facts build` made, and {words}"
    assert str(told.value) == f"{site} {words}{WAY_OUT}"
    assert files_of(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["holder", "out"]


def test_a_previous_site_with_a_git_history_is_left_unchanged(
    empty_project: Path, tmp_path: Path
) -> None:
    site = write_former(tmp_path / "pages")
    (site / ".git").write_text("gitdir: elsewhere")
    with pytest.raises(NotReplaceableError, match=r"has its own history in \.git; a build would"):
        build(empty_project, site, strict=True)
    assert (site / ".git").is_file()


def test_a_file_added_during_the_build_is_left_unchanged(
    empty_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "out"

    def engine(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        site.mkdir()
        (site / "notes.txt").write_text("mine")
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(subprocess, "run", engine)
    with pytest.raises(NotReplaceableError, match=r"contains notes\.txt"):
        build(empty_project, site, strict=True)
    assert files_of(site) == {"notes.txt": b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["holder", "out"]


@pytest.mark.parametrize("empty", [True, False], ids=["empty folder", "previous site"])
def test_an_empty_folder_and_a_previous_site_are_replaced(
    empty_project: Path, tmp_path: Path, empty: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "out"
    site.mkdir() if empty else write_former(site)
    # MkDocs starts and finds no configuration.
    assert build(empty_project, site, strict=True) != 0
    assert "mkdocs.yml" in capfd.readouterr().err


def left_by(name: str, folder: Path) -> Path:
    """Make and return a folder like the leftovers of a killed build."""
    (folder / name).mkdir()
    (folder / name / "page.html").write_text("half")
    return folder / name


NOT_LEFT = (
    ".out-building-plans",
    ".out-building-abcdefghi",
    ".out-building-ABCDEFGH",
    ".out-building-abc-efgh",
    ".out-building-abcdefgh-older",
    ".about-building-abcdefgh",
)


def test_only_folders_with_a_builds_name_are_removed(empty_project: Path, tmp_path: Path) -> None:
    for name in (*NOT_LEFT, ".out-building-abcd_f12"):
        left_by(name, tmp_path)
    assert build(empty_project, tmp_path / "out", strict=True) != 0
    assert {path.name for path in tmp_path.iterdir()} == {"holder", *NOT_LEFT}


def test_folders_of_other_users_are_kept_and_do_not_prevent_a_build(
    empty_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only root can change the owner of a folder. Otherwise the reported user id is changed."""
    theirs = left_by(".out-building-abcdefgh", tmp_path)
    planted = write_former(tmp_path / ".out-building-ijklmnop-old")
    user = os.geteuid()
    if user == 0:
        os.chown(theirs, 65534, 65534)
        os.chown(planted, 65534, 65534)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert build(empty_project, tmp_path / "out", strict=True) != 0
    left = {"holder", theirs.name, planted.name}
    assert {path.name for path in tmp_path.iterdir()} == left


def test_folders_that_cannot_be_opened_do_not_prevent_a_build(
    empty_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = left_by(".out-building-abcdefgh", tmp_path)
    opened = os.open

    def refuses(path: Path | str, *arguments: int, **options: int) -> int:
        """Refuse to open the folder, as for a user who is not root and does not own the folder."""
        if path == shut:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        if path == tmp_path / ".out-building-qrstuvwx":
            Path(path).rename(
                tmp_path / "holder" / "gone"
            )  # by a different process in the meantime
        return opened(path, *arguments, **options)

    left_by(".out-building-qrstuvwx", tmp_path)
    monkeypatch.setattr(os, "open", refuses)
    assert build(empty_project, tmp_path / "out", strict=True) != 0
    assert {path.name for path in tmp_path.iterdir()} == {"holder", shut.name}


def test_a_symlink_with_a_builds_name_is_not_followed(empty_project: Path, tmp_path: Path) -> None:
    former = write_former(tmp_path / "elsewhere")
    (tmp_path / ".out-building-abcdefgh-old").symlink_to(former)
    assert build(empty_project, tmp_path / "out", strict=True) != 0
    assert not (tmp_path / "out").exists()
    assert (former / "index.html").is_file()


def test_only_a_site_is_restored(empty_project: Path, tmp_path: Path) -> None:
    no_site = left_by(".out-building-abcdefgh-old", tmp_path)
    former = write_former(tmp_path / ".out-building-ijklmnop-old")
    before = files_of(former)
    assert build(empty_project, tmp_path / "out", strict=True) != 0
    assert files_of(tmp_path / "out") == before
    assert no_site.is_dir()


def test_a_site_is_published_on_a_system_without_file_locks(tmp_path: Path) -> None:
    """Windows has no fcntl, and cannot open folders."""
    root = write_tiny(tmp_path / "world")
    site = write_former(root / "site")
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "sys.modules['fcntl'] = None\n"
        "del os.geteuid, os.O_NOFOLLOW, os.O_DIRECTORY\n"
        "from build_tools.site.publish import build\n"
        f"sys.exit(build(Path({str(root)!r}), Path({str(site)!r}), strict=True))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (site / "claims" / "later-step.html").is_file()
    assert not [path for path in root.iterdir() if path.name.startswith(".site")]


def test_only_old_leftovers_are_removed_on_a_system_without_file_locks(
    empty_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_tools.site.publish.CAN_LOCK", False)
    old = left_by(".out-building-abcdefgh", tmp_path)
    recent = left_by(".out-building-ijklmnop", tmp_path)
    os.utime(old, (0, 0))
    assert build(empty_project, tmp_path / "out", strict=True) != 0
    assert {path.name for path in tmp_path.iterdir()} == {"holder", recent.name}


def test_the_command_names_the_file_that_prevents_publication(empty_project: Path) -> None:
    (empty_project / "mkdocs.yml").write_text("site_name: A site\n")
    done = command(empty_project, "--out", ".")
    assert done.returncode == 2
    assert f"Error: {empty_project} is the project itself{WAY_OUT}" in done.stderr
    assert (empty_project / "facts" / "kept.txt").is_file()
