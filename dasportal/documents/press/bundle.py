"""A bundle: front, contents, entries and their appendices as one numbered, bookmarked file.

What goes in is plain values and HTML; what the words mean is the caller's business. Parts are made
first, then the contents page that needs their page numbers, then all is joined, stamped and saved.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from . import foreign, parts
from .assembly import Assembly
from .parts import Part, Source, Store
from .sharing import make_ahead

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Appendix:
    """A file behind its cover page.

    `cover` makes the cover's HTML; it is given None, or the Danish reason why the file cannot be
    printed, which the cover then tells. `read` fetches the bytes only when they are needed; it
    returns None for a file that has no printable form, for the reason in `absent`. `pages` is HTML
    of our own that takes the file's place.
    """

    label: str
    title: str
    cover: Callable[[str | None], str]
    read: Callable[[], bytes | None] | None = None
    absent: str = "Filen kan ikke vises som sider."
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One first-level piece: its HTML, the places within it worth a bookmark, its appendices."""

    label: str
    title: str
    html: str
    number: str = ""
    group: str = ""
    places: tuple[tuple[str, str, str], ...] = ()  # (anchor, number, title)
    appendices: tuple[Appendix, ...] = ()
    bookmark: bool = True


@dataclass(frozen=True)
class Row:
    """A line of the contents: `page` is the printed page number."""

    level: int
    number: str
    title: str
    page: int
    link: str
    group: str = ""


@dataclass(frozen=True)
class Edges:
    """How far from the edges of our own pages the running head and foot stand, in mm."""

    side: float = 26
    head: float = 20
    foot: float = 13


@dataclass(frozen=True)
class Bundle:
    """Everything that a file is made of.

    `front` makes the HTML of the front page and contents from rows, or is None for a document
    without; `front_pages` is a guess of its length: a wrong one only costs time. `head` and `foot`
    are constant texts of the running foot. `archival` asks for PDF/A-3a, which holds only when
    every page is our own.
    """

    title: str
    css: str
    entries: tuple[Entry, ...]
    head: str
    foot: str
    front: Callable[[list[Row]], str] | None = None
    front_pages: int = 2
    front_pages_bare: int = 1
    archival: bool = False
    made_at: datetime | None = None
    edges: Edges = Edges()


@dataclass(frozen=True)
class Result:
    """What was made: pages in all, our own claims, and what could not be printed."""

    pages: int
    accessible: bool
    archival: bool
    parts_made: int
    problems: tuple[str, ...] = ()


@dataclass
class Piece:
    """A part in its place. `leads` tells an entry's own page or a cover from what follows it."""

    part: Part
    entry: Entry
    appendix: Appendix | None = None
    own: bool = True
    leads: bool = True
    first: int = 0


@dataclass
class _Plan:
    pieces: list[Piece] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def press(bundle: Bundle, target: Path, store: Store, progress: Progress | None = None) -> Result:
    """Make the bundle as a file at `target`. A bad appendix becomes a page that says so."""
    tell = progress or (lambda done, total, text: None)
    sources = list(_sources(bundle))
    steps = sum(1 + len(entry.appendices) for entry in bundle.entries)
    total = len(sources) + steps + 2
    ahead = make_ahead(sources, store, lambda done: tell(done, total, "Siderne sættes"))
    before = store.made
    plan = _lay_out(bundle, store, lambda done, text: tell(len(sources) + done, total, text))
    tell(total - 2, total, "Indholdsfortegnelse")
    front = _front(bundle, plan.pieces, store)
    tell(total - 1, total, "Siderne samles og nummereres")
    assembly = Assembly(bundle, front, plan.pieces)
    pages = assembly.save(target)
    tell(total, total, "Færdig")
    made = ahead + store.made - before
    problems = tuple(plan.problems)
    return Result(pages, assembly.accessible, assembly.archival, made, problems)


def prepare(bundle: Bundle, store: Store) -> int:
    """Lay everything but the front into the store, where pressing the bundle later finds it.

    Returns how many parts were missing. On this core alone, as nobody waits for it.
    """
    before = store.made
    _lay_out(bundle, store, lambda done, text: None)
    return store.made - before


def _lay_out(bundle: Bundle, store: Store, tell: Callable[[int, str], None]) -> _Plan:
    """Every entry and appendix in its place; what the store has is taken from it."""
    plan, done = _Plan(), 0
    for entry in bundle.entries:
        tell(done, f"{entry.label}: {entry.title}")
        plan.pieces.append(Piece(_own(entry.html, bundle, store), entry))
        done += 1
        for appendix in entry.appendices:
            tell(done, f"{entry.label}, {appendix.label}: {appendix.title}")
            _take_appendix(plan, entry, appendix, bundle, store)
            done += 1
    return plan


def _sources(bundle: Bundle) -> Iterator[Source]:
    """What will surely be laid out: every entry and every page of our own behind a cover."""
    for entry in bundle.entries:
        yield Source(entry.html, bundle.css)
        for appendix in entry.appendices:
            yield from (Source(html, bundle.css) for html in appendix.pages)


def _own(html: str, bundle: Bundle, store: Store) -> Part:
    return parts.make(Source(html, bundle.css), store)


def _take_appendix(
    plan: _Plan, entry: Entry, appendix: Appendix, bundle: Bundle, store: Store
) -> None:
    part, problem = None, None
    if not appendix.pages:
        part, problem = _read(appendix, store)
    plan.pieces.append(Piece(_own(appendix.cover(problem), bundle, store), entry, appendix))
    for html in appendix.pages:
        plan.pieces.append(Piece(_own(html, bundle, store), entry, appendix, leads=False))
    if part:
        plan.pieces.append(Piece(part, entry, appendix, own=False, leads=False))
    elif problem:
        plan.problems.append(f"{entry.label}, {appendix.label}: {problem}")


def _read(appendix: Appendix, store: Store) -> tuple[Part | None, str | None]:
    try:
        data = appendix.read() if appendix.read else None
        return (foreign.take_in(data, store), None) if data else (None, appendix.absent)
    except foreign.Unreadable as unreadable:
        return None, str(unreadable)
    except OSError:
        return None, "Filen findes ikke i lageret."


def _front(bundle: Bundle, pieces: list[Piece], store: Store) -> Part | None:
    """The front with its contents; its own length moves the numbers it prints."""
    if bundle.front is None:
        _number(pieces, 0)
        return None
    length = bundle.front_pages
    for _ in range(3):
        _number(pieces, length)
        part = _own(bundle.front(rows(pieces)), bundle, store)
        if part.pages == length:
            break
        length = part.pages
    return part


def _number(pieces: Iterable[Piece], first: int) -> None:
    for piece in pieces:
        piece.first = first
        first += piece.part.pages


def rows(pieces: list[Piece]) -> list[Row]:
    """The lines of the contents, in order, with links that the assembly resolves."""
    lines: list[Row] = []
    for number, piece in enumerate(pieces):
        entry, appendix = piece.entry, piece.appendix
        if not piece.leads:
            continue
        link = f"press:go/{number}"
        if appendix is not None:
            lines.append(Row(2, appendix.label, appendix.title, piece.first + 1, link))
            continue
        lines.append(Row(1, entry.number, entry.title, piece.first + 1, link, entry.group))
        for anchor, label, title in entry.places:
            page, _ = piece.part.anchors.get(anchor, (0, 0.0))
            lines.append(Row(2, label, title, piece.first + page + 1, f"{link}/{anchor}"))
    return lines
