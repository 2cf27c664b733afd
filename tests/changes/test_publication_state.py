"""Tests which settings make a site count as unpublished."""

from collections.abc import Callable

import pytest

from build_tools.changes.publication_state import is_published
from build_tools.facts.project import Project

World = Callable[..., Project]


@pytest.mark.parametrize(
    ("settings", "published"),
    [
        ('extra:\n  published: ""\n', False),
        ("extra:\n  published: ''\n", False),
        ("extra:\n    published:\n", False),
        ("extra:\n  published: null\n", False),
        ("extra:\n  published: ~\n", False),
        ("extra: {published: ''}\n", False),
        ('site_url: !ENV [A, "b"]\nextra:\n  published: ""  # not yet\n', False),
        ("extra:\n  published: 2026-11-22\n", True),
        ('extra:\n  published: "v1"\n', True),
        ('extra:\n  published: "null"\n', True),
        ("extra:\n  published: [a]\n", True),
        ("extra:\n  other: ''\n", True),
        ('theme:\n  published: ""\n', True),
        ("extra: [\n", True),
        ("extra: " + "[" * 5000, True),
        ("", True),
    ],
)
def test_only_an_empty_setting_makes_a_project_unpublished(
    world: World, settings: str, published: bool
) -> None:
    assert is_published(world({"mkdocs.yml": settings})) is published


def test_a_project_without_settings_counts_as_published(world: World) -> None:
    assert is_published(world())
