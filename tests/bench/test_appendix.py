"""Quality 23: a takstbilag of 3,000 lines beside Chromium's print of the same HTML, in one run."""

from __future__ import annotations

import copy
import sys
from pathlib import Path

import pytest

from dasportal.documents.press import Store, press
from dasportal.documents.press.engine import warm_up
from tariffs.pdf import tariff_appendix
from tests.bench.test_pdf import chromium, one_html, timed  # noqa: F401
from tests.tariffs.appendix_values import made_up

pytestmark = pytest.mark.bench
LINES = 3000


def test_takstbilag_of_3000_lines_beside_chromium(chromium, tmp_path: Path) -> None:  # noqa: F811
    values = made_up(LINES)
    bundle = tariff_appendix(values)
    html = one_html(bundle)
    warm_up(bundle.css)
    store = Store(tmp_path / "kept")

    def theirs() -> None:
        chromium.set_content(html)
        chromium.pdf(path=tmp_path / "theirs.pdf", tagged=True, prefer_css_page_size=True)

    def cold() -> None:
        press(bundle, tmp_path / "ours.pdf", store)

    def one_changed() -> None:
        changed = copy.deepcopy(values)
        changed["parties"][3]["offers"][0]["lines"][0]["tariff"] = "9999"
        assert press(tariff_appendix(changed), tmp_path / "ours.pdf", store).parts_made <= 2

    chrome, ours, again = timed(theirs), timed(cold), timed(one_changed)
    their_size, our_size = ((tmp_path / f"{who}.pdf").stat().st_size for who in ("theirs", "ours"))
    sys.stdout.write(
        f"\nTakstbilag, {LINES} linjer (Chromium {chrome:.1f} s, {their_size / 2**20:.1f} MB)\n"
        f"  fra tomt lager: {ours:.1f} s = {ours / chrome:.2f} x (mål 1,5)\n"
        f"  efter én ændret linje: {again:.2f} s = {again / chrome:.2f} x (mål 0,3)\n"
        f"  størrelse: {our_size / 2**20:.1f} MB = {our_size / their_size:.2f} x (mål 0,2)\n"
    )
