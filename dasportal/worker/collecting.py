"""Work that makes many small things at once, without Python's collector going through them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Work without the garbage collector; then collect what was made meanwhile, once.

    All of it is in the youngest generation, so the old heap need not be walked.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)
        if was_on:
            gc.enable()
