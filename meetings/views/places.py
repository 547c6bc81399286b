"""Where a step is taken, and where a finding is mended: addresses in the portal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from ..forms.sending import Asked
from ..models import Meeting
from ..readiness import ANSWER, BLOCKS, MISSING, Finding

# Steps that have a page of their own; the rest are asked about on the page `step`.
OWN_PAGES = {
    "send_agenda": "meetings:readiness",
    "send_changes": "meetings:changes",
    "send_minutes": "meetings:send_minutes",
    "cancel": "meetings:cancel",
}


def step_address(meeting: Meeting, step: str) -> str:
    """The page where the step is taken."""
    if step in OWN_PAGES:
        return reverse(OWN_PAGES[step], args=[meeting.pk])
    return reverse("meetings:step", args=[meeting.pk, step])


IN_ITEM = {
    "presentation": "presentation",
    "summary": "summary",
    "background": "background",
    "recommendations": "indstilling",
    "attachments": "bilag",
    "statements": "udtalelser",
    "title": "id_title",
    "is_open": "id_openness_0",
    "late_reason": "felter",
    "gathered": "fra-udvalget",
}
IN_MINUTES = ("decision", "notes")
HEADINGS = {
    BLOCKS: "Skal rettes, før der kan sendes",
    ANSWER: "Skal ses på: personoplysninger og lukket tekst",
    MISSING: "Mangler",
}
TONES = {BLOCKS: "is-bad", ANSWER: "is-attention", MISSING: ""}


def mending_place(meeting: Meeting, finding: Finding) -> str:
    """The page and the field where it is mended."""
    if finding.item and finding.field in IN_MINUTES:
        return reverse("meetings:write", args=[finding.item])
    if finding.item:
        anchor = IN_ITEM.get(finding.field, "felter")
        return reverse("meetings:item_edit", args=[finding.item]) + f"#{anchor}"
    if finding.field == "items":
        return reverse("meetings:agenda", args=[meeting.pk])
    return reverse("meetings:edit", args=[meeting.pk]) + f"#id_{finding.field}"


def with_places(meeting: Meeting, asked: Iterable[Asked]) -> list[tuple[Asked, str]]:
    """What must be answered, each with where it is mended instead."""
    return [(row, mending_place(meeting, row.finding)) for row in asked]


def mending_places(meeting: Meeting, found: list[Finding]) -> list[dict[str, Any]]:
    """The findings by how grave they are, each with its address."""
    return [
        {
            "heading": HEADINGS[level],
            "tone": TONES[level],
            "rows": [
                {"finding": finding, "url": mending_place(meeting, finding)}
                for finding in found
                if finding.level == level
            ],
        }
        for level in (BLOCKS, ANSWER, MISSING)
        if any(finding.level == level for finding in found)
    ]
