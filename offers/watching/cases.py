"""What comes before a meeting: an early warning, and the decision on something that is followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string

from dasportal.accounts.models import Person
from dasportal.danish.dates import format_date
from dasportal.danish.numbers import format_number
from dasportal.documents.models import StoredFile
from offers.models import OfferCase
from offers.slots import CaseKind, Written

from . import workflow
from .models import EarlyWarning, Request
from .models.warnings import WARNING_CASE
from .queries import figures_of

FOLLOWED_CASE = "watching.followed"


def _warning(case: OfferCase) -> EarlyWarning:
    return EarlyWarning.objects.select_related("offer__operator").get(pk=int(case.key))


def warning_frozen(case: OfferCase) -> dict[str, Any]:
    row = _warning(case)
    return {
        "offer": str(row.offer), "operator": str(row.offer.operator),
        "kind": row.get_kind_display(), "seriousness": row.get_seriousness_display(),
        "since": format_date(row.since), "what": row.what, "done": row.done, "asked": row.asked,
        "figures": row.figures, "has_file": row.file_id is not None,
        "answers": [{"of": answer.of, "text": answer.text} for answer in row.answers.all()],
        "monitoring": [
            f"{m.get_every_display()} til og med {format_date(m.until)}"
            for m in row.monitorings.all()
        ],
    }  # fmt: skip


def warning_written(case: OfferCase) -> Written:
    """A closed item: what is warned of is for DAS, until DAS says otherwise."""
    offer = case.snapshot["offer"]
    return Written(
        f"Tidlig varsling: {offer}",
        (f"drøfter varslingen om {offer}", "tager stilling til, om tilbuddet skal følges tættere"),
        render_to_string("watching/case/warning.html", {"row": case.snapshot}),
        is_open=False,
    )


def warning_files(case: OfferCase) -> Sequence[tuple[str, StoredFile]]:
    row = EarlyWarning.objects.select_related("file", "offer__operator").get(pk=int(case.key))
    return [(f"Bilag fra {row.offer.operator} til varslingen", row.file)] if row.file else []


def warning_url(case: OfferCase) -> str:
    return _warning(case).get_absolute_url()


def _request(case: OfferCase) -> Request:
    return Request.objects.select_related("followed__rule_series").get(pk=int(case.key))


def followed_frozen(case: OfferCase) -> dict[str, Any]:
    request = _request(case)
    followed = request.followed
    assert followed is not None
    series = list(followed.series.all())
    figures = figures_of(series)
    return {
        "title": followed.title, "about": followed.about, "stays": followed.stays,
        "threshold": format_number(followed.threshold),
        "due": format_date(request.due_on), "words": request.words,
        "series": [
            {"title": str(row), "unit": row.get_unit_display(),
             "figures": [
                 {"on": format_date(figure.on), "value": format_number(figure.value),
                  "source": figure.source, "party": str(figure.party or "")}
                 for figure in figures[row.pk][-8:]
             ]}
            for row in series
        ],
    }  # fmt: skip


def followed_written(case: OfferCase) -> Written:
    row = case.snapshot
    stays = row["stays"]
    stays = stays[:1].lower() + stays[1:]
    asks = (
        f"godkender, at det fortsætter: {stays}"
        if row["stays"]
        else f"drøfter tallene om {row['title']}, og hvordan der følges op"
    )
    return Written(
        row["title"], (asks,), render_to_string("watching/case/followed.html", {"row": row})
    )


def followed_url(case: OfferCase) -> str:
    followed = _request(case).followed
    assert followed is not None
    return followed.get_absolute_url()


def followed_decided(case: OfferCase, by: Person) -> None:
    workflow.decided_followed(case, by)


KINDS = (
    CaseKind(
        WARNING_CASE, "Tidlig varsling", frozen=warning_frozen, written=warning_written,
        url=warning_url, files=warning_files, position=40,
    ),
    CaseKind(
        FOLLOWED_CASE, "Det, der følges", frozen=followed_frozen, written=followed_written,
        url=followed_url, decided=followed_decided, position=41,
    ),
)  # fmt: skip
