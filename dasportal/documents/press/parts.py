"""Parts: the pages of one piece of HTML, kept by the content they were made from."""

import hashlib
import io
import json
import os
import tempfile
import time
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
from django.conf import settings
from pikepdf import Name

from . import structure
from .loading import ENGINE_VERSION, load_engine
from .stamps import Spot

VERSION = "3"  # raise it when a part made before must be made again


@dataclass(frozen=True)
class Part:
    """Finished pages in a file, how many, and where their anchors are (page from 0, height).

    A part made of a foreign file has a spot for the stamp on each page.
    """

    path: Path
    pages: int
    anchors: dict[str, tuple[int, float]]
    tagged: bool = True
    spots: tuple[Spot, ...] = ()


class Store:
    """A folder of parts, named by a hash of what they were made from.

    A part is only ever written whole, under a name that no other content has; two processes that
    make the same part at once write the same file.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(settings.VAR_DIR) / "press" / "parts"
        self.made = 0
        self.found = 0

    def get(self, key: str) -> Part | None:
        """The part made earlier from the same content."""
        try:
            facts = json.loads(self._path(key, "json").read_bytes())
        except FileNotFoundError:
            return None
        path = self._path(key, "pdf")
        if not path.exists():
            return None
        os.utime(path)
        self.found += 1
        anchors = {name: (int(page), float(y)) for name, (page, y) in facts["anchors"].items()}
        spots = tuple(Spot(**{**spot, "box": tuple(spot["box"])}) for spot in facts["spots"])
        return Part(path, facts["pages"], anchors, facts["tagged"], spots)

    def has(self, key: str) -> bool:
        """Whether a whole part is kept under this name."""
        return self._path(key, "json").exists() and self._path(key, "pdf").exists()

    def put(
        self,
        key: str,
        pdf: bytes,
        *,
        pages: int,
        anchors: dict[str, tuple[int, float]] | None = None,
        tagged: bool = True,
        spots: tuple[Spot, ...] = (),
    ) -> Part:
        """Keep a part; its facts are written last, so a part with facts is whole."""
        path = self._path(key, "pdf")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        facts = {
            "pages": pages,
            "anchors": anchors or {},
            "tagged": tagged,
            "spots": [asdict(spot) for spot in spots],
        }
        _write(path, pdf)
        _write(self._path(key, "json"), json.dumps(facts).encode())
        self.made += 1
        return Part(path, pages, anchors or {}, tagged, spots)

    def prune(self, *, days: int = 14) -> int:
        """Remove parts that no document has asked for lately; tells how many.

        Drafts that were written over leave parts too, and those should not lie for long.
        """
        limit = time.time() - days * 86_400
        old = [path for path in self.folder.glob("*/*.pdf") if path.stat().st_mtime < limit]
        for path in old:
            path.with_suffix(".json").unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        return len(old)

    def clear(self) -> int:
        """Remove every part: what a redaction must do, since parts hold the text it removes."""
        return self.prune(days=-1)

    def _path(self, key: str, suffix: str) -> Path:
        return self.folder / key[:2] / f"{key}.{suffix}"


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)


@dataclass(frozen=True)
class Source:
    """HTML and its style, and the name that the part made from them is kept under."""

    html: str
    css: str

    @cached_property
    def key(self) -> str:
        """Differs when the text, the style, the engine or the recipe differs."""
        recipe = f"{VERSION}\0{ENGINE_VERSION}\0{self.css}\0{self.html}"
        return hashlib.sha256(recipe.encode()).hexdigest()


def make(source: Source, store: Store) -> Part:
    """The part for a source: from the store, or laid out now."""
    if part := store.get(source.key):
        return part
    sheet = load_engine().render(source.html, source.css)
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        structure.make_ready(pdf)
        for page in pdf.pages:
            for annotation in page.obj.get(Name.Annots, []):
                annotation.F = 4  # printed, as PDF/A asks of annotations
        out = io.BytesIO()
        pdf.save(out, compress_streams=True)
    return store.put(source.key, out.getvalue(), pages=sheet.pages, anchors=sheet.anchors)
