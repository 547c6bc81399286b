"""Template tags of the frame: what the shared components need to compute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField

register = template.Library()


@dataclass(frozen=True)
class ErrorLink:
    """A line of the error summary: where it leads and what it says."""

    href: str
    label: str
    message: str


@register.simple_tag
def error_links(*sources: Any) -> list[ErrorLink]:
    """The errors of forms, formsets and lists of forms, each with a link to its field."""
    return [link for form in _forms(sources) for link in _links(form)]


def _forms(sources: Iterable[Any]) -> Iterator[BaseForm | BaseFormSet[Any]]:
    for source in sources:
        if isinstance(source, BaseFormSet):
            yield source
            yield from source.forms
        elif isinstance(source, BaseForm):
            yield source
        elif source:
            yield from _forms(source)


def _links(form: BaseForm | BaseFormSet[Any]) -> Iterator[ErrorLink]:
    if not form.is_bound:
        return
    if isinstance(form, BaseFormSet):
        yield from (ErrorLink("", "", str(message)) for message in form.non_form_errors())
        return
    yield from (ErrorLink("", "", str(message)) for message in form.non_field_errors())
    for name in form.errors:
        if name in form.fields:
            field = form[name]
            for message in field.errors:
                yield ErrorLink(f"#{field_id(field)}", str(field.label or ""), str(message))


@register.filter
def field_id(field: BoundField) -> str:
    """The id that a link to the field needs: a group of choices has its first choice's."""
    first = f"{field.auto_id}_0" if field.use_fieldset and field.auto_id else ""
    return str(field.id_for_label or first or field.auto_id)


@register.filter
def input_type(field: BoundField) -> str:
    """``checkbox``, ``text``, ``select``…: how the frame lays the field out."""
    return getattr(field.field.widget, "input_type", "")


@register.filter
def page_range(page: Any) -> list[Any]:
    """The page numbers to show around a page, gaps as an ellipsis."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, Any]:
    """``{% breadcrumbs "Møder" list_url meeting meeting_url "Ret" %}``: links, then this page."""
    links = list(zip(parts[::2], parts[1::2], strict=False))
    return {"links": links, "here": parts[-1] if len(parts) % 2 else ""}


@register.inclusion_tag("components/status.html")
def status(label: str, tone: str = "neutral") -> dict[str, str]:
    """A state said in a word. Tones: neutral, good, attention, bad, info."""
    return {"label": label, "tone": tone}


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, name: str, number: int) -> str:
    """This page's address with another page number."""
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"
