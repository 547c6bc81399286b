"""Rich text: the one allow-list, the sanitiser that enforces it, the field that applies it.

What is stored equals its own sanitised form: ``sanitise(stored) == stored``. The print style sheets
cover every element named in ``ALLOWED``.
"""

from __future__ import annotations

import re
from typing import Any

import nh3
from django.db import models
from django.forms import Textarea

from .markup import Element, parse, serialise

ALLOWED: dict[str, frozenset[str]] = {
    "p": frozenset(),
    "h3": frozenset(),
    "h4": frozenset(),
    "ul": frozenset(),
    "ol": frozenset({"start"}),
    "li": frozenset(),
    "table": frozenset(),
    "caption": frozenset(),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset(),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
    "blockquote": frozenset(),
    "a": frozenset({"href"}),
    "strong": frozenset(),
    "em": frozenset(),
    "u": frozenset(),
    "s": frozenset(),
    "sub": frozenset(),
    "sup": frozenset(),
    "br": frozenset(),
    "hr": frozenset(),
}
SCHEMES = frozenset({"http", "https", "mailto"})

# What other programs write, and the element of ours that means the same.
RENAMED = {
    "b": "strong",
    "i": "em",
    "ins": "u",
    "del": "s",
    "strike": "s",
    "tfoot": "tbody",
    "h1": "h3",
    "h2": "h3",
    "h5": "h4",
    "h6": "h4",
    "figcaption": "caption",
}
_UNDERSTOOD = frozenset(ALLOWED) | frozenset(RENAMED) | {"div", "figure"}
_DROPPED_WITH_CONTENT = frozenset({"script", "style", "title", "xml", "template"})
_BLOCKS = frozenset({"p", "h3", "h4", "ul", "ol", "table", "blockquote", "hr", "div", "figure"})
_HOLDS_ONLY_ELEMENTS = frozenset({"ul", "ol", "table", "thead", "tbody", "tr", "figure"})
_MAY_BE_EMPTY = frozenset({"br", "hr", "td", "th"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TAG = re.compile(r"<[A-Za-z/!]")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_MOST_ROUNDS = 8


def sanitise(html: str | None) -> str:
    """The text as the portal stores it: only what ``ALLOWED`` names, in one canonical form.

    Text without any tag is read as plain text, blank lines parting paragraphs, so that a form
    without JavaScript works. Headings are lifted to the two levels inside an agenda item, empty
    paragraphs vanish, and header cells get their scope.
    """
    html = _CONTROL.sub("", (html or "").replace("\r\n", "\n").replace("\r", "\n"))
    if not _TAG.search(html):
        return _from_plain(html)
    text = _rewritten(_clean(html, _UNDERSTOOD))
    for _ in range(_MOST_ROUNDS):
        again = _rewritten(_clean(text, frozenset(ALLOWED)))
        if again == text:
            return text
        text = again
    # Markup that never settles is no one's text: keep its words.
    return _from_plain(to_text(text))


def to_text(html: str | None) -> str:
    """The words alone: a line per block, cells parted by tabs."""
    lines: list[str] = [""]
    _collect(parse(html or ""), lines)
    return "\n".join(line for line in (" ".join(x.split(" ")).strip() for x in lines) if line)


def is_empty(html: str | None) -> bool:
    """Whether nothing would be read or printed."""
    return not sanitise(html)


class RichTextArea(Textarea):
    """A text area that becomes the editor; without JavaScript it stays a text area."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 8, "data-editor": "", **(attrs or {})})


class RichTextField(models.TextField):
    """Text that is sanitised whenever it is written, by ``save``, ``bulk_create`` or ``update``."""

    description = "Formateret tekst"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = sanitise(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        # ``update()`` does not call ``pre_save``.
        if isinstance(value, str):
            value = sanitise(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"widget": RichTextArea, **kwargs})


def _from_plain(text: str) -> str:
    blocks = re.split(r"\n\s*\n", _unescaped(text).strip())
    paragraphs = [
        Element("p", {}, _with_breaks([line.strip() for line in block.split("\n") if line.strip()]))
        for block in blocks
        if block.strip()
    ]
    return "".join(map(serialise, paragraphs))


def _unescaped(text: str) -> str:
    return parse(text).text()


def _with_breaks(lines: list[str]) -> list[Element | str]:
    children: list[Element | str] = []
    for line in lines:
        children += [Element("br"), line] if children else [line]
    return children


def _clean(html: str, tags: frozenset[str]) -> str:
    return nh3.clean(
        html,
        tags=set(tags),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in ALLOWED.items() if names},
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value.strip() if _ADDRESS.match(value.strip()) else None
    if name == "scope":
        return value if value in {"col", "row", "colgroup", "rowgroup"} else None
    return str(int(value)) if re.fullmatch(r"[0-9]{1,3}", value) and int(value) > 1 else None


def _rewritten(html: str) -> str:
    root = parse(html)
    _rewrite(root, in_header=False)
    root.children = _paragraphs(root.children)
    return serialise(root)


def _rewrite(element: Element, *, in_header: bool) -> None:
    """Rename, unwrap and drop below ``element``, deepest first."""
    in_header = in_header or element.tag == "thead"
    kept: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            if element.tag not in _HOLDS_ONLY_ELEMENTS or child.strip():
                kept.append(child)
            continue
        child.tag = RENAMED.get(child.tag, child.tag)
        _rewrite(child, in_header=in_header)
        kept += _replacement(child, in_header=in_header)
    element.children = _joined(kept)
    if element.tag in {"ul", "ol"}:
        element.children = _list_items(element.children)


def _replacement(element: Element, *, in_header: bool) -> list[Element | str]:
    """What stands in the place of ``element``, whose children are done."""
    tag = element.tag
    if tag == "figure":
        return list(_captioned(element))
    if tag == "a" and "href" not in element.attributes:
        return element.children
    if tag == "div":
        return _paragraphs(element.children)
    if tag == "blockquote":
        element.children = _paragraphs(element.children)
    if tag == "th":
        element.attributes.setdefault("scope", "col" if in_header else "row")
    if tag in _MAY_BE_EMPTY or (element.children and _says_something(element)):
        return [element]
    # A space in bold is still a space between two words.
    return [element.text()] if tag not in _BLOCKS and element.text() else []


def _says_something(element: Element) -> bool:
    if element.text().strip() or element.tag in {"table", "tr", "thead", "tbody"}:
        return True
    return any(child.tag == "hr" or _says_something(child) for child in element.elements())


def _captioned(figure: Element) -> list[Element | str]:
    """The table of a figure, with the figure's caption moved into it."""
    captions = [child for child in figure.elements() if child.tag == "caption"]
    rest = [child for child in figure.children if child not in captions]
    table = next((c for c in rest if isinstance(c, Element) and c.tag == "table"), None)
    if table is None:
        return [*rest, *(Element("p", {}, caption.children) for caption in captions)]
    if not any(child.tag == "caption" for child in table.elements()):
        table.children[:0] = captions[:1]
    return rest


def _list_items(children: list[Element | str]) -> list[Element | str]:
    """Only items in a list: a list directly inside a list belongs to the item before it."""
    items: list[Element | str] = []
    for child in children:
        if isinstance(child, Element) and child.tag == "li":
            items.append(child)
        elif items and isinstance(items[-1], Element):
            items[-1].children.append(child)
        else:
            items.append(Element("li", {}, [child]))
    return items


def _paragraphs(children: list[Element | str]) -> list[Element | str]:
    """The children as blocks: loose words are gathered in paragraphs."""
    blocks: list[Element | str] = []
    loose: list[Element | str] = []
    for child in [*children, Element("hr")]:
        if not (isinstance(child, Element) and child.tag in _BLOCKS):
            loose.append(child)
            continue
        paragraph = Element("p", {}, _stripped(loose))
        if _says_something(paragraph):
            blocks.append(paragraph)
        loose = []
        blocks.append(child)
    return blocks[:-1]


def _stripped(children: list[Element | str]) -> list[Element | str]:
    children = list(children)
    if children and isinstance(children[0], str):
        children[0] = children[0].lstrip("\n\t ")
    if children and isinstance(children[-1], str):
        children[-1] = children[-1].rstrip("\n\t ")
    return [child for child in children if child != ""]


def _joined(children: list[Element | str]) -> list[Element | str]:
    joined: list[Element | str] = []
    for child in children:
        if isinstance(child, str) and joined and isinstance(joined[-1], str):
            joined[-1] += child
        else:
            joined.append(child)
    return joined


def _collect(element: Element, lines: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            lines[-1] += child.replace("\n", " ").replace("\xa0", " ")
        elif child.tag in {"br", "hr"}:
            lines.append("")
        elif child.tag in {"td", "th"}:
            lines[-1] += "\t" if lines[-1] else ""
            lines[-1] += " ".join(to_text(serialise(Element("", {}, child.children))).split("\n"))
        else:
            is_block = child.tag in _BLOCKS | {"li", "tr", "caption"}
            lines += [""] if is_block else []
            _collect(child, lines)
            lines += [""] if is_block else []
