"""Building an enquiry: its frame, a question of each kind, its circle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory

from dasportal.accounts.models import Party, PartyKind, Person, Unit
from dasportal.danish.fields import DanishIntegerField, DanishModelForm

from ..models import ColumnKind, Enquiry, Network, Question, QuestionKind, Response
from ..models.questions import Unit as Measure
from ..queries import office
from ..slots import KINDS
from ..values import free_key
from ..workflow import Asked, members_of

ACCEPTED = ".pdf,.doc,.docx,.odt,.rtf,.xls,.xlsx,.ods,.ppt,.pptx,.odp,.png,.jpg,.jpeg,.txt"
MOST_COLUMNS = 6


class EnquiryForm(DanishModelForm):
    """What frames the questions. `seen` is the revision that the form was opened on."""

    kind = forms.ChoiceField(label="Art")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta(DanishModelForm.Meta):
        model = Enquiry
        fields = (
            "kind", "title", "intro", "opens_on", "closes_on", "contact", "accepts_late",
            "is_shared", "is_confidential",
        )  # fmt: skip
        help_texts = {
            "title": "Som den står på parternes liste og på bilagets forside.",
            "opens_on": "Tom: den dag, den sendes.",
            "closes_on": "Der kan svares til kl. 23.59.59 den dag.",
            "contact": "Den, parterne skal skrive til.",
            "is_shared": "Det fortælles, før der svares.",
            "is_confidential": "Brug det, når sagen er lukket.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.instance.kind
        self.fields["kind"].choices = [
            (kind.name, kind.label) for kind in KINDS if kind.starts_blank or kind.name == own
        ]
        self.fields["contact"].queryset = office()
        self.fields["closes_on"].required = False
        self.initial["seen"] = str(self.instance.revision)

    @property
    def frame(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def base_revision(self) -> int:
        seen = self.cleaned_data["seen"]
        return int(seen) if seen.isdecimal() else 0


class NewForm(forms.Form):
    """A new enquiry begins with its name and kind; the rest is filled in on the next page."""

    kind = forms.ChoiceField(
        label="Art", widget=forms.RadioSelect,
        help_text="Udpegning, indstilling og køb af pladser begynder med færdige spørgsmål, som kan rettes.",
    )  # fmt: skip
    title = forms.CharField(
        label="Titel", max_length=200,
        help_text="Som den står på parternes liste og på bilagets forside.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(k.name, k.label) for k in KINDS if k.starts_blank]
        self.fields["kind"].initial = "hearing"


class FileForm(forms.Form):
    file = forms.FileField(label="Fil", widget=forms.FileInput(attrs={"accept": ACCEPTED}))
    title = forms.CharField(
        label="Titel", max_length=200, required=False, help_text="Tom: filens navn."
    )


# --- Questions ------------------------------------------------------------------------------------

ONLY_FOR = {
    "options_text": (QuestionKind.CHOICE, QuestionKind.CHOICES),
    "unit": (QuestionKind.NUMBER,),
    "decimals": (QuestionKind.NUMBER,),
    "rows_text": (QuestionKind.TABLE,),
    "free_rows": (QuestionKind.TABLE,),
}


class QuestionForm(DanishModelForm):
    """One question; only the fields of its kind."""

    options_text = forms.CharField(
        label="Muligheder", widget=forms.Textarea(attrs={"rows": 5}), required=False,
        help_text="Én på hver linje.",
    )  # fmt: skip
    rows_text = forms.CharField(
        label="Faste rækker", widget=forms.Textarea(attrs={"rows": 4}), required=False,
        help_text="Én på hver linje, fx tilbuddenes navne. Tom: parterne skriver selv rækker.",
    )  # fmt: skip

    class Meta(DanishModelForm.Meta):
        model = Question
        fields = ("text", "help", "required", "unit", "decimals", "free_rows", "shows_previous")
        widgets = {"help": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "help": "Det, man skal vide for at svare.",
            "free_rows": "Så mange tomme rækker vises fra begyndelsen.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.instance.kind
        for name, kinds in ONLY_FOR.items():
            if kind not in kinds:
                del self.fields[name]
        if kind == QuestionKind.HEADING:
            del self.fields["required"]
            self.fields["text"].label = "Overskrift"
        if kind == QuestionKind.HEADING or not self.instance.enquiry.copied_from_id:
            del self.fields["shows_previous"]
        if "options_text" in self.fields:
            self.initial["options_text"] = _lines(o["label"] for o in self.instance.options)
        if "rows_text" in self.fields:
            self.initial["rows_text"] = _lines(self.instance.rows)

    @property
    def made_of(self) -> dict[str, Any]:
        """The question's values for the verb."""
        made = dict(self.cleaned_data)
        if "options_text" in made:
            made["options"] = options_from(made.pop("options_text"), self.instance.options)
        if "rows_text" in made:
            made["rows"] = _split(made.pop("rows_text"))
        if self.instance.kind == QuestionKind.HEADING:
            made["required"] = False
        return made


def _lines(labels: Any) -> str:
    return "\n".join(labels)


def _split(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def options_from(text: str, known: list[dict[str, str]]) -> list[dict[str, str]]:
    """A line for each; an option keeps its key as long as it keeps its words."""
    keys = {option["label"]: option["key"] for option in known}
    return _keyed(_split(text), keys)


def _keyed(labels: list[str], keys: dict[str, str]) -> list[dict[str, str]]:
    taken = set(keys.values())
    made = []
    for label in labels:
        key = keys.get(label) or free_key(label, taken, "valg")
        taken.add(key)
        made.append({"key": key, "label": label})
    return made


class ColumnForm(forms.Form):
    """A column of a table question. An empty name leaves it out."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    label = forms.CharField(label="Kolonne", max_length=80, required=False)
    kind = forms.ChoiceField(label="Indhold", choices=ColumnKind.choices, required=False)
    unit = forms.ChoiceField(label="Enhed", choices=Measure.choices, required=False)
    decimals = DanishIntegerField(label="Decimaler", required=False, min_value=0, max_value=4)
    options_text = forms.CharField(
        label="Muligheder", required=False, help_text="Kun for valg; komma imellem."
    )


class ColumnFormSet(
    formset_factory(ColumnForm, extra=0, max_num=MOST_COLUMNS, absolute_max=MOST_COLUMNS)  # type: ignore[misc]
):
    """The table's columns: those there are, and room for more."""

    @classmethod
    def of(cls, question: Question, data: Any = None) -> ColumnFormSet:
        filled = [
            {**column, "options_text": ", ".join(o["label"] for o in column["options"])}
            for column in question.columns
        ]
        blank = [{"kind": ColumnKind.NUMBER if filled else ColumnKind.TEXT}]
        rows = [*filled, *blank * (MOST_COLUMNS - len(filled))]
        return cls(data, initial=rows, prefix="kolonne")

    @property
    def columns(self) -> list[dict[str, Any]]:
        """As they are stored on the question."""
        taken = {form.cleaned_data.get("key", "") for form in self.forms}
        made = []
        for form in self.forms:
            row = form.cleaned_data
            if row.get("label"):
                key = row["key"] or free_key(row["label"], taken, "kolonne")
                taken.add(key)
                made.append(_column(key, row))
        return made


def _column(key: str, row: dict[str, Any]) -> dict[str, Any]:
    kind = row["kind"] or ColumnKind.TEXT
    number = kind == ColumnKind.NUMBER
    options = _keyed(_split(row["options_text"].replace(",", "\n")), {})
    return {
        "key": key, "label": " ".join(row["label"].split()), "kind": kind,
        "unit": row["unit"] if number else "",
        "decimals": (row["decimals"] or 0) if number else 0,
        "options": options if kind == ColumnKind.CHOICE else [],
    }  # fmt: skip


# --- The circle -----------------------------------------------------------------------------------


def asked_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All that can be asked: the parties, and each party's units, as groups."""
    parties = Party.objects.exclude(kind=PartyKind.OTHER)
    units = Unit.objects.select_related("party").exclude(party__kind=PartyKind.OTHER)
    groups = [("Parter", [(f"party:{row.pk}", str(row)) for row in parties])]
    rows = [(f"unit:{row.pk}", str(row)) for row in units]
    return [*groups, ("Enheder hver for sig", rows)] if rows else groups


class CircleForm(forms.Form):
    """Who is asked: parties, units, networks and single people."""

    places = forms.MultipleChoiceField(
        label="Parter og enheder", widget=forms.CheckboxSelectMultiple, required=False
    )
    networks = forms.ModelMultipleChoiceField(
        Network.objects.none(), label="Netværk", widget=forms.CheckboxSelectMultiple,
        required=False, help_text="Alle i netværket kommer med.",
    )  # fmt: skip
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Personer i eget navn", required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="Fx ekspertpanelet. Hold Ctrl nede for at vælge flere.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, circle: list[Response] | None = None) -> None:
        rows = circle or []
        super().__init__(data, initial=_initial(rows))
        self.fields["places"].choices = asked_choices()
        self.fields["networks"].queryset = Network.objects.prefetch_related("members")
        if not Network.objects.exists():
            del self.fields["networks"]
        self.fields["people"].queryset = Person.objects.filter(is_active=True)

    @property
    def circle(self) -> list[Asked]:
        chosen = [_asked(key) for key in self.cleaned_data["places"]]
        chosen += [Asked(person=person) for person in self.cleaned_data["people"]]
        for network in self.cleaned_data.get("networks", []):
            chosen += members_of(network)
        return chosen


def _initial(rows: list[Response]) -> dict[str, Any]:
    return {
        "places": [
            f"unit:{row.unit_id}" if row.unit_id else f"party:{row.party_id}"
            for row in rows
            if row.party_id
        ],
        "people": [row.person_id for row in rows if row.person_id],
    }


def _asked(key: str) -> Asked:
    kind, _, pk = key.partition(":")
    if kind == "unit":
        unit = Unit.objects.select_related("party").get(pk=pk)
        return Asked(party=unit.party, unit=unit)
    return Asked(party=Party.objects.get(pk=pk))


class NetworkForm(forms.ModelForm):
    """A named circle that is kept."""

    places = forms.MultipleChoiceField(
        label="Parter og enheder", widget=forms.CheckboxSelectMultiple, required=False
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Personer", required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Hold Ctrl nede for at vælge flere.",
    )  # fmt: skip

    class Meta:
        model = Network
        fields = ("name", "description")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = asked_choices()
        self.fields["people"].queryset = Person.objects.filter(is_active=True)
        if self.instance.pk:
            rows: Any = list(self.instance.members.all())
            self.initial = {**self.initial, **_initial(rows)}

    @property
    def members(self) -> list[Asked]:
        chosen = [_asked(key) for key in self.cleaned_data["places"]]
        return chosen + [Asked(person=person) for person in self.cleaned_data["people"]]
