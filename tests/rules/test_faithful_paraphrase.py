"""Tests that our paraphrase of a source must agree with the stored words of the source."""

from collections.abc import Callable

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules import checked_quotations
from build_tools.rules.faithful_paraphrase import check_claim, differences
from tests.rules.samples import unmarked_files

# Each row: our paraphrase, the stored passage, its language, and the words that differ.
CASES = (
    ("Lorries waited for 36 hours.", "lorries at the crossing waited 36 hours", "en", []),
    ("Lorries waited for 37 hours.", "lorries at the crossing waited 36 hours", "en", ["37"]),
    ("Lorries waited for 360 hours.", "lorries at the crossing waited 36 hours", "en", ["360"]),
    ("Nine convoys had entered Belarus.", "ten convoys have entered Belarus by", "en", ["Nine"]),
    ("About 40 lorries waited.", "36 hours at the crossing, said the driver", "en", []),
    ("It lies 12 km from the border.", "a camp 300 km away, in the centre of", "en", []),
    (
        "It cost 86.262 billion roubles.",
        "the state paid 86.2 bln rubles to",
        "en",
        ["86.262 billion"],
    ),
    ("It cost 86.3 billion roubles.", "the state paid 86.262 bln rubles to", "en", []),
    ("It closed two crossings on 18 August.", "close two crossings on August 18", "en", []),
    (
        "It closed two crossings on 19 August.",
        "closed two crossings on August 18",
        "en",
        ["19 August"],
    ),
    (
        "In April it closed two crossings.",
        "in June, two crossings closed, he said",
        "en",
        ["April"],
    ),
    ("He spoke of it on 20 August.", "two crossings closed on 18 August due to", "en", []),
    ("It closed the railway.", "It did not close the railway, the government", "en", ["closed"]),
    ("It did not close the railway.", "It closed the railway, the government", "en", ["close"]),
    ("It kept the railway open.", "It did not close the railway, the government", "en", []),
    ("He refused to close the railway.", "We will not close the railway", "en", []),
    ("It closed the railway.", "It did not only close the railway, the", "en", []),
    # In other languages, only numbers that look like typing errors are reported.
    ("Lorries waited for 37 hours.", "Lastwagen standen 36 Stunden an der Grenze", "de", ["37"]),
    ("Lorries waited for 3.5 hours.", "Lastwagen standen 3,5 Stunden an der", "de", []),
    ("Lorries waited for 35 hours.", "Lastwagen standen 3,5 Stunden an der", "de", ["35"]),
    ("It cost 1,500 euros.", "Eso costó 1.500 euros a los", "es", []),
    ("It cost 15,000 euros.", "Eso costó 1.500 euros a los", "es", ["15,000"]),
    ("They waited 12 km away.", "колонна стояла в 300 км от границы", "ru", []),
    ("It closed on 19 August.", "граница закрыта 18 августа", "ru", []),
)
IN_SPANISH = (
    ("Esperaron 37 horas en la frontera.", "Los camiones esperaron 36 horas", ["37"]),
    (
        "Cerró dos pasos el 19 de agosto.",
        "cerró dos pasos el 18 de agosto por",
        ["19 de agosto"],
    ),
)


@pytest.mark.parametrize(("says", "passage", "lang", "expected"), CASES)
def test_a_paraphrase_that_differs_from_its_passage_is_reported(
    says: str, passage: str, lang: str, expected: list[str]
) -> None:
    assert [says[start:end] for start, end, _ in differences(says, "en", passage, lang)] == expected


@pytest.mark.parametrize(("says", "passage", "expected"), IN_SPANISH)
def test_a_paraphrase_in_the_language_of_a_site_is_compared(
    says: str, passage: str, expected: list[str]
) -> None:
    assert [says[start:end] for start, end, _ in differences(says, "es", passage, "es")] == expected


def test_a_paraphrase_is_not_compared_with_a_quotation_that_fails(
    world: Callable[..., Project],
) -> None:
    clean, _ = unmarked_files(checked_quotations.GOOD)
    ((path, text),) = [(path, text) for path, text in clean.items() if "/claims/" in path]
    right = "close on Friday due to geopolitical circumstances"
    wrong = text.replace(right, "close 37 crossings due to geopolitical circumstances").replace(
        "says: The government decided to close two crossings from Friday.",
        "says: The government decided to close 36 crossings.",
    )
    assert wrong.count("37 crossings") == wrong.count("36 crossings") == 1
    records, report = read(world({**clean, path: wrong}))
    assert [error.message for error in report.errors] == []
    ledger = Ledger(records)
    claim = ledger.claims[path.rsplit("/", 1)[-1].removesuffix(".yaml")]
    assert len(list(checked_quotations.check_claim(ledger, claim))) == 1
    assert list(check_claim(ledger, claim)) == []
