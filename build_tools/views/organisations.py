"""What do the claims say about each organisation, and what did it say?"""

from build_tools.facts.ledger import Ledger
from build_tools.views.people import EntityView, entity_view


def collect(ledger: Ledger) -> tuple[EntityView, ...]:
    """Return a view of every organisation."""
    return tuple(
        entity_view(ledger, organisation, organisation.kind, organisation.country)
        for organisation in ledger.organisations.values()
    )
