"""Proposing special terms, answering for a party, and running what is in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from dasportal.accounts.models import Party
from dasportal.danish.dates import format_date
from dasportal.danish.fields import (
    DanishDateField,
    DanishIntegerField,
    DanishModelForm,
    DanishNumberField,
)
from dasportal.register.models import Population, Purchase

from .models import (
    METHODS,
    SHARED_BY_KEY,
    Declined,
    Instrument,
    Key,
    Proposal,
    Reckoning,
    Term,
)
from .queries import cooperating, sorted_parties

R = Reckoning


class InstrumentForm(DanishModelForm):
    class Meta(DanishModelForm.Meta):
        model = Instrument
        fields = ["name", "about", "reckoning", "source", "position", "is_active"]
        widgets = {"about": forms.Textarea({"rows": 3})}


class ProposalForm(DanishModelForm):
    """What is proposed, why, for how long, and who takes a stand."""

    class Meta(DanishModelForm.Meta):
        model = Proposal
        fields = ["title", "reason", "wanted", "starts_on", "ends_on", "parties", "shows_use"]
        widgets = {
            "reason": forms.Textarea({"rows": 4}), "wanted": forms.Textarea({"rows": 3}),
        }  # fmt: skip
        help_texts = {
            "reason": "Den konkrete situation: hvad er sket, og hvad er prøvet?",
            "title": "Fx »Fælles garanti for underskuddet i 2025 og 2026«.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(cooperating())
        self.fields["parties"] = forms.ModelMultipleChoiceField(
            cooperating(), label="Hvem tager stilling?", widget=forms.CheckboxSelectMultiple,
            initial=[row.pk for row in rows],
            error_messages={"required": "Vælg mindst én part, der skal tage stilling."},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Slutdatoen ligger før startdatoen.")
        return data

    def _post_clean(self) -> None:
        """The verb builds the row: nothing is written on the instance here."""


class ScenarioForm(forms.Form):
    name = forms.CharField(label="Modellens navn", max_length=80)
    like = forms.ChoiceField(label="Begynd med", required=False)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in proposal.scenarios.all()}
        choices = [(key, f"Vilkårene i {row}") for key, row in self.rows.items()]
        self.fields["like"].choices = [("", "Ingen vilkår"), *choices]


class ChooseForm(forms.Form):
    instrument = forms.ModelChoiceField(
        Instrument.objects.none(), label="Vilkår", widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": "Vælg et vilkår fra kataloget."},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].queryset = Instrument.objects.filter(is_active=True)


# Which fields a kind of terms is reckoned of, in the order they are asked.
FIELDS: dict[str, tuple[str, ...]] = {
    R.NONE: (),
    R.GUARANTEE: ("amount", "key", "counted_on", "use_year", "method", "declined"),
    R.OBJECTIVE: ("amount", "key", "counted_on", "use_year", "method", "declined"),
    R.PURCHASE: ("tariff", "days", "use_year"),
    R.SUBSCRIPTION: ("fee", "amount"),
    R.OCCUPANCY: ("amount", "places", "occupancy_before", "occupancy", "use_year"),
    R.MIX: (
        "amount", "pct", "tariff", "places", "occupancy", "key", "counted_on", "use_year", "method",
        "declined",
    ),
}  # fmt: skip
LABELS = {
    (R.GUARANTEE, "amount"): "Underskud, der deles",
    (R.OBJECTIVE, "amount"): "Beløb, der deles",
    (R.SUBSCRIPTION, "amount"): "Eller et beløb, der deles ligeligt",
    (R.OCCUPANCY, "amount"): "Budget",
    (R.MIX, "amount"): "Omkostninger i alt",
    (R.MIX, "tariff"): "Takst i dag pr. døgn",
}
TYPED = {
    R.PURCHASE: "Købes mindst",
    R.GUARANTEE: "Nøgletal",
    R.OBJECTIVE: "Nøgletal",
    R.MIX: "Nøgletal",
}


class TermForm(forms.Form):
    """The terms in words, and the figures that this kind is reckoned of. `figures` and `numbers`
    are what the verb takes."""

    words = forms.CharField(
        label="Hvad der aftales", required=False, widget=forms.Textarea({"rows": 3})
    )
    amount = DanishIntegerField(label="Beløb", unit="kr.", min_value=1, help_text="Hele kroner.")
    pct = DanishNumberField(
        label="Objektiv del", unit="%", min_value=Decimal("0.01"), max_value=100,
        help_text="I pct. Resten betales som takst.",
    )  # fmt: skip
    fee = DanishIntegerField(label="Abonnement pr. part", unit="kr.", min_value=1)
    tariff = DanishIntegerField(label="Takst pr. døgn", unit="kr.", min_value=1)
    days = DanishIntegerField(label="Dage om året", min_value=1, max_value=366, initial=365)
    places = DanishNumberField(label="Pladser", min_value=Decimal("0.01"), max_value=9999)
    occupancy_before = DanishNumberField(
        label="Budgetteret belægning i dag", unit="%", min_value=1, max_value=200
    )
    occupancy = DanishNumberField(
        label="Budgetteret belægning", unit="%", min_value=1, max_value=200
    )
    key = forms.ChoiceField(
        label="Hvad deles efter?", choices=Key.choices, widget=forms.RadioSelect
    )
    counted_on = forms.TypedChoiceField(
        label="Befolkningstal opgjort pr.", required=False, coerce=date.fromisoformat,
        empty_value=None, help_text="Når der deles efter indbyggere.",
    )  # fmt: skip
    use_year = forms.TypedChoiceField(
        label="Forbrug i året", required=False, coerce=int, empty_value=None
    )
    method = forms.ChoiceField(
        label="Hvem tager resten?", choices=METHODS, widget=forms.RadioSelect,
        help_text="Andelene er hele kroner og giver altid hele beløbet.",
    )  # fmt: skip
    declined = forms.ChoiceField(
        label="Når en part afslår", choices=Declined.choices, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        proposal: Proposal,
        instrument: Instrument,
        term: Term | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instrument, self.kind = instrument, instrument.reckoning
        wanted = FIELDS[self.kind]
        for name in list(self.fields):
            if name != "words" and name not in wanted:
                del self.fields[name]
        self.order_fields(("words", *wanted))
        for name in wanted:
            self.fields[name].label = LABELS.get((R(self.kind), name), self.fields[name].label)
        if self.kind == R.SUBSCRIPTION or self.kind == R.MIX:
            for name in ("fee", "tariff") + (("amount",) if self.kind == R.SUBSCRIPTION else ()):
                if name in self.fields:
                    self.fields[name].required = False
        self._choices(proposal)
        self._typed(proposal)
        self._start(term)

    def _choices(self, proposal: Proposal) -> None:
        if "counted_on" in self.fields:
            days = Population.objects.order_by("-counted_on").values_list("counted_on", flat=True)
            self.fields["counted_on"].choices = [
                ("", "Vælg en dag"), *((d.isoformat(), format_date(d)) for d in dict.fromkeys(days))
            ]  # fmt: skip
        if "use_year" in self.fields:
            years = Purchase.objects.filter(offer=proposal.offer).order_by("-year")
            found = dict.fromkeys(years.values_list("year", flat=True))
            self.fields["use_year"].choices = [("", "Vælg et år"), *((y, str(y)) for y in found)]

    def _typed(self, proposal: Proposal) -> None:
        self.parties: list[Party] = []
        if self.kind not in TYPED:
            return
        self.parties = sorted_parties(proposal)
        for party in self.parties:
            self.fields[f"number_{party.pk}"] = DanishNumberField(
                label=f"{party}: {TYPED[R(self.kind)].lower()}", required=False, decimals=4,
                min_value=0, max_value=10**9,
            )  # fmt: skip

    def _start(self, term: Term | None) -> None:
        if term is None:
            start: dict[str, Any] = {
                "key": Key.ALL, "method": METHODS[0][0], "declined": Declined.SHARED, "days": 365
            }  # fmt: skip
            for name in ("counted_on", "use_year"):
                if name in self.fields and len(self.fields[name].choices) > 1:
                    start[name] = list(self.fields[name].choices)[1][0]
        else:
            start = {name: getattr(term, name) for name in self.fields if hasattr(term, name)}
            if start.get("counted_on"):
                start["counted_on"] = term.counted_on.isoformat() if term.counted_on else ""
            start |= {
                f"number_{row.party_id}": row.number.normalize() + 0 for row in term.numbers.all()
            }
        for name, value in start.items():
            self.initial.setdefault(name, value)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.kind in SHARED_BY_KEY:
            if data.get("key") in (Key.CHILDREN, Key.ALL) and not data.get("counted_on"):
                self.add_error("counted_on", "Vælg, hvilke befolkningstal der deles efter.")
            needs_use = data.get("key") == Key.USE or self.kind == R.MIX
            if needs_use and not data.get("use_year"):
                self.add_error("use_year", "Vælg, hvilket års forbrug der regnes med.")
        elif "use_year" in self.fields and not data.get("use_year"):
            self.add_error("use_year", "Vælg, hvilket års forbrug der regnes med.")
        return data

    @property
    def figures(self) -> dict[str, Any]:
        found = {n: v for n, v in self.cleaned_data.items() if not n.startswith("number_")}
        if found.get("days") is None:
            found.pop("days", None)
        if found.get("key") not in (None, Key.CHILDREN, Key.ALL):
            found["counted_on"] = None
        return found

    @property
    def numbers(self) -> dict[int, Decimal | int]:
        rows = {party.pk: self.cleaned_data.get(f"number_{party.pk}") for party in self.parties}
        return {key: value for key, value in rows.items() if value is not None}


class AnswerForm(forms.Form):
    """One party's answer, and where it was decided."""

    answer = forms.ChoiceField(
        label="Svar", choices=[("join", "Tiltræder"), ("decline", "Afslår")],
        widget=forms.RadioSelect, error_messages={"required": "Vælg, om parten tiltræder."},
    )  # fmt: skip
    on = DanishDateField(label="Besluttet den")
    source = forms.CharField(
        label="Hvor er det besluttet?", max_length=200,
        help_text="Fx »Byrådet den 24. juni 2025, punkt 12«.",
    )  # fmt: skip
    note = forms.CharField(
        label="Bemærkning", required=False, widget=forms.Textarea({"rows": 3}),
        help_text="Fx et forbehold. Kan læses af alle parter.",
    )  # fmt: skip

    def __init__(self, *args: Any, steps: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        field.choices = [row for row in field.choices if row[0] in steps]
        self.initial.setdefault("on", timezone.localdate())


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Hvorfor", widget=forms.Textarea({"rows": 3}), max_length=300)


class EndForm(ReasonForm):
    on = DanishDateField(label="Ophører den")
    field_order = ["on", "reason"]


class BeginForm(forms.Form):
    follow_up_on = DanishDateField(label="Følges op den")


class FollowForm(forms.Form):
    text = forms.CharField(label="Hvad opfølgningen viste", widget=forms.Textarea({"rows": 4}))
    next_on = DanishDateField(
        label="Næste opfølgning", required=False, help_text="Tomt felt: der følges ikke op igen."
    )


class ProlongForm(ReasonForm):
    until = DanishDateField(label="Gælder til og med")
    field_order = ["until", "reason"]


class HearingForm(forms.Form):
    closes_on = DanishDateField(label="Svarfrist")


class NoticeForm(forms.Form):
    reason = forms.CharField(
        label="Hvad er der talt om, og hvad følger?", widget=forms.Textarea({"rows": 4})
    )
