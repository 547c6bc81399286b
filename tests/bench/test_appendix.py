"""Quality 23: a takstbilag of 3,000 lines beside Chromium's print of the same HTML, in one run."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

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


WORKER = """
import json, resource, sys
import django
django.setup()
from pathlib import Path
from dasportal.documents.press import Store, press
from tariffs.pdf import tariff_appendix
from tests.tariffs.appendix_values import made_up
folder = Path(sys.argv[1])
result = press(tariff_appendix(made_up(int(sys.argv[2]))), folder / "a.pdf", Store(folder / "kept"))
own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"pages": result.pages, "own": own / 1024, "child": children / 1024}))
"""


def test_memory_of_a_takstbilag_of_3000_lines(tmp_path: Path) -> None:
    """From nothing in a new process, as the worker does it: its own, and its largest helper's."""
    run = subprocess.run(
        [sys.executable, "-c", WORKER, tmp_path, str(LINES)],
        cwd=settings.BASE_DIR, check=True, capture_output=True, text=True,
    )  # fmt: skip
    facts = json.loads(run.stdout.splitlines()[-1])
    sys.stdout.write(
        f"\nTakstbilag, {facts['pages']} sider: {facts['own']:.0f} MB, største hjælper "
        f"{facts['child']:.0f} MB (mål under 400)\n"
    )
