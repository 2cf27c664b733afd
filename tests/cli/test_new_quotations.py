"""Tests that ``facts new claim`` finds quotations in saved pages, or prints the next steps."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.facts.project import Project
from build_tools.facts.reading import read
from tests.cli.test_new import CLAIM, NEW
from tests.snapshots import CLAIM as FIRST
from tests.snapshots import KEY, PAGE, SNAPSHOT, captured, edit, run

World = Callable[..., Project]
SECOND = "did not say when they would open again"
NOTICE = (
    "<!doctype html><html lang=en><head><title>Notice</title></head><body><h1>Notice</h1>"
    "<p>The library will be closed due to geopolitical circumstances.</p></body></html>"
)


def quoting(words: str, number: int = 1) -> list[str]:
    """Return the options for a claim that quotes these words from its source."""
    text = f"evidence.{number}.quote.text={words}"
    speaker = f"evidence.{number}.quote.speaker=The government"
    return ["new", "claim", *CLAIM, "--set", text, "--set", speaker]


def passages(project: Project, key: str = KEY) -> list[str]:
    snapshots = {snapshot.id: snapshot for snapshot in read(project)[0].snapshots}
    return [passage.text for passage in snapshots[key].passages] if key in snapshots else []


def saved(project: Project, text: str = PAGE, name: str = "page.html") -> str:
    """Write a page next to the project, and return its path."""
    page = project.root.parent / name
    page.write_text(text, encoding="utf-8")
    return str(page)


def test_a_second_quotation_from_a_captured_page_is_stored_with_its_claim(world: World) -> None:
    project = captured(world)
    assert not any(SECOND in text for text in passages(project))
    result = run(project, *quoting(SECOND))
    assert result.exit_code == 0, result.output
    assert SNAPSHOT in result.output
    assert any(SECOND in text for text in passages(project))
    assert any("geopolitical" in text for text in passages(project))
    assert run(project, "check").exit_code == 0


def test_words_that_are_also_in_the_article_are_matched_in_the_page(world: World) -> None:
    words = "closed two of its six crossings"
    project = world()
    page = saved(
        project, PAGE.replace("</article>", f"<p>Lithuania {words}, it said.</p></article>")
    )
    assert run(project, "capture", KEY, "--file", page).exit_code == 0
    result = run(project, *quoting(words))
    assert result.exit_code == 0, result.output
    assert run(project, "check").exit_code == 0


def test_without_the_page_the_message_gives_steps_that_work(world: World) -> None:
    project = captured(world)
    shutil.rmtree(project.root / ".cache" / "snapshots")
    before = passages(project)
    result = run(project, *quoting(SECOND))
    assert result.exit_code == 2
    assert passages(project) == before
    assert not (project.root / NEW).exists()
    (command,) = re.findall(r"`facts (capture [^`]*)`", result.output)
    page = saved(project)
    assert run(project, *shlex.split(command.replace("page.html", page))).exit_code == 0
    assert run(project, *quoting(SECOND)).exit_code == 0
    assert any(SECOND in text for text in passages(project))


def test_words_missing_from_the_saved_page_are_refused_and_the_nearest_passage_shown(
    world: World,
) -> None:
    project = captured(world)
    result = run(project, *quoting("did not say when they would open soon"))
    assert result.exit_code == 2
    assert "evidence.1.quote" in result.output
    assert SECOND in result.output
    assert not (project.root / NEW).exists()


def test_a_page_that_lacks_an_older_quotation_replaces_nothing(world: World) -> None:
    project = captured(world)
    run(project, "capture", KEY, "--file", saved(project))
    before = (project.root / SNAPSHOT).read_bytes()
    edit(
        project, FIRST, "text: due to geopolitical circumstances", "text: due to the weather there"
    )
    result = run(project, *quoting(SECOND))
    assert result.exit_code == 2
    assert f"facts capture {KEY}`" in result.output
    assert "other claims quote" in result.output
    assert (project.root / SNAPSHOT).read_bytes() == before


def test_the_steps_in_the_hint_of_the_check_store_a_second_quotation(world: World) -> None:
    project = captured(world)
    edit(project, FIRST, "text: due to geopolitical circumstances", f"text: {SECOND}")
    (project.root / ".cache" / "snapshots" / f"{KEY}.txt").unlink()
    checked = run(project, "check")
    assert checked.exit_code == 1
    commands = re.findall(r"`facts (capture [^`]*)`", checked.output)
    page = saved(project)
    assert run(project, *shlex.split(commands[0].replace("page.html", page))).exit_code == 0
    assert run(project, "check").exit_code == 0


def with_source(project: Project, text: str = PAGE) -> tuple[str, str]:
    """Add a source with a saved page. Return its key and the output."""
    publisher = ("--publisher", "lrt", "--title", "Silene is shut", "--date", "2023-08-16")
    kind = ("--kind", "newspaper", "--langid", "en", "--yes")
    page = saved(project, text)
    result = run(project, "new", "source", "https://lrt.lt/2", *publisher, *kind, "--file", page)
    assert result.exit_code == 0, result.output
    return "lrt-2023-08-16-silene-shut", result.output


def test_the_file_of_a_new_source_is_needed_only_once(world: World) -> None:
    project = world()
    key, shown = with_source(project)
    assert "facts capture" not in shown
    options = [key if text == KEY else text for text in quoting(SECOND)]
    result = run(project, *options)
    assert result.exit_code == 0, result.output
    assert any(SECOND in text for text in passages(project, key))
    assert run(project, "capture", key).exit_code == 0
    assert run(project, "check").exit_code == 0


def test_a_page_that_blocks_readers_is_not_stored(world: World) -> None:
    project = world()
    key, shown = with_source(project, "<html><title>x</title><p>Access denied. Please wait.</html>")
    assert "blocks its reader" in shown
    assert f"facts capture {key} --file" in shown
    assert not (project.root / ".cache" / "snapshots" / f"{key}.txt").exists()


def test_a_captured_page_without_quotations_is_kept_for_later_quotations(world: World) -> None:
    project = world()
    tass = "tass-2023-08-18-closed"
    result = run(project, "capture", tass, "--file", saved(project))
    assert result.exit_code == 0, result.output
    assert passages(project, tass) == []
    assert run(project, *quoting(SECOND, number=2)).exit_code == 0
    assert any(SECOND in text for text in passages(project, tass))


def test_a_whole_page_may_be_short_but_a_text_may_not(world: World) -> None:
    project = world()
    text = run(project, "capture", KEY, "--file", saved(project, re.sub("<.*?>", " ", NOTICE), "a"))
    assert text.exit_code == 1
    assert "too short" in text.output
    page = run(project, "capture", KEY, "--file", saved(project, NOTICE))
    assert page.exit_code == 0, page.output
    assert run(project, "check").exit_code == 0


@pytest.mark.parametrize("text", ["<html><body></body></html>", NOTICE.replace("due to", "due")])
def test_a_short_page_without_the_quotation_is_refused(world: World, text: str) -> None:
    project = world()
    result = run(project, "capture", KEY, "--file", saved(project, text))
    assert result.exit_code == 1
    assert not Path(project.root, SNAPSHOT).exists()


def test_an_edited_text_is_not_used_for_quotations(world: World) -> None:
    project = captured(world)
    edit(project, f".cache/snapshots/{KEY}.txt", "Medininkai", "Salcininkai")
    result = run(project, *quoting("lorries will be sent to Salcininkai"))
    assert result.exit_code == 2
    assert not any("Salcininkai" in text for text in passages(project))


@pytest.mark.parametrize("about", ["", "[]", '{"sha256": 1}', "{"])
def test_damaged_metadata_of_a_stored_text_is_ignored(world: World, about: str) -> None:
    project = captured(world)
    (project.root / ".cache" / "snapshots" / f"{KEY}.json").write_text(about)
    assert run(project, *quoting(SECOND)).exit_code == 0
