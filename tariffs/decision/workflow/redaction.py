"""When the law demands that sealed content goes: the tariffs' own copies of it go with it."""

from __future__ import annotations

from collections.abc import Mapping

import pgtrigger

from dasportal.documents.record import Removed
from meetings.workflow.redaction import SHORTEST, without
from tariffs.models import Explanation, SubmissionVersion

from ..models import AppendixVersion, TariffCase
from .table import locked_year

FROZEN = "decision.AppendixVersion:appendix_version_is_frozen"


def clean_version(removed: Removed) -> None:
    """Take the removed words out of every version of the year's takstbilag, the cases they were
    laid in, and what the parties wrote."""
    found = AppendixVersion.objects.filter(record_entry=removed.entry.sequence).first()
    if found is None:
        return  # the entry is of something else
    year = locked_year(found.year)
    words = {
        old: removed.values[path]
        for path, old in removed.old.items()
        if isinstance(old, str) and len(old) >= SHORTEST
    }
    with pgtrigger.ignore(FROZEN):
        for version in year.appendix_versions.all():
            version.snapshot = without(version.snapshot, words)
            version.changes = without(version.changes, words)
            version.save(update_fields=["snapshot", "changes"])
    for case in TariffCase.objects.filter(year=year):
        case.snapshot = without(case.snapshot, words)
        case.save(update_fields=["snapshot"])
    _clean_written(year.pk, words)


def _clean_written(year: int, words: Mapping[str, str]) -> None:
    """Explanations, and the frozen versions of the submissions that hold them."""
    for row in Explanation.objects.filter(submission__year=year):
        if (said := " ".join(row.text.split())) in words:
            row.text = words[said]
            row.save(update_fields=["text"])
    for kept in SubmissionVersion.objects.filter(submission__year=year):
        clean = without(kept.snapshot, words)
        if clean != kept.snapshot:
            kept.snapshot = clean
            kept.save(update_fields=["snapshot"])
