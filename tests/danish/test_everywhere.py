"""Every form of the portal reads its numbers, dates and times by the one Danish rule."""

from django import forms
from django.urls import get_resolver

FOREIGN = (forms.IntegerField, forms.DateField, forms.DateTimeField, forms.TimeField)
OURS = ("dasportal.", "meetings.", "tariffs.", "offers.")


def form_classes(base=forms.BaseForm):
    for form_class in base.__subclasses__():
        yield form_class
        yield from form_classes(form_class)


def test_no_form_reads_numbers_or_dates_by_another_rule():
    get_resolver().url_patterns  # noqa: B018 - imports every view, and so every form
    found = [
        f"{form_class.__module__}.{form_class.__qualname__}.{name}"
        for form_class in form_classes()
        if form_class.__module__.startswith(OURS)
        for name, field in getattr(form_class, "base_fields", {}).items()
        if isinstance(field, FOREIGN) and not field.widget.is_hidden  # no person types these
    ]
    assert found == []
