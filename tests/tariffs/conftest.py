"""What tests of tariffs share: people, files in short headers, and Aalborg's lines for 2023."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dasportal.accounts.models import Party, Person, RoleKind
from tariffs import workflow
from tariffs.calculation import real_change
from tariffs.workflow import Imported, Stage
from tests import factories
from tests.factories import AALBORG, LÆSØ

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
HEADERS = ("tilbud", "ydelse", "lovgrundlag", "antal_pladser", "takstenhed", "belaegning_pct",
           "budget", "takst", "forklaring")  # fmt: skip
PL_2023 = Decimal("2.5")


def shared(name: str) -> Path:
    """A file of the seeds; the test is skipped where they are not beside the code."""
    if (SHARED / name).exists():
        return SHARED / name
    pytest.skip(f"{name} ligger ikke ved siden af")


@pytest.fixture
def office(db: None) -> Person:
    return factories.secretary("Sekretær")


@pytest.fixture
def aalborg(db: None) -> Party:
    return factories.party(AALBORG)


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    """Those of Aalborg who report, one of another party, and some who only look."""
    aalborg, læsø = factories.party(AALBORG), factories.party(LÆSØ)
    return {
        "reporter": factories.holder(RoleKind.TARIFF_REPORTER, "Indberetter", party=aalborg),
        "member": factories.member(name="Medlem"),
        "deputy": factories.holder(
            RoleKind.DEPUTY, "Stedfortræder", forum=factories.das(), party=aalborg
        ),
        "unit": factories.holder(
            RoleKind.TARIFF_REPORTER, "FB", party=aalborg, unit=factories.unit("FB")
        ),
        "offers": factories.holder(RoleKind.OFFER_REPORTER, "Driftsherre", party=aalborg),
        "other": factories.holder(RoleKind.TARIFF_REPORTER, "Læsø", party=læsø),
        "reader": factories.holder(RoleKind.READER, "Læser", forum=factories.das()),
    }


def csv_of(rows: list[dict[str, Any]], headers: tuple[str, ...] = HEADERS) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, headers, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def line(offer: str = "Violen", service: str = "Botilbud", **values: Any) -> dict[str, Any]:
    """A row in short headers whose formula holds: 13 places at 98 %."""
    row = {
        "tilbud": offer, "ydelse": service, "lovgrundlag": "ABL § 105", "takstenhed": "Døgn",
        "belaegning_pct": "98", "takst": "4701",
    }  # fmt: skip
    if service.startswith(("Boniveau", "Bboniveau")):
        return row | values
    return row | {"antal_pladser": "13", "budget": "21863695"} | values


def take(
    rows: list[dict[str, Any]], *, year: int = 2023, code: str = AALBORG, **options: Any
) -> Imported:
    """Import rows in short headers as the machine's operator does."""
    options.setdefault("by", None)
    return workflow.import_lines(csv_of(rows), year=year, party=factories.party(code), **options)


def codes(result: Imported, row: int | None = None) -> list[str]:
    """The findings' codes, of one row of the file or of all."""
    return [f.code for f in result.findings if row is None or f.row == row]


# --- Aalborg 2023, as it was printed --------------------------------------------------------------


def printed() -> list[dict[str, str]]:
    with shared("aalborg_2023_revised.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def last_year_of(row: dict[str, str]) -> int:
    """The tariff of 2022 that the printed changes were reckoned from: it is not in the file, but
    both changes and PL give it back as a whole krone."""
    tariff, change = Decimal(row["takst_ny"]), Decimal(row["aendring_pct_ny"])
    guess = int(tariff / (1 + change / 100) / (1 + PL_2023 / 100))

    def off(last: int) -> Decimal:
        return max(
            abs(real_change(Decimal(row[f"takst_{which}"]), Decimal(last), PL_2023)
                - Decimal(row[f"aendring_pct_{which}"]))
            for which in ("gammel", "ny")
        )  # fmt: skip

    return min((guess - 1, guess, guess + 1, guess + 2), key=off)


def aalborg_2022() -> bytes:
    """Aalborg's approved tariffs of 2022, made out of what 2023 says of them."""
    return csv_of(
        [
            {
                "tilbud": row["tilbud"], "ydelse": row["ydelse"],
                "lovgrundlag": row["lovgrundlag"], "takstenhed": row["takstenhed"],
                "takst": last_year_of(row),
            }
            for row in printed()
        ]
    )  # fmt: skip


@pytest.fixture
def aalborg_2023(aalborg: Party) -> Imported:
    """2022 laid in as approved, and the first figures of 2023 as a draft."""
    workflow.open_year(2023, by=None, pl_pct=PL_2023)
    workflow.import_lines(aalborg_2022(), year=2022, party=aalborg, by=None, stage=Stage.APPROVED)
    return workflow.import_lines(
        shared("aalborg_2023_revised.csv").read_bytes(), year=2023, party=aalborg, by=None
    )
