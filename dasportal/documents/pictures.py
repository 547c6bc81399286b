"""The pages of a stored PDF as pictures, drawn when they are first looked at and then kept.

They lie under the hash of the bytes they were drawn from, outside the stored files: they can be
drawn again at any time, so no backup carries them. Drawing runs in the sandbox, for the PDF may
come from a stranger.
"""

from __future__ import annotations

import fcntl
import json
import logging
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from . import sandbox, storage
from .models import StoredFile

log = logging.getLogger(__name__)

WIDTH = 1400  # pixels: sharp on a tablet's column at twice the density
AT_A_TIME = 4  # pages drawn in one go; starting the sandbox costs as much as drawing one
VERSION = "1"  # raise it when pages must be drawn again
SIZES = "sizes.json"


def folder_of(sha256: str) -> Path:
    """Where the pictures of these bytes lie."""
    return Path(settings.VAR_DIR) / "pictures" / VERSION / sha256[:2] / sha256


def sizes(pdf: StoredFile) -> list[tuple[float, float]]:
    """Width and height of each page in points; none when the file cannot be read."""
    kept = folder_of(pdf.sha256) / SIZES
    if not kept.exists():
        draw(pdf, 1, AT_A_TIME)
    try:
        return [(width, height) for width, height in json.loads(kept.read_bytes())]
    except FileNotFoundError:
        return []


def picture(pdf: StoredFile, number: int) -> Path | None:
    """The picture of page `number` (from 1), drawn now if it is not yet; None when it can't be."""
    path = folder_of(pdf.sha256) / f"{number}.webp"
    if not path.exists():
        if number < 1 or (pdf.pages is not None and number > pdf.pages):
            return None
        first = (number - 1) // AT_A_TIME * AT_A_TIME + 1
        draw(pdf, first, first + AT_A_TIME - 1)
    return path if path.exists() else None


def draw(pdf: StoredFile, first: int, last: int) -> None:
    """Draw those of the pages that are not drawn. Two who ask at once draw once."""
    target = folder_of(pdf.sha256)
    with _alone(target):
        wanted = [n for n in range(first, last + 1) if not (target / f"{n}.webp").exists()]
        if not wanted and (target / SIZES).exists():
            return
        try:
            with storage.workspace() as folder:
                _draw(pdf, wanted or [first], target, folder)
        except sandbox.Stopped as error:
            log.warning("Pages %s-%s of %s were not drawn: %s", first, last, pdf.pk, error)
        except storage.DiskFull:
            log.error("No room for the pages of %s", pdf.pk)


def _draw(pdf: StoredFile, wanted: list[int], target: Path, folder: Path) -> None:
    found = sandbox.run_script(
        "draw_pages", pdf.on_disk, folder, str(wanted[0]), str(wanted[-1]), str(WIDTH),
        folder=folder,
    )  # fmt: skip
    if "error" in found:
        return
    for made in folder.glob("*.webp"):
        shutil.move(made, target / f"{made.name}.part")
        (target / f"{made.name}.part").replace(target / made.name)
    (target / f"{SIZES}.part").write_text(json.dumps(found["sizes"]))
    (target / f"{SIZES}.part").replace(target / SIZES)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (target / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def draw_all(pdf: StoredFile) -> None:
    """Draw every page, so that nobody waits for them."""
    for first in range(1, len(sizes(pdf)) + 1, AT_A_TIME):
        draw(pdf, first, first + AT_A_TIME - 1)


def first_order(pdf: StoredFile) -> bool:
    """Whether nobody has asked for all the pages before; from now on somebody has."""
    folder = folder_of(pdf.sha256)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        (folder / "ordered").open("x").close()
    except FileExistsError:
        return False
    return True


def forget(sha256: str) -> None:
    """Remove the pictures of bytes that are gone."""
    shutil.rmtree(folder_of(sha256), ignore_errors=True)


def prune(*, days: int = 90) -> int:
    """Remove the pictures of bytes that are gone, and those that lie long; tells of how many files."""
    limit = time.time() - days * 86_400
    root = Path(settings.VAR_DIR) / "pictures"
    folders = list(root.glob("*/??/*"))
    known = StoredFile.objects.filter(sha256__in=[folder.name for folder in folders])
    kept = set(known.values_list("sha256", flat=True))
    old = [f for f in folders if f.name not in kept or f.stat().st_mtime < limit]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)
