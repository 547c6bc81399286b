"""What is typed in the register of offers."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from dasportal.accounts.models import Party, Unit
from dasportal.danish.fields import DanishDateField, DanishModelForm, DanishNumberField

from .models import Coverage, LegalBasis, Offer

P_NUMBER = re.compile(r"[0-9]{10}")


class OfferForm(DanishModelForm):
    """The facts of an offer. Its name has a page of its own, since the old one is kept."""

    class Meta(DanishModelForm.Meta):
        model = Offer
        fields = (
            "target_groups", "places", "legal_bases", "unit", "address", "p_number", "opened_on",
            "closed_on", "coverage", "coverage_reason", "is_nationwide",
        )  # fmt: skip
        widgets = {"legal_bases": forms.CheckboxSelectMultiple}
        help_texts = {
            "target_groups": "Fx »Voksne med autisme«.",
            "coverage": "Omfattet, hvis mindst én anden part i Nordjylland bruger tilbuddet.",
            "coverage_reason": "Skal skrives, når tilbuddet er undtaget.",
            "closed_on": "Den sidste dag, tilbuddet er åbent.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["p_number"] = forms.CharField(  # room for the spaces that people put in
            label="P-nummer", max_length=20, required=False, help_text="Ti cifre, som i CVR."
        )
        units = Unit.objects.filter(party=self.instance.operator_id)
        year = timezone.localdate().year
        held = self.instance.legal_bases.all()
        bases = LegalBasis.objects.filter(pk__in=[row.pk for row in held])
        self.fields["legal_bases"].queryset = bases | LegalBasis.objects.in_year(year)
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = "Hele driftsherren"
        if not units:
            del self.fields["unit"]

    def clean_p_number(self) -> str:
        bare = re.sub(r"\s", "", self.cleaned_data["p_number"])
        if bare and not P_NUMBER.fullmatch(bare):
            raise forms.ValidationError("Et P-nummer har ti cifre. Tjek det i CVR.")
        return bare

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        opened, closed = data.get("opened_on"), data.get("closed_on")
        if opened and closed and closed < opened:
            self.add_error("closed_on", "Tilbuddet kan ikke lukke, før det er åbnet.")
        exempt = data.get("coverage") == Coverage.EXEMPT
        if exempt and not (data.get("coverage_reason") or "").strip():
            self.add_error("coverage_reason", "Skriv, hvorfor tilbuddet er undtaget.")
        return data


class NewOfferForm(forms.Form):
    """What is known of an offer that no tariff has told of."""

    operator = forms.ModelChoiceField(
        Party.objects.none(), label="Driftsherre", empty_label="Vælg …"
    )
    name = forms.CharField(label="Navn", max_length=200)
    target_groups = forms.CharField(
        label="Målgrupper", max_length=300, required=False, help_text="Fx »Voksne med autisme«."
    )
    places = DanishNumberField(label="Pladser", required=False, min_value=0, decimals=2)
    opened_on = DanishDateField(
        label="Åbner eller åbnede", required=False,
        help_text="En dag, der ikke er kommet, gør tilbuddet til et planlagt tilbud.",
    )  # fmt: skip

    def __init__(self, *args: Any, operators: QuerySet[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operator"].queryset = operators


class RenameForm(forms.Form):
    name = forms.CharField(label="Det nye navn", max_length=200)
    since = DanishDateField(
        label="Gælder fra", help_text="Det gamle navn huskes til og med dagen før."
    )


class SameForm(forms.Form):
    """Which offer a new name is another writing of."""

    same = forms.ModelChoiceField(
        Offer.objects.none(), label="Det er det samme som", empty_label="Vælg tilbud …"
    )

    def __init__(self, *args: Any, offers: QuerySet[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same"].queryset = offers
