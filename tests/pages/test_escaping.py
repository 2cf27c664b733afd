"""Tests that a value cannot add HTML to a page, whatever a template does with the value."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from build_tools.facts.catalogue import IN_ENGLISH
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import TemplateFolders
from build_tools.facts.records import Records
from build_tools.pages import Renderer
from build_tools.pages.templates import template_environment, without_escaping
from build_tools.quotations.counts import count


class Written(str):
    """A string with a method that returns different text."""

    def __str__(self) -> str:
        return f"<{super().__str__()}>"


class Named(StrEnum):
    MARK = "<&>"


class Shown:
    """An object that becomes text only when it is shown."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


marked = st.text(alphabet=st.sampled_from("<>&\"'; ampltgquo39#xй—"))
texts = st.one_of(marked, st.text())
values = st.recursive(
    st.one_of(
        texts,
        texts.map(Written),
        texts.map(Shown),
        st.none(),
        st.integers(),
        st.floats(),
        st.binary(),
        st.sampled_from(Named),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)

# Each way in which a template can show a value or store the value for later.
TEMPLATES = {
    "plain": "{{ x }}",
    "in an attribute": '<a title="{{ x }}">',
    "in a loop": "{% for item in [x, x] %}{{ item }}{{ loop.index }}{% endfor %}",
    "under a condition": "{{ x if x }}{{ x if not x }}",
    "a macro": "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(x) }}{{ m(m(x)) }}",
    "a macro's caller": (
        "{% macro m() %}<i>{{ caller() }}</i>{% endmacro %}{% call m() %}{{ x }}<b>{% endcall %}"
    ),
    "stored": "{% set y %}<i>{{ x }}</i>{% endset %}{{ y }}{% set z = x %}{{ z }}",
    "joined": "{{ x ~ '<' ~ x }}",
    "a list in words": "{{ [x, '<'] | join('>') }}",
    "through a filter": "{{ x | string }}{{ x | e }}{{ x | forceescape }}",
    "through one for texts": "{{ x | upper }}",
    "a filtered block": "{% filter upper %}<i>{{ x }}</i>{% endfilter %}",
    "included": "{% include 'part' %}",
    "imported": "{% from 'macros' import m %}{{ m(x) }}",
    "inherited": "{% extends 'whole' %}{% block inner %}{{ x }}{{ super() }}{% endblock %}",
}
PARTS = {
    "part": "<p>{{ x }}</p>",
    "macros": "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}",
    "whole": "<p>{% block inner %}{{ x }}{% endblock %}</p>",
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> jinja2.Environment:
    folder = tmp_path_factory.mktemp("world") / "templates"
    folder.mkdir()
    for name, text in {**PARTS, **TEMPLATES}.items():
        (folder / name).write_text(text)
    return template_environment(TemplateFolders.alone(folder), IN_ENGLISH)


@given(values)
def test_a_value_cannot_add_html_to_a_page(environment: jinja2.Environment, value: Any) -> None:
    for name in TEMPLATES:
        template = environment.get_template(name)
        page, usual = template.render(x=value), template.render(x="word")
        for sign in "<>\"'":
            assert page.count(sign) == usual.count(sign), name


@given(values)
def test_a_value_is_shown_as_plain_text(environment: jinja2.Environment, value: Any) -> None:
    assert environment.get_template("plain").render(x=value) == escape(value)


def test_only_a_template_can_mark_html_as_safe(environment: jinja2.Environment) -> None:
    template = environment.from_string("{{ x | safe }}{{ x }}")
    assert template.render(x="<b>") == "<b>&lt;b&gt;"
    assert template.render(x=Markup("<b>")) == "<b><b>"


def test_an_unknown_variable_is_an_error(environment: jinja2.Environment) -> None:
    for text in ("{{ x }}", "{{ x ~ 'y' }}", "{% if x %}{% endif %}", "{{ [1].x }}"):
        with pytest.raises(jinja2.UndefinedError):
            environment.from_string(text).render()


def test_templates_compiled_without_escaping_are_never_used_for_a_page(tmp_path: Path) -> None:
    """Front matter is plain text and may include a file that pages also include."""
    folder = tmp_path / "templates"
    (folder / "partials").mkdir(parents=True)
    (folder / "partials" / "name").write_text("{{ name }}")
    plain = without_escaping(template_environment(TemplateFolders.alone(folder), IN_ENGLISH))
    assert plain.get_template("partials/name").render(name="<b>") == "<b>"
    # The next build uses the same cache of compiled templates.
    page = template_environment(TemplateFolders.alone(folder), IN_ENGLISH).get_template(
        "partials/name"
    )
    assert page.render(name="<b>") == "&lt;b&gt;"
    assert list((tmp_path / ".cache" / "templates").iterdir())


def test_a_title_with_html_is_plain_text_in_front_matter_and_escaped_in_the_body(
    tmp_path: Path,
) -> None:
    pages = tmp_path / "templates" / "pages"
    pages.mkdir(parents=True)
    title = "{% set title = '<b>' %}{{ title }}"
    (pages / "extra.html.j2").write_text(
        f'---\npath: extra.html\ntitle: "{title}"\ndescription: More.\n---\n{title}\n'
    )
    ledger = Ledger(Records())
    (page,) = Renderer(TemplateFolders.alone(tmp_path / "templates"), ledger, count(ledger)).pages()
    assert (page.title, page.body.strip()) == ("<b>", "&lt;b&gt;")
