"""What the drills share. They use real processes, real commits and real kills."""

import os
import random
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mail.conftest import receiver, smtp

__all__ = ["receiver", "smtp"]


@pytest.fixture
def say(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Write a line to the terminal, also when output is captured."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    capture = request.config.pluginmanager.get_plugin("capturemanager")

    def line(text: str) -> None:
        with capture.global_and_fixture_disabled():
            reporter.write_line(f"\n  {request.node.name}: {text}")

    return line


@pytest.fixture
def chance(say: Callable[[str], None]) -> random.Random:
    """Random choices from a seed that is printed: DRILL_SEED= runs the same again."""
    seed = int(os.environ.get("DRILL_SEED") or secrets.randbelow(10**6))
    say(f"DRILL_SEED={seed}")
    return random.Random(seed)


@pytest.fixture
def var(tmp_path: Path, settings) -> Path:
    """The folder that the drill's processes write to, files included."""
    folder = tmp_path / "var"
    folder.mkdir()
    settings.MEDIA_ROOT = folder / "files"
    return folder
