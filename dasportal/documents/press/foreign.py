"""Other people's PDF files: made harmless, kept as they look, ready to be joined to a bundle.

Whatever is in a file that can act (scripts, actions, embedded files, forms) is left behind. The
pages keep their size, rotation and content. Where the stamp can stand without covering anything
is found here, by looking at the page.
"""

import hashlib
import io
import threading
from dataclasses import replace
from typing import Any, cast

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream
from PIL import Image, ImageStat

from . import stamps, structure
from .parts import Part, Store
from .stamps import Spot

VERSION = "2"
MAX_PAGES = 3000
MAX_DEPTH = 64
LIGHT, DARK = 190, 110  # grounds that grey ink, or white, can be read on
LOOK_SCALE = 0.5  # 36 dpi is enough to see whether a strip is empty

# Malformed files surface in pikepdf as any of these.
MALFORMED = (
    pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError,
    RecursionError, OverflowError, RuntimeError, structure.BadTree,
)  # fmt: skip

DRAWN_NOTES = frozenset(
    Name(f"/{kind}")
    for kind in [
        "Text",
        "FreeText",
        "Line",
        "Square",
        "Circle",
        "Polygon",
        "PolyLine",
        "Highlight",
        "Underline",
        "Squiggly",
        "StrikeOut",
        "Stamp",
        "Caret",
        "Ink",
    ]
)
PAGE_KEYS = frozenset(
    [
        "/Type",
        "/Parent",
        "/MediaBox",
        "/CropBox",
        "/TrimBox",
        "/BleedBox",
        "/ArtBox",
        "/Rotate",
        "/UserUnit",
        "/Contents",
        "/Resources",
        "/Annots",
        "/Group",
        "/StructParents",
    ]
)

_looking = threading.Lock()  # PDFium is not made for threads


class Unreadable(Exception):
    """A file that cannot be printed; the message is Danish and says why."""


def take_in(data: bytes, store: Store) -> Part:
    """The pages of a foreign PDF file, cleaned; raises `Unreadable`.

    The part says for each page where the stamp can stand without covering anything.
    """
    key = hashlib.sha256(f"foreign {VERSION}\0".encode() + data).hexdigest()
    if part := store.get(key):
        return part
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("Filen er ikke en PDF-fil.")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _check(pdf)
            tagged = _clean(pdf)
            out = io.BytesIO()
            pdf.save(out, compress_streams=True)
        cleaned = out.getvalue()
        with pikepdf.open(io.BytesIO(cleaned)) as pdf:
            spots = _spots(pdf, cleaned)
    except pikepdf.PasswordError:
        raise Unreadable("Filen er beskyttet med en adgangskode.") from None
    except MALFORMED as problem:
        raise Unreadable("Filen er beskadiget og kan ikke læses.") from problem
    return store.put(key, cleaned, pages=len(spots), tagged=tagged, spots=spots)


def _check(pdf: Pdf) -> None:
    if len(pdf.pages) == 0:
        raise Unreadable("Filen har ingen sider.")
    if len(pdf.pages) > MAX_PAGES:
        raise Unreadable(f"Filen har over {MAX_PAGES} sider.")
    form = pdf.Root.get(Name.AcroForm)
    if form is not None and Name.XFA in form and pdf.Root.get(Name.NeedsRendering):
        raise Unreadable("Filen er en formular, som kun Adobe Acrobat kan vise.")


def _clean(pdf: Pdf) -> bool:
    """Leave behind all that can act; tells whether the file's own tags are kept."""
    if Name.AcroForm in pdf.Root:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("print")
    targets = _targets(pdf)
    keep_tags = _own_tags_usable(pdf)
    for page in pdf.pages:
        _set_box(page)
        _clean_page(page, targets)
        if keep_tags:
            _balance(pdf, page)
        else:
            _wrap(pdf, page)
    if keep_tags:
        _clean_tree(pdf)
    else:
        _plain_tree(pdf)
    for key in list(pdf.Root.keys()):
        if key not in ("/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang"):
            del pdf.Root[key]
    return keep_tags


def _set_box(page: Page) -> None:
    """Give every page a sound MediaBox and CropBox of its own."""
    media = _box(page.obj.get(Name.MediaBox), (0.0, 0.0, 595.0, 842.0))
    crop = _box(page.obj.get(Name.CropBox), media)
    crop = (
        max(crop[0], media[0]), max(crop[1], media[1]),
        min(crop[2], media[2]), min(crop[3], media[3]),
    )  # fmt: skip
    if crop[2] - crop[0] < 1 or crop[3] - crop[1] < 1:
        crop = media
    page.obj.MediaBox, page.obj.CropBox = Array(media), Array(crop)


def _box(
    value: Object | None, otherwise: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    if not isinstance(value, Array) or len(value) != 4:
        return otherwise
    x0, y0, x1, y1 = (float(n) for n in value)
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if box[2] - box[0] >= 1 and box[3] - box[1] >= 1 else otherwise


def _targets(pdf: Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages)}


def _clean_page(page: Page, targets: dict[tuple[int, int], int]) -> None:
    for key in list(page.obj.keys()):
        if key not in PAGE_KEYS:
            del page.obj[key]
    kept = [note for note in page.obj.get(Name.Annots, Array()) if _keep_note(note, targets)]
    if kept:
        page.obj.Annots = Array(kept)
    elif Name.Annots in page.obj:
        del page.obj.Annots


def _keep_note(note: Object, targets: dict[tuple[int, int], int]) -> bool:
    """Whether an annotation may stay: drawn notes, links to the web, links within the file."""
    if not isinstance(note, Dictionary):
        return False
    for key in ("/AA", "/Popup", "/IRT", "/FS", "/Sound", "/Movie", "/RichMediaContent", "/AF"):
        if key in note:
            del note[key]
    kind = note.get(Name.Subtype)
    if kind == Name.Link:
        return _clean_link(note, targets)
    if Name.A in note:
        del note.A
    return kind in DRAWN_NOTES


def _clean_link(note: Object, targets: dict[tuple[int, int], int]) -> bool:
    action = note.get(Name.A)
    if isinstance(action, Dictionary) and action.get(Name.S) == Name.URI:
        address = str(action.get(Name.URI, ""))
        if address.lower().startswith(("http://", "https://", "mailto:")):
            note.A = Dictionary(Type=Name.Action, S=Name.URI, URI=pikepdf.String(address))
            return True
        return False
    target = note.get(Name.Dest)
    if isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo:
        target = action.get(Name.D)
    if Name.A in note:
        del note.A
    if not isinstance(target, Array) or not len(target) or not isinstance(target[0], Dictionary):
        return False
    note.Dest = Array([target[0], Name.Fit])
    return target[0].objgen in targets


def _own_tags_usable(pdf: Pdf) -> bool:
    """Whether the file's tag tree can be joined as it is."""
    root = pdf.Root.get(Name.StructTreeRoot)
    if not isinstance(root, Dictionary) or Name.ParentTree not in root or not root.is_indirect:
        return False
    marked = pdf.Root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False)
    inside_drawings = any(
        isinstance(thing, Stream) and (Name.StructParents in thing or Name.StructParent in thing)
        for thing in pdf.objects
    )
    if not marked or inside_drawings:
        return False
    try:
        structure.elements(root)
        numbers = structure.number_tree(root.ParentTree)
    except MALFORMED:
        return False
    return all(number >= 0 for number, _ in numbers)


def _clean_tree(pdf: Pdf) -> None:
    """Say every element by a standard type, without what would clash with other parts."""
    root = pdf.Root.StructTreeRoot
    roles = root.get(Name.RoleMap, Dictionary())
    for element in structure.elements(root):
        element.S = _standard(element.get(Name.S), roles)
        for key in ("/ID", "/C", "/NS", "/AF", "/Ref"):
            if key in element:
                del element[key]
        attributes = element.get(Name.A)
        if isinstance(attributes, Dictionary) and Name.Headers in attributes:
            del attributes.Headers
    for key in ("/RoleMap", "/ClassMap", "/IDTree", "/Namespaces", "/AF"):
        if key in root:
            del root[key]


def _standard(kind: Object | None, roles: Object) -> Name:
    for _ in range(MAX_DEPTH):
        if kind is None:
            break
        if str(kind) in structure.STANDARD_TYPES:
            return Name.Part if kind == Name.Document else kind  # type: ignore[return-value]
        kind = roles.get(str(kind))
    return Name.NonStruct


def _plain_tree(pdf: Pdf) -> None:
    """A tree for an untagged file: one paragraph per page, so that its text is read at all."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    part = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, P=root))
    numbers: list[Any] = []
    paragraphs = []
    for number, page in enumerate(pdf.pages):
        paragraph = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.P, P=part, Pg=page.obj, K=0)
        )
        page.obj.StructParents = number
        paragraphs.append(paragraph)
        numbers += [number, Array([paragraph])]
        for note in page.obj.get(Name.Annots, Array()):
            if Name.StructParent in note:
                del note.StructParent
    part.K = Array(paragraphs)
    root.K = Array([part])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    pdf.Root.StructTreeRoot = root


def _wrap(pdf: Pdf, page: Page) -> None:
    """Put the page's content in one drawing, so that nothing it leaves undone reaches ours."""
    form = pdf.make_indirect(Stream(pdf, _content(page)))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, page.obj.MediaBox
    form.Resources = page.resources
    if Name.Group in page.obj:
        form.Group = page.obj.Group
        del page.obj.Group
    page.obj.Resources = Dictionary(XObject=Dictionary(PressPage=form))
    page.obj.Contents = pdf.make_indirect(Stream(pdf, b"/P <</MCID 0>> BDC q /PressPage Do Q EMC"))


def _content(page: Page) -> bytes:
    contents = page.obj.get(Name.Contents)
    if contents is None:
        return b""
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _balance(pdf: Pdf, page: Page) -> None:
    """Close what a tagged page's content leaves open, so that ours starts from the page."""
    depth = deepest = marked = 0
    for instruction in pikepdf.parse_content_stream(page, "q Q BMC BDC EMC"):
        operator = str(instruction.operator)
        if operator == "q":
            depth += 1
        elif operator == "Q":
            depth -= 1
            deepest = min(deepest, depth)
        else:
            marked += -1 if operator == "EMC" else 1
    if deepest < 0 or depth > 0 or marked > 0:
        page.contents_add(b"q\n" * -deepest, prepend=True)
        page.contents_add(b"\n" + b"EMC\n" * max(marked, 0) + b"Q\n" * (depth - deepest))


def _spots(pdf: Pdf, data: bytes) -> tuple[Spot, ...]:
    with _looking:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return tuple(_spot(page) for page in pdf.pages)
        try:
            return tuple(_look(_spot(page), document, i) for i, page in enumerate(pdf.pages))
        finally:
            document.close()


def _spot(page: Page) -> Spot:
    rotate = int(page.obj.get(Name.Rotate, 0)) % 360
    x0, y0, x1, y1 = (float(n) for n in page.obj.CropBox)
    unit = float(page.obj.get(Name.UserUnit, 1)) or 1.0
    return Spot((x0, y0, x1, y1), rotate if rotate % 90 == 0 else 0, unit)


def _look(spot: Spot, document: Any, number: int) -> Spot:
    """The spot with an empty strip of the page as its place, if there is one."""
    height = stamps.seen_size(spot.box, spot.rotate)[1]
    strip = stamps.STRIP / spot.unit
    if height < 4 * strip:
        return spot
    try:
        page = document[number]
        for place, crop in (
            ("bottom", (0, 0, 0, height - strip)),
            ("top", (0, height - strip, 0, 0)),
        ):
            ground = _even_ground(page.render(scale=LOOK_SCALE, crop=crop))
            if ground is not None:
                return replace(spot, place=place, light=ground < DARK)
    except (pypdfium2.PdfiumError, ValueError):
        return spot
    return spot


def _even_ground(bitmap: Any) -> float | None:
    """How light an empty strip is (0–255), or None when something stands in it."""
    image: Image.Image = bitmap.to_pil().convert("L")
    low, high = cast(tuple[int, int], image.getextrema())  # of its one band
    if high - low > 24:
        return None
    mean = ImageStat.Stat(image).mean[0]
    return mean if mean > LIGHT or mean < DARK else None
