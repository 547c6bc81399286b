"""Afgrænsning af det forseglede arkiv."""

from __future__ import annotations

import django_filters
from django import forms

from dasportal.documents.models import RecordEntry
from dasportal.documents.record import KINDS


class RecordFilter(django_filters.FilterSet):
    subject = django_filters.CharFilter(
        lookup_expr="icontains", label="Søg", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(
        label="Art", empty_label="Alle", choices=lambda: [(k.name, k.label) for k in KINDS]
    )

    class Meta:
        model = RecordEntry
        fields = ("subject", "kind")
