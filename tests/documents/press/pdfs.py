"""Foreign files of every kind that has arrived in a secretariat's mailbox, made on the spot."""

import io
import subprocess
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from dasportal.documents.press import Appendix, Entry, Row
from dasportal.documents.press.structure import elements

CSS = (Path(__file__).parents[3] / "templates" / "documents" / "pdf" / "press.css").read_text(
    encoding="utf-8"
)


def html(body: str, title: str = "Prøve") -> str:
    return f'<html lang="da"><head><title>{title}</title></head><body>{body}</body></html>'


def add_page(
    pdf: Pdf,
    text: str = "Fremmed side",
    *,
    size: tuple[float, float] = (595, 842),
    rotate: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    y: float | None = None,
    tail: str = "",
) -> Dictionary:
    """A page with a line of Helvetica in its middle, or at `y`."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    at = size[1] / 2 if y is None else y
    content = f"BT /F1 18 Tf {size[0] / 3:.0f} {at:.0f} Td ({text}) Tj ET {tail}".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *size]),
        Contents=pdf.make_stream(content),
        Resources=Dictionary(Font=Dictionary(F1=font)),
    )
    if rotate:
        page.Rotate = rotate
    if crop:
        page.CropBox = Array(crop)
    made = pdf.make_indirect(page)
    pdf.pages.append(Page(made))
    return made


def saved(pdf: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def entry(number: str, title: str, files: list[tuple[str, bytes | None]]) -> Entry:
    appendices = tuple(
        Appendix(
            f"Bilag {number}.{n}",
            name,
            lambda problem, name=name: html(f"<h1>{name}</h1><p>{problem or 'Bilag'}</p>"),
            lambda data=data: data,
        )
        for n, (name, data) in enumerate(files, start=1)
    )
    body = f"<h1>Punkt {number} {title}</h1><p>Tekst til {title}.</p>"
    return Entry(f"Punkt {number}", title, html(body), number, "Sager", (), appendices)


def front(rows: list[Row]) -> str:
    lines = "".join(f'<p><a href="{r.link}">{r.number} {r.title}</a> {r.page}</p>' for r in rows)
    return html(f"<h1>Dagsorden</h1><div class='sheet'><h2>Indhold</h2>{lines}</div>")


def text_of(path: Path, first: int = 1, last: int | None = None) -> str:
    """What a page, or all of them, says, as poppler reads it."""
    pages = ["-f", str(first)] + (["-l", str(last)] if last else [])
    run = subprocess.run(
        ["pdftotext", "-layout", *pages, path, "-"], check=True, capture_output=True, text=True
    )
    return run.stdout


def sound(path: Path) -> str:
    """Empty when qpdf finds nothing wrong with the file."""
    run = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    return "" if run.returncode == 0 else run.stdout + run.stderr


def tags(pdf: Pdf) -> list[Object]:
    """Every structure element, in no promised order."""
    return elements(pdf.Root.StructTreeRoot)


def broken_links_to_tags(pdf: Pdf) -> list[str]:
    """What is wrong between the pages' content and the tag tree; nothing is as it should be."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    keys = [int(numbers[i]) for i in range(0, len(numbers), 2)]
    parents = {key: numbers[2 * i + 1] for i, key in enumerate(keys)}
    wrong = [] if keys == sorted(set(keys)) else ["the parent tree is not in order"]
    known = {element.objgen for element in tags(pdf)}
    for number, page in enumerate(pdf.pages, start=1):
        if int(page.obj.get(Name.StructParents, -1)) not in parents:
            wrong.append(f"page {number} leads nowhere")
            continue
        for element in parents[int(page.obj.StructParents)]:
            if element.objgen not in known:
                wrong.append(f"page {number} leads out of the tree")
            if element.Pg.objgen != page.obj.objgen:
                wrong.append(f"page {number} leads to another page's element")
        for note in page.obj.get(Name.Annots, Array()):
            if Name.StructParent in note and int(note.StructParent) not in parents:
                wrong.append(f"a link on page {number} leads nowhere")
    return wrong
