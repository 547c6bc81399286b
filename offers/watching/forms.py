"""The forms of watching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from dasportal.accounts.models import Forum, Party, PartyKind
from dasportal.danish.dates import format_date
from dasportal.danish.fields import DanishDateField, DanishModelForm, DanishNumberField
from dasportal.danish.numbers import format_number
from dasportal.documents.forms import UploadField
from dasportal.register.models import Offer
from offers.models import Covers, Figure, Measure, Series, Unit

from .models import Cadence, Followed, Request, Seriousness, Thresholds, WarningKind

TEXT = {"rows": 4}
COUNTED = [(value, label) for value, label in Measure.choices if value != Measure.OTHER]


def _text(label: str, help_text: str = "", *, required: bool = True, rows: int = 4) -> Any:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class WarnForm(forms.Form):
    """An early warning. Nothing that names or tells of a single citizen."""

    kind = forms.ChoiceField(
        label="Hvad handler det om?", choices=WarningKind.choices, widget=forms.RadioSelect
    )
    seriousness = forms.ChoiceField(
        label="Hvor alvorligt er det?", choices=Seriousness.choices, widget=forms.RadioSelect
    )
    since = DanishDateField(label="Siden hvornår?", help_text="Omtrent er nok.")
    what = _text("Hvad ser I?", "Skriv ingen navne på borgere, og intet, der kan pege på én.")
    done = _text("Hvad gør I selv?")
    asked = _text("Hvad beder I DAS om?")
    figures = _text("Tal", "Fx belægning, venteliste eller forventet resultat.", required=False)
    file = UploadField(label="Fil", required=False)

    def clean_since(self) -> Any:
        value = self.cleaned_data["since"]
        if value > timezone.localdate():
            raise forms.ValidationError("Datoen er ikke kommet endnu.")
        return value


class AnswerForm(forms.Form):
    text = _text("Skriv et svar", "Læses af dem, der kan læse varslingen.")


class CloseForm(forms.Form):
    outcome = _text("Hvad kom der ud af det?")


class SignalForm(forms.Form):
    """An answer; for the secretariat also until when the signal is not shown."""

    key = forms.CharField(widget=forms.HiddenInput)  # the figures that were shown
    text = _text("Svar", "Vises ved siden af signalet for alle i samarbejdet.")
    silent_until = DanishDateField(
        label="Vis ikke signalet før", required=False,
        help_text="Kan undlades. Signalet kommer igen den dag, eller før hvis tallene ændrer sig.",
    )  # fmt: skip

    def __init__(self, *args: Any, may_silence: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_silence:
            del self.fields["silent_until"]


class LimitsForm(DanishModelForm):
    class Meta(DanishModelForm.Meta):
        model = Thresholds
        fields = (
            "below_reports", "budgeted_pct", "falling_years", "fewer_buyers", "deficit_pct",
            "cut_places", "tariff_pct",
        )  # fmt: skip
        help_texts = {
            "budgeted_pct": "Uden tal siger reglen intet om tilbud, der ikke har oplyst det.",
            "falling_years": "3 betyder tre års tal, hvor hvert er lavere end det før.",
            "tariff_pct": "Bruges kun, hvor takståret ikke har sin egen grænse for drøftelse.",
        }


class FigureForm(forms.Form):
    """A figure of an offer by hand."""

    measure = forms.ChoiceField(label="Hvad", choices=COUNTED)
    on = DanishDateField(label="Dato", help_text="Et års tal står den 31. december.")
    value = DanishNumberField(label="Tal", help_text="Et underskud skrives med minus.")
    covers = forms.ChoiceField(
        label="Omfatter", choices=Covers.choices, initial=Covers.OFFER, widget=forms.RadioSelect
    )
    covers_what = forms.CharField(
        label="Hvad det dækker", max_length=160, required=False,
        help_text="Fx centrets navn, når tallet ikke kun er tilbuddets.",
    )  # fmt: skip
    source = forms.CharField(label="Kilde", max_length=200, help_text="Fx »Årsrapport 2025«.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("covers") in (Covers.PART, Covers.CENTRE) and not data.get("covers_what"):
            self.add_error("covers_what", "Skriv, hvad tallet dækker.")
        return data


class SeriesFigureForm(forms.Form):
    """A figure of something followed."""

    series = forms.ModelChoiceField(Series.objects.none(), label="Talrække", empty_label=None)
    on = DanishDateField(label="Dato")
    value = DanishNumberField(label="Tal")
    party = forms.ModelChoiceField(
        Party.objects.exclude(kind=PartyKind.OTHER), label="Part", required=False,
        empty_label="I alt", help_text="Hvis tallet kun er én parts.",
    )  # fmt: skip
    source = forms.CharField(label="Kilde", max_length=200)

    def __init__(self, *args: Any, series: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = series


class AgreeForm(forms.Form):
    """Closer monitoring: which figures, how often, until when."""

    measures = forms.MultipleChoiceField(
        label="Tal", choices=COUNTED, widget=forms.CheckboxSelectMultiple, required=False
    )
    other = forms.CharField(
        label="Et tal mere", max_length=160, required=False, help_text="Fx »Sygefravær, dage«."
    )
    asks = _text("Hvad der også skal fortælles", required=False, rows=3)
    every = forms.ChoiceField(
        label="Hvor tit", choices=Cadence.choices, initial=Cadence.QUARTERLY,
        widget=forms.RadioSelect,
    )  # fmt: skip
    starts_on = DanishDateField(
        label="Første gang", help_text="Tallene skal vise, hvordan det står den dag."
    )
    until = DanishDateField(label="Til og med")
    agreed = forms.CharField(
        label="Aftalt", max_length=300, help_text="Fx »DAS, 6. november 2025, punkt 7«."
    )

    def clean_every(self) -> str:
        return str(self.cleaned_data["every"])


class ProlongForm(forms.Form):
    until = DanishDateField(label="Til og med")
    agreed = forms.CharField(label="Aftalt", max_length=200)


class EndForm(forms.Form):
    why = forms.CharField(label="Hvorfor slutter den?", max_length=300)


class RequestForm(forms.Form):
    """A field a series, in their unit, and words."""

    def __init__(
        self,
        *args: Any,
        asked: Request,
        series: Sequence[Series],
        before: Mapping[int, Figure],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.series = series
        for row in series:
            self.fields[f"value_{row.pk}"] = DanishNumberField(
                label=f"{row} ({row.get_unit_display()})", required=False,
                help_text=_hint(row, before.get(row.pk)),
            )  # fmt: skip
        asks = asked.monitoring.asks if asked.monitoring is not None else ""
        self.fields["words"] = _text(
            "Med egne ord", asks or "Hvad ligger bag tallene? Skriv her, hvis et tal mangler.",
            required=False,
        )  # fmt: skip

    @property
    def values(self) -> dict[int, Any]:
        return {row.pk: self.cleaned_data.get(f"value_{row.pk}") for row in self.series}


def _hint(series: Series, last: Figure | None) -> str:
    """What one writes on from, and how a deficit is written."""
    said = f"Sidst: {format_number(last.value)} ({format_date(last.on)})." if last else ""
    deficit = series.measure in (Measure.RESULT, Measure.EXPECTED)
    return f"{said} Et underskud skrives med minus." if deficit else said


class FollowedForm(DanishModelForm):
    class Meta(DanishModelForm.Meta):
        model = Followed
        fields = (
            "title", "about", "offer", "forum", "every", "next_on", "answers", "decides",
            "threshold", "stays",
        )  # fmt: skip
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "offer": "Er det et tilbud i registret, står dets signaler på siden.",
            "answers": "Uden part svarer sekretariatet.",
            "threshold": "Er tallet under grænsen, fortsætter det af sig selv. Ellers skal det "
            "besluttes.",
            "stays": "Fx »4 af 16 pladser forbliver ommærket.« Skal skrives, når der er en grænse.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset = Forum.objects.filter(slug__in=("das", "fu"))
        self.fields["answers"].queryset = Party.objects.exclude(kind=PartyKind.OTHER)
        rows = Offer.objects.filter(confirmed=True).select_related("operator")
        self.fields["offer"].queryset = rows.order_by("name")
        self.fields["offer"].label_from_instance = lambda row: f"{row} ({row.operator})"
        self.fields["offer"].empty_label = "Intet bestemt tilbud"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("threshold") is not None and not data.get("stays"):
            self.add_error("stays", "Skriv, hvad der fortsætter, når tallet er under grænsen.")
        return data

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"rule_series"}

    def validate_constraints(self) -> None:
        """The rule's series is set by the verb, after the form."""


class AgainForm(forms.Form):
    next_on = DanishDateField(label="Portalen spørger næste gang")


class NewFollowedForm(FollowedForm):
    """A series of its own, or those that the portal has already: of an offer, or counted beside."""

    counts = forms.CharField(
        label="Det, der tælles", max_length=160, required=False,
        help_text="En ny talrække, fx »Særlige pladser i brug«.",
    )  # fmt: skip
    unit = forms.ChoiceField(label="Enhed", choices=Unit.choices, initial=Unit.PLACES)
    series = forms.ModelMultipleChoiceField(
        Series.objects.none(), label="Tal, portalen har i forvejen", required=False,
        help_text="Hold Ctrl nede for at vælge flere.",
    )  # fmt: skip

    field_order = ("title", "about", "offer", "counts", "unit", "series")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Series.objects.select_related("offer").order_by("offer__name", "measure", "title")
        self.fields["series"].queryset = rows
        self.fields["series"].label_from_instance = lambda row: (
            f"{row.offer}: {row}" if row.offer_id else str(row)
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("counts") or "").strip() and not data.get("series"):
            self.add_error("counts", "Skriv, hvad der tælles, eller vælg tal, portalen har.")
        return data
