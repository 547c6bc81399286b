"""Forms of the live meeting: outcome, differing position, attendance, »Red.:«."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.accounts.models import Party, PartyKind

from ..models import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    ItemKind,
    Meeting,
    Outcome,
    Recommendation,
    Stance,
)

NO_OUTCOME = ("", "Intet udfald")
DECIDING = {Outcome.APPROVED, Outcome.APPROVED_AMENDED, Outcome.REJECTED}


def outcomes_for(item: AgendaItem) -> list[tuple[str, str]]:
    """What may be chosen: under Eventuelt nothing that decides."""
    rows = [(o.value, o.label) for o in Outcome]
    if item.kind == ItemKind.ANY_OTHER:
        rows = [row for row in rows if row[0] not in DECIDING]
    return [NO_OUTCOME, *rows]


class OutcomeForm(forms.Form):
    """The outcome of the item, and one per recommendation where there are several."""

    outcome = forms.ChoiceField(label="Udfald for punktet", required=False)
    note = forms.CharField(
        label="Sendt videre til, eller hvilken ændring", max_length=200, required=False
    )
    printed = forms.BooleanField(label="Tryk udfaldet i referatet", required=False)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        decision = getattr(item, "decision", None)
        kwargs.setdefault(
            "initial",
            {
                "outcome": decision.outcome if decision else "",
                "note": decision.outcome_note if decision else "",
                "printed": decision.print_outcome if decision else False,
            },
        )
        super().__init__(*args, **kwargs)
        self.item = item
        choices = outcomes_for(item)
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        self.recommendations = list(item.recommendations.all())
        if len(self.recommendations) < 2:
            self.recommendations = []
        for row in self.recommendations:
            self.fields[f"rec_{row.position}"] = forms.ChoiceField(
                label=row.text, choices=choices, required=False, initial=row.outcome
            )

    def rows(self) -> list[tuple[Recommendation, forms.BoundField | None]]:
        """Each recommendation with its own outcome field, where there are several."""
        if self.recommendations:
            return [(row, self[f"rec_{row.position}"]) for row in self.recommendations]
        return [(row, None) for row in self.item.recommendations.all()]

    def per_recommendation(self) -> dict[int, str]:
        return {
            row.position: self.cleaned_data[f"rec_{row.position}"] for row in self.recommendations
        }


class PositionForm(forms.Form):
    """One party's view where it differs from the rest."""

    party = forms.ModelChoiceField(
        label="Part", queryset=Party.objects.exclude(kind=PartyKind.OTHER), empty_label="Vælg part"
    )
    stance = forms.ChoiceField(label="Holdning", choices=Stance.choices, initial=Stance.RESERVATION)
    words = forms.CharField(
        label="Begrundelse, med partens egne ord",
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )


class AttendanceForm(forms.Form):
    """One member's row: there, not there, or a named deputy; from and to which item."""

    status = forms.ChoiceField(label="Fremmøde", choices=AttendanceStatus.choices)
    deputy_name = forms.CharField(label="Stedfortræder", max_length=120, required=False)
    arrived_at = forms.ModelChoiceField(
        label="Kom til punkt", queryset=AgendaItem.objects.none(), required=False, empty_label="–"
    )
    left_before = forms.ModelChoiceField(
        label="Gik før punkt", queryset=AgendaItem.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, row: Attendance, **kwargs: Any) -> None:
        names = ("status", "deputy_name", "arrived_at", "left_before")
        kwargs.setdefault("initial", {name: getattr(row, name) for name in names})
        super().__init__(*args, **kwargs)
        self.row = row

    def offer(self, items: list[AgendaItem]) -> None:
        """The items to choose from, read once for all rows."""
        choices = [("", "–"), *((str(item.pk), item.number) for item in items)]
        for name in ("arrived_at", "left_before"):
            field = self.fields[name]
            field.queryset = AgendaItem.objects.filter(meeting=self.row.meeting_id)  # type: ignore[attr-defined]
            field.widget.choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("status") == AttendanceStatus.DEPUTY
            and not data.get("deputy_name", "").strip()
        ):
            self.add_error("deputy_name", "Skriv, hvem der deltager som stedfortræder.")
        return data


class AttendeeForm(forms.Form):
    """Somebody beside the members."""

    name = forms.CharField(label="Navn", max_length=120)
    party = forms.ModelChoiceField(
        label="Part", queryset=Party.objects.exclude(kind=PartyKind.OTHER), required=False,
        empty_label="Ingen part",
    )  # fmt: skip
    role = forms.CharField(
        label="Rolle på mødet",
        max_length=60,
        required=False,
        help_text="Fx sekretariatet eller KKR.",
    )


class EditorNoteForm(forms.Form):
    """A correction to sealed minutes. It is printed as »Red.:« with the date."""

    item = forms.ModelChoiceField(
        label="Punkt",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="Hele referatet",
    )
    text = forms.CharField(label="Rettelsen", widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.in_order()  # type: ignore[attr-defined]
