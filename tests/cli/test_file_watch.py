import pytest

from build_tools.cli.file_watch import changes

EVERY = 0.01


def test_files_changed_since_the_start_are_yielded(world):
    project = world()
    output = changes(project, EVERY)
    assert next(output) == ()
    claims = project.facts / "claims/borders"
    (claims / "new.yaml").write_text("claim: New.\n")
    (claims / "said-threat.yaml").unlink()
    (project.seeds / "story/article.txt").write_text("Other words.")
    (project.content / "index.md").write_text("# Other\n")
    project.maps.mkdir(parents=True)
    (project.maps / "lithuania.yaml").write_text("lines: []\n")
    assert next(output) == (
        "content/index.md",
        "facts/claims/borders/new.yaml",
        "facts/claims/borders/said-threat.yaml",
        "maps/shapes/lithuania.yaml",
        "seeds/story/article.txt",
    )


def test_templates_are_watched_too(world):
    project = world({"templates/partials/new.html.j2": "one"})
    output = changes(project, EVERY)
    next(output)
    (project.templates.own / "partials/new.html.j2").write_text("other")
    assert next(output) == ("templates/partials/new.html.j2",)


@pytest.mark.parametrize("folder", ["site", ".cache", ".git"])
def test_generated_files_are_not_watched(world, folder):
    project = world()
    output = changes(project, EVERY)
    next(output)
    (project.root / folder).mkdir()
    (project.root / folder / "index.html").write_text("made")
    (project.content / "index.md").write_text("# Other\n")
    assert next(output) == ("content/index.md",)


def test_a_change_made_while_the_caller_works_is_yielded_next(world):
    project = world()
    output = changes(project, EVERY)
    next(output)
    (project.content / "index.md").write_text("# One\n")
    assert next(output) == ("content/index.md",)
    (project.content / "index.md").write_text("# Two, while the first is looked at\n")
    assert next(output) == ("content/index.md",)
