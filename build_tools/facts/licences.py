"""Lists the licences under which a site may publish its data."""

from typing import NamedTuple


class Licence(NamedTuple):
    """A licence: ``name`` is its SPDX identifier, and ``title`` is the name that readers know."""

    name: str
    title: str
    address: str


def _commons(kind: str) -> Licence:
    address = f"https://creativecommons.org/licenses/{kind.lower()}/4.0/"
    return Licence(f"CC-{kind}-4.0", f"CC {kind} 4.0", address)


DEFAULT = _commons("BY")

LICENCES = {
    licence.name: licence
    for licence in (
        DEFAULT,
        _commons("BY-SA"),
        _commons("BY-NC"),
        _commons("BY-NC-SA"),
        _commons("BY-ND"),
        _commons("BY-NC-ND"),
        Licence("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence("ODbL-1.0", "ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
        Licence("ODC-By-1.0", "ODC-By 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
        Licence("PDDL-1.0", "PDDL 1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    )
}
