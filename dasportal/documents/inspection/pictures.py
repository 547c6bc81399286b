"""Images are decoded in full, which shows that they are whole, and put on A4 pages."""

from __future__ import annotations

from pathlib import Path

from dasportal.documents import sandbox
from dasportal.documents.kinds import FileRefused

BROKEN = "Billedet er beskadiget og kan ikke vises. Gem eller hent det på ny, og læg det op igen."
TOO_LARGE = "Billedet er for stort til at blive vist. Gem det i en mindre opløsning (højst 25 megapixel), og læg det op igen."


def convert(path: Path, name: str, folder: Path) -> tuple[Path, int]:
    """The image as a PDF, and its number of pages."""
    target = folder / "image.pdf"
    try:
        result = sandbox.run_script(
            "image_to_pdf", path, target, name or "Billede", folder=folder, memory_mb=900
        )
    except sandbox.Stopped as error:
        raise FileRefused(TOO_LARGE) from error
    if problem := result.get("error"):
        raise FileRefused(TOO_LARGE if problem == "large" else BROKEN)
    return target, result["pages"]
