"""What do the claims say about each organisation, and what did it say?"""

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Organisation
from build_tools.views.lazy_items import Every
from build_tools.views.people import EntityView, entity_view


def collect(ledger: Ledger) -> Every[EntityView]:
    """Return a view of every organisation, by id."""
    return Every(ledger.organisations, lambda name: _view(ledger, ledger.organisations[name]))


def _view(ledger: Ledger, organisation: Organisation) -> EntityView:
    return entity_view(ledger, organisation, organisation.kind, organisation.country)
