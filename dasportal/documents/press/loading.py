"""Whether this machine can print: the engine loads system libraries that may not be installed."""

import io
from contextlib import redirect_stdout
from functools import cache
from importlib.metadata import version
from types import ModuleType

from . import fonts

ENGINE_VERSION = version("weasyprint")


class EngineMissing(fonts.FontsMissing):
    """The engine's system libraries are not installed: PDFs are off on this machine."""


@cache
def load_engine() -> ModuleType:
    """The module that drives the engine; loaded at the first use, since it may be missing."""
    try:
        with redirect_stdout(io.StringIO()):  # it prints advice, and stdout may be JSON
            from . import engine
    except OSError as error:
        raise EngineMissing(
            "PDF er slået fra på denne maskine. Bed administratoren køre: "
            "sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
    return engine


def available() -> bool:
    """Whether PDFs can be made here: the engine loads and its fonts are installed."""
    try:
        load_engine()
    except EngineMissing:
        return False
    return fonts.available()
