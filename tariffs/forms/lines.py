"""A line: its figures as they are typed in the row, what it is, and which unit it is of."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.accounts.models import Unit
from dasportal.danish.fields import DanishDateField, DanishIntegerField, DanishNumberField
from dasportal.register.models import LegalBasis, Offer

from ..models import BilledUnit, LineKind, Submission


class RowForm(forms.Form):
    """The figures of one line, as typed in its row."""

    places = DanishNumberField(decimals=2, required=False, min_value=0, max_value=99_999)
    occupancy_pct = DanishNumberField(
        decimals=3, unit="%", required=False, min_value=0, max_value=200
    )
    budget = DanishNumberField(
        decimals=2, unit="kr.", required=False, min_value=0, max_value=9_999_999_999
    )
    tariff = DanishNumberField(
        decimals=2, unit="kr.", required=False, min_value=0, max_value=999_999_999
    )
    health_part = DanishNumberField(
        decimals=2, unit="kr.", required=False, min_value=0, max_value=999_999_999
    )
    revision = DanishIntegerField(min_value=0)


class LineForm(forms.Form):
    """What a line is. Its figures are typed in its row. Only what the line and its year have a use
    for is asked: the unit where the party has several, the exemption where there are ceilings, an
    end and a balance of a surcharge."""

    offer = forms.ModelChoiceField(Offer.objects.none(), label="Tilbud", empty_label="Vælg …")
    service = forms.CharField(
        label="Ydelse", max_length=200, help_text="Fx »Botilbud« eller »Boniveau 4«."
    )
    legal_basis = forms.ModelChoiceField(
        LegalBasis.objects.none(), label="Lovgrundlag", empty_label="Vælg …"
    )
    unit = forms.ChoiceField(label="Takstenhed", choices=BilledUnit.choices)
    kind = forms.ChoiceField(
        label="Art", required=False, choices=[("", "Følger ydelsens navn"), *LineKind.choices],
        help_text="Fx grundtakst og aktivitetstakst. Et tillæg spørges der om slutdato og restbeløb "
        "for, når det er gemt som tillæg.",
    )  # fmt: skip
    is_billed = forms.BooleanField(
        label="Afregnes", required=False, initial=True,
        help_text="Uden kryds er linjen kun til oplysning, og grænserne gælder den ikke.",
    )  # fmt: skip
    reporting_unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Enhed", required=False, empty_label="Hele parten"
    )
    surcharge_ends_on = DanishDateField(label="Tillægget ophører", required=False)
    surcharge_balance = DanishNumberField(
        label="Restbeløb, kr.", decimals=2, unit="kr.", required=False, min_value=0,
        help_text="Det, der endnu mangler at blive betalt.",
    )  # fmt: skip
    ceiling_exemption = forms.CharField(
        label="Undtaget fra takstloftet, fordi", required=False, max_length=300,
        help_text="Kun hvis taksten er over loftet, fx veteraner.",
    )  # fmt: skip

    def __init__(self, *args: Any, submission: Submission, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = submission.year.year
        self.fields["offer"].queryset = Offer.objects.run_by(submission.party).open_in(year)
        self.fields["legal_basis"].queryset = LegalBasis.objects.in_year(year)
        self.fields["reporting_unit"].queryset = submission.party.units.all()
        if not is_new:
            del self.fields["offer"]
            self.fields["kind"].choices = LineKind.choices
        kinds = {self.initial.get("kind"), self.data.get("kind") if self.is_bound else None}
        if LineKind.SURCHARGE not in kinds:
            del self.fields["surcharge_ends_on"], self.fields["surcharge_balance"]
        if not submission.party.units.exists():
            del self.fields["reporting_unit"]
        if not submission.year.ceilings.exists():
            del self.fields["ceiling_exemption"]

    @property
    def values(self) -> dict[str, Any]:
        """As the verb takes them; an art that was not chosen is not given."""
        data = dict(self.cleaned_data)
        if not data["kind"]:
            del data["kind"]
        return data
