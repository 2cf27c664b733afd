"""What does the ledger know of each organisation?"""

from build_tools.facts.ledger import Ledger
from build_tools.views.people import EntityView, entity_view


def collect(ledger: Ledger) -> tuple[EntityView, ...]:
    """Return a view of every organisation, by id."""
    return tuple(
        entity_view(ledger, body, body.kind, body.country) for body in ledger.organisations.values()
    )
