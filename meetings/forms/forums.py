"""A forum's settings: the lead text, and the items every agenda starts with."""

from __future__ import annotations

from django import forms

from dasportal.danish.fields import DanishModelForm

from ..models import ItemKind, StandingItem
from .items import PLACEABLE


class LeadForm(forms.Form):
    lead_text = forms.CharField(
        label="Indledning til indstillinger", max_length=200,
        help_text="Står før listen af indstillinger, fx »Det indstilles, at Den Administrative Styregruppe«.",
    )  # fmt: skip


class StandingItemForm(DanishModelForm):
    """One standing item: what it is, where it stands and what it says."""

    kind = forms.ChoiceField(
        label="Type", choices=ItemKind.choices,
        help_text="Hvad portalen gør ved punktet, følger typen: et referat vedhæftes, næste mødes dato skrives ind.",
    )  # fmt: skip
    section = forms.ChoiceField(label="Afsnit", choices=PLACEABLE)

    class Meta(DanishModelForm.Meta):
        model = StandingItem
        fields = ("title", "kind", "section", "recommendation", "summary")
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "recommendation": "Fx »godkender dagsordenen«.",
            "summary": "Skrives ind som resumé i hver ny dagsorden.",
        }
