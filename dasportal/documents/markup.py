"""A small tree of HTML elements, for rewriting markup that is already well-formed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr"})


@dataclass
class Element:
    """An element, its attributes and its children: elements and unescaped strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def text(self) -> str:
        """All text inside, as typed."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """The tree of well-formed ``html`` under a nameless root."""
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.open[0]


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("\xa0", "&nbsp;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def serialise(node: Element | str) -> str:
    """The HTML of a node, escaped as an HTML5 serialiser does."""
    if isinstance(node, str):
        return _escaped(node)
    inside = "".join(map(serialise, node.children))
    if not node.tag:
        return inside
    attributes = "".join(
        f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"'
        for name, value in sorted(node.attributes.items())
    )
    return f"<{node.tag}{attributes}>" + ("" if node.tag in VOID else f"{inside}</{node.tag}>")
