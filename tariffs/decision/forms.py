"""The forms of deciding on tariffs and of correcting them."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.accounts.models import Party, PartyKind
from dasportal.danish.fields import DanishDateField
from dasportal.register.models import Offer
from tariffs.models import Submission, TariffYear, ValidTariff

from .models import CaseException, Leaving, Ruled, Withdrawal

YES_NO = (("ja", "Ja"), ("nej", "Nej"))


class LayForm(forms.Form):
    """Where and when a year was decided that comes here as decided."""

    decided = forms.CharField(
        label="Besluttet", max_length=300, help_text="Som »DAS, 6. november 2025, punkt 7«."
    )
    decided_on = DanishDateField(label="Dato for beslutningen")


class ExceptionForm(forms.ModelForm):
    """What is decided of it instead, and why."""

    class Meta:
        model = CaseException
        fields = ("outcome", "reason")
        widgets = {"outcome": forms.RadioSelect}
        help_texts = {"reason": "Står i takstbilaget. Skal skrives, når noget afvises."}

    outcome = forms.ChoiceField(
        label="Udfald", choices=Ruled.choices, initial=Ruled.EXCEPTED, widget=forms.RadioSelect,
        help_text="Undtaget og udsat kommer af sig selv for FU. Afvist kommer ikke igen.",
    )  # fmt: skip


class WithdrawalsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row: Withdrawal) -> str:
        return f"{row.offer.operator}: {row.offer}"


class DecideForm(forms.Form):
    """What follows of the decision besides the approved tariffs."""

    delegate = forms.BooleanField(
        label="FU må godkende det, der mangler eller er undtaget", required=False,
        help_text="Skrives som delegation under punktet i referatet.",
    )  # fmt: skip
    refused = WithdrawalsField(
        Withdrawal.objects.none(), label="Udtræden, der ikke er godkendt", required=False,
        help_text="Sæt kun kryds ved dem, mødet har sagt nej til.",
    )  # fmt: skip

    def __init__(self, *args: Any, may_delegate: bool, leaving: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_delegate:
            del self.fields["delegate"]
        if leaving.exists():
            self.fields["refused"].queryset = leaving
        else:
            del self.fields["refused"]


class CorrectionForm(forms.Form):
    """Why, from when, whether bills went out; and who is told, once there are lines."""

    reason = forms.CharField(
        label="Hvorfor rettes der?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="FU og køberne læser det.",
    )  # fmt: skip
    valid_from = DanishDateField(label="Gælder fra", help_text="Den første dag med den nye takst.")
    bills_sent = forms.ChoiceField(
        label="Er der sendt regninger efter de gamle takster?", choices=YES_NO,
        widget=forms.RadioSelect,
    )  # fmt: skip
    buyers = forms.ModelMultipleChoiceField(
        Party.objects.exclude(kind=PartyKind.OTHER), label="Køber pladser og skal have besked",
        required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Dem, registret kender som købere hos tilbuddene, er valgt på forhånd.",
    )  # fmt: skip

    def __init__(self, *args: Any, party: Party, with_buyers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if with_buyers:
            self.fields["buyers"].queryset = Party.objects.exclude(kind=PartyKind.OTHER).exclude(
                pk=party.pk
            )
        else:
            del self.fields["buyers"]

    @property
    def frame(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["bills_sent"] = data["bills_sent"] == "ja"
        return data


def frame_of(submission: Submission) -> dict[str, Any]:
    """The correction's frame as the form shows it."""
    said = {True: "ja", False: "nej", None: ""}[submission.bills_sent]
    return {
        "reason": submission.reason, "valid_from": submission.valid_from, "bills_sent": said,
        "buyers": list(submission.buyers.values_list("pk", flat=True)),
    }  # fmt: skip


class TariffsForm(forms.Form):
    """The approved tariffs to change, by their numbers; drawn by offer on the page."""

    tariffs = forms.ModelMultipleChoiceField(
        ValidTariff.objects.none(), error_messages={"required": "Vælg mindst én takst."}
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tariffs"].queryset = rows


class OfferField(forms.ModelChoiceField):
    def label_from_instance(self, offer: Offer) -> str:
        return f"{offer} ({offer.operator})"


class WithdrawalForm(forms.Form):
    offer = OfferField(Offer.objects.none(), label="Tilbud", empty_label="Vælg …")
    how = forms.ChoiceField(
        label="Hvad der sker", choices=Leaving.choices, widget=forms.RadioSelect
    )
    leaves_on = DanishDateField(
        label="Udtræder",
        help_text="Den dag, tilbuddet ikke længere er omfattet. Lukker det: sidste dag.",
    )
    reason = forms.CharField(
        label="Begrundelse", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, offers: Any, year: TariffYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = offers
        self.fields["leaves_on"].initial = f"01.01.{year.year}"


class AskForm(forms.Form):
    """What applied on a day."""

    tilbud = forms.CharField(
        label="Tilbud", max_length=200, help_text="Som det hedder nu eller har heddet."
    )
    dag = DanishDateField(label="Dag", required=False, help_text="Uden dag er det i dag.")
