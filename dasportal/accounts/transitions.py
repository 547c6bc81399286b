"""What a workflow is in this house: one table of transitions, asked by pages and verbs alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class NotAllowed(Exception):
    """A step that is not possible now, or not for this person. `message` is Danish, for the page."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Transition:
    """One row of a workflow table.

    `sources` are the states it may start from; none means that it makes the thing. `target` None
    keeps the state. `allowed` is a named question from the app's permissions. `confirm` is the
    Danish question asked first, where the step cannot be undone. `who` names, in Danish, those
    who may; it is told to the others and printed in docs/workflow.md.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str | None
    allowed: Callable[[Person, Any], bool]
    confirm: str | None = None
    who: str = ""


@dataclass(frozen=True)
class Workflow:
    """A table of transitions over one status field. `title` is Danish, as in »Møde«."""

    name: str
    title: str
    status_field: str
    states: type[models.TextChoices]
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        names = [step.name for step in self.transitions]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.name}: a step is named twice")
        known = {str(state) for state in self.states}
        for step in self.transitions:
            unknown = {*step.sources, *([step.target] if step.target else [])} - known
            if unknown:
                raise ValueError(f"{self.name}.{step.name}: unknown states {sorted(unknown)}")

    def get(self, name: str) -> Transition:
        """The row of that name; KeyError when there is none."""
        for step in self.transitions:
            if step.name == name:
                return step
        raise KeyError(f"{self.name} has no step {name}")

    def state_of(self, obj: models.Model) -> str:
        return str(getattr(obj, self.status_field))

    def available(self, obj: models.Model, person: Person) -> list[Transition]:
        """The steps this person may take now, in the order of the table: a page's buttons."""
        state = self.state_of(obj)
        return [t for t in self.transitions if state in t.sources and t.allowed(person, obj)]

    def may(self, obj: models.Model, name: str, person: Person) -> bool:
        """Whether the one step may be taken now by this person."""
        return self.get(name) in self.available(obj, person)

    def check(self, obj: Any, name: str, by: Person) -> Transition:
        """The row, when `by` may take the step now; else NotAllowed saying why in Danish.

        Who may is asked before when, so that a stranger learns nothing of the state. For a step
        that makes the thing, `obj` is what it is made in or of, and only who may is asked.
        """
        step = self.get(name)
        if not step.allowed(by, obj):
            can = f" Det kan {step.who}." if step.who else ""
            raise NotAllowed(f"Du har ikke adgang til »{step.label}«.{can}")
        return self.check_state(obj, name)

    def check_state(self, obj: Any, name: str) -> Transition:
        """The row, when the step is possible now; else NotAllowed. For a step that no person
        takes: the portal's own, or the machine's operator's at the command line."""
        step = self.get(name)
        if step.sources and self.state_of(obj) not in step.sources:
            now = self.states(self.state_of(obj)).label
            raise NotAllowed(f"»{step.label}« er ikke muligt nu. Status er »{now}«.")
        return step

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        lines += [f"    {state.value} : {state.label}" for state in self.states]
        for step in self.transitions:
            note = f"{step.label} ({step.who})" if step.who else step.label
            for source in step.sources or ("[*]",):
                target = step.target or source
                lines.append(f"    {source} --> {target} : {note}")
        return "\n".join(lines) + "\n"
