"""A scenario in one form: the amount, the earlier result, the key, the rounding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from dasportal.accounts.models import Party
from dasportal.danish.dates import format_date
from dasportal.danish.fields import DanishDateField, DanishIntegerField, DanishNumberField

from ..models import Method, Scenario, Scheme
from ..queries import counts, people_on, uses_population
from ..workflow import Figures
from .fields import YearField

PLAIN_FIELDS = (
    "year", "name", "method", "price_level", "total", "budget", "objective_pct", "earlier_result",
    "earlier_year", "earlier_pct", "cases", "exact", "pl_pct", "note",
)  # fmt: skip


class ScenarioForm(forms.Form):
    """A scenario's figures. `figures` and `keys` are what the verb takes, once it is valid."""

    year = YearField(label="År")
    name = forms.CharField(
        label="Forslagets navn", max_length=80,
        help_text="Står kun der, hvor forslagene holdes op mod hinanden.",
    )  # fmt: skip
    total = DanishIntegerField(
        label="Beløb til fordeling", required=False, unit="kr.", min_value=0,
        help_text="Når hele beløbet deles mellem parterne.",
    )  # fmt: skip
    budget = DanishIntegerField(
        label="Budget", required=False, unit="kr.", min_value=0,
        help_text="Når kun en del af budgettet deles, og resten betales af takster.",
    )  # fmt: skip
    objective_pct = DanishNumberField(
        label="Objektiv del af budgettet", required=False, unit="%", min_value=0, max_value=100,
        help_text="I pct., fx 60.",
    )  # fmt: skip
    earlier_result = DanishIntegerField(
        label="Overskud eller underskud, der regnes ind", required=False, unit="kr.",
        help_text="Et overskud sænker beløbet. Et underskud skrives med minus foran.",
    )  # fmt: skip
    earlier_year = YearField(label="Fra hvilket år", required=False)
    earlier_pct = DanishNumberField(
        label="Heraf til den objektive del", required=False, unit="%", min_value=0, max_value=100,
        help_text="I pct. Tomt felt: samme del som af budgettet, eller det hele.",
    )  # fmt: skip
    cases = DanishIntegerField(
        label="Antal sager", required=False, min_value=1, max_value=1_000_000,
        help_text="Resten af budgettet delt med antallet giver taksten. Tomt felt: ingen takst.",
    )  # fmt: skip
    method = forms.ChoiceField(label="Afrunding", choices=Method.choices, widget=forms.RadioSelect)
    exact = forms.BooleanField(
        label="Regn andelene ud af beløbet med øre", required=False,
        help_text="Når den objektive del ikke går op i hele kroner. Andelene er stadig hele kroner.",
    )  # fmt: skip
    price_level = YearField(label="Prisniveau")
    pl_pct = DanishNumberField(
        label="Fremskriv sidste år", required=False, unit="%", min_value=-20, max_value=50,
        help_text="I pct., så sidste år står i dette års priser. Tomt felt: som det var.",
    )  # fmt: skip
    note = forms.CharField(
        label="Bemærkning", required=False, widget=forms.Textarea({"rows": 3}),
        help_text="Står under tabellen.",
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, scheme: Scheme, scenario: Scenario | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scheme, self.scenario = scheme, scenario
        self.parties = list(Party.objects.order_by("name"))
        self.by_population = uses_population(scheme)
        if self.by_population:
            self._add_population_key()
        else:
            self._add_typed_key()
        for name, value in self._start().items():
            self.initial.setdefault(name, value)

    # --- the key ----------------------------------------------------------------------------------

    def _add_population_key(self) -> None:
        self.counts = counts(self.scheme.key_kind)
        self.fields["counted_on"] = forms.ChoiceField(
            label="Befolkningstal opgjort pr.",
            choices=[
                (
                    row.counted_on.isoformat(),
                    f"{format_date(row.counted_on)} · {len(row.parties)} parter ({row.source})",
                )
                for row in self.counts
            ],
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), "Vælg, hvilke befolkningstal der fordeles efter."
            ),
        )
        self.fields["parties"] = forms.MultipleChoiceField(
            label="Hvem er med i fordelingen?",
            choices=[(str(party.pk), party.name) for party in self.parties],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Vælg mindst én part."},
        )

    def _newest_for_all(self) -> date:
        """The newest date that has a figure for everybody in the scheme, else the newest."""
        wanted = {party.pk for party in self.scheme.participants.all()}
        whole = (row.counted_on for row in self.counts if wanted <= row.parties)
        return next(whole, self.counts[0].counted_on)

    def _add_typed_key(self) -> None:
        self.counts = []
        self.fields["key_date"] = DanishDateField(label="Nøglen er opgjort pr.")
        self.fields["key_source"] = forms.CharField(label="Kilde", max_length=200)
        for party in self.parties:
            self.fields[f"key_{party.pk}"] = DanishNumberField(
                label=party.name, required=False, decimals=4, min_value=0, max_value=10**9
            )

    @property
    def key_fields(self) -> list[forms.BoundField]:
        """The typed key, a field a party."""
        return [self[f"key_{party.pk}"] for party in self.parties if not self.by_population]

    def _start(self) -> dict[str, Any]:
        """What the fields show at first: the scenario, else what the scheme says."""
        found, scheme = self.scenario, self.scheme
        if found is None:
            start: dict[str, Any] = {
                "objective_pct": scheme.objective_pct, "name": "Forslag",
                "method": Method.OPERATOR if _runs(scheme) else Method.LARGEST,
                "parties": [str(party.pk) for party in scheme.participants.all()],
            }  # fmt: skip
            if self.counts:
                start["counted_on"] = self._newest_for_all().isoformat()
            return start
        keys = {row.party_id: row.key for row in found.shares.all()}
        start = {name: getattr(found, name) for name in PLAIN_FIELDS}
        return {
            **start,
            "earlier_result": found.earlier_result or None,
            "earlier_pct": found.earlier_pct if found.earlier_result else None,
            "seen": found.revision,
            "key_date": found.key_date,
            "key_source": found.key_source,
            "counted_on": found.key_date.isoformat(),
            "parties": [str(pk) for pk in keys],
            **{f"key_{pk}": key.normalize() + 0 for pk, key in keys.items()},
        }

    # --- what was typed ---------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_amount(data)
        self.keys = self._population_keys(data) if self.by_population else self._typed_keys(data)
        if data.get("method") == Method.OPERATOR and not self.errors:
            operator = self.scheme.operator
            if operator is None or operator.pk not in self.keys:
                self.add_error(
                    "method",
                    "Driftsherren kan kun tage resten, når den selv er med. Vælg en anden afrunding.",
                )
        return data

    def _clean_amount(self, data: dict[str, Any]) -> None:
        if {"total", "budget", "objective_pct"} & self.errors.keys():
            return
        total, budget = data.get("total"), data.get("budget")
        if (total is None) == (budget is None):
            self.add_error(
                "total",
                "Skriv enten et beløb til fordeling eller et budget, ikke begge."
                if total is not None
                else "Skriv et beløb til fordeling, eller skriv et budget og dets objektive del.",
            )
        if budget is None:
            data["objective_pct"] = None
            if data.get("cases"):
                self.add_error("cases", "En takst regnes ud af et budget. Skriv budgettet.")
        elif not data.get("objective_pct"):
            self.add_error("objective_pct", "Skriv, hvor stor en del af budgettet der deles.")
        data["earlier_result"] = data.get("earlier_result") or 0
        if data.get("earlier_pct") is None:
            data["earlier_pct"] = data.get("objective_pct") or Decimal(100)

    def _population_keys(self, data: dict[str, Any]) -> dict[int, Decimal | int]:
        if not data.get("counted_on") or not data.get("parties"):
            return {}
        people = people_on(self.scheme.key_kind, date.fromisoformat(data["counted_on"]))
        chosen = [party for party in self.parties if str(party.pk) in data["parties"]]
        missing = [party.name for party in chosen if party.pk not in people]
        if missing:
            self.add_error(
                "parties",
                f"Der mangler befolkningstal fra den dag for {', '.join(missing)}. Indtast dem under "
                "Befolkningstal, eller tag parten ud af fordelingen.",
            )
            return {}
        data["key_date"] = date.fromisoformat(data["counted_on"])
        data["key_source"] = people[chosen[0].pk].source
        return {party.pk: people[party.pk].people for party in chosen}

    def _typed_keys(self, data: dict[str, Any]) -> dict[int, Decimal | int]:
        keys = {
            party.pk: data[f"key_{party.pk}"]
            for party in self.parties
            if data.get(f"key_{party.pk}") is not None
        }
        if not any(keys.values()) and not self.errors:
            self.add_error(f"key_{self.parties[0].pk}", "Skriv nøglen for mindst én part.")
        return keys

    @property
    def figures(self) -> Figures:
        data: Mapping[str, Any] = self.cleaned_data
        plain = {name: data[name] for name in PLAIN_FIELDS}
        return Figures(**plain, key_date=data["key_date"], key_source=data["key_source"])


def _runs(scheme: Scheme) -> bool:
    """Whether somebody who takes part also runs it, and so can take the rest."""
    return scheme.operator is not None and scheme.operator in scheme.participants.all()


class ApproveForm(forms.Form):
    """Where the sharing was decided."""

    decision = forms.CharField(
        label="Hvor er det besluttet?", max_length=200,
        help_text="Fx »DAS den 2. oktober 2025, punkt 7«. Står på tabellen.",
    )  # fmt: skip
