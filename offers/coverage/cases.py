"""The list as a case before FU and DAS, for the decision that DAS asked for."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from dasportal.documents.press import Bundle
from offers.models import OfferCase
from offers.slots import Written

from .calculation import Standing
from .pdf import TITLE, document
from .queries import coverage

KIND = "coverage.list"
KEY = "all"


def frozen(case: OfferCase) -> dict[str, Any]:
    """It goes to all and may be published: nobody that buys is named. The day is left out, so that
    it is made anew only when something has moved."""
    made = coverage(timezone.localdate())
    return {**made, "on": ""}


def written(case: OfferCase) -> Written:
    made = case.snapshot
    groups = {group["key"]: group for group in made["groups"]}
    should = groups[str(Standing.SHOULD)]["rows"]
    return Written(
        title=TITLE,
        recommendations=(
            ("beslutter, hvilke af de tilbud, der burde være omfattet, der skal ind i styringsaftalen",)
            if should else ()
        ) + ("tager overblikket til efterretning",),
        html=render_to_string(
            "coverage/item.html", {"made": made, "groups": made["groups"], "should": should}
        ),
    )  # fmt: skip


def bilag(case: OfferCase) -> tuple[str, Bundle] | None:
    return TITLE, document(case.snapshot)


def url(case: OfferCase) -> str:
    return reverse("coverage:list")
