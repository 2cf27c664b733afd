"""Finds a saved page's day of publication, and the place on the page that gives it.

Places are searched from the most to the least certain, and the first place with a day decides. A
day on which the page was changed is never proposed. The module contains words for “published” and
“updated” in the languages of our catalogues and a few others.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from build_tools.facts.quantities import dates

# Names of meta elements that certainly give the date of publication. Other names only say "date".
_SURE = """
    article:published_time og:article:published_time citation_publication_date citation_date
    datepublished dc.date.issued dcterms.issued parsely-pub-date sailthru.date
"""
_LESS_SURE = """
    date dc.date dcterms.date dc.date.created dcterms.created dcterms.available dc.date.available
    pubdate publishdate publish-date publish_date publicationdate publication_date publication-date
    publish_time publishtime date_published date.published og:published_time og:pubdate
    og:publish_date article:published article.published article:publish_date
    article_date_original originalpublicationdate citation_online_date prism.publicationdate
    bt:pubdate rnews:datepublished displaydate release_date dateissued cxenseparse:publishtime
    cxenseparse:recs:publishtime
"""
META, _LESS_SURE_META = frozenset(_SURE.split()), frozenset(_LESS_SURE.split())
_PUBLISHED = (
    r"publish(?:ed)?|publication date|date of publication|posted|issued|first published|released"
    r"|publicado|publicada|publicación|veröffentlicht|erschienen|publié|publiée|mis en ligne"
    r"|opublikowano|opublikowany|data publikacji|paskelbta|publikuota|paskelbimo data"
    r"|опубліковано|оприлюднено|дата публікації|опубликовано|опубликован|дата публикации"
)
_CHANGED = (
    r"(?:(?:this |the )?(?:page|article|document) (?:was )?)?(?:last )?"
    r"(?:updated?|modified|revised|reviewed|changed|edited)|actualizad[oa]"
    r"|actualización|modificad[oa]|aktualisiert|geändert|zuletzt bearbeitet|stand|mis à jour"
    r"|mise à jour|modifié|zaktualizowano|aktualizacja|zmodyfikowano|atnaujinta|pakeista"
    r"|оновлено|змінено|обновлено|изменено|обновление"
)
# In a sentence, these words are about something else: "The law, published in May, …".
_WORDS = re.compile(
    rf"(?:^|[|·•–—:;,.(/]\s*|(?<=\d)\s)(?:(?P<published>{_PUBLISHED})|(?P<changed>{_CHANGED}))(?!\w)",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\W{{0,3}}(?:{_CHANGED})(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MIN_SENTENCE = 6  # in words
_BYLINE = re.compile(r"(?:by|von|par|por|autor|автор)\b", re.IGNORECASE)
_DATE_CLASS = re.compile(
    r"(?:^|[-_\s])(?:date|datum|fecha|data|pub-?date|publi(?:shed|cation)\w*|posted(?:-on)?|"
    r"time(?:stamp)?|byline|dateline|entry-date)(?:$|[-_\s])",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?![\w/-]|\.\d)|(\d{4}-\d{2}-\d{2})T")
_LINES = "p div span time li td dd dt small em i b strong header section h4 h5 h6"
# Text in these elements is about other pages, or about the site.
_OTHERS = "nav aside footer form script style template noscript svg"
_BLOCKS, _ASIDE = frozenset(_LINES.split()), frozenset(_OTHERS.split())
_MAX_LETTERS = 140  # a longer text is not a line about the page itself
_MAX_ELEMENTS = 20_000
_MAX_DAYS = 3  # if there are more days, they belong to other pages


class PageDate(NamedTuple):
    """The candidates for the day of publication (ISO), and the first candidate's place on the page.

    ``changed`` is the day on which the page was changed, according to the page, or "".
    """

    days: Sequence[str] = ()
    place: str = ""
    changed: str = ""


class _Line(NamedTuple):
    """A short text on the page, the attributes of its element, and its days, each with a word.

    The word says whether the page was published or changed on that day, or neither.
    """

    text: str
    element: Any
    days: Sequence[tuple[str, str]]


Moment = tuple[str, str]


def moment(text: str) -> Moment | None:
    """Return the day as written, and the moment if the text has a time and a zone, or None."""
    match = _DATE.match(text.strip())
    if not match:
        return None
    day = match[4] or "-".join(match.group(1, 2, 3))
    try:
        datetime.fromisoformat(day)
    except ValueError:
        return None
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        return day, ""
    utc = when.utcoffset()
    return day, "" if utc is None else f"{when.timestamp():.0f}{'' if utc else 'Z'}"


def days_of(moments: Sequence[Moment]) -> list[str]:
    """Return the day of each moment. If a moment appears in two time zones, use its local day."""
    local = {moment: day for day, moment in moments if moment and not moment.endswith("Z")}
    return [local.get(moment.removesuffix("Z"), day) if moment else day for day, moment in moments]


def visible_date(root: Any, lang: str) -> PageDate:
    """Return the day from the less certain places on a page, most of which are visible to readers.

    ``root`` is an lxml tree, and ``lang`` is the language of the page (BCP 47).
    """
    lines = list(_lines(root, lang or "en"))
    changed = next((day for line in lines for day, word in line.days if word == "changed"), "")
    for places in (_in_meta(root, lang), _in_microdata(root, lang), _said(lines), _marked(lines)):
        candidates: dict[str, str] = {}
        for day, place in places:
            candidates.setdefault(day, place)
        if 0 < len(candidates) <= _MAX_DAYS:
            days = list(candidates)
            return PageDate(days, candidates[days[0]], changed)
    return PageDate(changed=changed)


def _in_meta(root: Any, lang: str) -> Iterator[tuple[str, str]]:
    for meta in root.iter("meta"):
        names = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        name = next((name for name in names if name), "").strip()
        if name.lower() in _LESS_SURE_META and (day := _day(meta.get("content") or "", lang)):
            yield day, f"the meta element “{name}”"


def _in_microdata(root: Any, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the days in elements that are marked as the day of publication."""
    for element in _own(root):
        is_marked = "datepublished" in (element.get("itemprop") or "").lower().split()
        if is_marked or (element.tag == "time" and element.get("pubdate") is not None):
            written = element.get("datetime") or element.get("content") or _text(element)
            if day := _day(written, lang):
                yield day, f"an element that is marked as its day, “{_text(element) or written}”"


def _said(lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    """Yield the days after a word for "published"."""
    for line in lines:
        for day, word in line.days:
            if word == "published":
                yield day, f"“{line.text}”"


def _marked(lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    """Yield the days in time elements, in elements with a class such as "date", and in bylines."""
    changed = {day for line in lines for day, word in line.days if word == "changed"}
    for line in lines:
        names = f"{line.element.get('class') or ''} {line.element.get('id') or ''}"
        is_date = _DATE_CLASS.search(names) is not None or _is_time(line.element)
        if (is_date or _BYLINE.match(line.text)) and len(line.days) == 1:
            for day, _ in line.days:
                if day not in changed:
                    yield day, f"“{line.text}”"


def _is_time(element: Any) -> bool:
    """Return whether an element is a time element outside a sentence."""
    if element.tag != "time":
        return False
    around = element.getparent()
    text = _text(around) if around is not None and around.tag in ("p", "li", "td") else "-"
    return bool(text) and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?", "…")) and len(text.split()) > _MIN_SENTENCE


def _lines(root: Any, lang: str) -> Iterator[_Line]:
    """Yield each short text that contains a day and is not a sentence. Lines may be nested."""
    for element in _own(root):
        if element.tag not in _BLOCKS or not (text := _text(element)) or _is_sentence(text):
            continue
        if days := list(_days_with_words(element, text, lang)):
            yield _Line(text, element, days)


def _days_with_words(element: Any, text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yield each day in a line, and "published", "changed" or "" for the word beside the day."""
    written = []
    if _YEAR.search(text):
        written = [
            (date.start, date.end, day)
            for date in dates(text, lang)
            if (day := _whole(date.year, date.month, date.day))
        ]
    times = [time.get("datetime") for time in element.iter("time") if time.get("datetime")]
    if not written and len(times) == 1 and (day := _iso(times[0])):
        written = [(len(text), len(text), day)]
    words = [(match.start(), match.lastgroup or "") for match in _WORDS.finditer(text)]
    for start, end, day in written:
        before = [word for at, word in words if at < start]
        after = "changed" if _AFTER.match(text, end) else ""
        yield day, before[-1] if before else after


def _iso(text: str) -> str:
    """Return the day at the start of a text in ISO's form, or ""."""
    known = moment(text)
    return known[0] if known else ""


def _whole(year: int | None, month: int | None, day: int | None) -> str:
    """Return a day (ISO), or "" if the year, month or day is missing."""
    return _iso(f"{year:04}-{month:02}-{day:02}") if year and month and day else ""


def _own(root: Any) -> Iterator[Any]:
    """Yield the elements that may be about the page itself, up to a limit."""
    aside: set[Any] = set()
    for element in islice(root.iter(), _MAX_ELEMENTS):
        if element.tag in _ASIDE or element.getparent() in aside:
            aside.add(element)
        elif isinstance(element.tag, str):
            yield element


def _text(element: Any) -> str:
    """Return an element's text on a single line, or "" if the text is too long."""
    pieces, length = [], 0
    for piece in islice(element.itertext(), _MAX_LETTERS):
        pieces.append(piece)
        length += len(piece.strip())
        if length > _MAX_LETTERS:
            return ""
    return " ".join(" ".join(pieces).split())


def _day(text: str, lang: str) -> str:
    """Return the only day in a text, or ""."""
    if day := _iso(text):
        return day
    written = dates(text[:_MAX_LETTERS], lang or "en")
    days = {_whole(date.year, date.month, date.day) for date in written} - {""}
    return days.pop() if len(days) == 1 else ""
