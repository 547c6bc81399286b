"""Quality 23: our PDF beside Chromium's of the same HTML, taken in turns in one run, both warm."""

from __future__ import annotations

import base64
import copy
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from dasportal.documents.press import Bundle, Store, press
from dasportal.documents.press import fonts as press_fonts
from dasportal.documents.press.engine import warm_up
from meetings import pdf

from .minutes import snapshot

pytestmark = pytest.mark.bench
ROUNDS = 5


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        yield page
        browser.close()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def minutes(values: dict[str, Any]) -> Bundle:
    return pdf.minutes(values, pdf.Edition(read=lambda file: None, with_attachments=False))


def one_html(bundle: Bundle) -> str:
    """All of the document as one HTML text that carries its style and fonts with it."""
    assert bundle.front
    front = bundle.front([])
    bodies = [front, *(entry.html for entry in bundle.entries)]
    inner = "".join(
        f'<div style="break-before: page">{re.search(r"<body>(.*)</body>", body, re.S)[1]}</div>'
        for body in bodies
    )
    style = re.sub(
        r"url\('press:font/([^']+)'\)",
        lambda found: f"url(data:font/ttf;base64,{_encoded(found[1])})",
        press_fonts.css(),
    )
    return f'<!doctype html><html lang="da"><head><title>{bundle.title}</title><style>{style}{bundle.css}</style></head><body>{inner}</body></html>'


def _encoded(name: str) -> str:
    return base64.b64encode((press_fonts.folder() / name).read_bytes()).decode()


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_turns(*works: Callable[[], object]) -> list[float]:
    """The median time of each, measured in turns so that a busy machine hits them alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for kept, work in zip(times, works, strict=True):
            kept.append(timed(work))
    return [statistics.median(kept) for kept in times]


def test_minutes_of_17_items_beside_chromium(chromium: Any, tmp_path: Path) -> None:
    values = snapshot()
    bundle = minutes(values)
    html = one_html(bundle)
    warm_up(bundle.css)
    chromium.set_content(html)
    chromium.pdf(path=tmp_path / "theirs.pdf", tagged=True)
    store = Store(tmp_path / "kept")
    pages = press(bundle, tmp_path / "ours.pdf", store).pages
    number = iter(range(10_000))

    def theirs() -> None:
        chromium.set_content(html)
        chromium.pdf(path=tmp_path / "theirs.pdf", tagged=True, prefer_css_page_size=True)

    def cold() -> None:
        press(bundle, tmp_path / "ours.pdf", Store(tmp_path / f"empty-{next(number)}"))

    def one_changed() -> None:
        changed = copy.deepcopy(values)
        changed["items"][7]["decision"]["html"] += f"<p>Ændret {next(number)}.</p>"
        assert press(minutes(changed), tmp_path / "ours.pdf", store).parts_made <= 2

    chrome, ours, again = in_turns(theirs, cold, one_changed)
    their_size, our_size = ((tmp_path / f"{who}.pdf").stat().st_size for who in ("theirs", "ours"))
    say(f"\nReferat, 17 punkter, {pages} sider (Chromium {chrome:.2f} s, {their_size // 1024} kB)")
    say(f"  fra tomt lager:      {ours:.2f} s = {ours / chrome:.2f} x (mål 1,0)")
    say(f"  efter ét ændret punkt: {again:.2f} s = {again / chrome:.2f} x (mål 0,3)")
    say(f"  størrelse: {our_size // 1024} kB")
    assert pages >= 22


BUNDLE = """
import json, resource, sys, time
import django
django.setup()
from pathlib import Path
from dasportal.documents.press import Store, press
from tests.bench.bundle_of_100 import bundle
folder = Path(sys.argv[1])
plan, times = bundle(), []
for store in (Store(folder / "a"), Store(folder / "a")):
    begun = time.perf_counter()
    result = press(plan, folder / "b.pdf", store)
    times.append(time.perf_counter() - begun)
# Not ru_maxrss of its own: that begins at the size of the process that started this one.
own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"pages": result.pages, "times": times, "mb": (own + children) / 1024}))
"""


def test_bundle_with_100_pages_of_bilag(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", BUNDLE, tmp_path],
        cwd=settings.BASE_DIR, check=True, capture_output=True, text=True,
    )  # fmt: skip
    facts = json.loads(run.stdout.splitlines()[-1])
    first, again = facts["times"]
    say(f"\nSamling med 100 sider bilag, {facts['pages']} sider i alt, i en ny proces")
    say(f"  fra tomt lager: {first:.2f} s; alt kendt: {again:.2f} s = {again / first:.2f} x")
    say(f"  hukommelse: {facts['mb']:.0f} MB (mål under 400)")
    assert facts["mb"] < 400
