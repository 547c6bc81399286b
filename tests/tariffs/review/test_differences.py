"""What differs between two versions: lines in, out and changed, with percent."""

from tariffs.review.differences import difference


def row(pk=1, **values):
    return {
        "id": pk, "offer": "Violen", "offer_id": 7, "service": "Botilbud",
        "legal_basis": "ABL § 105", "unit": "Døgn", "kind": "average", "is_billed": True,
        "reporting_unit": "", "places": "13", "occupancy_pct": "98", "budget": "21863695.00",
        "tariff": "4701.00", "health_part": None, "surcharge_ends_on": "",
        "surcharge_balance": None, "ceiling_exemption": "", "explanation": "", **values,
    }  # fmt: skip


def version(*rows, **values):
    return {"lines": list(rows), "reason": "", "valid_from": "2027-01-01", **values}


def test_same_figures_written_otherwise_are_no_change():
    found = difference(version(row()), version(row(budget="21863695", tariff="4701")))
    assert found.is_empty
    assert found.same == 1


def test_changed_cells_have_old_new_and_percent():
    found = difference(version(row()), version(row(tariff="4231", explanation="Ny afdeling.")))
    (line,) = found.changed
    assert line.name == "Violen, Botilbud (ABL § 105)"
    assert [(c.label, c.old, c.new) for c in line.cells] == [
        ("Takst, kr.", "4.701", "4.231"), ("Forklaring", "–", "Ny afdeling."),
    ]  # fmt: skip
    assert line.cells[0].pct.replace("\N{NO-BREAK SPACE}", " ") == "−10,00 %"


def test_line_that_is_taken_out_and_put_in_again_is_the_same():
    found = difference(version(row(1)), version(row(2, tariff="4702")))
    assert [len(part) for part in (found.added, found.removed, found.changed)] == [0, 0, 1]


def test_lines_in_and_out():
    found = difference(version(row(1)), version(row(2, service="Boniveau 5")))
    assert [line.name for line in found.added] == ["Violen, Boniveau 5 (ABL § 105)"]
    assert [line.name for line in found.removed] == ["Violen, Botilbud (ABL § 105)"]


def test_all_is_added_in_the_first_and_the_frame_is_told():
    assert len(difference(None, version(row())).added) == 1
    found = difference(version(reason="A"), version(reason="B"))
    assert [(c.old, c.new) for c in found.frame] == [("A", "B")]


def test_a_missing_figure_has_no_percent():
    found = difference(version(row(places=None)), version(row(is_billed=False)))
    cells = found.changed[0].cells
    assert [(c.label, c.old, c.new, c.pct) for c in cells] == [
        ("Pladser", "–", "13", ""), ("Afregnes", "Ja", "Nej", ""),
    ]  # fmt: skip


def test_causes_are_told_in_words():
    was = row(causes=[{"cause": "places", "amount": None}])
    now = row(causes=[{"cause": "places", "amount": "1200.00"}, {"cause": "error", "amount": None}])
    (cell,) = difference(version(was), version(now)).changed[0].cells
    assert (cell.label, cell.old) == ("Årsager", "Pladser")
    assert cell.new.replace("\N{NO-BREAK SPACE}", " ") == "Pladser 1.200 kr., Fejlrettelse"
