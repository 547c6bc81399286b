"""Running heads and page numbers: drawn on finished pages, as artifacts no one reads aloud."""

import io
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from . import fonts

MM = 72 / 25.4
INK = (0.32, 0.385, 0.43)
LIGHT_INK = (1.0, 1.0, 1.0)
ACCENT = (0.043, 0.31, 0.424)

STRIP = 26  # points: the strip of a foreign page that its stamp stands in


@dataclass(frozen=True)
class Text:
    """A line of text at a place on the page as it is seen, in points from its lower left."""

    text: str
    x: float
    y: float
    size: float = 8.5
    bold: bool = False
    right: bool = False
    room: float | None = None


@dataclass(frozen=True)
class Spot:
    """Where the stamp goes on a foreign page.

    `box` is the visible page in its own coordinates, `rotate` how it is turned (degrees, clockwise),
    `unit` its points per unit, `place` the strip it stands in: bottom, top, or added below;
    `light` says that the ground is dark.
    """

    box: tuple[float, float, float, float]
    rotate: int
    unit: float
    place: str = "below"
    light: bool = False


@dataclass(frozen=True)
class Face:
    """What a face's file says: its glyphs by letter, their advances (1/1000 em) and its box."""

    content: bytes
    glyphs: dict[int, int]
    advances: dict[int, float]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int


@cache
def _face(weight: int) -> Face:
    face = next(f for f in fonts.FACES if f.family == fonts.SANS and f.weight == weight)
    content = (fonts.folder() / face.file_name).read_bytes()
    font = TTFont(io.BytesIO(content))
    head, em = font["head"], font["head"].unitsPerEm
    return Face(
        content,
        {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()},
        {
            font.getGlyphID(name): width * 1000 / em
            for name, (width, _) in font["hmtx"].metrics.items()
        },
        (head.xMin, head.yMin, head.xMax, head.yMax),
        font["hhea"].ascent,
        font["hhea"].descent,
    )


class Typeface:
    """One face as a PDF font, its widths and letters filled in with what was drawn."""

    def __init__(self, pdf: Pdf, weight: int) -> None:
        self._face = _face(weight)
        self._glyphs, self._advance = self._face.glyphs, self._face.advances
        self._used: dict[int, str] = {}
        self._pdf = pdf
        self.file = pdf.make_indirect(Stream(pdf, self._face.content))
        self.file.Length1 = len(self._face.content)
        self.name = Name(f"/DASSTP+IBMPlexSans-{'SemiBold' if weight == 600 else 'Regular'}")
        self.object = pdf.make_indirect(Dictionary(Type=Name.Font))

    def letters(self, text: str) -> str:
        """The text without letters that the face cannot draw."""
        return "".join(letter for letter in text if ord(letter) in self._glyphs)

    def width(self, text: str, size: float) -> float:
        """How wide the text is, in points."""
        glyphs = (self._glyphs[ord(letter)] for letter in self.letters(text))
        return sum(self._advance[glyph] for glyph in glyphs) * size / 1000

    def encode(self, text: str) -> str:
        """The text as the hexadecimal string a content stream shows."""
        codes = []
        for letter in self.letters(text):
            glyph = self._glyphs[ord(letter)]
            self._used[glyph] = letter
            codes.append(f"{glyph:04x}")
        return "".join(codes)

    def fit(self, text: str, size: float, room: float) -> str:
        """The text, cut at a word and ended by "…" when it is wider than its room."""
        text = self.letters(text)
        if self.width(text, size) <= room:
            return text
        while text and self.width(text + "…", size) > room:
            text = text[:-1]
        words = text.rsplit(" ", 1)
        return (words[0] if len(words[0]) > len(text) / 2 else text).rstrip(" ,–-·:") + "…"

    def finish(self) -> None:
        """Fill in the font object."""
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=self.name, Flags=4, FontBBox=Array(self._face.box), ItalicAngle=0,
            Ascent=self._face.ascent, Descent=self._face.descent, CapHeight=698, StemV=80, FontFile2=self.file,
        )  # fmt: skip
        widths: list[object] = []
        for glyph in sorted(self._used):
            widths += [glyph, Array([Decimal(str(round(self._advance[glyph], 2)))])]
        child = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=self.name, CIDToGIDMap=Name.Identity,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=self._pdf.make_indirect(descriptor), W=Array(widths),
        )  # fmt: skip
        self.object.Subtype = Name.Type0
        self.object.BaseFont = self.name
        self.object.Encoding = Name("/Identity-H")
        self.object.DescendantFonts = Array([self._pdf.make_indirect(child)])
        self.object.ToUnicode = self._pdf.make_indirect(Stream(self._pdf, self._to_unicode()))

    def _to_unicode(self) -> bytes:
        pairs = [
            f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>"
            for glyph, letter in sorted(self._used.items())
        ]
        chunks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
        body = "\n".join(
            f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        ).encode()


class Stamper:
    """Draws on the pages of one file with two faces of the house's sans."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._regular, self._bold = Typeface(pdf, 400), Typeface(pdf, 600)
        self._save = pdf.make_indirect(Stream(pdf, b"q\n"))
        self.files = {
            "IBM-Plex-Sans": self._regular.file,
            "IBM-Plex-Sans-Semi-Bold": self._bold.file,
        }

    def stamp(
        self,
        page: Page,
        texts: list[Text],
        *,
        matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0),
        rule: tuple[float, float, float] | None = None,
        ink: tuple[float, float, float] = INK,
        ground: tuple[float, float, float, float] | None = None,
    ) -> None:
        """Draw lines of text on top of a page; a rule (x, y, width), a white ground if asked."""
        lines = ["/Artifact <</Type /Pagination>> BDC", "q"]
        lines.append(" ".join(_number(n) for n in matrix) + " cm")
        if ground:
            lines.append("1 g " + " ".join(_number(n) for n in ground) + " re f")
        if rule:
            x, y, width = rule
            lines.append(f"{_colour(ACCENT)} rg {x:.2f} {y:.2f} {width:.2f} 0.5 re f")
        lines.append(f"{_colour(ink)} rg BT")
        lines.extend(self._show(text) for text in texts if text.text)
        lines += ["ET", "Q", "EMC"]
        self._append(page, "\n".join(lines).encode())

    def width(self, text: str, size: float = 8.5) -> float:
        """How wide a text is in the plain face, in points."""
        return self._regular.width(text, size)

    def finish(self) -> None:
        """Fill in both fonts, once everything is drawn."""
        self._regular.finish()
        self._bold.finish()

    def _show(self, line: Text) -> str:
        face, name = (self._bold, "PressB") if line.bold else (self._regular, "PressR")
        text = line.text if line.room is None else face.fit(line.text, line.size, line.room)
        x = line.x - face.width(text, line.size) if line.right else line.x
        place = f"1 0 0 1 {x:.2f} {line.y:.2f} Tm"
        return f"/{name} {line.size:.2f} Tf {place} <{face.encode(text)}> Tj"

    def _append(self, page: Page, content: bytes) -> None:
        found = page.obj.get(Name.Contents, Array())
        old = list(found) if isinstance(found, Array) else [found]
        drawn = self._pdf.make_indirect(Stream(self._pdf, b"\nQ\n" + content))
        page.obj.Contents = Array([self._save, *old, drawn])
        resources = page.obj.get(Name.Resources, Dictionary())
        # A shallow copy: pages of one part share their resources, and foreign ones may too.
        own = Dictionary(dict(resources.items()))
        faces = Dictionary(dict(own.get(Name.Font, Dictionary()).items()))
        faces.PressR, faces.PressB = self._regular.object, self._bold.object
        own.Font = faces
        page.obj.Resources = own


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _colour(colour: tuple[float, float, float]) -> str:
    return " ".join(_number(part) for part in colour)


def seen_matrix(
    box: tuple[float, float, float, float], rotate: int, scale: float = 1.0
) -> tuple[float, ...]:
    """From the page as a reader sees it (origin lower left) to the page's own coordinates."""
    x0, y0, x1, y1 = box
    return {
        0: (scale, 0, 0, scale, x0, y0),
        90: (0, scale, -scale, 0, x1, y0),
        180: (-scale, 0, 0, -scale, x1, y1),
        270: (0, -scale, scale, 0, x0, y1),
    }[rotate]


def seen_size(box: tuple[float, float, float, float], rotate: int) -> tuple[float, float]:
    """Width and height of a page as a reader sees it, in points."""
    width, height = box[2] - box[0], box[3] - box[1]
    return (height, width) if rotate in (90, 270) else (width, height)
