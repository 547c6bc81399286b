"""Storing what is taken: values as texts become a line's own, many lines in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.register.models import LegalBasis, Offer
from dasportal.register.queries import LegalBases
from tariffs.models import BilledUnit, Explanation, ExplanationCause, Line, LineKind, Submission
from tariffs.naming import kind_of_service
from tariffs.queries import is_billed, models_of
from tariffs.reading import ReadLine
from tariffs.workflow.matching import Found, Offers

FIGURES = ("places", "occupancy_pct", "budget", "tariff", "health_part")
SAVED = (
    "service", "service_as_read", "service_key", "kind", "is_billed", "legal_basis", "basis_text",
    "basis_key", "unit", "reporting_unit", *FIGURES, "explanation", "revision", "saved_by",
    "saved_at",
)  # fmt: skip
Refusal = tuple[str, str]  # the field, and why


class Laying:
    """One draft while it is written in. Its lines are known, so that no two become the same."""

    def __init__(self, submission: Submission, by: Person, lines: Sequence[Line]) -> None:
        self.submission, self.by = submission, by
        self.year = submission.year.year
        self.bases = LegalBases()
        self.models = models_of(submission.year, submission.party)
        self.units = {name.casefold(): unit for unit in submission.party.units.all()
                      for name in (unit.name, unit.short_name) if name}  # fmt: skip
        self.there = {line.key: line for line in lines}
        self.last_position = max((line.position for line in lines), default=0)
        self.changed: list[Line] = []
        self.texts: list[tuple[Line, str]] = []

    # --- Lines that are there ---------------------------------------------------------------------

    def change(self, line: Line, values: Mapping[str, str]) -> Refusal | None:
        """Set the values; what is wrong leaves the line as it was. Stored by `save`."""
        old = {name: getattr(line, name) for name in SAVED if name != "explanation"}
        key = line.key
        self._set(line, values)
        refused = self._refused(line, key)
        if refused:
            for name, value in old.items():
                setattr(line, name, value)
            return refused
        if line.key != key:
            del self.there[key]
            self.there[line.key] = line
        if "explanation" in values:
            self.texts.append((line, values["explanation"].strip()))
        line.revision += 1
        line.saved_by, line.saved_at = self.by, timezone.now()
        self.changed.append(line)
        return None

    def _set(self, line: Line, values: Mapping[str, str]) -> None:
        for name in FIGURES:
            if name in values:
                setattr(line, name, Decimal(values[name]) if values[name] else None)
        if "unit" in values:
            line.unit = BilledUnit(values["unit"])
        if "reporting_unit" in values:
            line.reporting_unit = self.units.get(values["reporting_unit"].casefold())
        if "legal_basis" in values:
            line.legal_basis = self._basis(values["legal_basis"])
            line.basis_text = values["legal_basis"]
        if "service" in values:
            self._set_service(line, values["service"])
        line.set_keys()

    def _set_service(self, line: Line, service: str) -> None:
        follows = line.pk is None or line.kind == kind_of_service(line.service)
        line.service = line.service_as_read = service
        if follows:
            line.kind = LineKind(kind_of_service(service))
            line.is_billed = is_billed(line.kind, line.reporting_unit_id, self.models)

    def _basis(self, text: str) -> LegalBasis | None:
        return self.bases.find(text, self.year) if text else None

    def _refused(self, line: Line, key: Any) -> Refusal | None:
        if not line.service_key:
            return "service", "Ydelsen skal have bogstaver eller tal."
        if line.key != key and line.key in self.there:
            return "service", f"{line} står der allerede på det lovgrundlag."
        if line.health_part is not None and line.health_part > (line.tariff or 0):
            return "health_part", "Delen til sundhedslovsydelser er større end taksten."
        return None

    def save(self) -> None:
        """Store what has been changed since last time."""
        self._explain()
        Line.objects.bulk_update(self.changed, SAVED, batch_size=500)
        self.changed, self.texts = [], []

    # --- Explanations -----------------------------------------------------------------------------

    def _explain(self) -> None:
        """A text that all its lines change together is mended where it stands, with its causes; one
        that only some of them change becomes their own, and takes its causes along."""
        shared: dict[int, list[Line]] = defaultdict(list)
        for line in self.there.values():
            if line.explanation_id is not None:
                shared[line.explanation_id].append(line)
        groups: dict[tuple[int | None, str], list[Line]] = defaultdict(list)
        for line, text in self.texts:
            groups[line.explanation_id, text].append(line)
        for (old, text), lines in groups.items():
            made = self._explanation(
                old, text, lines, whole=len(lines) == len(shared.get(old or 0, ()))
            )
            for line in lines:
                line.explanation = made
        if groups:
            self._drop_unused({old for old, _ in groups if old is not None})

    def _explanation(
        self, old: int | None, text: str, lines: list[Line], *, whole: bool
    ) -> Explanation | None:
        if not text:
            return None
        there = lines[0].explanation
        if there is not None and whole:
            there.text = text
            there.save(update_fields=["text"])
            return there
        made = Explanation.objects.create(
            submission=self.submission, text=text,
            is_joint=old is not None and len({line.offer_id for line in lines}) > 1,
        )  # fmt: skip
        causes = ExplanationCause.objects.filter(explanation=old) if old else ()
        ExplanationCause.objects.bulk_create(
            ExplanationCause(explanation=made, cause=cause.cause, amount=cause.amount)
            for cause in causes
        )
        return made

    def _drop_unused(self, old: set[int]) -> None:
        used = {line.explanation.pk for line in self.there.values() if line.explanation}
        unused = self.submission.explanations.filter(pk__in=old - used)
        Line.objects.filter(explanation__in=unused).update(explanation=None)
        unused.delete()

    # --- New lines, and lines that go -------------------------------------------------------------

    def offers_of(self, rows: list[ReadLine]) -> dict[int, Found]:
        """The offers that new rows name; those that nobody knows are noted as unconfirmed."""
        if not rows:
            return {}
        return Offers(self.submission.party, f"Takster {self.year}").find_all(rows)

    def new(
        self, read: ReadLine, offer: Offer, values: Mapping[str, str]
    ) -> tuple[Line | None, Line | None]:
        """The line that was made, or the one that is there already."""
        line = Line(submission=self.submission, offer=offer, source_row=read.row,
                    offer_as_read=read.offer)  # fmt: skip
        given = dict(values)
        given["unit"] = given["unit"] or BilledUnit.NIGHT
        self._set(line, given)
        if line.key in self.there:
            return None, self.there[line.key]
        if self._refused(line, line.key):
            return None, None
        self.last_position += 1
        line.position, line.revision = self.last_position, 1
        line.saved_by, line.saved_at = self.by, timezone.now()
        if text := given["explanation"].strip():
            line.explanation = Explanation.objects.create(submission=self.submission, text=text)
        line.save()
        self.there[line.key] = line
        return line, None

    def remove(self, lines: list[Line]) -> None:
        """Take lines out, with the explanations that were theirs alone."""
        Line.objects.filter(pk__in=[line.pk for line in lines]).delete()
        self.submission.explanations.filter(lines__isnull=True).delete()
