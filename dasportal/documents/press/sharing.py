"""Laying out on every core: helpers forked from the warm process fill the same store.

A helper is only ever a shortcut. It shares nothing but the store, where a part appears whole or
not at all; whatever it did not finish is laid out by the one who asked.
"""

import os
import signal
import time
import warnings
from collections.abc import Callable, Sequence
from functools import partial

from .loading import load_engine
from .parts import Source, Store, make

WORTH_SHARING = 60_000  # characters of HTML; below, a fork costs more than it gains
LEAST_PATIENCE = 20  # seconds
MOST_HELPERS = 1  # memory: one helper beside the process itself stays under the worker's limit


def make_ahead(sources: Sequence[Source], store: Store, step: Callable[[int], None]) -> int:
    """Lay out what the store lacks, on more than one core when there is enough of it.

    Calls `step` with the number of parts done, as near as this process knows; returns how many
    parts it took care of, which is none when there was too little to share.
    """
    missing = [source for source in dict.fromkeys(sources) if not store.has(source.key)]
    helpers = min(MOST_HELPERS, _cores() - 1, len(missing) - 1)
    if helpers < 1 or sum(len(source.html) for source in missing) < WORTH_SHARING:
        return 0
    load_engine().warm_up(missing[0].css)
    shares = _shares(missing, helpers + 1)
    children = [_fork(partial(_lay_out, share, store)) for share in shares[1:]]
    begun = time.monotonic()
    try:
        for number, source in enumerate(shares[0], start=1):
            make(source, store)
            step(min(number * len(shares), len(missing)))
    finally:
        patience = max(LEAST_PATIENCE, 4 * (time.monotonic() - begun))
        for child in children:
            _await(child, time.monotonic() + patience)
    return len(missing)


def _await(child: int, until: float) -> None:
    """Wait for a helper, but not for ever: what it leaves is laid out without it."""
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return
        time.sleep(0.005)


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _shares(sources: Sequence[Source], count: int) -> list[list[Source]]:
    """Shares of about the same length of text, the longest dealt first."""
    shares: list[list[Source]] = [[] for _ in range(count)]
    lengths = [0] * count
    for source in sorted(sources, key=lambda source: len(source.html), reverse=True):
        least = lengths.index(min(lengths))
        shares[least].append(source)
        lengths[least] += len(source.html)
    return shares


def _lay_out(share: Sequence[Source], store: Store) -> None:
    for source in share:
        make(source, store)


def _fork(work: Callable[[], None]) -> int:
    """Do the work in a child that never returns here and runs nobody's exit handlers."""
    with (
        warnings.catch_warnings(),
        load_engine().alone(),
    ):  # no other thread is at work in the engine
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    code = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        work()
        code = 0
    finally:
        os._exit(code)
