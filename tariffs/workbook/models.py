"""How a party's own files are read: which column is what, said once and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from xlsxwriter.utility import xl_col_to_name

from dasportal.accounts.models import DANISH, Party
from tariffs.models import Submission

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class ColumnMappingQuerySet(models.QuerySet["ColumnMapping"]):
    def visible_to(self, person: Person) -> ColumnMappingQuerySet:
        """Those of the parties whose tariffs one may see."""
        seen = Submission.objects.visible_to(person)
        return self.filter(party__in=seen.values("party"))

    def of(self, submission: Submission) -> ColumnMappingQuerySet:
        return self.filter(party=submission.party)


class ColumnMapping(models.Model):
    """The columns of a file that is not ours, for files with the same headings.

    `columns` is the place of each field, from 0; `headings` what stood above each place, as it was
    written. `signature` is of the headings, in order, and finds the mapping again.
    """

    party = models.ForeignKey(
        Party, models.CASCADE, related_name="column_mappings", verbose_name="Part"
    )
    name = models.CharField("Navn", max_length=80, db_collation=DANISH)
    signature = models.CharField(max_length=64, editable=False)
    headings: Any = models.JSONField("Overskrifter")
    columns: Any = models.JSONField("Kolonner")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Gemt af"
    )
    saved_at = models.DateTimeField("Gemt", auto_now=True)

    objects = ColumnMappingQuerySet.as_manager()

    class Meta:
        verbose_name = "kolonneopsætning"
        verbose_name_plural = "kolonneopsætninger"
        ordering = ["party", "name"]
        constraints = [
            models.UniqueConstraint("party", "signature", name="column_mapping_once_a_heading"),
            models.UniqueConstraint("party", Lower("name"), name="column_mapping_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="column_mapping_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def heading(self, place: int) -> str:
        """What stands above a column; its letter where nothing does."""
        return self.headings.get(str(place)) or f"kolonne {xl_col_to_name(place)}"
