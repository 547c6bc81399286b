"""What the secretariat sets: the year, its ceilings, and who is reminded."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.accounts.models import Party
from dasportal.danish.fields import DanishModelForm
from dasportal.register.models import LegalBasis

from ..models import AskedField, BilledUnit, Ceiling, TariffYear
from ..models.years import asked_at_first


class YearForm(DanishModelForm):
    """What the secretariat sets; the year itself only when it is opened."""

    class Meta(DanishModelForm.Meta):
        model = TariffYear
        fields = (
            "year", "deadline_on", "pl_pct", "pl_source", "explain_pct", "discuss_pct", "tolerance",
            "asked_fields", "guidance",
        )  # fmt: skip
        help_texts = {
            "deadline_on": "Der kan indsendes til kl. 23.59.59 den dag.",
            "pl_pct": "Fremskrivning fra året før, fx 2,5. Kan sættes senere.",
            "pl_source": "Fx »KL's skøn, juni 2026«.",
            "explain_pct": "Stigninger og fald over grænsen skal forklares.",
            "tolerance": "Så meget må en takst afvige fra sit budget ved afrunding.",
            "guidance": "Vises øverst i indberetningen.",
        }

    asked_fields = forms.MultipleChoiceField(
        label="Der spørges om", choices=AskedField.choices, required=False,
        initial=asked_at_first, widget=forms.CheckboxSelectMultiple,
        help_text="Taksten spørges der altid om. Det, der ikke er kryds ved, står hverken i "
        "indberetningen, i regnearket eller i tjekket.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["year"]


class CeilingForm(DanishModelForm):
    """A takstloft. What it is in the year's prices may be left to the year's PL."""

    class Meta(DanishModelForm.Meta):
        model = Ceiling
        fields = ("legal_basis", "service", "unit", "amount", "price_year", "projected", "source")
        help_texts = {
            "service": "Kun hvis loftet gælder én ydelse, fx »Med tre eller flere børn«.",
            "price_year": "Det år, beløbet er i priser for, fx 2024.",
            "projected": "Beløbet i takstårets priser. Tomt: regnes ud, når prisniveauet er året "
            "før eller takståret selv.",
            "source": "Fx »Takstlofter, 2024-priser«.",
        }

    unit = forms.ChoiceField(label="Enhed", choices=BilledUnit.choices)

    def __init__(self, *args: Any, year: TariffYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projected"].required = False
        self.fields["legal_basis"].queryset = LegalBasis.objects.in_year(year.year)
        self.fields["legal_basis"].empty_label = "Vælg …"

    def validate_constraints(self) -> None:
        """Left to the verb, which says it in Danish."""


class PartiesField(forms.ModelMultipleChoiceField):
    """Parties to tick, each with those who get the mail."""

    widget = forms.CheckboxSelectMultiple
    receivers: dict[int, str] = {}

    def label_from_instance(self, party: Party) -> str:
        return f"{party}: {self.receivers.get(party.pk) or 'ingen, der kan få mailen'}"


class RemindForm(forms.Form):
    """Whom to remind, of those that have not handed in."""

    parties = PartiesField(Party.objects.none(), label="Parter, der mangler at indsende")

    def __init__(self, *args: Any, receivers: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].receivers = receivers
        self.fields["parties"].queryset = Party.objects.filter(pk__in=receivers)
        self.fields["parties"].initial = [pk for pk, names in receivers.items() if names]
