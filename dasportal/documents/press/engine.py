"""WeasyPrint, held in one place: HTML in, the pages of one part out.

Measured: one font configuration and style sheet per process (they cost more than ten pages), no
garbage collection while laying out, one collection afterwards.
"""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import weasyprint
from django.conf import settings
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from dasportal.worker.collecting import no_collection

from . import fonts

OPTIONS = {"pdf_variant": "pdf/ua-1", "jpeg_quality": 70, "dpi": 150}
MAX_INLINE_IMAGE = 20 * 1024 * 1024

_lock = threading.Lock()  # Pango's font map and the garbage collector are shared by the process


@dataclass(frozen=True)
class Sheet:
    """What WeasyPrint made of one HTML text.

    `anchors` tells for each element id the page (from 0) and the distance from the page's
    bottom in points, for outlines and links.
    """

    pdf: bytes
    pages: int
    anchors: dict[str, tuple[int, float]] = field(default_factory=dict)


class Refused(ValueError):
    """An address in the HTML that the press does not fetch."""


class OwnFetcher(URLFetcher):
    """Fetches the press's fonts, `data:` images and our own static files; never network or disk."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data", "press"})

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The content behind an address, or `Refused`, which WeasyPrint turns into nothing."""
        if url.startswith("data:"):
            if len(url) > MAX_INLINE_IMAGE:
                raise Refused("Billedet er for stort.")
            return super().fetch(url, headers)
        kind, _, name = url.removeprefix("press:").partition("/")
        if url.startswith("press:") and kind == "font":
            return URLFetcherResponse(url, (fonts.folder() / Path(name).name).read_bytes())
        if url.startswith("press:") and kind == "static":
            return URLFetcherResponse(url, _static_file(name).read_bytes())
        raise Refused(f"Adressen hentes ikke: {url[:80]}")


def _static_file(name: str) -> Path:
    for root in settings.STATICFILES_DIRS:
        path = (Path(root) / name).resolve()
        if path.is_relative_to(Path(root).resolve()) and path.is_file():
            return path
    raise Refused(f"Filen findes ikke: {name[:80]}")


@cache
def _font_configuration() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style_sheet(css: str) -> weasyprint.CSS:
    return weasyprint.CSS(
        string=css, font_config=_font_configuration(), url_fetcher=OwnFetcher(), base_url="press:/"
    )


def render(html: str, css: str) -> Sheet:
    """Lay out one HTML document as tagged PDF pages."""
    with _lock, no_collection():
        sheets = [_style_sheet(fonts.css()), _style_sheet(css)]
        source = weasyprint.HTML(string=html, base_url="press:/", url_fetcher=OwnFetcher())
        document = source.render(
            font_config=_font_configuration(), stylesheets=sheets, cache={}, **OPTIONS
        )
        out = io.BytesIO()
        document.write_pdf(out, **OPTIONS)
        anchors: dict[str, tuple[int, float]] = {}
        for number, page in enumerate(document.pages):
            for name, place in page.anchors.items():  # one that goes on is an anchor there too
                anchors.setdefault(name, (number, (page.height - place[1]) * 0.75))
        return Sheet(out.getvalue(), len(document.pages), anchors)


@contextmanager
def alone() -> Iterator[None]:
    """No thread lays out meanwhile."""
    with _lock:
        yield


@cache
def warm_up(css: str) -> None:
    """Load fonts and style sheets ahead of the first document; once per process."""
    render('<html lang="da"><title>-</title><p>Æble <b>og</b> <i>pære</i>', css)
