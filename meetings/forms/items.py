"""Agenda items: adding, the plain fields, indstilling, guests, statements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from dasportal.accounts.models import Party, PartyKind
from dasportal.danish.fields import DanishModelForm
from dasportal.documents.richtext import RichTextArea

from ..models import AgendaItem, Concerns, ItemKind, Meeting, Section, Statement

PLACEABLE = [choice for choice in Section.choices if choice[0] != Section.SUPPLEMENT]


class AddItemForm(forms.Form):
    """A new item from its title and section; a reason once the agenda is sent."""

    title = forms.CharField(label="Titel", max_length=400)
    section = forms.ChoiceField(label="Afsnit", choices=PLACEABLE, initial=Section.DECISION)
    late_reason = forms.CharField(
        label="Hvorfor kommer punktet til nu?", max_length=300,
        help_text="Trykkes i tillægsdagsordenen.",
    )  # fmt: skip

    def __init__(self, *args: Any, late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["section" if late else "late_reason"]


class AddSubItemForm(forms.Form):
    title = forms.CharField(label="Titel på underpunktet", max_length=400)
    late_reason = forms.CharField(label="Hvorfor kommer det til nu?", max_length=300)

    def __init__(self, *args: Any, late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["late_reason"]


OPENNESS = [("open", "Åbent"), ("closed", "Lukket"), ("unknown", "Uafklaret (offentliggøres ikke)")]
_AS_OPEN = {"open": True, "closed": False, "unknown": None}


class ItemForm(DanishModelForm):
    """The plain fields of an item. Its rich texts are saved one by one."""

    openness = forms.ChoiceField(
        label="Åbent eller lukket", choices=OPENNESS, widget=forms.RadioSelect,
        help_text="Et lukket punkt ses kun af dem, der sidder i forummet. Andre ser »Lukket punkt«.",
    )  # fmt: skip

    class Meta(DanishModelForm.Meta):
        model = AgendaItem
        fields = (
            "title", "section", "kind", "case_number", "presenter", "planned_minutes",
            "concerns", "concerned_parties", "lead_text",
        )  # fmt: skip
        widgets = {"concerned_parties": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {True: "open", False: "closed", None: "unknown"}
        self.fields["openness"].initial = known[self.instance.is_open]
        if self.instance.is_open is not None:
            self.fields["openness"].choices = OPENNESS[:2]  # type: ignore[attr-defined]
        if not self.instance.late:
            self.fields["section"].choices = PLACEABLE  # type: ignore[attr-defined]
        self.fields["concerned_parties"].queryset = parties()  # type: ignore[attr-defined]
        if self.instance.parent_id:
            del self.fields["section"], self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("concerns") == Concerns.SOME and not data.get("concerned_parties"):
            self.add_error("concerned_parties", "Vælg de parter, punktet vedrører.")
        if (
            data.get("kind") not in (None, ItemKind.APPROVE_MINUTES)
            and self.instance.approves_minutes_of_id
        ):
            self.add_error("kind", "Punktet godkender et referat. Typen kan ikke ændres.")
        return data

    def _post_clean(self) -> None:
        """The instance is left as it was read: the verb changes the row, not the form."""

    @property
    def values(self) -> dict[str, Any]:
        """What `change_item` takes."""
        data = dict(self.cleaned_data)
        data["is_open"] = _AS_OPEN[data.pop("openness")]
        data["concerned_parties"] = list(data["concerned_parties"])
        return data


class LinesForm(forms.Form):
    """The indstilling as text, one recommendation a line: what works without JavaScript."""

    lines = forms.CharField(
        label="Indstillinger, én pr. linje", required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip

    @property
    def texts(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]


class GuestsForm(forms.Form):
    """Guests under the item, one a line: »Navn, organisation«."""

    guests = forms.CharField(
        label="Gæster under punktet, én pr. linje", required=False,
        help_text="Skriv »Navn, hvor de kommer fra«.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    @property
    def rows(self) -> list[tuple[str, str]]:
        pairs = [line.partition(",") for line in self.cleaned_data["guests"].splitlines()]
        return [(name.strip(), rest.strip()) for name, _, rest in pairs if name.strip()]


class StatementForm(DanishModelForm):
    """What another body said."""

    class Meta(DanishModelForm.Meta):
        model = Statement
        fields = ("body", "text")
        widgets = {"text": RichTextArea}


class MeetingChoice(forms.Form):
    """Another meeting to put an item on."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="Møde", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Hvorfor udgår punktet?", max_length=300, help_text="Trykkes i den nye dagsorden."
    )


class RichTextForm(forms.Form):
    """A whole rich text with the revision it was opened at: what works without JavaScript."""

    value = forms.CharField(label="Tekst", required=False, widget=RichTextArea(attrs={"rows": 18}))
    base_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def parties() -> QuerySet[Party]:
    """The parties an item may concern: those with a vote."""
    return Party.objects.exclude(kind=PartyKind.OTHER)
