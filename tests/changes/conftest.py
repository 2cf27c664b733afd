"""Provides the tiny project in a repository, with added templates, for tests of comparisons."""

import pytest

from build_tools.facts.project import Project
from tests.repositories import committed

CLAIM_PAGE = """\
---
each: claims
as: claim
path: claims/{{ claim.id }}.html
title: "{{ claim.record.claim }}"
description: "{{ claim.record.finding }}"
record: "{{ claim.path }}"
---
<p>{{ claim.record.claim }} {{ claim.verdict.label }}</p>
"""
TIMELINE_PAGE = """\
---
once: timeline
as: timeline
path: timeline.html
title: Timeline
description: What happened when.
---
{% for month in timeline.months %}{% for one in month.entries %}
<p>{{ one.link.when.words() }} {{ one.link.claim }}</p>
{% endfor %}{% endfor %}
"""


@pytest.fixture
def project(world) -> Project:
    """Return the tiny project in a repository, with two additional page kinds."""
    tiny = world()
    (tiny.root / "templates").unlink()
    for path, text in {
        "pages/claim.html.j2": CLAIM_PAGE,
        "pages/timeline.html.j2": TIMELINE_PAGE,
        "partials/verdict.html.j2": "<b>{{ words.label }}</b>",
        "embeds/verdict-counts.html.j2": (
            "{% for group in overview.groups %}{{ group.verdict.label }} {{ group.count }}\n"
            "{% endfor %}"
        ),
    }.items():
        file = tiny.root / "templates" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return committed(tiny)
