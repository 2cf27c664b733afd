"""What formats share is made once for all of them, and then let go."""

from build_tools.exports import Publication
from build_tools.exports.shared_results import kept
from build_tools.facts.ledger import Ledger
from tests.exports.conftest import SITE, made_by


def test_what_three_ask_for_is_made_once_and_kept_no_longer(tiny_ledger: Ledger) -> None:
    times = []

    @kept(times=3)
    def made(ledger: Ledger, site: Publication) -> object:
        times.append(site)
        return object()

    one, two, three, later = (made(tiny_ledger, SITE) for _ in range(4))
    assert one is two is three
    assert later is not one
    assert times == [SITE, SITE]


def test_each_site_has_its_own(tiny_ledger: Ledger) -> None:
    @kept(times=2)
    def made(ledger: Ledger, site: Publication) -> str:
        return site.address

    assert made(tiny_ledger, SITE) == SITE.address
    assert made(tiny_ledger, Publication("https://other.example", "x")) == "https://other.example"
    assert made(tiny_ledger, SITE) == SITE.address


def test_a_format_is_the_same_whichever_was_made_before(any_ledger: Ledger) -> None:
    sharing = ("bundle", "json_records", "csv_tables", "datapackage", "sqlite_file")
    first = {name: made_by(name, any_ledger) for name in sharing}
    for name in reversed(sharing):
        assert made_by(name, any_ledger) == first[name]
