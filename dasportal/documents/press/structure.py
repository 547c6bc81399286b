"""The tag tree of a PDF: made ready in each part, joined when parts become one file.

`pages.extend` alone loses the tags. Here the numbers that lead from a page's content to the tree
(StructParents) are moved up, the parent trees are joined, and each part's Document becomes a Part
under the one Document of the whole.
"""

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

MAX_ELEMENTS = 200_000

# Standard types of ISO 32000-1, 14.8.4. Anything else is announced as what its role map says.
STANDARD_TYPES = frozenset(
    [
        "/Document",
        "/Part",
        "/Art",
        "/Sect",
        "/Div",
        "/BlockQuote",
        "/Caption",
        "/TOC",
        "/TOCI",
        "/Index",
        "/NonStruct",
        "/Private",
        "/P",
        "/H",
        "/H1",
        "/H2",
        "/H3",
        "/H4",
        "/H5",
        "/H6",
        "/L",
        "/LI",
        "/Lbl",
        "/LBody",
        "/Table",
        "/TR",
        "/TH",
        "/TD",
        "/THead",
        "/TBody",
        "/TFoot",
        "/Span",
        "/Quote",
        "/Note",
        "/Reference",
        "/BibEntry",
        "/Code",
        "/Link",
        "/Annot",
        "/Ruby",
        "/RB",
        "/RT",
        "/RP",
        "/Warichu",
        "/WT",
        "/WP",
        "/Figure",
        "/Formula",
        "/Form",
    ]
)


class BadTree(Exception):
    """A tag tree that cannot be trusted: too big, circular or malformed."""


def make_ready(pdf: Pdf) -> None:
    """Prepare the tree of a part that WeasyPrint made, so that joining it needs no second walk.

    Header cells get /Scope in place of WeasyPrint's identifiers, which repeat from page to page
    and from part to part; Document becomes Part.
    """
    root = pdf.Root.StructTreeRoot
    for element in root.K:
        element.S = Name.Part
    for element in elements(root):
        kind = element.get(Name.S)
        if kind == Name.TH:
            element.A.Scope = Name.Row if _is_row_header(element) else Name.Column
            if Name.ID in element:
                del element.ID
        elif kind == Name.LI:
            _give_body(pdf, element)
        elif kind == Name.TD and Name.A in element and Name.Headers in element.A:
            del element.A.Headers


def _give_body(pdf: Pdf, item: Object) -> None:
    """A list item that goes on from the page before has no body of its own: give it one."""
    kids = list(item.K) if isinstance(item.get(Name.K), Array) else []
    named = [kid for kid in kids if isinstance(kid, Dictionary) and Name.S in kid]
    if any(Name.LBody == kid.S for kid in named):
        return
    labels = [kid for kid in named if Name.Lbl == kid.S]
    body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item))
    if Name.Pg in item:
        body.Pg = item.Pg
    rest = [kid for kid in kids if kid not in labels]
    for kid in rest:
        if isinstance(kid, Dictionary) and Name.S in kid:
            kid.P = body
    body.K = Array(rest)
    item.K = Array([*labels, body])


def _is_row_header(cell: Object) -> bool:
    row = cell.P
    if row.P.get(Name.S) == Name.THead:
        return False
    return any(other.get(Name.S) == Name.TD for other in row.K if isinstance(other, Dictionary))


def elements(root: Object) -> list[Object]:
    """Every structure element below a root, parents first; `BadTree` when it does not end."""
    found: list[Object] = []
    seen: set[tuple[int, int]] = set()
    waiting = _children(root)
    while waiting:
        element = waiting.pop()
        if element.objgen != (0, 0):
            if element.objgen in seen:
                raise BadTree("The tree is circular.")
            seen.add(element.objgen)
        found.append(element)
        if len(found) > MAX_ELEMENTS:
            raise BadTree("The tree is too big.")
        waiting.extend(_children(element))
    return found


def _children(element: Object) -> list[Object]:
    kids = element.get(Name.K)
    if kids is None:
        return []
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and Name.S in kid]


def number_tree(node: Object | None, depth: int = 0) -> list[tuple[int, Object]]:
    """The entries of a number tree, flattened."""
    if node is None:
        return []
    if depth > 50:
        raise BadTree("The parent tree is too deep.")
    entries: list[tuple[int, Object]] = []
    numbers = node.get(Name.Nums, Array())
    entries.extend((int(numbers[i]), numbers[i + 1]) for i in range(0, len(numbers) - 1, 2))
    for kid in node.get(Name.Kids, Array()):
        entries.extend(number_tree(kid, depth + 1))
    return entries


class Tree:
    """The one tag tree of a file that is being put together."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
        self.root = pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Array([self.document]))
        )
        self.document.P = self.root
        self._kids: list[Object] = []
        self._numbers: list[Object | int] = []
        self._next = 0

    def graft(self, source: Pdf, pages: list[Page]) -> None:
        """Join the tree of `source`, whose pages were just appended as `pages`."""
        if Name.StructTreeRoot not in source.Root:
            return
        root = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        base = self._next
        for key, value in number_tree(root.get(Name.ParentTree)):
            self._numbers += [base + key, value]
            self._next = max(self._next, base + key + 1)
        for page in pages:
            _move(page.obj, Name.StructParents, base)
            for annotation in page.obj.get(Name.Annots, Array()):
                _move(annotation, Name.StructParent, base)
        for element in _children(root):
            element.P = self.document
            self._kids.append(element)

    def finish(self) -> None:
        """Write the joined tree into the file."""
        self.document.K = Array(self._kids)
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self._numbers)))
        self.root.ParentTreeNextKey = self._next
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)


def _move(holder: Object, key: pikepdf.Name, base: int) -> None:
    if key in holder:
        holder[key] = int(holder[key]) + base
