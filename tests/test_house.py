"""Tests the structure of the project: views, rules, page kinds, templates and commands."""

import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

import build_tools
from build_tools import rules, views
from build_tools.cli import facts
from build_tools.facts.project import Project
from tests.own_site import OWN
from tests.whole import assemble

World = Callable[..., Project]
PROJECT = Path(build_tools.__file__).parent.parent


def test_every_view_has_a_collect_function() -> None:
    assert len(views.names()) >= 5
    for name in views.names():
        assert callable(importlib.import_module(f"build_tools.views.{name}").collect)


def test_every_rule_is_a_single_module() -> None:
    modules = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    named = {rule.name.replace("-", "_") for rule in rules.all_rules()}
    assert modules == named | set(rules.SHARED)


def test_the_tiny_project_has_every_kind_of_page(world: World) -> None:
    kinds = {path.name.removesuffix(".html.j2") for path in (PROJECT / "templates/pages").iterdir()}
    assert len(kinds) >= 10
    made = {page.kind for page in assemble(world()).pages}
    # Only a long timeline has pages for its months: see test_long_lists.py. Only several articles
    # have pages of their own: see test_several_articles.py.
    assert made == kinds - {"month", "article", "articles"}


def test_every_template_has_a_known_suffix() -> None:
    for path in (PROJECT / "templates").rglob("*"):
        known = (
            ".html.j2",
            ".html",
            ".css",
            ".js",
            ".svg",
            ".woff2",
            ".json.j2",
            ".txt.j2",
            ".xml.j2",
        )
        # Files that `facts init` writes have the suffixes of a site's own files.
        is_starter = "starter" in path.parts
        assert path.is_dir() or is_starter or path.name.endswith(known), path


def verbs() -> list[str]:
    assert isinstance(facts, click.Group)
    return facts.list_commands(click.Context(facts))


def test_the_guides_name_every_command() -> None:
    guides = [
        (PROJECT / name).read_text(encoding="utf-8")
        for name in ("README.md", "CONTRIBUTING.md", "docs/commands.md")
    ]
    assert len(verbs()) >= 3
    for verb in verbs():
        assert any(f"facts {verb}" in guide for guide in guides), verb


@pytest.mark.parametrize("verb", verbs())
def test_every_command_and_option_has_help(verb: str) -> None:
    assert isinstance(facts, click.Group)
    command = facts.get_command(click.Context(facts), verb)
    assert command is not None
    assert command.name == verb
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{verb} {parameter.name}"


def test_help_does_not_import_heavy_packages() -> None:
    code = (
        "import sys, json, build_tools.cli as cli\n"
        "try: cli.facts.main(['--help'], standalone_mode=False)\n"
        "finally: print('\\n' + json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert not {"mkdocs", "jinja2", "markdown", "babel", "nh3"} & loaded


@pytest.mark.parametrize("folder", ["build_tools", "templates", "tests", "content/assets", OWN])
def test_no_file_contains_a_local_path(folder: str) -> None:
    # Each path is in two parts, so that this file does not contain it.
    folders = ["/ho" + "me/", "/ro" + "ot/", "/wo" + "rk/", "/Us" + "ers/"]
    for path in (PROJECT / ("content" if folder == "own" else folder)).rglob("*"):
        if path.suffix in (".py", ".j2", ".md", ".html", ".css", ".js", ".txtar", ".yaml"):
            text = path.read_text(encoding="utf-8")
            assert not [name for name in folders if name in text], path


def test_no_cache_is_tracked() -> None:
    """A cached template is code that Jinja runs, and a cached history hides corrections."""
    done = subprocess.run(
        ["git", "ls-files", ".cache", ".facts-cache", "site"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
