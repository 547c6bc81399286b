"""A scheme: what is shared, by which key, and who takes part."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.accounts.models import Party
from dasportal.danish.fields import DanishModelForm

from ..models import KeyKind, Scheme


class SchemeForm(DanishModelForm):
    """A scheme. Its years keep what held when they were made."""

    class Meta(DanishModelForm.Meta):
        model = Scheme
        fields = [
            "name", "about", "key_kind", "key_label", "operator", "participants", "objective_pct",
            "unit",
        ]  # fmt: skip
        widgets = {
            "about": forms.Textarea({"rows": 3}),
            "key_kind": forms.RadioSelect,
            "participants": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = Party.objects.order_by("name")
        self.fields["participants"].queryset = parties
        self.fields["operator"].queryset = parties
        self.fields["operator"].empty_label = "Ingen"
        self.fields["key_kind"].choices = KeyKind.choices
        self.fields["name"].error_messages["unique"] = "Der er allerede en ordning med det navn."

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("key_kind") == KeyKind.TYPED and not data.get("key_label"):
            self.add_error("key_label", "Skriv, hvad nøglen tæller, fx »Pladser i brug«.")
        return data
