"""`manage.py workflow_diagram`: every workflow table as a Mermaid diagram, in docs/workflow.md."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dasportal.accounts.transitions import Transition, Workflow

ROOT = Path(__file__).resolve().parents[3]
TARGET = Path("docs") / "workflow.md"
HEAD = """# Workflows

Made by `manage.py workflow_diagram` from the tables in the code; a test fails when it is stale.
Each arrow is a verb of the same name as its step. Who may is in brackets.
"""
OWN = {"dasportal", "meetings", "tariffs", "offers"}


class Command(BaseCommand):
    help = "Skriver docs/workflow.md ud fra tabellerne over arbejdsgange."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Fejl, hvis filen er forældet.")

    def handle(self, *args: Any, **options: Any) -> None:
        path, text = settings.BASE_DIR / TARGET, document()
        if not options["check"]:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{TARGET} er skrevet.")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise CommandError(f"{TARGET} er forældet. Kør: manage.py workflow_diagram")


def document() -> str:
    """The whole of docs/workflow.md."""
    return "\n".join([HEAD, *(_section(module, flow) for module, flow in workflows())])


def workflows() -> list[tuple[str, Workflow]]:
    """Each table with the module that it is written in, by module and name."""
    found = [
        (module, value)
        for module in _modules_with_a_table()
        for value in vars(import_module(module)).values()
        if isinstance(value, Workflow)
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].name))


def _modules_with_a_table() -> list[str]:
    """The modules of our own apps whose text makes a Workflow; nothing else is imported."""
    own = [Path(c.path) for c in apps.get_app_configs() if c.name.split(".")[0] in OWN]
    files = {file for folder in own for file in folder.rglob("*.py") if file != Path(__file__)}
    return [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in files
        if " = Workflow(" in file.read_text(encoding="utf-8")
    ]


def _section(module: str, flow: Workflow) -> str:
    return "\n".join(
        [
            f"## {flow.title}",
            "",
            f"`{module}`",
            "",
            "```mermaid",
            flow.diagram().rstrip(),
            "```",
            "",
            "| step | from | to | who |",
            "|---|---|---|---|",
            *(_row(flow, step) for step in flow.transitions),
            "",
        ]
    )


def _row(flow: Workflow, step: Transition) -> str:
    def label(state: str) -> str:
        return str(flow.states(state).label)

    sources = ", ".join(label(source) for source in step.sources) or "nothing"
    target = label(step.target) if step.target else "the same"
    return f"| {step.label} (`{step.name}`) | {sources} | {target} | {step.who or 'see code'} |"
