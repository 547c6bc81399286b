"""The public pages of tariffs: the same for everybody, and nothing that was not approved."""

from __future__ import annotations

from typing import Any

from tariffs.models import ValidTariff
from tariffs.workflow import Stage
from tests.access.matrix import Row, World, everyone
from tests.tariffs.conftest import line, take

YEAR = 2026


def laid(world: World) -> ValidTariff:
    """An approved year, and a draft of the next that nobody outside may see."""
    rows = [line(), line(service="Boniveau 5", takst="2918")]
    take([line(takst="4500")], year=YEAR - 1, stage=Stage.APPROVED)
    take(rows, year=YEAR, stage=Stage.APPROVED)
    take([line("Kun i kladden")], year=YEAR + 1)
    return ValidTariff.objects.get(year__year=YEAR, kind="average")


def _none(world: World) -> dict[str, Any]:
    laid(world)
    return {}


def _offer(world: World) -> dict[str, Any]:
    return {"pk": laid(world).offer_id}


def _drafted(world: World) -> dict[str, Any]:
    laid(world)
    return {"pk": take([line("Kun i kladden")], year=YEAR + 1).submission.lines.get().offer_id}


def _form(form: str) -> Any:
    return lambda world: {**_none(world), "form": form}


def _offer_form(form: str) -> Any:
    return lambda world: {**_offer(world), "form": form}


def _all(status: int) -> dict[str, Any]:
    return {"get": everyone(status), "anonymous": (status, 405), "post": 405}


DAY = {"dato": f"1.3.{YEAR}"}
ROWS = [
    Row("published:list", kwargs=_none, query=DAY, **_all(200)),
    Row("published:list", variant="nothing laid", **_all(200)),
    Row("published:compare", kwargs=_none, query=DAY, **_all(200)),
    *(Row("published:download", kwargs=_form(form), variant=form, **_all(200))
      for form in ("csv", "xlsx", "json")),
    Row("published:offer", kwargs=_offer, query=DAY, **_all(200)),
    Row("published:offer", kwargs=_drafted, variant="draft", **_all(404)),
    Row("published:sheet", kwargs=_offer, query=DAY, **_all(200)),
    Row("published:sheet", kwargs=_drafted, variant="draft", **_all(404)),
    *(Row("published:offer_download", kwargs=_offer_form(form), variant=form, **_all(200))
      for form in ("csv", "xlsx", "json")),
    Row("published:offer_download", kwargs=lambda w: {**_drafted(w), "form": "csv"},
        variant="draft", **_all(404)),
]  # fmt: skip
