"""The forms of the tariff year."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.danish.fields import DanishIntegerField, DanishModelForm, DanishNumberField
from dasportal.register.models import LegalBasis, Offer

from .models import BilledUnit, Cause, Line, Submission, TariffYear


class YearForm(DanishModelForm):
    """What the secretariat sets; the year itself only when it is opened."""

    class Meta(DanishModelForm.Meta):
        model = TariffYear
        fields = (
            "year", "deadline_on", "pl_pct", "pl_source", "explain_pct", "discuss_pct", "tolerance",
        )  # fmt: skip
        help_texts = {
            "deadline_on": "Der kan indsendes til kl. 23.59.59 den dag.",
            "pl_pct": "Fremskrivning fra året før, fx 2,5. Kan sættes senere.",
            "pl_source": "Fx »KL's skøn, juni 2026«.",
            "explain_pct": "Stigninger og fald over grænsen skal forklares.",
            "tolerance": "Så meget må en takst afvige fra sit budget ved afrunding.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["year"]


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
    revision = DanishIntegerField(min_value=0)


class LineForm(forms.Form):
    """A new line: what it is. Its figures are typed in its row."""

    offer = forms.ModelChoiceField(Offer.objects.none(), label="Tilbud", empty_label="Vælg …")
    service = forms.CharField(
        label="Ydelse", max_length=200, help_text="Fx »Botilbud« eller »Boniveau 4«."
    )
    legal_basis = forms.ModelChoiceField(
        LegalBasis.objects.none(), label="Lovgrundlag", empty_label="Vælg …"
    )
    unit = forms.ChoiceField(label="Takstenhed", choices=BilledUnit.choices)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = submission.year.year
        self.fields["offer"].queryset = Offer.objects.run_by(submission.party).open_in(year)
        self.fields["legal_basis"].queryset = LegalBasis.objects.in_year(year)


class LinesField(forms.ModelMultipleChoiceField):
    """Lines to tick, told apart by their legal basis too."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, line: Line) -> str:
        return f"{line} ({line.basis})"


class ExplainForm(forms.Form):
    """One explanation, for one line or for several that hang together."""

    text = forms.CharField(
        label="Forklaring", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kort, og så en anden part kan forstå den.",
    )  # fmt: skip
    causes = forms.MultipleChoiceField(
        label="Årsag", choices=Cause.choices, widget=forms.CheckboxSelectMultiple
    )
    lines = LinesField(
        Line.objects.none(), label="Gælder for linjerne",
        help_text="Tilbuddets egne linjer, og de andre der skal forklares.",
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].queryset = lines


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Hvad skal rettes?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Parten ser det øverst i indberetningen.",
    )  # fmt: skip


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Fil", widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Excel (.xlsx) eller csv. Intet gemmes, før du har set, hvad der sker.",
    )  # fmt: skip
    columns = forms.CharField(
        label="Kolonner", max_length=500, required=False,
        help_text="Kun hvis filens overskrifter ikke kendes: »takst=Pris 2027;tilbud=Sted«.",
    )  # fmt: skip
