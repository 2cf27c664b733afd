"""Tests the questions of ``facts new``, answered in a simulated terminal."""

import io
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

import click
import pytest
from click.testing import CliRunner

from build_tools.cli import facts
from build_tools.cli.new.sentences import start_from
from build_tools.facts.project import Project
from build_tools.facts.records import Basis, Claim, Kind, Person, Place, Source
from build_tools.facts.records.field_specs import Shape, fields_of
from build_tools.rules.check import check_project
from build_tools.rules.named_speaker import RELAYED
from tests.cli.test_new import CLAIM as OPTIONS

LRT, TASS = "lrt-2023-08-16-closures", "tass-2023-08-18-closed"
CLAIM = "Latvia closed the Silene crossing on 16 August 2023."
NEW = "latvia-silene-crossing-2023"


class Typist(io.StringIO):
    """A simulated terminal in which a person answers some questions and otherwise presses Enter.

    A question that is asked several times can have a list of answers.
    """

    def __init__(self, answers: Mapping[str, str | Sequence[str]]) -> None:
        super().__init__()
        self.waiting = {
            label: [text] if isinstance(text, str) else [*text] for label, text in answers.items()
        }
        self.asked: list[str] = []
        self.shown = io.StringIO()

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:
        line = self.shown.getvalue().rpartition("\n")[2]
        label = re.sub(r"(?: \[[^\n]*\])?: ?$", "", line).strip()
        self.asked.append(label)
        if len(self.asked) > 60:
            raise EOFError  # a question that never accepts Enter
        typed = self.waiting.get(label)
        return f"{typed.pop(0) if typed else ''}\n"


@pytest.fixture
def person(monkeypatch) -> Callable[..., tuple[int, str, Typist]]:
    """Return a function that runs a command in a simulated terminal."""

    def answer(
        project: Project, *arguments: str, **answers: str | Sequence[str]
    ) -> tuple[int, str, Typist]:
        typist = Typist({label.replace("_", " "): text for label, text in answers.items()})
        monkeypatch.setattr(sys, "stdin", typist)
        monkeypatch.setattr(sys, "stdout", typist.shown)
        code = 0
        try:
            command = ["--project", str(project.root), "new", *arguments]
            facts.main(command, standalone_mode=False)
        except click.exceptions.Exit as done:
            code = done.exit_code
        except click.Abort:
            code = 130
        except click.ClickException as error:
            code = 2
            typist.shown.write(f"Error: {error.message}")
        finally:
            monkeypatch.undo()
        return code, typist.shown.getvalue(), typist

    return answer


ANSWERS = {
    "claim": CLAIM,
    "kind": "event",
    "sentence": "",
    "asserted_by": "border-guard",
    "when": "2023-08-16",
    "id": NEW,
    "source": [LRT, TASS],
    "says": ["It says so of Silene.", "It says so too."],
    "verdict": "supported",
    "confidence": "high",
    "finding": "Closed: that night.",
    "by": "Ona Kazlauskienė",
    "relation": "follows",
    "why": "It came next.",
}


def with_related(answers: Mapping[str, str | Sequence[str]]) -> dict[str, str | Sequence[str]]:
    """Return answers that add a related claim, whose prompt has the same label as the claim."""
    return {**answers, "claim": [str(answers["claim"]), "two-crossings"]}


def repeated(shown: str) -> list[str]:
    """Return the arguments of the command that repeats the answers."""
    command = shown.partition("run again:\n\n")[2].partition("\n\n")[0]
    words = shlex.split(command.replace("\\\n", " "))
    assert words[:2] == ["facts", "new"]
    return words[2:]


@pytest.fixture
def official(world, tiny) -> Project:
    """Return the tiny project, with an official record as its first source."""
    bib = "facts/sources/lrt.bib"
    return world({bib: tiny[bib].replace("kind = {broadcaster}", "kind = {primary}")})


VARIANTS = [(kind, Basis.REPORTING) for kind in Kind] + [(Kind.EVENT, basis) for basis in Basis]


@pytest.mark.parametrize("quotation", ["", "closed since midnight"])
@pytest.mark.parametrize(("kind", "basis"), VARIANTS)
def test_pressing_enter_at_every_optional_question_is_accepted(
    official, person, kind, basis, quotation
):
    speaker = "State Border Guard" if basis in RELAYED else ""
    answers = {
        **ANSWERS,
        "kind": kind.value,
        "basis": basis.value,
        "quotation": quotation,
        "speaker": speaker,
    }
    code, shown, typist = person(official, "claim", **with_related(answers))
    assert code in (0, 2), shown
    assert "by" in typist.asked
    if code:
        assert repeated(shown)[0] == "claim"


def test_a_quotation_from_a_record_needs_no_speaker(official, person):
    words = "due to geopolitical circumstances"
    answers = {**ANSWERS, "basis": "official-record", "quotation": words}
    code, shown, _ = person(official, "claim", **with_related(answers))
    assert code == 0, shown
    claim = check_project(official).ledger.claims[NEW]
    assert claim.evidence[0].quote.text == words
    assert claim.evidence[0].quote.speaker is None


@pytest.mark.parametrize("verb", ["source", "person", "organisation", "place", "country", "topic"])
def test_pressing_enter_does_not_skip_a_required_question(world, person, verb):
    code, shown, _ = person(world(), verb)
    assert code == 130, shown  # the typist stops after 60 questions


def paths(model, before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the path of every text that ``--set`` can set, with a valid value."""
    for name, spec in fields_of(model).items():
        path = f"{before}{name}"
        if spec.part:
            yield from paths(spec.part, f"{path}.1." if spec.shape is Shape.PARTS else f"{path}.")
        elif spec.shape is Shape.NAMED:
            yield f"{path}.shared-origin", "A reason."
        else:
            good = spec.good[0] if isinstance(spec.good, list) else spec.good
            yield path, spec.choices[0] if spec.choices else str(good or "2023")


SETTINGS = [("claim", *pair) for pair in paths(Claim)]
SETTINGS += [("source", *pair) for pair in paths(Source)]
SETTINGS += [("person", *pair) for pair in paths(Person)]
SETTINGS += [("place", *pair) for pair in paths(Place)]


@pytest.mark.parametrize(("verb", "path", "value"), SETTINGS)
def test_each_path_for_the_set_option_can_be_given_on_its_own(world, person, verb, path, value):
    project = world()
    sentence = ["--sentence", "S01"] if verb == "claim" else []
    command = [verb, *sentence, "--set", f"{path}={value}"]
    code, shown, _ = person(project, *command, **with_related(ANSWERS))
    assert code in (0, 2, 130), shown


def test_a_quotation_from_the_article_can_be_set_with_its_sentence(world, person):
    project = world()
    words = "closed two of its six crossings"
    options = ["--sentence", "S01", "--set", f"appears_in.1.quote={words}"]
    answers = {**ANSWERS, "asserted_by": "article"}
    code, shown, _ = person(project, "claim", *options, **answers)
    assert code == 0, shown
    (place,) = check_project(project).ledger.claims[NEW].appears_in
    assert (place.sentence, place.quote) == ("S01", words)


def test_fields_that_the_options_leave_incomplete_are_prompted_for(world, person):
    options = ["--set", f"evidence.2.source={LRT}", "--set", "evidence.2.quote.speaker=Lithuania"]
    options += ["--evidence", TASS, "supports", "reporting", "It says so too."]
    quoted = "due to geopolitical circumstances"
    answers = {**ANSWERS, "says": "It says so of Silene.", "text": quoted}
    project = world()
    code, shown, _ = person(project, "claim", *options, **with_related(answers))
    assert code == 0, shown
    _, item = check_project(project).ledger.claims[NEW].evidence
    assert (item.source, item.stance, item.quote.speaker) == (LRT, "supports", "Lithuania")


def test_an_abandoned_interview_prints_its_answers(world, person):
    project = world()
    code, shown, _ = person(project, "claim", **{**with_related(ANSWERS), "finding": ""})
    assert code == 130
    command = repeated(shown)
    assert f"evidence.2.source={TASS}" in command
    again, shown, typist = person(project, *command, finding="It closed.", by="Ona")
    assert again == 0, shown
    assert {*typist.asked} == {"finding", "by"}
    assert check_project(project).ledger.claims[NEW].evidence[1].source == TASS


def test_a_person_can_go_back_to_the_previous_question(world, person):
    project = world()
    answers = {
        **with_related(ANSWERS),
        "when": ["2023-08-15", "2023-08-16"],
        "relation": ["follows", "follows"],
        "claim": [CLAIM, "<", "two-crossings"],
        "finding": ["<", "Closed: that night."],
        "confidence": ["high", "<", "moderate"],
        "verdict": ["supported", "supported"],
    }
    code, shown, typist = person(project, "claim", **answers)
    assert code == 0, shown
    claim = check_project(project).ledger.claims[NEW]
    assert (claim.confidence, len(claim.evidence)) == ("moderate", 2)
    assert [typist.asked.count(label) for label in ("kind", "when", "verdict")] == [1, 2, 2]


def test_going_back_from_the_first_question_repeats_that_question(world, person):
    code, _, typist = person(world(), "topic", name=["<", "Rivers"], summary="What flows.")
    assert code == 0
    assert typist.asked[:3] == ["name", "name", "summary"]


def test_a_proposed_answer_can_be_cleared(world, person, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<title>Shut</title><meta name=author content='The Web Team'>")
    project = world()
    options = ["source", "https://www.lrt.lt/1", "--file", str(page), "--set", "langid=en"]
    code, shown, _ = person(project, *options, author="-", kind="broadcaster")
    assert code == 0, shown
    assert "author =" not in (project.root / "facts/sources/lrt.bib").read_text()


def test_sources_are_listed_and_chosen_by_number_or_part_of_the_key(world, person):
    project = world()
    answers = {**with_related(ANSWERS), "source": ["1", "closures"]}
    code, shown, _ = person(project, "claim", **answers)
    assert code == 0, shown
    first, second = check_project(project).ledger.claims[NEW].evidence
    assert f"  1 {first.source}\n" in shown
    assert second.source == LRT


def test_an_unknown_person_can_be_added_between_questions(world, person):
    project = world()
    answers = {**with_related(ANSWERS), "about": "marta-oakley", "add": "person"}
    answers |= {"name": "Marta Oakley", "roles": "", "title": "Councillor", "id": ["", NEW]}
    code, shown, _ = person(project, "claim", **answers)
    assert code == 0, shown
    ledger = check_project(project).ledger
    assert ledger.claims[NEW].about == ("marta-oakley",)
    assert ledger.people["marta-oakley"].name == "Marta Oakley"


def test_the_error_for_an_unknown_person_in_an_option_suggests_a_command(world, person):
    options = ["--set", "about=marta-oakley", "--claim", "x", "--finding", "x", "--by", "x"]
    options += ["--kind", "event", "--asserted-by", "border-guard", "--when", "2023"]
    options += ["--verdict", "supported", "--confidence", "high"]
    code, shown, _ = person(world(), "claim", *options)
    assert code == 2
    assert "`facts new person`" in shown


SAID = "“The crossings are a danger to us,” said {name}."


def with_quotation(world: Callable[..., Project], name: str) -> Project:
    """Return the tiny project with a second article, which quotes a person."""
    text = SAID.format(name=name)
    record = (
        "title: A speech\npublisher: A paper\ndate: 2023-08-24\nsentences:\n  - id: S01\n"
        f"    start: 0\n    end: {len(text)}\n    state: todo\n"
    )
    return world({"seeds/speech/article.txt": text + "\n", "seeds/speech/article.yaml": record})


SAYING = {
    **ANSWERS,
    "claim": "The crossings were a danger on 16 August 2023.",
    "asserted_by": "",
    "id": "crossings-danger",
}


def started(person, project: Project, answers: Mapping[str, str | Sequence[str]]) -> Claim:
    """Return the claim that these answers make from the quotation in the article."""
    options = ["claim", "--sentence", "speech/S01", "--allow-similar"]
    code, shown, _ = person(project, *options, **answers)
    assert code == 0, shown
    return check_project(project).ledger.claims["crossings-danger"]


def test_the_quoted_person_is_proposed_as_the_speaker(world, person):
    claim = started(person, with_quotation(world, "Jonas Petraitis"), SAYING)
    assert claim.asserted_by == "jonas-petraitis"
    assert claim.appears_in[0].quote == "The crossings are a danger to us"


def test_a_claim_may_be_asserted_by_the_article_itself(world, person):
    answers = {**SAYING, "asserted_by": "article", "article's words": "-"}
    claim = started(person, with_quotation(world, "Jonas Petraitis"), answers)
    assert claim.asserted_by == "article"
    assert claim.appears_in[0].quote is None


def test_a_quotation_claim_is_asserted_by_the_article_with_the_person_as_speaker(world, person):
    answers = {**SAYING, "claim": "Jonas Petraitis called the crossings a danger.", "kind": ""}
    claim = started(person, with_quotation(world, "Jonas Petraitis"), answers)
    assert (claim.kind, claim.asserted_by) == ("quotation", "article")
    assert claim.said_by == ("jonas-petraitis",)


def test_an_unknown_speaker_can_be_added_by_pressing_enter(world, person):
    answers = {**SAYING, "add": "person", "roles": "", "title": "Councillor"}
    project = with_quotation(world, "Marta Oakley")
    claim = started(person, project, {**answers, "id": ["", "crossings-danger"]})
    assert claim.asserted_by == "marta-oakley"
    assert check_project(project).ledger.people["marta-oakley"].roles[0].title == "Councillor"


def test_a_missing_speaker_is_explained_with_its_rule(world):
    words = ("--set", "evidence.2.quote.text=closed since midnight")
    result = CliRunner().invoke(
        facts, ["--project", str(world().root), "new", "claim", *OPTIONS, *words]
    )
    assert result.exit_code == 2
    assert "named-speaker" in result.output
    assert all(basis.value in result.output for basis in RELAYED)


@pytest.mark.parametrize(("lang", "asks"), [("en", False), ("es", True)])
def test_only_words_in_a_language_other_than_that_of_the_site_need_a_translation(
    world, person, lang, asks
):
    settings = f"site_name: A site\ntheme:\n  name: material\n  language: {lang}\n"
    project = world({"mkdocs.yml": settings})
    words = "closed two of its six crossings"
    answers = {**ANSWERS, "quotation": words, "speaker": "The government"}
    *_, typist = person(project, "claim", **with_related(answers))
    assert ("translation" in typist.asked) is asks


def test_a_mistyped_quotation_is_refused_at_its_question(world, person):
    page = "Two crossings will close due to geopolitical circumstances, the government said. "
    project = world()
    file = project.root / "page.txt"
    file.write_text(page + "The crossing at Silene has been closed since midnight. " * 8, "utf-8")
    assert facts.main(
        ["--project", str(project.root), "capture", LRT, "--file", str(file)], standalone_mode=False
    ) in (None, 0)
    wrong, right = "due to geographical circumstances", "due to geopolitical circumstances"
    answers = {
        **with_related(ANSWERS),
        "quotation": [wrong, right, ""],
        "speaker": "Government of Lithuania",
    }
    code, shown, typist = person(project, "claim", **answers)
    assert code == 0, shown
    assert typist.asked.count("quotation") == 3
    assert typist.asked.index("speaker") > typist.asked.index("quotation") + 1
    assert right in shown


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("“We will reopen on 3 May 2024”, said Jonas Petraitis.", None),
        ("He spoke on 2 March 2024. ", "2024-03-02"),
        ("On 2 March 2024 he said: “We will reopen on 3 May 2024.”", "2024-03-02"),
    ],
)
def test_a_date_within_a_quotation_is_not_proposed(world, sentence, day):
    project = world({"seeds/story/article.yaml": None, "seeds/story/article.txt": None})
    text = project.root / "text.txt"
    text.write_text(f"The ferry will be back\n\n{sentence}\n", "utf-8")
    facts.main(
        ["--project", str(project.root), "start", str(text), "--id", "f", "--date", "2024-03-05"],
        standalone_mode=False,
    )
    ledger = check_project(project).ledger
    assert start_from(ledger, {}, "S02").proposals.get("when") == day
