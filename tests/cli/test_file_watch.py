import pytest

from build_tools.cli.file_watch import changes

EVERY = 0.01


def test_it_begins_at_once_and_tells_what_changed_since(world):
    home = world()
    told = changes(home, EVERY)
    assert next(told) == ()
    claims = home.facts / "claims/borders"
    (claims / "new.yaml").write_text("claim: New.\n")
    (claims / "said-threat.yaml").unlink()
    (home.seeds / "story/article.txt").write_text("Other words.")
    (home.content / "index.md").write_text("# Other\n")
    home.maps.mkdir(parents=True)
    (home.maps / "lithuania.yaml").write_text("lines: []\n")
    assert next(told) == (
        "content/index.md",
        "facts/claims/borders/new.yaml",
        "facts/claims/borders/said-threat.yaml",
        "maps/shapes/lithuania.yaml",
        "seeds/story/article.txt",
    )


def test_templates_are_watched_too(world):
    home = world({"templates/partials/new.html.j2": "one"})
    told = changes(home, EVERY)
    next(told)
    (home.templates / "partials/new.html.j2").write_text("other")
    assert next(told) == ("templates/partials/new.html.j2",)


@pytest.mark.parametrize("folder", ["site", ".cache", ".git"])
def test_what_is_made_of_the_facts_is_not_watched(world, folder):
    home = world()
    told = changes(home, EVERY)
    next(told)
    (home.root / folder).mkdir()
    (home.root / folder / "index.html").write_text("made")
    (home.content / "index.md").write_text("# Other\n")
    assert next(told) == ("content/index.md",)


def test_a_change_during_the_callers_work_is_told_of_next(world):
    home = world()
    told = changes(home, EVERY)
    next(told)
    (home.content / "index.md").write_text("# One\n")
    assert next(told) == ("content/index.md",)
    (home.content / "index.md").write_text("# Two, while the first is looked at\n")
    assert next(told) == ("content/index.md",)
