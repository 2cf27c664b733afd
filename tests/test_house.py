"""Check that the house stands as it is described: layers, first lines, kinds of pages, commands."""

import ast
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
from build_tools.facts.reading import Project
from tests.whole import assemble

World = Callable[..., Project]
PROJECT = Path(build_tools.__file__).parent.parent
MODULES = sorted(
    path.relative_to(PROJECT).as_posix() for path in (PROJECT / "build_tools").rglob("*.py")
)


def test_a_module_imports_only_what_stands_below_it() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(lint), "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize("path", MODULES)
def test_a_modules_first_line_says_its_one_job(path: str) -> None:
    words = ast.get_docstring(ast.parse((PROJECT / path).read_text(encoding="utf-8")))
    assert words, path
    first = words.split("\n")[0]
    assert len(first.split()) >= 4
    assert first[0].isupper() or first.startswith("``")


def test_every_view_answers_with_its_own_question() -> None:
    assert len(views.names()) >= 5
    for name in views.names():
        module = importlib.import_module(f"build_tools.views.{name}")
        assert callable(module.collect)
        assert (module.collect.__doc__ or "").strip()


def test_every_rule_is_one_module() -> None:
    modules = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    named = {rule.name.replace("-", "_") for rule in rules.all_rules()}
    assert modules == named | set(rules.SHARED)


def test_every_kind_of_page_is_made_of_the_tiny_project(world: World) -> None:
    kinds = {path.name.removesuffix(".html.j2") for path in (PROJECT / "templates/pages").iterdir()}
    assert len(kinds) >= 10
    made = {page.kind for page in assemble(world()).pages}
    # A long timeline alone has pages for its months: see test_long_lists.py.
    assert made == kinds - {"month"}


def test_every_template_has_an_end_that_is_known() -> None:
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
        assert path.is_dir() or path.name.endswith(known), path


def verbs() -> list[str]:
    assert isinstance(facts, click.Group)
    return facts.list_commands(click.Context(facts))


def test_the_readme_tells_of_every_command() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert len(verbs()) >= 3
    for verb in verbs():
        assert f"facts {verb}" in readme, verb


@pytest.mark.parametrize("verb", verbs())
def test_every_command_explains_itself_and_its_options(verb: str) -> None:
    assert isinstance(facts, click.Group)
    command = facts.get_command(click.Context(facts), verb)
    assert command is not None
    assert command.name == verb
    assert command.help
    assert command.help.strip().split("\n")[0].endswith(".")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{verb} {parameter.name}"


def test_asking_for_help_loads_nothing_heavy() -> None:
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


def test_nothing_of_the_machine_it_was_written_on_is_left() -> None:
    # Written apart, so that this file is no finding of its own.
    strange = ["/ho" + "me/", "/ro" + "ot/", "/wo" + "rk/", "/Us" + "ers/"]
    for folder in ("build_tools", "templates", "tests", "content"):
        for path in (PROJECT / folder).rglob("*"):
            if path.suffix in (".py", ".j2", ".md", ".html", ".css", ".js", ".txtar", ".yaml"):
                text = path.read_text(encoding="utf-8")
                assert not [word for word in strange if word in text], path


def test_nothing_that_a_build_keeps_for_itself_is_tracked() -> None:
    """A kept template is code that Jinja runs, and kept history hides corrections."""
    done = subprocess.run(
        ["git", "ls-files", ".cache", ".facts-cache", "site"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
