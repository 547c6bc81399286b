"""The PDF press: HTML and foreign PDF files in, one designed, tagged, numbered file out.

The only place that knows WeasyPrint and pikepdf.
"""

import logging

from .attachments import Embedded, NotArchival, embed
from .bundle import Appendix, Bundle, Edges, Entry, Progress, Result, Row, prepare, press
from .dressing import dressed
from .fonts import FontsMissing
from .foreign import Unreadable, take_in
from .loading import available
from .parts import Store

__all__ = [
    "Appendix",
    "Bundle",
    "Edges",
    "Embedded",
    "Entry",
    "FontsMissing",
    "NotArchival",
    "Progress",
    "Result",
    "Row",
    "Store",
    "Unreadable",
    "available",
    "dressed",
    "embed",
    "prepare",
    "press",
    "take_in",
]

logging.getLogger("pikepdf").setLevel(logging.WARNING)
logging.getLogger("fontTools").setLevel(logging.ERROR)
