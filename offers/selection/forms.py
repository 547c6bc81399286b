"""The forms of selection and exit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from dasportal.accounts.models import Forum, Party
from dasportal.danish.fields import DanishDateField, DanishNumberField
from dasportal.register.models import Offer
from meetings.models import Recipient
from offers.models import PathStep, StepKind

from .criteria import CODES, CRITERIA
from .models import Assessment

JUDGED = (("", "Ikke vurderet"), ("ja", "Opfyldt"), ("nej", "Ikke opfyldt"))
MET = {"ja": True, "nej": False, "": None}
SAID = {True: "ja", False: "nej", None: ""}
SPARE = 2  # empty rows at the foot of a path


def _area(label: str, hint: str = "", *, rows: int = 4, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


class OfferField(forms.ModelChoiceField):
    def label_from_instance(self, offer: Offer) -> str:
        return f"{offer} ({offer.operator})"


class NominateForm(forms.Form):
    """Which offer, by whom and why."""

    offer = OfferField(
        Offer.objects.none(), label="Tilbud", empty_label="Vælg …",
        help_text="Mangler det, så læg det først ind under »Tilbud« med »Nyt tilbud«.",
    )  # fmt: skip
    party = forms.ModelChoiceField(
        Party.objects.none(), label="Indstilles af", empty_label="Vælg …"
    )
    why = _area("Hvorfor bør tilbuddet med?", "Skriv om målgruppen, kompetencerne og behovet.")
    is_new = forms.BooleanField(
        label="Tilbuddet er nyt, og opfylder måske ikke alle kriterier endnu", required=False
    )

    def __init__(self, *args: Any, offers: QuerySet[Offer], parties: QuerySet[Party], **kw: Any) -> None:  # fmt: skip
        super().__init__(*args, **kw)
        self.fields["offer"].queryset = offers
        self.fields["party"].queryset = parties


class TakeForm(forms.Form):
    """Which offer in the register a party's answer means."""

    offer = OfferField(
        Offer.objects.none(), label="Tilbuddet i registret", empty_label="Vælg …",
        help_text="Mangler det, så læg det først ind under »Tilbud« med »Nyt tilbud«.",
    )  # fmt: skip
    is_new = forms.BooleanField(
        label="Tilbuddet er nyt, og opfylder måske ikke alle kriterier endnu", required=False
    )

    def __init__(self, *args: Any, offers: QuerySet[Offer], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["offer"].queryset = offers


class AssessmentForm(forms.Form):
    """The six criteria on one page, each with what it builds on."""

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {row.code: row for row in assessment.criteria.all()}
        for code in CODES:
            name = _name(code)
            self.fields[f"{name}_met"] = forms.ChoiceField(
                label=f"{code} {CRITERIA[code]}", choices=JUDGED, required=False,
                initial=SAID[rows[code].met],
            )  # fmt: skip
            self.fields[f"{name}_why"] = _area(
                f"Hvad vurderingen af {code} bygger på", rows=3, required=False
            )
            self.fields[f"{name}_why"].initial = rows[code].evidence
        self.fields["cases_a_year"] = DanishNumberField(
            label="Sager om året i Nordjylland", decimals=1, required=False, min_value=Decimal(0),
            help_text="Omkring 15, eller én pr. 40.000 indbyggere, taler for A.1.",
            initial=assessment.cases_a_year,
        )  # fmt: skip
        self.fields["is_new"] = forms.BooleanField(
            label="Tilbuddet er nyt", required=False, initial=assessment.is_new
        )
        self.fields["exception_reason"] = _area(
            "Hvorfor det nye tilbud er nødvendigt",
            "Kun et nyt tilbud kan undtages fra kriterierne, og kun hvis DAS er enig.", required=False,
        )  # fmt: skip
        self.fields["exception_reason"].initial = assessment.exception_reason

    @property
    def categories(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of A, B and C in turn."""
        found: dict[str, list[forms.BoundField]] = {}
        for code in CODES:
            found.setdefault(code[0], []).extend(
                [self[f"{_name(code)}_met"], self[f"{_name(code)}_why"]]
            )
        found["A"].insert(2, self["cases_a_year"])
        return list(found.items())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for code in CODES:
            if data.get(f"{_name(code)}_met") == "ja" and not data.get(f"{_name(code)}_why", "").strip():  # fmt: skip
                self.add_error(f"{_name(code)}_why", f"Skriv, hvad {code} bygger på.")
        if data.get("exception_reason", "").strip() and not data.get("is_new"):
            self.add_error("is_new", "Kun et nyt tilbud kan undtages fra kriterierne.")
        return data

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "criteria": {
                code: (MET[data[f"{_name(code)}_met"]], data[f"{_name(code)}_why"])
                for code in CODES
            },
            "cases_a_year": data["cases_a_year"], "is_new": data["is_new"],
            "exception_reason": data["exception_reason"],
        }  # fmt: skip


def _name(code: str) -> str:
    return code.replace(".", "").lower()


class RecommendForm(forms.Form):
    text = _area("Ekspertpanelets anbefaling", rows=6)


class NoticeForm(forms.Form):
    leaves_on = DanishDateField(label="Ude fra")
    reason = _area("Hvorfor tilbuddet skal ud")


class HearingForm(forms.Form):
    closes_on = DanishDateField(label="Høringsfrist", help_text="Alle 12 parter bliver spurgt.")


class OnwardForm(forms.Form):
    """To whom, as on the meetings' own page of what is sent onward."""

    recipient = forms.ChoiceField(label="Sendt til", choices=Recipient.choices)
    recipient_name = forms.CharField(
        label="Navn på modtageren", max_length=120, required=False,
        help_text="Når det er en anden, eller et bestemt byråd.",
    )  # fmt: skip
    answer_due = DanishDateField(
        label="Svar senest", required=False,
        help_text="Det står under »Sendt videre«, til svaret er kommet.",
    )  # fmt: skip


class StepForm(forms.Form):
    on = DanishDateField(label="Sket den")
    note = _area("Hvad der kom ud af det", required=False)


class ReasonForm(forms.Form):
    note = _area("Hvorfor?")


# --- The paths ------------------------------------------------------------------------------------


class PathForm(forms.Form):
    """The steps of a path in order. A row without a name is taken out; empty rows at the foot are
    for new ones. `move` is »row:up« of the button that was pressed."""

    def __init__(self, *args: Any, steps: Iterable[PathStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: list[PathStep | None] = [*steps, *([None] * SPARE)]
        self.count = len(rows)
        forums = Forum.objects.all()
        for number, step in enumerate(rows):
            self.fields[f"name_{number}"] = forms.CharField(
                label=f"Trin {number + 1}", max_length=120, required=False,
                initial=step.name if step else "",
            )  # fmt: skip
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label="Art", choices=StepKind.choices, required=False,
                initial=step.kind if step else StepKind.NOTE,
            )  # fmt: skip
            self.fields[f"forum_{number}"] = forms.ModelChoiceField(
                forums, label="Forum", required=False, empty_label="Intet",
                initial=step.forum_id if step else None,
            )  # fmt: skip
            self.fields[f"who_{number}"] = forms.CharField(
                label="Hvem", max_length=120, required=False, initial=step.who if step else ""
            )
            self.fields[f"when_{number}"] = forms.CharField(
                label="Hvornår", max_length=120, required=False, initial=step.when if step else ""
            )

    @property
    def rows(self) -> list[tuple[int, bool, list[forms.BoundField]]]:
        """The number, whether there is a step, and its fields."""
        names = ("name", "kind", "forum", "who", "when")
        return [
            (n, n < self.count - SPARE, [self[f"{name}_{n}"] for name in names])
            for n in range(self.count)
        ]

    def steps(self, move: str = "") -> list[dict[str, Any]]:
        """As `change_path` takes them, with one row moved up or down where that was asked for."""
        data = self.cleaned_data
        kept = [
            {"name": data[f"name_{n}"], "kind": data[f"kind_{n}"] or StepKind.NOTE,
             "forum": data[f"forum_{n}"], "who": data[f"who_{n}"], "when": data[f"when_{n}"]}
            for n in range(self.count)
        ]  # fmt: skip
        at, _, way = move.partition(":")
        if at.isdecimal() and way in ("up", "down"):
            place = int(at)
            other = place + (-1 if way == "up" else 1)
            if 0 <= other < len(kept) and place < len(kept):
                kept[place], kept[other] = kept[other], kept[place]
        return [row for row in kept if row["name"].strip()]
