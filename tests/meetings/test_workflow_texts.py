from __future__ import annotations

import pytest

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import AgendaItem, Meeting, TextRevision
from tests import factories

from .conftest import case


@pytest.fixture
def item(meeting: Meeting, office: Person) -> AgendaItem:
    return case(meeting, office)


def save(item: AgendaItem, by: Person, value: str, base: int = 0) -> workflow.Saved:
    return workflow.save_text(item, field="summary", value=value, base_revision=base, by=by)


def test_saved_text_is_sanitised_and_numbered(item: AgendaItem, office: Person) -> None:
    saved = save(item, office, "<p onclick=x>Tekst<script>1</script></p>")
    item.refresh_from_db()
    assert saved.html == item.summary == "<p>Tekst</p>"
    assert saved.revision == workflow.revision_of(item, "summary") == 1


def test_saving_the_same_text_again_makes_no_revision(item: AgendaItem, office: Person) -> None:
    first = save(item, office, "<p>A</p>")
    assert save(item, office, "<p>A</p>", base=first.revision).revision == first.revision
    assert TextRevision.objects.filter(item=item).count() == 1


def test_stale_save_is_refused_with_both_texts(item: AgendaItem, office: Person) -> None:
    other = factories.secretary("Kollega")
    first = save(item, office, "<p>Grundlag</p>")
    save(item, other, "<p>Kollegaens</p>", base=first.revision)
    with pytest.raises(workflow.Conflict) as caught:
        save(item, office, "<p>Min</p>", base=first.revision)
    conflict = caught.value
    assert (conflict.base, conflict.newest.text, conflict.mine) == (
        "<p>Grundlag</p>",
        "<p>Kollegaens</p>",
        "<p>Min</p>",
    )
    item.refresh_from_db()
    assert item.summary == "<p>Kollegaens</p>"


def test_one_sitting_is_one_step_of_the_history_and_numbers_still_grow(
    item: AgendaItem, office: Person
) -> None:
    first = save(item, office, "<p>A</p>")
    second = save(item, office, "<p>AB</p>", base=first.revision)
    assert second.revision == first.revision + 1
    assert [r.text for r in item.revisions.filter(field="summary")] == ["<p>AB</p>"]


def test_earlier_text_is_restored_on_top(item: AgendaItem, office: Person) -> None:
    other = factories.secretary("Kollega")
    first = save(item, office, "<p>Først</p>")
    save(item, other, "<p>Siden</p>", base=first.revision)
    old = item.revisions.get(text="<p>Først</p>")
    workflow.restore_text(old, by=other)
    item.refresh_from_db()
    assert item.summary == "<p>Først</p>"
    assert workflow.revision_of(item, "summary") == 3


def test_decision_can_be_written_only_while_minuted(item: AgendaItem, office: Person) -> None:
    def write() -> workflow.Saved:
        return workflow.save_text(
            item, field="decision", value="<p>Godkendt</p>", base_revision=0, by=office
        )

    with pytest.raises(NotAllowed):
        write()
    workflow.send_agenda(item.meeting, by=office)
    workflow.start_meeting(item.meeting, by=office)
    assert write().html == "<p>Godkendt</p>"


def test_presence_names_the_others(item: AgendaItem, office: Person) -> None:
    other = factories.secretary("Åse")
    assert workflow.note_editing(item, field="summary", by=office) == []
    assert workflow.note_editing(item, field="summary", by=other) == ["Sekretær"]
    assert workflow.note_editing(item, field="background", by=other) == []
