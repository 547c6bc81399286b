"""PDF: what can act is removed, a lock without a password is taken off, a broken one refused."""

from __future__ import annotations

from pathlib import Path

from dasportal.documents import sandbox
from dasportal.documents.kinds import FileRefused

MOST_PAGES = 5000

ENCRYPTED = "PDF-filen er låst med en adgangskode. Gem den uden adgangskode, og læg den op igen."
BROKEN = (
    "PDF-filen er beskadiget og kan ikke åbnes. Hent eller gem den på ny, og læg den op igen. "
    "Kan du selv åbne den, så udskriv den til en ny PDF."
)
EMPTY = "PDF-filen har ingen sider. Kontrollér, at det er den rigtige fil."
TOO_LONG = f"PDF-filen har over {MOST_PAGES} sider. Del den i flere filer."
REMOVED = {
    "actions": "scripts og handlinger, der kan køre af sig selv",
    "attachments": "filer og medier, der var lagt ind i den",
    "xfa": "en dynamisk formular",
    "protection": "spærringen mod kopiering og udskrift",
}


def clean(path: Path, folder: Path) -> tuple[Path, str, int]:
    """The harmless PDF, a Danish note of what was removed, and the number of pages."""
    target = folder / "cleaned.pdf"
    try:
        result = sandbox.run_script("clean_pdf", path, target, folder=folder)
    except sandbox.Stopped as error:
        raise FileRefused(BROKEN) from error
    if problem := result.get("error"):
        raise FileRefused({"encrypted": ENCRYPTED, "empty": EMPTY}.get(problem, BROKEN))
    if result["pages"] > MOST_PAGES:
        raise FileRefused(TOO_LONG)
    removed = [REMOVED[kind] for kind in result["removed"]]
    if not removed:
        return path, "", result["pages"]
    return (
        target,
        f"Portalen har fjernet noget fra PDF-filen: {'; '.join(removed)}.",
        result["pages"],
    )
