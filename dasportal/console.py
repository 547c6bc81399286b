"""Steps told on a terminal: what is being done, that it goes on, how it ended. Standard library only."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

TICK_SECONDS = 1.0


@contextmanager
def step(title: str, *, out: TextIO = sys.stdout) -> Iterator[None]:
    """Print `title`, a growing line of dots while the work goes on, and the seconds it took."""
    start = time.monotonic()
    finished = threading.Event()
    print(f"  {title} ", end="", flush=True, file=out)

    def tick() -> None:
        while not finished.wait(TICK_SECONDS):
            print(".", end="", flush=True, file=out)

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    outcome = "stoppet"
    try:
        yield
        outcome = "klar"
    finally:
        finished.set()
        ticker.join()
        seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
        print(f" {outcome} ({seconds} s)", flush=True, file=out)
