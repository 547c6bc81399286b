"""The table of transitions, tried on a made-up workflow."""

from types import SimpleNamespace

import pytest
from django.db import models

from dasportal.accounts.transitions import NotAllowed, Transition, Workflow


class Door(models.TextChoices):
    OPEN = "open", "Åben"
    SHUT = "shut", "Lukket"


def anyone(person, door):
    return True


def has_key(person, door):
    return person.key


DOORS = Workflow(
    "doors",
    "Dør",
    "status",
    Door,
    (
        Transition("build", "Byg", (), "open", has_key, who="tømreren"),
        Transition("shut", "Luk", ("open",), "shut", anyone),
        Transition("open", "Åbn", ("shut",), "open", has_key, who="den, der har nøglen"),
        Transition("paint", "Mal", ("open", "shut"), None, anyone, confirm="Vil du male?"),
    ),
)
GUEST, OWNER = SimpleNamespace(key=False), SimpleNamespace(key=True)


@pytest.mark.parametrize(
    "person, status, steps",
    [
        (GUEST, "open", ["shut", "paint"]),
        (GUEST, "shut", ["paint"]),
        (OWNER, "open", ["shut", "paint"]),
        (OWNER, "shut", ["open", "paint"]),
    ],
)
def test_available_follows_state_and_person(person, status, steps):
    door = SimpleNamespace(status=status)
    assert [t.name for t in DOORS.available(door, person)] == steps
    assert [t.name for t in DOORS.transitions if DOORS.may(door, t.name, person)] == steps


def test_check_returns_the_row():
    assert DOORS.check(SimpleNamespace(status="open"), "shut", GUEST).target == "shut"
    assert DOORS.check(None, "build", OWNER).target == "open"


def test_check_says_who_may_before_it_tells_the_state():
    with pytest.raises(NotAllowed) as refused:
        DOORS.check(SimpleNamespace(status="open"), "open", GUEST)
    assert refused.value.message == "Du har ikke adgang til »Åbn«. Det kan den, der har nøglen."


def test_check_names_the_state_that_is_in_the_way():
    with pytest.raises(NotAllowed) as refused:
        DOORS.check(SimpleNamespace(status="shut"), "shut", OWNER)
    assert refused.value.message == "»Luk« er ikke muligt nu. Status er »Lukket«."


def test_diagram_has_every_state_and_step():
    lines = DOORS.diagram().splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert "    open : Åben" in lines
    assert "    [*] --> open : Byg (tømreren)" in lines
    assert "    shut --> shut : Mal" in lines
    assert len(lines) == 1 + 2 + 5


@pytest.mark.parametrize(
    "steps",
    [
        (DOORS.get("shut"), DOORS.get("shut")),
        (Transition("burn", "Brænd", ("open",), "ash", anyone),),
    ],
)
def test_a_table_with_a_mistake_is_refused_when_it_is_made(steps):
    with pytest.raises(ValueError):
        Workflow("doors", "Dør", "status", Door, steps)


def test_an_unknown_step_is_a_mistake_in_the_code():
    with pytest.raises(KeyError):
        DOORS.get("fly")
