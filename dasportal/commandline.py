"""`manage.py`, with one addition: the portal's own commands meet a database that is ready."""

import sys

from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand

from dasportal.environment import BASE_DIR


class PortalUtility(ManagementUtility):
    """Before a command of ours runs on a database that was never migrated, prepare it.

    A command that can do without says `needs_prepared_database = False`.
    """

    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand)
        asked_for_help = {"--help", "-h", "help", "--version"} & set(self.argv)
        ours = getattr(command, "needs_prepared_database", _is_ours(subcommand))
        if ours and not asked_for_help:
            _prepare_if_new()
        return command


def _is_ours(subcommand: str) -> bool:
    app = get_commands().get(subcommand)
    package = app if isinstance(app, str) else app.name if app else ""
    return (BASE_DIR / package.split(".")[0]).is_dir() and package != ""


def _prepare_if_new() -> None:
    from dasportal import preparation

    if preparation.is_unprepared():
        print("Databasen er ny og bliver gjort klar …", file=sys.stderr)
        preparation.prepare_database()


def execute(argv: list[str]) -> None:
    """Run one command line."""
    PortalUtility(argv).execute()
