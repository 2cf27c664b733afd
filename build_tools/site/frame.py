"""Prepares the contents of every page's frame: security policy, citations and error reports.

The policy lets a page load only files from the same site, and allows the single inline script by
its hash. The policy follows W3C Content Security Policy level 3. This module does not depend on
MkDocs.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, quote_plus

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue, without_marks
from build_tools.facts.dates import MONTHS, Precision, When
from build_tools.facts.ledger import Ledger
from build_tools.views.parts.bibtex import escaped

# Before the page is drawn, this script records that scripts run, and applies the reader's colour
# scheme.
FIRST_SCRIPT = (
    'var d=document.documentElement;d.className="js";'
    'try{var s=localStorage.getItem("facts-scheme");'
    'if(s==="dark"||s==="light")d.dataset.scheme=s}catch(e){}'
)

# MLA abbreviates the names of months that have more than four letters.
_MLA = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.")
_MLA_MONTHS = (*_MLA, "Dec.")
# Everything except letters, digits and single hyphens.
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]{2,}|[^a-z0-9-]")
_ENDS, _CLOSING = (".", "?", "!", "…"), "”’\"')"


class AsOf(NamedTuple):
    """The day of the latest check, as each citation style writes dates."""

    iso: str
    plain: str
    apa: str
    mla: str


class Frame(NamedTuple):
    """The contents of a page's frame. ``policy`` is empty if the page is served to its author.

    ``head`` is HTML that only this page has in its head. ``cited`` is the page's title as a
    sentence, and ``quoted`` is the same sentence for use inside quotation marks.
    """

    policy: str
    first_script: str
    theme_style: str
    as_of: AsOf
    bibtex: str
    report_issue: str
    report_mail: str
    card: str
    head: str = ""
    cited: str = ""
    quoted: str = ""


def policy() -> str:
    """Return the content security policy for all pages, for use in a meta element."""
    first = b64encode(sha256(FIRST_SCRIPT.encode()).digest()).decode()
    parts: Mapping[str, str] = {
        "default-src": "'none'",
        "script-src": f"'self' 'sha256-{first}'",
        "style-src": "'self'",
        # The theme's style sheet contains its icons as inline images.
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def as_of(ledger: Ledger) -> AsOf:
    """Return the day of the latest check, which citations use as the page's date.

    A check dated only to a month does not count, because the month may not be over.
    """
    dates = (claim.checked.date for claim in ledger.claims.values())
    days = (date.latest for date in dates if date.precision is Precision.DAY and date.latest)
    day = max(days, default=None)
    if day is None:
        words = ledger.words
        return AsOf("", words.gettext("no date"), words.gettext("n.d."), words.gettext("n.d."))
    month = MONTHS[day.month - 1]
    if not ledger.words.is_english:
        plain = ledger.words.date(When.parse(day.iso()))
        return AsOf(day.iso(), plain, f"{day.year}, {ledger.words.day_and_month(day)}", plain)
    return AsOf(
        iso=day.iso(),
        plain=ledger.words.date(When.parse(day.iso())),
        apa=f"{day.year}, {month} {day.day}",
        mla=f"{day.day} {_MLA_MONTHS[day.month - 1]} {day.year}",
    )


def bibtex(path: str, title: str, site: str, address: str, when: AsOf) -> str:
    """Return a BibTeX entry for a page, with TeX's special characters escaped."""
    key = _BETWEEN_WORDS.sub("-", path.removesuffix(".html").lower()).strip("-")
    fields = (
        ("title", f"{{{_tex(title)}}}"),
        ("organization", f"{{{_tex(site)}}}"),
        ("date", when.iso),
        ("url", address),
    )
    lines = ",\n".join([f"  {name} = {{{value}}}" for name, value in fields if value])
    return f"@online{{{key or 'home'},\n{lines}\n}}"


def cited(title: str) -> str:
    """Return a title as a sentence, with a full stop unless it ends with a punctuation mark."""
    words = title.removesuffix("\n").rstrip(_CLOSING)
    return title if words.endswith(_ENDS) else f"{title}."


def _tex(text: str) -> str:
    # A date in a record may contain a tilde, which TeX would print as a space.
    return escaped(text).replace("~", r"\textasciitilde{}")


def report_issue(repository: str, path: str) -> str:
    """Return the address of the error form with the page filled in, or "" without a repository."""
    if not repository:
        return ""
    claim = quote_plus(path.removesuffix(".html"))
    return f"{repository.rstrip('/')}/issues/new?template=correction.yml&claim={claim}"


def report_mail(address: str, path: str, words: Catalogue = IN_ENGLISH) -> str:
    """Return a mail link that names the page, or "" if the site has no mail address."""
    if not address:
        return ""
    subject = words.gettext("Correction: %(page)s", page=path.removesuffix(".html"))
    return f"mailto:{quote(address, safe='@')}?subject={quote(without_marks(subject))}"
