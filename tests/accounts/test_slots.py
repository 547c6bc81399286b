"""Slots keep order and refuse to be filled twice."""

import pytest

from dasportal.accounts.slots import MenuEntry, Slot


def test_entries_come_in_order_of_position_then_name():
    slot = Slot("menu")
    for label, position in [("C", 20), ("B", 10), ("A", 20)]:
        slot.add(MenuEntry(label, label.lower(), position=position))
    assert [entry.label for entry in slot] == ["B", "A", "C"]


def test_the_same_entry_twice_is_refused():
    slot = Slot("menu")
    slot.add(MenuEntry("Møder", "meetings:list"))
    with pytest.raises(ValueError):
        slot.add(MenuEntry("Møderne", "meetings:list"))
