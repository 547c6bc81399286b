"""Why a line changes, and what is said to a notice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from dasportal.danish.fields import DanishNumberField

from ..models import Cause, Line


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
        self.fields["causes"].required = False
        for cause in Cause:
            self.fields[f"amount_{cause}"] = DanishNumberField(
                label=f"{cause.label}, kr.", decimals=2, unit="kr.", required=False,
                widget=forms.TextInput(
                    attrs={"aria-label": f"{cause.label}, kr.", "data-amount": True}
                ),
            )  # fmt: skip

    @property
    def cause_rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Each cause's box to tick beside the field of its amount."""
        ticks = self["causes"].subwidgets
        return [(tick, self[f"amount_{cause}"]) for tick, cause in zip(ticks, Cause, strict=True)]

    @property
    def figures(self) -> dict[str, Decimal | None]:
        """The causes with their amounts, as the verb takes them."""
        found = {cause: self.cleaned_data.get(f"amount_{cause}") for cause in Cause}
        ticked = self.cleaned_data["causes"]
        return {
            str(cause): amount
            for cause, amount in found.items()
            if amount is not None or cause in ticked
        }

    def clean(self) -> dict[str, Any]:
        """An amount counts as a tick: nothing is said twice."""
        data = super().clean() or {}
        amounts = any(data.get(f"amount_{cause}") is not None for cause in Cause)
        if not data.get("causes") and not amounts and "causes" not in self.errors:
            self.add_error("causes", "Vælg mindst én årsag.")
        data.setdefault("causes", [])
        return data


class AnswerForm(forms.Form):
    """A comment on a notice."""

    comment = forms.CharField(
        label="Bemærkning", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Fx hvorfor det er rigtigt. Sekretariatet ser den ved linjen.",
    )  # fmt: skip
