"""Calls in templates: whatever is called, and wherever, it is called as Jinja calls it."""

from typing import Any

import jinja2
import pytest

from build_tools.pages.escaping import Escaping


class Asked:
    """Has methods of all sorts."""

    def told(self, *values: Any, **named: Any) -> str:
        return f"{values} {named}"

    @jinja2.pass_context
    def with_context(self, context: Any, *values: Any) -> str:
        return f"{context['one']} {context.get('inner')} {values}"

    @jinja2.pass_environment
    def with_environment(self, environment: jinja2.Environment) -> bool:
        return environment.autoescape is True

    @jinja2.pass_eval_context
    def with_settings(self, settings: Any, value: str) -> str:
        return f"{settings.autoescape} {value}"

    def stopped(self) -> str:
        return next(iter(()))

    def __call__(self, *values: Any) -> str:
        return f"itself {values}"


TEMPLATES = {
    "a method": "{{ asked.told(1, '<', name=one) }}",
    "a method inside a loop": "{% for inner in (1, 2) %}{{ asked.told(inner) }}{% endfor %}",
    "a method that wants the context": "{{ asked.with_context(1) }}",
    "such a method inside a loop": (
        "{% for inner in (1, 2) %}{{ asked.with_context(inner) }}{% endfor %}"
    ),
    "a method that wants the environment": "{{ asked.with_environment() }}",
    "a method that wants the settings": "{{ asked.with_settings('<') }}",
    "something that can be called": "{{ asked(1) }}{{ dict(a=1) }}{{ range(3) }}",
    "a method that stops": "{{ asked.stopped() is defined }}",
    "a method that is not there": "{{ asked.missing() }}",
    "a macro": "{% macro m(a, b='<') %}<{{ a }}{{ b }}>{% endmacro %}{{ m(1) }}{{ m('&', b=2) }}",
    "a macro inside a loop": (
        "{% macro m(a) %}<{{ a }}>{% endmacro %}{% for one in '<>' %}{{ m(one) }}{% endfor %}"
    ),
    "a macro inside a block": "{% macro m() %}<{% endmacro %}{% block b %}{{ m() }}{% endblock %}",
    "a macro that is called with a body": (
        "{% macro m(a) %}{{ caller(a) }}!{% endmacro %}{% call(x) m('<') %}{{ x }}{% endcall %}"
    ),
    "a macro that takes all": (
        "{% macro m() %}{{ varargs }} {{ kwargs }}{% endmacro %}"
        "{% for x in (1,) %}{{ m(1, x, a=2) }}{% endfor %}"
    ),
    "a macro that takes no such value": "{% macro m() %}{% endmacro %}{{ m(1) }}",
    "a macro that is not escaped": (
        "{% macro m() %}<{% endmacro %}"
        "{% autoescape false %}{{ m() is escaped }}{% endautoescape %}{{ m() is escaped }}"
    ),
}


@pytest.mark.parametrize("text", TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_calls_as_it_does_with_jinja_itself(text: str) -> None:
    plain = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    ours = Escaping(autoescape=True, undefined=jinja2.StrictUndefined)
    assert rendered(ours, text) == rendered(plain, text)


def rendered(environment: jinja2.Environment, text: str) -> str:
    try:
        return environment.from_string(text).render(asked=Asked(), one="<one>")
    except Exception as error:  # noqa: BLE001  (whatever it is, both raise it)
        return repr(error)
