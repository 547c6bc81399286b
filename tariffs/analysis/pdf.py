"""The analysis on paper: the same figures and drawings as the pages, made for the one who asks."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from dasportal.documents import storage
from dasportal.documents.press import Bundle, Entry, Store, press
from meetings.pdf import style

from .report import Report


def analysis_paper(report: Report) -> bytes:
    """The overview, and what DAS is to discuss. Raises storage.DiskFull, and FontsMissing where
    PDFs are off."""
    return _paper(report, f"Taksternes udvikling {report.year}", ("overview", "discussed"))


def discussed_paper(report: Report) -> bytes:
    """What DAS is to discuss, alone. Raises as above."""
    return _paper(report, f"Til drøftelse: takster {report.year}", ("discussed",))


NAMES = {"overview": "Taksternes udvikling", "discussed": "Til drøftelse"}


def _paper(report: Report, title: str, parts: tuple[str, ...]) -> bytes:
    made = date_format(timezone.localdate(), "j. F Y")
    context = {
        "report": report, "year": report.development.year, "last_year": report.year - 1,
        "made_on": made, "title": title,
    }  # fmt: skip
    entries = tuple(
        Entry("", NAMES[part], render_to_string(f"analysis/pdf/{part}.html", context))
        for part in parts
    )
    bundle = Bundle(
        title=title, css=style(), entries=entries, head=title, foot=f"Opgjort {made}", archival=True
    )
    with storage.workspace() as folder:
        target = folder / "analysis.pdf"
        # What awaits a decision is seen by some alone: it is kept nowhere.
        kept = not report.development.awaiting
        press(bundle, target, Store() if kept else Store(folder / "parts"))
        return target.read_bytes()
