"""Tests ``facts new`` with options, and with answers typed in a terminal."""

import contextlib
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.editing.fmt import formatted
from build_tools.facts.project import Project
from build_tools.rules.check import check_project
from tests.sites import files_of

PAGE = """\
<!doctype html><html lang="en"><head><title>Latvia shuts Silene</title>
<meta property="og:site_name" content="{name}">
<meta property="article:published_time" content="{day}T10:00:00+03:00"></head></html>
"""
CLAIM = (
    *("--claim", "Latvia closed the Silene crossing on 16 August 2023."),
    *("--kind", "event", "--when", "2023-08-16", "--countries", "lithuania", "--topics", "borders"),
    *("--asserted-by", "border-guard", "--related", "two-crossings", "follows", "It came next."),
    *("--verdict", "supported", "--confidence", "high", "--finding", "Closed: that night."),
    *("--evidence", "lrt-2023-08-16-closures", "supports", "reporting", "It says so of Silene."),
    *("--evidence", "tass-2023-08-18-closed", "supports", "reporting", "It says so too."),
    *("--by", "Ona Kazlauskienė"),
)
NEW = "facts/claims/borders/latvia-silene-crossing-2023.yaml"
PATIENCE = 60
URL = "https://www.delfi.example/en/1"
SOURCE = (
    *(URL, "--title", "Silene is shut", "--date", "2023-09-19", "--langid", "en"),
    *("--kind", "newspaper", "--publisher", "lrt"),
)


def run(project: Project, *arguments: str, answers: str = "") -> Result:
    result = CliRunner().invoke(
        facts, ["--project", str(project.root), "new", *arguments], input=answers
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def contents(project: Project) -> dict[str, bytes]:
    """Return the bytes of every file except caches, by path."""
    return {
        path: data
        for path, data in files_of(project.root).items()
        if not path.startswith(".cache/")
    }


def test_complete_options_write_a_canonical_claim_without_questions(world):
    project = world({"schema/claim.schema.json": "{}"})
    result = run(project, "claim", *CLAIM)
    assert result.exit_code == 0
    assert "For example" not in result.stdout
    lines = result.stdout.splitlines()
    *asked, shown = lines[lines.index(f"Written: {NEW}") + 1 :]
    # This command accepts evidence without a quotation, but CI does not.
    assert asked
    assert all("`no_passage`" in line for line in asked)
    assert "`facts show latvia-silene-crossing-2023`" in shown
    text = (project.root / NEW).read_text()
    assert text.startswith("# yaml-language-server: $schema=")
    assert formatted(NEW, text) == text
    assert not [error for error in check_project(project).report.errors if error.span.path == NEW]


def test_other_files_stay_unchanged(world):
    project = world()
    before = contents(project)
    run(project, "claim", *CLAIM)
    run(project, "source", *SOURCE)
    after = contents(project)
    assert {name for name in after if after[name] != before.get(name)} == {
        NEW,
        "facts/sources/lrt.bib",
    }
    assert after["facts/sources/lrt.bib"].startswith(before["facts/sources/lrt.bib"])


def test_an_id_that_is_taken_is_refused(world):
    project = world()
    before = contents(project)
    result = run(project, "claim", *CLAIM, "--id", "two-crossings")
    assert result.exit_code == 2
    assert 'The id "two-crossings" is already used.' in result.output
    assert contents(project) == before


@pytest.mark.parametrize("path", ["../../x", "a/b", ".git", "X"])
def test_an_id_or_folder_cannot_lead_out_of_the_claims_folder(world, path):
    project = world()
    before = contents(project)
    assert run(project, "claim", *CLAIM, "--id", path).exit_code == 2
    assert run(project, "claim", *CLAIM, "--folder", path).exit_code == 2
    assert run(project, "source", *SOURCE, "--publisher", path, "--yes").exit_code == 2
    assert contents(project) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--when", "last week"), "--when: "),
        (("--kind", "evnt"), '--kind: "evnt" is not a value of "kind". Did you mean event?'),
        (("--about", "medininki"), "--about: "),
        (("--topics", "border"), "Did you mean borders?"),
        (("--evidence", "lrt-1", "supports", "reporting", "x"), "--evidence: "),
    ],
)
def test_a_wrong_value_is_reported_with_its_option(world, arguments, message):
    result = run(world(), "claim", *CLAIM, *arguments)
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize("option", ["--yes", "--later"])
def test_all_missing_options_are_listed_if_there_is_no_terminal(world, option):
    project = world()
    before = contents(project)
    result = run(project, "claim", "--claim", "A claim.", option, answers="event\n" * 9)
    assert result.exit_code == 2
    assert re.findall(r"^  (--\S+) +\S", result.output, re.M) == [
        *("--kind", "--asserted-by", "--when", "--verdict", "--confidence", "--finding", "--by")
    ]
    assert "One of supported, supported-with-nuance, misleading, wrong, disputed" in result.output
    assert contents(project) == before


def test_every_kind_of_record_lists_its_missing_options(world):
    project = world()
    for kind, options in {
        "source": ["URL", "--title", "--date", "--langid", "--publisher-name"],
        "person": ["--name", "--roles"],
        "organisation": ["--name", "--kind"],
        "place": ["--name", "--kind"],
        "country": ["--name", "--code", "--summary"],
        "topic": ["--name", "--summary"],
    }.items():
        result = run(project, kind)
        assert result.exit_code == 2
        named = re.findall(r"^  (\S+)  ", result.output, re.M)
        assert named[: len(options)] == [
            option if option != "URL" else named[0] for option in options
        ]


def test_reviewer_verdict_and_confidence_have_no_default(world):
    project = world()
    for option in ("--by", "--verdict", "--confidence", "--asserted-by"):
        at = CLAIM.index(option)
        result = run(project, "claim", *CLAIM[:at], *CLAIM[at + 2 :], "--yes")
        assert result.exit_code == 2
        assert re.findall(r"^  (--\S+) ", result.output, re.M) == [option]
    assert run(project, "claim", *CLAIM).exit_code == 0
    assert "  by: Ona Kazlauskienė\n" in (project.root / NEW).read_text()


@pytest.mark.parametrize("kind", ["claim", "source", "person", "organisation", "place"])
def test_every_option_that_a_message_names_exists(world, kind):
    shown = run(world(), kind).output + run(world(), kind, "--help").output
    assert not re.search(r"(?<!\.)\.\.(?!\.)", shown)
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", shown))
    declared = {
        name
        for param in facts.get_command(None, "new").commands[kind].params
        for name in param.opts
    }
    assert options <= {*declared, "--help"}


def test_an_unknown_country_is_reported_with_its_option(world):
    result = run(world(), "claim", *CLAIM, "--countries", "latvia")
    assert '--countries: "latvia" is not known under "countries".' in result.output


def test_names_and_codes_are_accepted_in_place_of_ids(world):
    project = world()
    named = ("--countries", "Lithuania, by", "--about", "medininkai", "--topics", "BORDERS")
    result = run(project, "claim", *CLAIM, *named, "--asserted-by", "Petraitis")
    assert result.exit_code == 0, result.output
    record = check_project(project).ledger.claims["latvia-silene-crossing-2023"]
    assert {*record.countries} == {"lithuania", "belarus"}
    assert {*record.topics} == {"borders"}
    assert (record.asserted_by, record.about) == ("jonas-petraitis", ("medininkai",))


def test_an_unknown_source_is_reported_with_the_most_similar_keys(world, tiny):
    entry = tiny["facts/sources/lrt.bib"]
    many = [
        entry.replace("lrt-2023-08-16-closures", f"lrt-2023-{number:02}-other")
        .replace("Lithuania to close", f"Story {number}: to close")
        .replace("19/1/closures", f"19/{number}/x")
        for number in range(1, 20)
    ]
    project = world({"facts/sources/lrt.bib": "\n".join([entry, *many])})
    result = run(
        project, "claim", *CLAIM, "--evidence", "closures lrt", "supports", "reporting", "x"
    )
    assert "Did you mean lrt-2023-08-16-closures, " in result.output
    result = run(project, "claim", *CLAIM, "--evidence", "zzz", "supports", "reporting", "x")
    assert "None of the 21 is similar." in result.output


LIKE = ("--claim", "Lithuania closed two of its six road crossings in August 2023.")


def test_a_similar_claim_needs_the_allow_similar_option(world):
    project = world()
    before = contents(project)
    result = run(project, "claim", *CLAIM, *LIKE)
    assert result.exit_code == 2
    assert "Similar claims:\n  two-crossings: Lithuania closed two" in result.output
    assert "use --allow-similar" in result.output
    assert contents(project) == before
    assert run(project, "claim", *CLAIM, *LIKE, "--allow-similar").exit_code == 0


def test_a_claim_and_its_attribution_are_not_reported_as_similar(world):
    project = world()
    said = ("--kind", "attribution", "--said-by", "jonas-petraitis")
    words = ("--claim", f"Jonas Petraitis said: {LIKE[1]}")
    assert run(project, "claim", *CLAIM, *words, *said).exit_code == 2  # it is similar
    embeds = ("--embeds", "two-crossings")
    assert run(project, "claim", *CLAIM, *words, *said, *embeds).exit_code == 0


@pytest.mark.parametrize(
    ("options", "rule", "words"),
    [
        (("--verdict", "wrong"), "permitted-verdict", "It needs: direct evidence against it"),
        (
            ("--appears-in", "story", "S01", "--set", "appears_in.1.quote=closed nine of its"),
            "article-words",
            "These words are not in S01",
        ),
        (("--appears-in", "story", "S99"), "", '"S99" is not known under "sentence"'),
        (("--appears-in", "story", "S02"), "sentence-coverage", "S02 has a state"),
        (("--related", "two-crossings", "beside", "x"), "", '"beside" is not a value of'),
        (("--related", "no-such-claim", "follows", "x"), "", '"no-such-claim" is not known'),
        (("--embeds", "no-such-claim"), "", '"no-such-claim" is not known'),
        (("--set", "evidence.1.origin=no-such-origin"), "", '"no-such-origin" is not known'),
        (("--set", "evidence.4.part=x"), "", 'no "evidence.4". Items are numbered from 1'),
        (("--appears-in", "story", ""), "", '--appears-in: "sentence" is empty.'),
        (("--evidence", "lrt-2023-08-16-closures", "supports", "reporting", ""), "", "is empty"),
        (("--set", "evidence.1.quote.speaker=x"), "", "--set evidence.1.quote.text "),
        (("--set", "evidence.0.part=x"), "", '"evidence.3"'),
        (
            ("--set", "evidence.2.quote.text=closed since midnight"),
            "",
            "evidence.2.quote.speaker is missing",
        ),
        (("--set", "evidence.1.qoute=x"), "", "Did you mean quote?"),
        (("--set", "verdict"), "", "is not FIELD=VALUE"),
        (("--set", "evidence.1=x"), "", "does not lead to a text"),
        (("--when", "2030"), "dates-in-order", ""),
    ],
)
def test_a_claim_with_errors_is_not_written(world, options, rule, words):
    project = world()
    before = contents(project)
    result = run(project, "claim", *CLAIM, *options)
    assert result.exit_code == 2
    assert rule in result.output
    assert words in result.output
    assert contents(project) == before


def test_the_order_that_messages_name_for_a_statement_and_its_attribution_works(world):
    project = world()
    statement = (
        *("--claim", "The night bus is unsafe.", "--kind", "characterisation", "--id", "bus"),
        *("--when", "2023-08-16", "--asserted-by", "jonas-petraitis", "--topics", "borders"),
        *("--related", "two-crossings", "follows", "It came next.", "--confidence", "low"),
        *("--finding", "We found no report.", "--by", "Ona"),
        *("--evidence", "lrt-2023-08-16-closures", "context", "reporting", "It is about buses."),
    )
    attribution = (
        *(
            "--claim",
            "Jonas Petraitis said that the night bus was unsafe.",
            "--kind",
            "attribution",
        ),
        *("--when", "2023-08-16", "--asserted-by", "border-guard", "--topics", "borders"),
        *("--embeds", "bus", "--confidence", "high", "--finding", "He said so.", "--by", "Ona"),
        *("--said-by", "jonas-petraitis", "--verdict", "supported", "--id", "said-bus"),
        *("--evidence", "lrt-2023-08-16-closures", "supports", "interview", "Quotes him."),
    )
    unknown = run(project, "claim", *attribution)
    assert (unknown.exit_code, "as `unverified`" in unknown.output) == (2, True)
    early = run(project, "claim", *statement, "--verdict", "attributed-only")
    assert (early.exit_code, "as `unverified`" in early.output) == (2, True)
    assert "misleading" not in early.output
    search = [f"search_log.1.{name}" for name in ("date=2026-11-01", "where=web", "query=bus")]
    searched = [part for text in (*search, "search_log.1.result=none") for part in ("--set", text)]
    first = run(project, "claim", *statement, "--verdict", "unverified", *searched)
    assert first.exit_code == 0, first.output
    second = run(project, "claim", *attribution)
    assert second.exit_code == 0, second.output
    file = project.root / "facts/claims/borders/bus.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("verdict: unverified", "verdict: attributed-only"), "utf-8")
    assert not [fault for fault in check_project(project).report.errors if "bus" in fault.span.path]


def test_an_error_in_another_file_is_shown_with_its_location(world):
    result = run(world(), "claim", *CLAIM, "--appears-in", "story", "S02")
    assert "  seeds/story/article.yaml:11: sentence-coverage: " in result.output


def test_errors_in_other_records_do_not_prevent_a_new_claim(world):
    project = world({"facts/claims/borders/broken.yaml": "claim: [\n"})
    assert run(project, "claim", *CLAIM).exit_code == 0


def test_a_source_with_errors_is_not_written(world):
    project = world()
    before = contents(project)
    result = run(project, "source", *SOURCE, "--urldate", "2020-01-01")
    assert result.exit_code == 2
    assert "dates-in-order" in result.output
    assert contents(project) == before


def test_the_set_option_can_set_every_field_of_evidence(world):
    project = world()
    options = (
        *("--appears-in", "story", "S01"),
        *("--set", "appears_in.1.quote=closed two of its six crossings"),
        *("--countries", "belarus", "--about", "medininkai", "--as-of", "2023-08-17"),
        *("--set", "evidence.1.quote.text=due to geopolitical circumstances"),
        *("--set", "evidence.1.quote.speaker=Government of Lithuania"),
        *("--set", "evidence.2.origin=lrt", "--set", "evidence.2.part=the night"),
        *("--set", "evidence.2.directness=indirect"),
        *("--would-change", "A record of the border guard.", "--verdict", "unverified"),
        *("--search-log", "web search", "Silene closed", "two reports"),
    )
    result = run(project, "claim", *CLAIM, *options)
    assert result.exit_code == 0, result.output
    claim = check_project(project).ledger.claims["latvia-silene-crossing-2023"]
    first, second = claim.evidence
    assert first.quote.text == "due to geopolitical circumstances"
    assert first.quote.speaker == "Government of Lithuania"
    assert (second.origin, second.part, second.directness) == ("lrt", "the night", "indirect")
    assert (claim.countries, claim.about) == (("lithuania", "belarus"), ("medininkai",))
    assert claim.appears_in[0].quote == "closed two of its six crossings"
    assert claim.search_log[0].query == "Silene closed"
    assert claim.would_change == "A record of the border guard."


def test_a_quotation_is_in_the_language_of_its_source(world, tiny):
    bib = "facts/sources/tass.bib"
    project = world({bib: tiny[bib].replace("langid = {en}", "langid = {ru}")})
    words = ("--set", "evidence.2.quote.text=Закрыты два из шести")
    words += ("--set", "evidence.2.quote.translation=Two of six are closed")
    words += ("--set", "evidence.2.quote.speaker=State Border Guard")
    assert run(project, "claim", *CLAIM, *words).exit_code == 0
    quote = check_project(project).ledger.claims["latvia-silene-crossing-2023"].evidence[1].quote
    assert (quote.lang, quote.translation) == ("ru", "Two of six are closed")


def test_the_address_of_an_existing_source_is_refused(world):
    project = world()
    before = contents(project)
    result = run(project, "source", "http://lrt.lt/en/news/19/1/closures/", *SOURCE[1:])
    assert result.exit_code == 1
    assert "in use: lrt-2023-08-16-closures (facts/sources/lrt.bib:1)" in result.output
    assert contents(project) == before


def test_a_source_with_a_similar_title_and_date_is_shown(world):
    title = ("--title", "Lithuania to close two crossings", "--date", "2023-08-16")
    result = run(world(), "source", *SOURCE, *title)
    assert (
        "Similar sources with about the same date:\n  lrt-2023-08-16-closures: Lithuania to close"
        in result.output
    )
    assert "set the same `origin` in both entries" in result.output


def test_a_new_source_is_followed_by_the_next_steps(world):
    shown = run(world(), "source", *SOURCE).output
    key = "lrt-2023-09-19-silene-shut"
    assert f"Next: cite {key} from a claim (`facts new claim`)" in shown
    assert f"`facts capture {key} --file page.html`" in shown


def test_a_saved_page_fills_in_the_source_and_adds_its_publisher(world, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(name="Delfi News", day="2023-09-19"))
    project = world()
    before = contents(project)
    publisher = ("--publisher-country", "LT", "--publisher-kind", "newspaper")
    result = run(project, "source", URL, "--file", str(page), *publisher, "--yes")
    assert result.exit_code == 0, result.output
    text = (project.root / "facts/sources/delfi-news.bib").read_text()
    assert text.startswith(
        "@online{delfi-news-2023-09-19-latvia-shuts-silene,\n  title = {Latvia shuts Silene},\n"
        f"  date = {{2023-09-19}},\n  url = {{{URL}}},\n"
    )
    assert text.endswith("  langid = {en},\n  kind = {newspaper},\n}\n")
    name = "facts/vocabulary/publishers.yaml"
    entry = b"delfi-news:\n  name: Delfi News\n  country: LT\n  kind: newspaper\n"
    assert contents(project)[name] == entry + before[name]


@pytest.mark.parametrize(("publishers", "country"), [(None, "Lithuanja"), ("lrt: [\n", "LT")])
def test_an_invalid_publisher_prevents_its_source(world, publishers, country):
    project = world({"facts/vocabulary/publishers.yaml": publishers} if publishers else {})
    before = contents(project)
    new = ("--publisher", "bns", "--publisher-name", "BNS", "--publisher-country", country)
    new += ("--publisher-kind", "agency")
    assert run(project, "source", *SOURCE, *new, "--yes").exit_code == 2
    assert contents(project) == before


@pytest.mark.parametrize(
    ("arguments", "file", "entry"),
    [
        (
            ("person", "--name", "Ona Šimkė", "--roles", "Mayor", "--set", "roles.1.when=2023/.."),
            "people",
            "ona-simke:\n  name: Ona Šimkė\n  roles:\n    - title: Mayor\n      when: 2023/..\n",
        ),
        (
            ("organisation", "--name", "NATO", "--kind", "military alliance"),
            "organisations",
            "nato:\n  name: NATO\n  kind: military alliance\n",
        ),
        (
            ("place", "--name", "Šumskas", "--kind", "border crossing", "--countries", "lithuania"),
            "places",
            "sumskas:\n  name: Šumskas\n  kind: border crossing\n  countries: [lithuania]\n",
        ),
    ],
)
def test_people_organisations_and_places_are_added_to_their_vocabulary(
    world, arguments, file, entry
):
    project = world()
    result = run(project, *arguments)
    assert result.exit_code == 0, result.output
    path = project.root / f"facts/vocabulary/{file}.yaml"
    assert path.read_text().endswith(entry)
    assert not check_project(project).report.errors


def test_an_existing_record_with_the_same_name_is_shown(world):
    result = run(world(), "person", "--name", "Petraitis", "--roles", "Mayor", "--yes")
    assert (
        "This name is already used: jonas-petraitis (facts/vocabulary/people.yaml)" in result.output
    )


class Terminal:
    """A person at a terminal who waits for each question and then types the answer."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.parent, child = pty.openpty()
        self.shown = ""
        command = [sys.executable, "-m", "build_tools", *arguments]
        environment = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(Path(__file__).parents[2])}
        self.process = subprocess.Popen(
            command, stdin=child, stdout=child, stderr=child, cwd=root, env=environment
        )
        os.close(child)

    def answer(self, question: str, text: str) -> None:
        """Wait for the prompt with this label, then type the answer."""
        self.wait_for(question)
        os.write(self.parent, f"{text}\n".encode())

    def wait_for(self, question: str) -> None:
        """Wait until the last line of the output is this prompt."""
        end = re.compile(rf"(?:^|\n){re.escape(question)}(?: \[[^\n]*\])?: $")
        while not end.search(self.shown):
            assert self._read(), f"{question!r} is not asked: {self.shown}"
        self.shown = ""

    def see(self, words: str) -> None:
        """Wait until the terminal shows these words."""
        while words not in self.shown:
            assert self._read(), f"{words!r} is not shown: {self.shown}"

    def interrupt(self) -> None:
        """Press Ctrl+C repeatedly, as a person would.

        Python may miss a press between printing the question and waiting for the answer."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5)

    def finish(self) -> tuple[int, str]:
        """Return the exit code and the output since the last answer."""
        while self._read():
            pass
        os.close(self.parent)
        return self.process.wait(PATIENCE), self.shown

    def _read(self) -> bool:
        """Read the available output. Return False if there is none or the terminal is closed."""
        if not select.select([self.parent], [], [], PATIENCE)[0]:
            self.process.kill()
            return False
        try:
            piece = os.read(self.parent, 4096)
        except OSError:
            return False  # this is how Linux ends a pseudo-terminal
        text = re.sub(r"\x1b\[[0-9;]*m", "", piece.decode()).replace("\r\n", "\n")
        self.shown += text
        return bool(piece)


def converse(root: Path, arguments: tuple[str, ...], answers: list[tuple[str, str | None]]) -> str:
    """Type the answers and return the last output. If an answer is None, wait for the words."""
    terminal = Terminal(root, *arguments)
    for question, text in answers:
        if text is None:
            terminal.see(question)
        else:
            terminal.answer(question, text)
    code, shown = terminal.finish()
    assert code == 0, shown
    return shown


GUIDE = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")


def guided() -> list[list[str]]:
    """Return the guide's commands for a new claim, without the word "facts"."""
    section = GUIDE.split("## Add a claim\n")[1].split("\n## ")[0]
    return [command.split() for command in re.findall(r"^ +facts (.*)$", section, re.M)]


def test_the_four_commands_in_the_guide_make_a_checked_claim_in_a_terminal(world, tmp_path):
    project = world()
    sources = []
    *finding, claiming, checking = guided()
    pages = (("Delfi News", "2023-09-19", "delfi"), ("TV Net", "2023-09-20", "tv"))
    for command, (name, day, host) in zip(finding, pages, strict=True):
        page = tmp_path / command[-1]
        page.write_text(PAGE.format(name=name, day=day))
        address = f"https://{host}.example/1"
        shown = converse(
            project.root,
            (*command[:2], address, command[3], str(page)),
            [
                ("publisher", ""),
                ("publisher name", ""),
                ("publisher country", ""),  # asked again, with an explanation
                ("This question needs an answer.", None),
                ("publisher country", "Latwia"),  # refused
                ("publisher country", "lv" if host == "tv" else "Latvia"),
                ("publisher kind", "newspaper"),
                ("title", f"Silene: closed, says {name} #1"),
                ("author", ""),
                ("date", ""),
                ("urldate", ""),
                ("langid", ""),
                ("kind", ""),
                ("origin", ""),
                ("id", ""),
            ],
        )
        sources.append(re.search(r"Next: cite (\S+) from a claim", shown)[1])
    shown = converse(
        project.root,
        tuple(claiming),
        [
            ("claim", "Latvia closed the Silene crossing on 19 September 2023."),
            ("kind", "evnt"),  # refused, with the nearest word
            ("kind", ""),
            ("This question needs an answer.", None),
            ("kind", "event"),
            ("sentence", "S99"),  # no such sentence
            ("sentence", ""),
            ("asserted by", "article"),  # a sentence that does not make the claim
            ("asserted by", "state border guard"),
            ("when", "2023-09-19"),
            ("later", "no"),  # refused, because it is after the article
            ("later", ""),
            ("claim", "two-crossing"),  # no such claim
            ("claim", "two-crossings"),
            ("relation", "follows"),
            ("why", "The neighbour's step came next."),
            ("claim", ""),
            ("countries", "Belarus, LT"),
            ("about", "Medininki"),
            ("about", "Medininkai"),
            ("topics", "travel"),  # no such topic
            ("add", ""),  # the topic is not added either
            ("topics", "borders"),
            ("id", "silene-crossing"),
            ("source", "https://delfi.example/1"),
            ("stance", ""),
            ("basis", "official-record"),  # a newspaper is not an official record
            ("basis", ""),
            ("says", "It says that Silene is closed since midnight."),
            ("quotation", "closed since midnight"),
            ("speaker", ""),  # a report repeats the words of other people
            ("speaker", "State Border Guard"),
            ("source", sources[1]),
            ("stance", ""),
            ("basis", ""),
            ("says", "It says so too."),
            ("quotation", ""),
            ("source", ""),
            ("verdict", "wrong"),  # no evidence contradicts it
            ('Error: "wrong" needs: direct evidence against it, or a calculation', None),
            ("verdict", "supported"),
            ("confidence", "moderate"),
            ("finding", "Two papers report it."),
            ("would change", ""),
            ("by", "Ona Kazlauskienė"),
        ],
    )
    assert "Written: facts/claims/borders/silene-crossing.yaml\n" in shown
    assert f"Next: `facts capture {sources[0]} --file" in shown
    assert f"facts capture {sources[1]}" not in shown
    shown = converse(project.root, tuple(checking), [])
    assert shown.endswith("No errors.\n")
    record = check_project(project).ledger.claims["silene-crossing"]
    assert record.verdict == "supported"
    assert (record.later, record.asserted_by) == (True, "border-guard")
    assert (record.countries, record.about) == (("belarus", "lithuania"), ("medininkai",))
    first, second = record.evidence
    assert (first.quote.text, first.quote.speaker, second.quote) == (
        "closed since midnight",
        "State Border Guard",
        None,
    )


def test_a_refused_interview_prints_its_answers_as_a_command(world):
    project = world()
    before = contents(project)
    terminal = Terminal(
        project.root, "new", "claim", *CLAIM[:-2], "--when", "2030", "--set", "evidence.1.part=x"
    )
    terminal.answer("later", "")
    terminal.answer("about", "")
    terminal.answer("id", "")
    terminal.answer("by", "Ona Kazlauskienė")
    code, shown = terminal.finish()
    assert code == 2
    assert "dates-in-order" in shown
    assert contents(project) == before
    command = shown.split("run again:\n\n")[1].split("\n\n")[0].replace("\\\n", " ")
    assert shlex.split(command)[:2] == ["facts", "new"]
    command = command.replace("when=2030", "when=2023-08-16").replace("later=true", "later=")
    again = run(project, *shlex.split(command)[2:])
    assert again.exit_code == 0, again.output
    record = check_project(project).ledger.claims["latvia-silene-crossing-2023"]
    assert record.checked.by == "Ona Kazlauskienė"
    assert (record.evidence[0].part, record.related[0].claim) == ("x", "two-crossings")


def test_a_person_can_decline_to_write_a_similar_claim(world):
    project = world()
    before = contents(project)
    terminal = Terminal(project.root, "new", "claim")
    terminal.answer("claim", LIKE[1])
    terminal.see("Does your claim say something else? [y/N]: ")
    os.write(terminal.parent, b"n\n")
    code, shown = terminal.finish()
    assert code == 2
    assert "Nothing was written." in shown
    assert contents(project) == before


def test_interrupting_with_ctrl_c_writes_nothing(world):
    project = world()
    before = contents(project)
    terminal = Terminal(project.root, "new", "claim")
    terminal.answer("claim", "Latvia closed a crossing.")
    terminal.wait_for("kind")
    terminal.interrupt()
    code, shown = terminal.finish()
    assert code == 130
    assert "Interrupted." in shown
    assert contents(project) == before


def test_the_guide_shows_the_four_commands():
    assert guided() == [
        ["new", "source", "ADDRESS", "--file", "page.html"],
        ["new", "source", "ANOTHER_ADDRESS", "--file", "another.html"],
        ["new", "claim"],
        ["check"],
    ]


def test_the_interview_asks_about_contradictions_in_a_page(world, tmp_path):
    page = tmp_path / "page.html"
    other = '<meta property="og:title" content="A quite different title">'
    page.write_text(PAGE.format(name="LRT", day="2023-09-19").replace("</head>", other + "</head>"))
    project = world()
    before = contents(project)
    known = ("--publisher", "lrt", "--kind", "broadcaster")
    result = run(project, "source", URL, "--file", str(page), *known, "--yes")
    assert result.exit_code == 2
    assert '"A quite different title" and "Latvia shuts Silene"' in result.output
    assert "--title" in result.output
    assert contents(project) == before
    chosen = ("--title", "Latvia shuts Silene")
    result = run(project, "source", URL, "--file", str(page), *known, *chosen, "--yes")
    assert result.exit_code == 0, result.output


def test_two_authors_of_a_page_are_written_as_separate_authors(world, tmp_path):
    page = tmp_path / "page.html"
    authors = "<meta name=author content='Ann A'><meta name=author content='Culture and Sport'>"
    html = PAGE.format(name="LRT", day="2023-09-19").replace("</head>", authors + "</head>")
    page.write_text(html)
    project = world()
    known = ("--publisher", "lrt", "--kind", "broadcaster")
    result = run(project, "source", URL, "--file", str(page), *known, "--yes")
    assert result.exit_code == 0, result.output
    text = (project.root / "facts/sources/lrt.bib").read_text()
    assert "author = {Ann A and {Culture and Sport}}" in text


@pytest.mark.parametrize(
    ("arguments", "page"),
    [
        (
            ("country", "--name", "Estonia", "--code", "EE", "--summary", "Its part."),
            "countries.md",
        ),
        (("place", "--name", "Ellis", "--kind", "town"), "who.md"),
    ],
)
def test_the_menu_line_for_a_new_entry_is_suggested_if_it_is_missing(
    world, arguments, page: str
) -> None:
    menu = "site_name: Crossings\nnav:\n  - Home: index.md\n"
    said = run(world({"mkdocs.yml": menu}), *arguments, "--yes").stdout
    assert f"`- {page}`" in said
    listed = run(world({"mkdocs.yml": f"{menu}  - Names: {page}\n"}), *arguments, "--yes").stdout
    assert f"`- {page}`" not in listed
