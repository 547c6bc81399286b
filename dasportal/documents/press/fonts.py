"""The fonts of the press: built once from the installed npm packages, as plain TrueType files.

The packages hold each face in pieces (latin, latin-ext). The press needs whole faces: one name
per face in a style sheet, and glyph numbers that are the same in every part, so that a bundle
made of many parts embeds each face once.
"""

import fcntl
import hashlib
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools import merge, subset
from fontTools.ttLib import TTFont

SANS = "IBM Plex Sans"
SERIF = "Source Serif 4"
SYMBOLS = "DejaVu Sans"
SYMBOLS_FILE = "dejavu-fonts-ttf/ttf/DejaVuSans.ttf"

RECIPE = "3"  # raise it when `build` changes

SYMBOL_RANGES = (
    (0x0370, 0x03FF),  # Greek
    (0x2010, 0x2015),  # hyphens that do not break, bars
    (0x2020, 0x2044),
    (0x2070, 0x209C),  # figures above and below the line
    (0x2100, 0x214F),
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2460, 0x2473),
    (0x2500, 0x26FF),  # boxes, shapes, signs
    (0x2700, 0x27BF),  # ticks and crosses
    (0x202F, 0x202F),
)


class FontsMissing(Exception):
    """The browser assets are not installed, so there is nothing to print with."""


@dataclass(frozen=True)
class Face:
    """One face: the family it is called in CSS, its weight and style, and where its pieces lie."""

    family: str
    weight: int
    italic: bool
    pieces: tuple[str, ...]

    @property
    def file_name(self) -> str:
        slope = "italic" if self.italic else "normal"
        return f"{self.family.replace(' ', '')}-{self.weight}-{slope}.ttf"


def _face(family: str, package: str, weight: int, italic: bool = False) -> Face:
    slope = "italic" if italic else "normal"
    pieces = tuple(
        f"@fontsource/{package}/files/{package}-{subset_}-{weight}-{slope}.woff2"
        for subset_ in ("latin", "latin-ext")
    )
    return Face(family, weight, italic, pieces)


FACES = (
    _face(SANS, "ibm-plex-sans", 300),
    _face(SANS, "ibm-plex-sans", 400),
    _face(SANS, "ibm-plex-sans", 400, italic=True),
    _face(SANS, "ibm-plex-sans", 600),
    _face(SERIF, "source-serif-4", 400),
    _face(SERIF, "source-serif-4", 400, italic=True),
    _face(SERIF, "source-serif-4", 600),
    _face(SERIF, "source-serif-4", 600, italic=True),
    Face(SYMBOLS, 400, False, (SYMBOLS_FILE,)),
)


def source_folder() -> Path:
    """The folder that npm installed packages into."""
    return Path(settings.NODE_MODULES)


def available() -> bool:
    """Whether every face can be built from what is installed."""
    return all((source_folder() / piece).is_file() for face in _needed() for piece in face.pieces)


def _needed() -> list[Face]:
    """Every face; the symbols only when they are installed: without them a rare sign is missing."""
    symbols = source_folder() / SYMBOLS_FILE
    return [face for face in FACES if face.family != SYMBOLS or symbols.is_file()]


@cache
def folder() -> Path:
    """The folder of the finished faces; built on first use, under a lock."""
    target = Path(settings.VAR_DIR) / "press" / f"fonts-{_fingerprint()}"
    if not (target / "ready").exists():
        target.mkdir(parents=True, exist_ok=True)
        with (target / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (target / "ready").exists():
                for face in _needed():
                    (target / face.file_name).write_bytes(build(face))
                (target / "ready").touch()
    return target


def _fingerprint() -> str:
    digest = hashlib.sha256(RECIPE.encode())
    for face in _needed():
        for piece in face.pieces:
            try:
                size = (source_folder() / piece).stat().st_size
            except FileNotFoundError as missing:
                raise FontsMissing(
                    f"Skrifttypen {piece} er ikke installeret. Kør »make run« eller »npm ci«."
                ) from missing
            digest.update(f"{piece}:{size}".encode())
    return digest.hexdigest()[:12]


def build(face: Face) -> bytes:
    """The face as one TrueType file, its pieces joined, without hinting."""
    pieces = [_piece(source_folder() / piece, face) for piece in face.pieces]
    if len(pieces) == 1:
        return pieces[0].getvalue()
    out = io.BytesIO()
    merge.Merger().merge(pieces).save(out)
    return out.getvalue()


def _piece(path: Path, face: Face) -> io.BytesIO:
    font = TTFont(io.BytesIO(path.read_bytes()))
    font.flavor = None
    letters = font.getBestCmap().keys()
    if face.family == SYMBOLS:
        letters = [n for n in letters if any(low <= n <= high for low, high in SYMBOL_RANGES)]
    options = subset.Options(
        hinting=False,
        layout_features=["kern", "liga", "tnum", "locl", "mark", "mkmk", "ccmp"],
        notdef_outline=True,
        name_IDs=["*"],
        drop_tables=["STAT", "BASE", "DSIG", "gasp"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    out.seek(0)
    return out


def css() -> str:
    """The @font-face rules of every face, with addresses that only the press can fetch."""
    return "\n".join(
        f"@font-face {{ font-family: '{face.family}'; font-weight: {face.weight}; "
        f"font-style: {'italic' if face.italic else 'normal'}; "
        f"src: url('press:font/{face.file_name}') }}"
        for face in _needed()
    )


WEIGHT_NAMES = {300: "-Light", 400: "", 600: "-Semi-Bold"}


@cache
def _files() -> dict[str, Path]:
    return {
        face.family.replace(" ", "-")
        + WEIGHT_NAMES[face.weight]
        + ("-Italic" if face.italic else ""): folder() / face.file_name
        for face in FACES
        if face.family != SYMBOLS
    }


def file_of(name: str) -> Path | None:
    """The file of the face that a PDF font's name (without its prefix) stands for.

    The symbols are left out: few are used, so each part keeps its own small piece of that face.
    """
    return _files().get(name)
