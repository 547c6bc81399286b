"""Which offers the names of a file mean; those that nobody knows are noted as unconfirmed. And what
follows when a person says that two are one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from dasportal.accounts.models import Party
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.matching import (
    How,
    Known,
    Match,
    filled_down,
    match,
    name_key,
    split_former,
)
from dasportal.register.models import Offer
from dasportal.register.queries import known_offers
from dasportal.register.workflow import note_former_name, note_unknown_offer, take_stated_name

from ..gathering import FILLED_DOWN
from ..models import Line, OfferBase, ValidTariff
from ..reading import ReadLine


@dataclass(frozen=True)
class Found:
    """The offer of a line. `by_former_name` when the file said what it used to be called."""

    offer: Offer
    is_new: bool = False
    by_former_name: bool = False


class Offers:
    """The operator's offers while a file is read. New ones are known from the row they come in."""

    def __init__(self, operator: Party, source: str, *, dry_run: bool = False) -> None:
        self.operator, self.source, self.dry_run = operator, source, dry_run
        self.known = known_offers(operator)
        self.rows = {
            row.pk: row for row in Offer.objects.run_by(operator).select_related("suggestion")
        }
        self.found: dict[str, Found] = {}

    def find_all(self, lines: list[ReadLine]) -> dict[int, Found]:
        """The offer of each line that names one, by its row in the file."""
        in_file = {name_key(split_former(line.offer)[0]) for line in lines}
        counted_on = set(filled_down([line.offer for line in lines]))
        result: dict[int, Found] = {}
        meant = ""
        for place, line in enumerate(lines):
            if not name_key(split_former(line.offer)[0]):
                continue
            meant = meant if place in counted_on else line.offer
            if line.offer not in self.found:
                down = meant if place in counted_on else ""
                self.found[line.offer] = self._find(line, in_file, down)
            result[line.row] = self.found[line.offer]
        return result

    def _find(self, line: ReadLine, in_file: set[str], meant: str) -> Found:
        hit = match(line.offer, self.known)
        if hit.how == How.FORMER_NAME and self._stands_alone(hit, in_file):
            # Both names are in the file: they may well be two.
            hit = Match(How.SUGGESTED, hit.pk, 1.0, "Står som tidligere navn")
        if hit.is_certain and hit.pk is not None:
            return self._known(line, hit)
        if meant and (first := self.found.get(meant)):
            hit = Match(How.SUGGESTED, first.offer.pk, 0.9, FILLED_DOWN)
        offer = self._note(line, hit)
        offer.suggestion = self.rows.get(offer.suggestion_id or 0)
        self.rows[offer.pk] = offer
        former = split_former(line.offer)[1]
        self.known.append(Known(offer.pk, offer.name, [former] if former else []))
        return Found(offer, is_new=True)

    def _note(self, line: ReadLine, hit: Match) -> Offer:
        """The unconfirmed offer; in a dry run one that is not stored, with a number below nought."""
        if self.dry_run:
            bare, _ = split_former(line.offer)
            suggested = hit.pk if hit.how == How.SUGGESTED else None
            return Offer(
                pk=-len(self.found) - 1, name=bare, name_key=name_key(bare),
                operator=self.operator, suggestion_id=suggested, suggestion_reason=hit.reason,
            )  # fmt: skip
        source = f"{self.source}, række {line.row}"
        return note_unknown_offer(line.offer, operator=self.operator, source=source, match=hit)

    def _stands_alone(self, hit: Match, in_file: set[str]) -> bool:
        return hit.pk is not None and self.rows[hit.pk].name_key in in_file

    def _known(self, line: ReadLine, hit: Match) -> Found:
        offer = self.rows[hit.pk or 0]
        bare, former = split_former(line.offer)
        if hit.how == How.FORMER_NAME:
            offer = take_stated_name(offer, bare, source=self.source)
            self.rows[offer.pk] = offer
        elif former:
            note_former_name(offer, former, source=self.source)
        return Found(offer, by_former_name=hit.how == How.FORMER_NAME)


def move_lines(offer: Offer, to: Offer) -> None:
    """Take the tariffs along when a person says that the one offer is the other. Refuses where
    both have the same line: one of them must be taken out first."""
    for line in Line.objects.select_for_update(of=("self",)).filter(offer=offer):
        same = Line.objects.filter(
            submission=line.submission_id, offer=to, service_key=line.service_key,
            basis_key=line.basis_key, unit=line.unit,
        )  # fmt: skip
        if same.exists():
            raise NotAllowed(
                f"Begge tilbud har linjen {line.service} ({line.basis}). Tag den ene ud først."
            )
    Line.objects.filter(offer=offer).update(offer=to)
    for row in ValidTariff.objects.filter(offer=offer):
        clash = ValidTariff.objects.filter(
            offer=to, service_key=row.service_key, basis_key=row.basis_key, unit=row.unit,
            valid__overlap=row.valid,
        )  # fmt: skip
        if clash.exists():
            raise NotAllowed(f"Begge tilbud har en gældende takst for {row.service}.")
    ValidTariff.objects.filter(offer=offer).update(offer=to)
    # What its levels were laid upon goes along where the other has none of its own.
    own = OfferBase.objects.filter(
        submission=OuterRef("submission"), basis_key=OuterRef("basis_key")
    )
    bases = OfferBase.objects.filter(offer=offer)
    bases.filter(Exists(own.filter(offer=to))).delete()
    bases.update(offer=to)


def tell_lines(offer: Offer) -> str:
    """What `move_lines` would take along, for the page that asks first."""
    lines, valid = Line.objects.filter(offer=offer).count(), ValidTariff.objects.filter(offer=offer)
    if not lines:
        return ""
    said = f"{lines} {'takstlinje' if lines == 1 else 'takstlinjer'} flyttes"
    number = valid.count()
    return f"{said}, heraf {number} med gældende takst." if number else f"{said}."
