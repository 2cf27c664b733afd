"""Tests that the requirements of a new site name the address and commit of its engine."""

import json

import pytest
from packaging.requirements import Requirement

from build_tools import __version__
from build_tools.facts.engine import DISTRIBUTION, Origin, origin, requirement, requirement_note

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GIT = {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"}


@pytest.mark.parametrize(
    ("installed", "address"),
    [
        (
            {"url": "https://code.example/us/facts.git", "vcs_info": GIT},
            f"git+https://code.example/us/facts.git@{COMMIT}",
        ),
        (
            {"url": "ssh://git@code.example/us/facts", "vcs_info": GIT},
            f"git+ssh://git@code.example/us/facts@{COMMIT}",
        ),
        (
            {"url": "https://me:secret@code.example/facts", "vcs_info": GIT},
            f"git+https://code.example/facts@{COMMIT}",
        ),
        (
            {"url": "https://code.example/facts.whl", "archive_info": {}},
            "https://code.example/facts.whl",
        ),
    ],
)
def test_the_engine_can_be_installed_again_from_the_same_address(
    installed: dict[str, object], address: str
) -> None:
    where = origin(json.dumps(installed))
    assert Requirement(requirement(where)).url == address
    assert Requirement(requirement(where)).name == DISTRIBUTION
    assert requirement_note(where) == ""


@pytest.mark.parametrize(
    "installed",
    [
        {"url": "file:///somewhere/of/mine", "dir_info": {"editable": True}},
        {"url": "file:///somewhere/of/mine", "vcs_info": GIT},
        {"url": "C:/somewhere/of/mine"},
        {"url": "https://code.example/facts.zip?private_token=mine", "archive_info": {}},
        {},
        [],
    ],
)
def test_the_path_of_a_local_folder_is_not_published(installed: object) -> None:
    where = origin(json.dumps(installed))
    assert requirement(where) == f"{DISTRIBUTION}=={__version__}"
    note = requirement_note(where)
    assert "mine" not in note
    assert all(line.startswith("#") for line in note.splitlines())
    # The comment contains a line for a person to complete, with the commit if it is known.
    example = note.split(": ", 1)[1].strip().replace("ADDRESS", "code.example/facts")
    assert Requirement(example).url
    assert (COMMIT in example) is (COMMIT in str(installed))


def test_an_engine_from_an_index_or_with_a_damaged_record_has_no_known_origin() -> None:
    assert origin("") == origin("{") == Origin()
