"""Joining parts into one file: pages, tags, fonts, links, stamps, outline and metadata."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page

from . import fonts, metadata, stamps
from .stamps import MM, Spot, Stamper, Text
from .structure import Tree

if TYPE_CHECKING:
    from .bundle import Bundle, Piece
    from .parts import Part


class Assembly:
    """One file on its way from parts to a saved document."""

    def __init__(self, bundle: Bundle, front: Part | None, pieces: list[Piece]) -> None:
        self.bundle, self.front, self.pieces = bundle, front, pieces
        self.accessible = all(piece.own for piece in pieces)
        self.archival = bundle.archival and self.accessible
        self.total = (front.pages if front else 0) + sum(piece.part.pages for piece in pieces)

    def save(self, target: Path) -> int:
        """Write the file; returns how many pages it has."""
        with ExitStack() as open_files:
            self.pdf = open_files.enter_context(pikepdf.new())
            self.tree, self.stamper = Tree(self.pdf), Stamper(self.pdf)
            self._faces: dict[str, Object] = dict(self.stamper.files)
            if self.front:
                self._append(self.front.path, True, open_files)
            for piece in self.pieces:
                self._append(piece.part.path, piece.own, open_files)
            self._stamp()
            self._link()
            self.stamper.finish()
            self.tree.finish()
            self._outline()
            metadata.write(
                self.pdf,
                title=self.bundle.title,
                made_at=self.bundle.made_at,
                accessible=self.accessible,
                archival=self.archival,
            )
            target.parent.mkdir(parents=True, exist_ok=True)
            self.pdf.save(
                target,
                min_version="1.7",
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
            )
        return self.total

    def _append(self, path: Path, own: bool, open_files: ExitStack) -> None:
        source = open_files.enter_context(pikepdf.open(path))
        before = len(self.pdf.pages)
        self.pdf.pages.extend(source.pages)
        pages = [self.pdf.pages[i] for i in range(before, len(self.pdf.pages))]
        self.tree.graft(source, pages)
        if own:
            self._share_faces(pages[0].obj.Resources)

    def _share_faces(self, resources: Object) -> None:
        """Let every part use one copy of each face: glyph numbers are the same in all parts."""
        for font in resources.get(Name.Font, Dictionary()).values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            name = str(font.BaseFont).partition("+")[2].rstrip(",")
            file = fonts.file_of(name)
            if file is None:
                continue
            if name not in self._faces:
                content = file.read_bytes()
                self._faces[name] = self.pdf.make_indirect(pikepdf.Stream(self.pdf, content))
                self._faces[name].Length1 = len(content)
            descriptor.FontFile2 = self._faces[name]

    def _stamp(self) -> None:
        start = 0
        if self.front:
            for number in range(self.front.pages):
                bare = number < self.bundle.front_pages_bare
                self._stamp_own(number, "" if bare else "Indhold", bare)
            start = self.front.pages
        for piece in self.pieces:
            for i in range(piece.part.pages):
                if piece.own:
                    self._stamp_own(start + i, _place_text(piece), False)
                else:
                    self._stamp_foreign(start + i, piece, piece.part.spots[i])
            start += piece.part.pages

    def _stamp_own(self, number: int, place: str, bare: bool) -> None:
        page, edges = self.pdf.pages[number], self.bundle.edges
        _, _, width, height = (float(side) for side in page.mediabox)
        left, right = edges.side * MM, width - edges.side * MM
        head, low = height - edges.head * MM, edges.foot * MM
        texts = [Text(self._count(number), right, low, right=True)]
        if bare:
            self.stamper.stamp(page, texts)
            return
        texts.append(Text(place, left, head, bold=True, room=right - left))
        foot = " · ".join(part for part in (self.bundle.head, self.bundle.foot) if part)
        texts.append(Text(foot, left, low, room=right - left - 30 * MM))
        self.stamper.stamp(page, texts, rule=(left, head - 3 * MM, right - left))

    def _stamp_foreign(self, number: int, piece: Piece, spot: Spot) -> None:
        """One line in an empty strip of the page, or in a strip added below it."""
        page = self.pdf.pages[number]
        added = spot.place == "below"
        box = _grow(page, spot) if added else spot.box
        width, height = (side * spot.unit for side in stamps.seen_size(box, spot.rotate))
        y = height - 6 * MM if spot.place == "top" else 3.4 * MM
        size = 7.5 if width > 200 else 5.0
        margin = min(12 * MM, width / 20)
        count = self._count(number)
        room = width - 2 * margin - self.stamper.width(count, size) - 3 * MM
        self.stamper.stamp(
            page,
            [
                Text(_place_text(piece), margin, y, size, room=max(room, 0)),
                Text(count, width - margin, y, size, right=True),
            ],
            matrix=stamps.seen_matrix(box, spot.rotate, 1 / spot.unit),
            ink=stamps.LIGHT_INK if spot.light else stamps.INK,
            ground=(0, 0, width, stamps.STRIP) if added else None,
        )

    def _count(self, number: int) -> str:
        return f"Side {number + 1} af {self.total}"

    def _link(self) -> None:
        """Turn the press's own addresses into jumps within the file."""
        shift = self.front.pages if self.front else 0
        if self.front:
            for number in range(shift):
                self._link_page(self.pdf.pages[number], None)
        for index, piece in enumerate(self.pieces):
            if piece.own:
                for number in range(piece.first, piece.first + piece.part.pages):
                    self._link_page(self.pdf.pages[number], index)

    def _link_page(self, page: Page, index: int | None) -> None:
        for note in page.obj.get(Name.Annots, Array()):
            address = str(note.get(Name.A, Dictionary()).get(Name.URI, ""))
            if not address.startswith("press:"):
                continue
            del note.A
            target = self._target(address, index)
            if target:
                number, height, text = target
                note.Dest = self._destination(number, height)
                note.Contents = pikepdf.String(text)

    def _target(self, address: str, index: int | None) -> tuple[int, float, str] | None:
        """Page, height and description that an address stands for.

        `press:go/4` is piece 4, `press:go/4/x` the anchor x in it, and `press:appendix/Bilag 2`
        the appendix of that label, of the entry that the link stands in.
        """
        kind, _, rest = address.removeprefix("press:").partition("/")
        if kind == "appendix" and index is not None:
            return self._cover(unquote(rest), self.pieces[index])
        number, _, anchor = rest.partition("/")
        piece = self.pieces[int(number)]
        page, height = piece.part.anchors.get(anchor, (0, 842.0))
        return piece.first + page, height, f"Gå til side {piece.first + page + 1}"

    def _cover(self, label: str, here: Piece) -> tuple[int, float, str] | None:
        for piece in self.pieces:
            appendix = piece.appendix
            if appendix and piece.leads and piece.entry is here.entry and appendix.label == label:
                return piece.first, 842.0, f"Gå til {label}"
        return None

    def _destination(self, number: int, height: float) -> Array:
        return Array([self.pdf.pages[number].obj, Name.XYZ, 0, round(height + 12), 0])

    def _outline(self) -> None:
        """First level: one line per entry; below it its places and appendices."""
        with self.pdf.open_outline() as outline:
            for piece in self.pieces:
                if not piece.leads or not piece.entry.bookmark:
                    continue
                if piece.appendix is None:
                    outline.root.append(self._entry_bookmark(piece))
                else:
                    title = f"{piece.appendix.label}: {piece.appendix.title}"
                    outline.root[-1].children.append(self._bookmark(title, piece.first))
        self.pdf.Root.PageMode = Name.UseOutlines

    def _entry_bookmark(self, piece: Piece) -> OutlineItem:
        line = self._bookmark(f"{piece.entry.number} {piece.entry.title}", piece.first)
        line.is_closed = True
        for anchor, number, title in piece.entry.places:
            page, height = piece.part.anchors.get(anchor, (0, 842.0))
            line.children.append(self._bookmark(f"{number} {title}", piece.first + page, height))
        return line

    def _bookmark(self, title: str, page: int, height: float = 842.0) -> OutlineItem:
        return OutlineItem(_plain(title), self._destination(page, height))


def _plain(text: str) -> str:
    """A text without soft hyphens and line breaks."""
    return " ".join(text.replace("\u00ad", "").split())


def _place_text(piece: Piece) -> str:
    """Where the reader is: item and bilag by number and the first words of the title.

    Short on purpose: it stands on every page, and a line of prose outside the tags would be
    content that no one reads aloud.
    """
    if piece.appendix:
        title = _brief(piece.appendix.title, 3)
        return _plain(f"{piece.entry.label} · {piece.appendix.label}: {title}")
    label = f"{piece.entry.label} · " if piece.entry.label else ""
    return _plain(f"{label}{_brief(piece.entry.title, 5)}")


def _brief(title: str, most: int) -> str:
    words = title.split()
    if len(words) <= most + 1:
        return title
    return " ".join(words[:most]).rstrip(" ,–-·:") + "…"


def _grow(page: Page, spot: Spot) -> tuple[float, float, float, float]:
    """Add a strip below the page as it is seen; returns the page's new box."""
    x0, y0, x1, y1 = spot.box
    strip = stamps.STRIP / spot.unit
    grown = {
        0: (x0, y0 - strip, x1, y1),
        90: (x0, y0, x1 + strip, y1),
        180: (x0, y0, x1, y1 + strip),
        270: (x0 - strip, y0, x1, y1),
    }[spot.rotate]
    media = [float(n) for n in page.obj.MediaBox]
    page.obj.CropBox = Array(grown)
    page.obj.MediaBox = Array(
        [
            min(media[0], grown[0]), min(media[1], grown[1]),
            max(media[2], grown[2]), max(media[3], grown[3]),
        ]
    )  # fmt: skip
    return grown
