"""The forms of the yearly dialogue."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from dasportal.accounts.models import Party
from dasportal.danish.fields import DanishDateField, DanishIntegerField, DanishNumberField
from dasportal.danish.numbers import format_number
from dasportal.documents.forms import UploadField
from offers.models import Covers

from .models import MONTHS, BuyerAnswer, Intention, Report


def _area(label: str, hint: str = "", *, rows: int = 4, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


class YearForm(forms.Form):
    """The days of a year, and what those who report should know."""

    reports_due = DanishDateField(label="Frist for årsrapporter")
    answers_due = DanishDateField(label="Frist for købernes svar")
    guidance = _area("Vejledning", "Vises øverst, hvor der skrives.")


class OpenForm(YearForm):
    year = DanishIntegerField(label="År", help_text="Det år, der ses tilbage på.", min_value=2000)
    field_order = ("year", "reports_due", "answers_due", "guidance")


class ShareForm(forms.Form):
    closes_on = DanishDateField(
        label="Høringsfrist", help_text="Alle parter får høringen og kan læse rapporter og svar."
    )


class ReasonForm(forms.Form):
    reason = _area("Hvad skal rettes?", "Driftsherren læser det.", required=True)


class CommentForm(forms.Form):
    text = _area("Ekspertpanelets bemærkninger", rows=8, required=True)


class DeclarationForm(forms.Form):
    services = _area("Ydelseskatalog", "Hvilke ydelser tilbuddet har, og til hvem.", rows=10,
                     required=True)  # fmt: skip
    promise = _area("Servicedeklaration", "Hvad man kan regne med.", rows=8)


class ModelForm(forms.Form):
    model = _area(
        "Model for dialogmødet",
        "Hvem der skal med, hvor tit og om hvad. Et aftager-udvalg skal godkendes af DAS.", rows=6,
        required=True,
    )  # fmt: skip


class HeldForm(forms.Form):
    held_on = DanishDateField(label="Holdt den")
    outcome = _area("Hvad mødet anbefaler", rows=6, required=True)


class FileForm(forms.Form):
    file = UploadField(label="Fil")
    title = forms.CharField(label="Titel", max_length=200, required=False)


# --- The report -----------------------------------------------------------------------------------

NUMBERS: tuple[tuple[str, str, str, int, str], ...] = (
    # name, label, unit, decimals, hint
    ("places", "Pladser", "", 2, "Ved årets slutning."),
    ("used", "Pladser i brug, i gennemsnit over året", "", 2, ""),
    ("occupancy_pct", "Belægning", "%", 2, "Lad feltet stå tomt, så regnes den ud."),
    ("budgeted_pct", "Budgetteret belægning", "%", 2, "Den, taksten er regnet ud med."),
    ("income", "Indtægter", "kr.", 0, ""),
    ("cost", "Udgifter", "kr.", 0, ""),
    ("result", "Resultat", "kr.", 0, "Indtægter minus udgifter. Et underskud skrives med minus."),
    ("budget", "Budget", "kr.", 0, ""),
    ("expected_result", "Forventet resultat næste år", "kr.", 0, "Et underskud skrives med minus."),
    ("staff", "Medarbejdere, årsværk", "", 2, ""),
)
WORDS = (
    ("development", "Faglig udvikling", "Hvad I har gjort og vil gøre for at blive ved med at være dygtigst."),
    ("professional", "Faglig bæredygtighed", "Med egne ord."),
    ("economic", "Økonomisk bæredygtighed", "Med egne ord."),
    ("worries", "Bekymringer", "Noget, DAS bør vide tidligt? Det kan også meldes straks som en tidlig advarsel."),
    ("explanation", "Forklaring på store udsving", "Når et tal har flyttet sig mere end 15 % siden sidste år."),
)  # fmt: skip
GROUPS = (
    ("Pladser og belægning", ("places", "used", "occupancy_pct", "budgeted_pct", "waiting",
                              "figures_cover", "figures_what")),
    ("Økonomi", ("income", "cost", "result", "budget", "expected_result", "economy_covers",
                 "economy_what")),
    ("Medarbejdere og faglighed", ("staff", "development", "professional", "economic", "worries",
                                   "explanation")),
)  # fmt: skip


class ReportForm(forms.Form):
    """All of a report, last year's figure (`before`) under each. Nothing is required to save it:
    what is missing is said before it is handed in."""

    def __init__(
        self, *args: Any, report: Report, parties: list[Party], before: Report | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.parties = parties
        for name, label, unit, decimals, hint in NUMBERS:
            lowest = None if name in ("result", "expected_result") else Decimal(0)
            self.fields[name] = DanishNumberField(
                label=label, unit=unit, decimals=decimals, help_text=hint, required=False,
                min_value=lowest, initial=getattr(report, name),
            )  # fmt: skip
        self.fields["waiting"] = DanishIntegerField(
            label="På venteliste ved årets slutning", required=False, min_value=0,
            help_text="Antal personer, ingen navne.", initial=report.waiting,
        )  # fmt: skip
        for name, what in (("figures_cover", "figures"), ("economy_covers", "economy")):
            self.fields[name] = forms.ChoiceField(
                label="Tallene omfatter", choices=Covers.choices, initial=getattr(report, name)
            )
            self.fields[f"{what}_what"] = forms.CharField(
                label="Hvilket center eller hvilken del", max_length=160, required=False,
                initial=getattr(report, f"{what}_what"),
                help_text="Kun hvis tallene ikke er tilbuddets egne.",
            )  # fmt: skip
        for name, label, hint in WORDS:
            self.fields[name] = _area(label, hint)
            self.fields[name].initial = getattr(report, name)
        for place, month in enumerate(MONTHS):
            self.fields[f"month_{place}"] = DanishNumberField(
                label=month.capitalize(), unit="%", decimals=2, required=False, min_value=Decimal(0),
                max_value=Decimal(200), initial=report.months[place] if report.months else None,
            )  # fmt: skip
        counts = {row.party_id: row.count for row in report.referrals.all()}
        for party in parties:
            self.fields[f"party_{party.pk}"] = DanishIntegerField(
                label=party.name, required=False, min_value=0, initial=counts.get(party.pk)
            )
        self.fields["revision"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=report.revision
        )
        if before is not None:
            self._tell_of(before)

    def _tell_of(self, before: Report) -> None:
        counts = {row.party_id: row.count for row in before.referrals.all()}
        then: dict[str, Any] = {
            **{name: getattr(before, name) for name in ("waiting", *(row[0] for row in NUMBERS))},
            **{f"month_{place}": value for place, value in enumerate(before.months)},
            **{f"party_{party.pk}": counts.get(party.pk) for party in self.parties},
        }
        for name, value in then.items():
            if value is not None:
                field = self.fields[name]
                said = f"{before.dialogue.year}: {format_number(value)}"
                field.help_text = f"{field.help_text} {said}." if field.help_text else said

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(heading, [self[name] for name in names]) for heading, names in GROUPS]

    @property
    def month_fields(self) -> list[forms.BoundField]:
        return [self[f"month_{place}"] for place in range(12)]

    @property
    def party_fields(self) -> list[forms.BoundField]:
        return [self[f"party_{party.pk}"] for party in self.parties]

    @property
    def values(self) -> dict[str, Any]:
        """As `save_report` takes them."""
        data = self.cleaned_data
        names = [*(row[0] for row in NUMBERS), *(row[0] for row in WORDS), "waiting",
                 "figures_cover", "figures_what", "economy_covers", "economy_what"]  # fmt: skip
        return {name: data[name] for name in names} | {
            "months": [data[f"month_{place}"] for place in range(12)]
        }

    @property
    def referrals(self) -> dict[int, int | None]:
        return {party.pk: self.cleaned_data[f"party_{party.pk}"] for party in self.parties}


# --- A buyer's answer -----------------------------------------------------------------------------


class AnswerForm(forms.Form):
    """Six questions an offer, all offers on one page. Nothing is required to save it."""

    def __init__(self, *args: Any, answer: BuyerAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uses = list(answer.uses.select_related("offer__operator"))
        for use in self.uses:
            for name, label in (("now", "Pladser i brug nu"), ("next_year", "Ventes næste år"),
                                ("year_after", "Ventes året efter")):  # fmt: skip
                self.fields[f"{name}_{use.offer_id}"] = DanishNumberField(
                    label=label, decimals=2, required=False, min_value=Decimal(0),
                    initial=getattr(use, name),
                )  # fmt: skip
            self.fields[f"intention_{use.offer_id}"] = forms.ChoiceField(
                label="Hvad regner I med?", required=False, initial=use.intention,
                choices=[("", "Vælg …"), *Intention.choices],
            )  # fmt: skip
            for name, label in (("wishes", "Ønsker til ændringer og faglig udvikling"),
                                ("why_not", "Hvorfor bruger I ikke tilbuddet?")):  # fmt: skip
                self.fields[f"{name}_{use.offer_id}"] = _area(label, rows=2)
                self.fields[f"{name}_{use.offer_id}"].initial = getattr(use, name)
            self.fields[f"why_not_{use.offer_id}"].help_text = "Kun når I ikke bruger det."

    @property
    def offers(self) -> list[tuple[Any, list[forms.BoundField], list[forms.BoundField]]]:
        """Each offer with its figures, and with its words."""
        return [
            (use.offer, [self[f"{n}_{use.offer_id}"] for n in ("now", "next_year", "year_after")],
             [self[f"{n}_{use.offer_id}"] for n in ("intention", "wishes", "why_not")])
            for use in self.uses
        ]  # fmt: skip

    @property
    def given(self) -> dict[int, dict[str, Any]]:
        names = ("now", "next_year", "year_after", "intention", "wishes", "why_not")
        return {
            use.offer_id: {name: self.cleaned_data[f"{name}_{use.offer_id}"] for name in names}
            for use in self.uses
        }
