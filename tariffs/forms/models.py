"""How a party sets its tariffs: models, levels, and what follows what after a switch."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from dasportal.accounts.models import Unit
from dasportal.danish.fields import DanishNumberField

from ..models import Line, Submission, TariffModel, ValidTariff
from ..workflow.activity import Activity

NONE = ("", "Ikke valgt")


class ModelsForm(forms.Form):
    """The tariff model of the party, and where it reports by units of each that one may write."""

    def __init__(
        self,
        *args: Any,
        submission: Submission,
        models: dict[int | None, str],
        writes: frozenset[int | None] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        units: list[Unit | None] = [None, *submission.party.units.all()]
        self.units: dict[str, Unit | None] = {}
        for unit in units:
            pk = unit.pk if unit else None
            if writes is not None and (pk is None or pk not in writes):
                continue
            name = f"model_{pk or 0}"
            self.units[name] = unit
            self.fields[name] = forms.ChoiceField(
                label=unit.name if unit else f"{submission.party} som helhed", required=False,
                choices=[NONE, *TariffModel.choices], initial=models.get(pk, ""),
            )  # fmt: skip

    @property
    def chosen(self) -> dict[Unit | None, TariffModel]:
        return {
            unit: TariffModel(self.cleaned_data[name])
            for name, unit in self.units.items()
            if self.cleaned_data[name]
        }


class LevelsForm(forms.Form):
    """The steps that all offers share, and what each offer's levels are laid upon."""

    def __init__(
        self,
        *args: Any,
        steps: dict[tuple[int | None, int], Decimal | None],
        bases: dict[tuple[int, str], Decimal | None],
        names: dict[tuple[int, str], str],
        units: dict[int | None, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.steps = {f"trin_{unit or 0}_{level}": (unit, level) for unit, level in steps}
        self.bases = {f"base_{n}": key for n, key in enumerate(bases)}
        for name, step in self.steps.items():
            whose = f", {units[step[0]]}" if step[0] is not None else ""
            self.fields[name] = _kroner(f"Niveau {step[1]}{whose}", steps[step])
        for name, base in self.bases.items():
            self.fields[name] = _kroner(names[base], bases[base])

    @property
    def step_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.steps]

    @property
    def offer_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.bases]

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "steps": {key: data[name] for name, key in self.steps.items()},
            "bases": {key: data[name] for name, key in self.bases.items()},
        }


class ActivityForm(forms.Form):
    """What each activity level costs everywhere, and each offer's own basic tariff."""

    def __init__(
        self, *args: Any, activity: Activity, units: dict[int | None, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scales = {f"niveau_{n}": scale for n, scale in enumerate(activity.levels)}
        self.places = {f"grund_{n}": place for n, place in enumerate(activity.basics)}
        self.units = units
        for name, scale in self.scales.items():
            hint = "Ikke det samme alle steder i dag." if scale in activity.differing else ""
            self.fields[name] = _kroner(f"Niveau {scale[2]}", activity.levels[scale], hint)
        for name, place in self.places.items():
            self.fields[name] = _kroner(activity.names[place], activity.basics[place])

    @property
    def scale_fields(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The levels of each scale under its heading: »Bo (pr. døgn)«."""
        found: dict[str, list[forms.BoundField]] = {}
        for name, (unit, billed, _) in self.scales.items():
            whose = f", {self.units[unit]}" if unit is not None else ""
            heading = ("Bo (pr. døgn)" if billed == "Døgn" else "Dag (pr. dag)") + whose
            found.setdefault(heading, []).append(self[name])
        return list(found.items())

    @property
    def place_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.places]

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "levels": {scale: data[name] for name, scale in self.scales.items()},
            "basics": {place: data[name] for name, place in self.places.items()},
        }


def _kroner(label: str, initial: Decimal | None, hint: str = "") -> DanishNumberField:
    return DanishNumberField(
        label=label, decimals=2, unit="kr.", required=False, initial=initial, help_text=hint,
        max_value=9_999_999,
    )  # fmt: skip


class MappingForm(forms.Form):
    """Which of last year's lines each new line follows: those of its own offer first."""

    def __init__(
        self, *args: Any, lines: Iterable[Line], old: Iterable[ValidTariff], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        before = list(old)
        self.lines = {f"linje_{line.pk}": line for line in lines}
        for name, line in self.lines.items():
            own = [row for row in before if row.offer_id == line.offer_id] or before
            choices = [(str(row.line_id), _named(row, line)) for row in own]
            self.fields[name] = forms.ChoiceField(
                label=f"{line} ({line.basis})", required=False,
                choices=[("", "Ingen: linjen er ny"), *choices],
                initial=str(line.replaces_id or ""),
            )  # fmt: skip

    @property
    def follows(self) -> dict[int, int | None]:
        return {
            line.pk: int(self.cleaned_data[name]) if self.cleaned_data[name] else None
            for name, line in self.lines.items()
        }


def _named(row: ValidTariff, line: Line) -> str:
    offer = "" if row.offer_id == line.offer_id else f"{row.offer_name}, "
    return f"{offer}{row.service} ({row.basis_key})"
