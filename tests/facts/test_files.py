"""Tests that files are readable by all users and never overwrite other files unintentionally."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.facts.files import write_all, write_atomically
from tests.sites import files_of


def test_files_are_written_into_their_folders_and_replace_existing_files(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "x.html").write_text("former " * 1000)
    files = {"claims/x.html": b"x", "claims/y.html": b"", "deep/er/z.html": b"z", "root.html": b"r"}
    write_all(tmp_path, files.items())
    assert files_of(tmp_path) == files
    # Other users must be able to read published files.
    assert (tmp_path / "deep" / "er" / "z.html").stat().st_mode & 0o444 == 0o444


def test_a_new_file_never_replaces_an_existing_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("former")
    with pytest.raises(FileExistsError):
        write_all(tmp_path, [("x", b"new")], new=True)
    assert (tmp_path / "x").read_text() == "former"


def test_each_file_is_written_before_the_next_is_produced(tmp_path: Path) -> None:
    """This keeps only one large file in memory at a time."""

    def one_by_one() -> Iterator[tuple[str, bytes]]:
        for number in range(3):
            yield f"{number}", b"x"
            assert (tmp_path / f"{number}").is_file()

    write_all(tmp_path, one_by_one())
    assert len(files_of(tmp_path)) == 3


def test_a_file_that_is_written_atomically_is_never_seen_incomplete(tmp_path: Path) -> None:
    path, done = tmp_path / "x", threading.Event()
    sizes = set()
    path.write_bytes(b"former")

    def read() -> None:
        while not done.is_set():
            sizes.add(len(path.read_bytes()))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(20):
        write_atomically(path, b"x" * 5_000_000)
    done.set()
    reader.join()
    assert sizes <= {6, 5_000_000}
    assert files_of(tmp_path).keys() == {"x"}
