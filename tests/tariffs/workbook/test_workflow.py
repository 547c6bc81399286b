"""Laying a workbook over a draft: what is taken, what is refused, and what others have done."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from tariffs import workflow as core
from tariffs.models import Explanation, Line
from tariffs.reading import UnreadableFile
from tariffs.workbook.queries import lines_of
from tariffs.workbook.stamp import values_of, version_of
from tariffs.workbook.workflow import Block, Moved, Source, take
from tests import factories
from tests.factories import LÆSØ
from tests.tariffs.conftest import line
from tests.tariffs.conftest import take as import_rows
from tests.tariffs.workbook.conftest import book_of, filled, fresh, of

pytestmark = pytest.mark.django_db
D = Decimal
TARIFF = ("Violen", "Botilbud", "Takst, kr.")


def cells(taken):
    return [
        (change.name, cell.name, cell.address, cell.old, cell.new)
        for change in taken.changed
        for cell in change.cells
    ]


def test_a_workbook_that_nobody_has_touched_changes_nothing(draft, reporter):
    taken = take(draft, Source(book_of(draft)), by=reporter)
    assert (taken.changes, taken.clashes, taken.gone, taken.meanwhile) == ([], [], [], [])
    assert taken.unchanged == 3


def test_changed_cells_are_named_and_stored(draft, reporter):
    content = filled(
        book_of(draft), {TARIFF: 4800, ("Roligt", "Botilbud", "Forklaring"): "Nyt hus."}
    )
    taken = take(draft, Source(content), by=reporter)
    assert cells(taken) == [
        ("Violen, Botilbud (ABL § 105)", "tariff", "K5", "4701", "4800"),
        ("Roligt, Botilbud (ABL § 105)", "explanation", "P7", "", "Nyt hus."),
    ]
    row = of(draft)
    assert (row.tariff, row.revision, row.saved_by) == (4800, 2, reporter)
    assert of(draft, offer="Roligt").explanation.text == "Nyt hus."
    assert of(draft, "Boniveau 5").revision == 1


def test_a_rehearsal_stores_nothing_and_tells_the_same(draft, reporter):
    content = filled(
        book_of(draft), {TARIFF: 4800},
        {"Tilbud": "Helt nyt", "Ydelse": "Botilbud", "Lovgrundlag": "SEL § 107", "Takst, kr.": 100},
    )  # fmt: skip
    before = version_of(draft)
    shown = take(draft, Source(content), by=reporter, dry_run=True)
    assert version_of(draft) == before
    done = take(draft, Source(content), by=reporter)
    assert [(t.code, t.message, t.address) for t in shown.told] == [
        (t.code, t.message, t.address) for t in done.told
    ]
    assert (len(done.created), len(done.changed)) == (1, 1)


def test_an_emptied_cell_empties_and_an_empty_one_does_nothing(draft, reporter):
    content = filled(book_of(draft), {("Violen", "Botilbud", "Budget, kr."): None})
    taken = take(draft, Source(content), by=reporter)
    assert cells(taken) == [("Violen, Botilbud (ABL § 105)", "budget", "J5", "21863695", "")]
    assert taken.changed[0].cells[0].is_cleared
    assert of(draft).budget is None


def test_a_cell_that_cannot_be_read_is_left_and_the_rest_is_taken(draft, reporter):
    content = filled(book_of(draft), {TARIFF: "4.5", ("Violen", "Botilbud", "Pladser"): 14})
    taken = take(draft, Source(content), by=reporter)
    error = next(told for told in taken.told if told.code == "number_ambiguous")
    assert (error.address, error.row) == ("K5", 5)
    assert error.said.startswith("“4.5” kan læses på to måder")
    assert (of(draft).tariff, of(draft).places) == (4701, 14)


def test_findings_name_the_cell(draft, reporter):
    taken = take(draft, Source(filled(book_of(draft), {TARIFF: 4800})), by=reporter)
    told = {(t.code, t.address) for t in taken.told}
    assert {("formula_differs", "K5"), ("explanation_missing", "P5")} <= told


def test_a_line_is_known_by_its_key_when_its_text_is_changed(draft, reporter):
    key = of(draft, "Boniveau 5").pk
    content = filled(book_of(draft), {("Violen", "Boniveau 5", "Ydelse"): "Boniveau 6"})
    take(draft, Source(content), by=reporter)
    row = Line.objects.get(pk=key)
    assert (row.service, row.service_key, row.kind) == ("Boniveau 6", "boniveau 6", "level")


def test_the_offer_of_a_line_is_not_changed_by_a_file(draft, reporter):
    content = filled(book_of(draft), {("Violen", "Botilbud", "Tilbud"): "Roligt"})
    taken = take(draft, Source(content), by=reporter)
    assert [t.address for t in taken.told if t.code == "offer_changed"] == ["A5"]
    assert of(draft).offer.name == "Violen"


def test_a_line_does_not_become_another(draft, reporter):
    content = filled(book_of(draft), {("Violen", "Boniveau 5", "Ydelse"): "Botilbud"})
    taken = take(draft, Source(content), by=reporter)
    assert "står der allerede" in next(t.message for t in taken.told if t.code == "refused")
    assert of(draft, "Boniveau 5").tariff == 2918


def test_new_rows_become_lines_and_fill_in_what_has_come_meanwhile(draft, reporter):
    row = {"Tilbud": "Violen", "Lovgrundlag": "ABL § 105", "Takstenhed": "Døgn"}
    content = filled(
        book_of(draft), {},
        {**row, "Ydelse": "Boniveau 7", "Takst, kr.": 3600, "Forklaring": "Nyt niveau."},
        {**row, "Ydelse": "Boniveau 8", "Budget, kr.": 1000, "Takst, kr.": 5000},
        {**row, "Ydelse": "Boniveau 5", "Takst, kr.": 5000},
    )  # fmt: skip
    old = of(draft)
    came = {"offer": old.offer, "service": "Boniveau 8", "legal_basis": old.legal_basis,
            "unit": "Døgn", "tariff": D(4000)}  # fmt: skip
    core.save_line(draft, by=reporter, values=came)
    taken = take(draft, Source(content), by=reporter)
    made = of(draft, "Boniveau 7")
    assert (made.tariff, made.kind, made.explanation.text) == (3600, "level", "Nyt niveau.")
    assert [c.line for c in taken.clashes] == ["Violen, Boniveau 8 (ABL § 105)"]
    assert (of(draft, "Boniveau 8").budget, of(draft, "Boniveau 8").tariff) == (1000, 4000)
    assert [t.said for t in taken.told if t.code == "duplicate_line"] == [
        "Den samme linje står også i række 6."
    ]
    assert of(draft, "Boniveau 5").tariff == 2918


# --- Lines that are left out ----------------------------------------------------------------------


def test_a_deleted_row_is_told_and_goes_only_when_it_is_said(draft, reporter):
    content = filled(book_of(draft), {}, drop=("Violen", "Boniveau 5"))
    taken = take(draft, Source(content), by=reporter)
    assert [(c.name, c.row) for c in taken.gone] == [("Violen, Boniveau 5 (ABL § 105)", None)]
    assert draft.lines.count() == 3
    take(draft, Source(content), by=reporter, remove=True)
    assert not draft.lines.filter(service="Boniveau 5").exists()


def test_a_row_marked_as_going_goes_when_it_is_said(draft, reporter):
    content = filled(book_of(draft), {("Roligt", "Botilbud", "Udgår"): "ja"})
    taken = take(draft, Source(content), by=reporter, remove=True)
    assert [(c.name, c.row) for c in taken.gone] == [("Roligt, Botilbud (ABL § 105)", 7)]
    assert draft.lines.count() == 2
    assert "gone_since_last_year" in {t.code for t in taken.told}


# --- What others do meanwhile ---------------------------------------------------------------------


def test_newer_figures_are_not_overwritten(draft, reporter):
    content = filled(book_of(draft), {TARIFF: 4800, ("Violen", "Botilbud", "Pladser"): 14})
    core.save_line(draft, by=reporter, line=of(draft), values={"tariff": D(4900)})
    core.save_line(draft, by=reporter, line=of(draft, offer="Roligt"), values={"tariff": D(950)})
    taken = take(draft, Source(content), by=reporter)
    clash = taken.clashes[0]
    assert (clash.address, clash.base, clash.mine, clash.theirs, clash.by) == (
        "K5", "4701", "4800", "4900", "Kirsten Budolf",
    )  # fmt: skip
    assert (of(draft).tariff, of(draft).places) == (4900, 14)
    assert of(draft, offer="Roligt").tariff == 950
    assert [line.name for line in taken.meanwhile] == [
        "Violen, Botilbud (ABL § 105)", "Roligt, Botilbud (ABL § 105)",
    ]  # fmt: skip


def test_the_same_figure_typed_in_both_places_is_no_clash(draft, reporter):
    content = filled(book_of(draft), {TARIFF: 4800})
    core.save_line(draft, by=reporter, line=of(draft), values={"tariff": D(4800)})
    assert not take(draft, Source(content), by=reporter).clashes


def test_a_line_taken_out_meanwhile_does_not_come_back(draft, reporter):
    content = filled(book_of(draft), {("Violen", "Boniveau 5", "Takst, kr."): 3000})
    core.remove_line(of(draft, "Boniveau 5"), by=reporter)
    taken = take(draft, Source(content), by=reporter)
    assert [t.row for t in taken.told if t.code == "line_gone"] == [6]
    assert draft.lines.count() == 2


def test_a_draft_saved_since_the_preview_is_shown_again(draft, reporter):
    source, seen = Source(filled(book_of(draft), {TARIFF: 4800})), version_of(draft)
    core.save_line(draft, by=reporter, line=of(draft, "Boniveau 5"), values={"tariff": 3000})
    with pytest.raises(Moved):
        take(draft, source, by=reporter, expected=seen)
    assert of(draft).tariff == 4701


# --- Whose it is ----------------------------------------------------------------------------------


def test_another_years_partys_or_submissions_workbook_is_refused_by_name(draft, reporter):
    own = book_of(draft)
    core.open_year(2028, by=None)
    other_year = import_rows([line()], year=2028).submission
    other_party = import_rows([line()], year=2027, code=LÆSØ).submission
    for submission, why in ((other_year, "takster for 2027, men indberetningen er for 2028"),
                            (other_party, "Aalborgs, men indberetningen er Læsøs")):  # fmt: skip
        with pytest.raises(UnreadableFile, match=why):
            take(fresh(submission), Source(own), by=factories.secretary())


def test_a_correction_has_a_workbook_of_its_own(draft, reporter):
    import_rows([line()], year=2026, stage=core.Stage.CORRECTION, reason="Fejl")
    correction = factories.party().tariff_submissions.get(kind="correction")
    own = book_of(correction)
    assert take(fresh(correction), Source(own), by=reporter).unchanged == 1
    again = core.begin(correction.year, party=correction.party, by=None)
    with pytest.raises(UnreadableFile, match="en anden indberetning for 2026"):
        take(again, Source(own), by=reporter)


def test_another_units_lines_are_not_written(draft):
    fb = factories.unit("FB")
    Line.objects.filter(pk=of(draft).pk).update(reporting_unit=factories.unit("ÆH"))
    person = factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party(), unit=fb)
    taken = take(draft, Source(filled(book_of(draft), {TARIFF: 4800})), by=person)
    assert "other_unit" in {t.code for t in taken.told}
    assert of(draft).tariff == 4701


def test_a_handed_in_submission_is_not_written_in(draft, reporter):
    source = Source(filled(book_of(draft), {TARIFF: 4800}))
    type(draft).objects.filter(pk=draft.pk).update(
        status="submitted", submitted_at="2026-10-01T00:00Z"
    )
    with pytest.raises(NotAllowed, match="Indsendt"):
        take(draft, source, by=reporter)


# --- Explanations ---------------------------------------------------------------------------------


def test_a_shared_explanation_changed_everywhere_keeps_its_causes(draft, reporter):
    rows = [of(draft), of(draft, "Boniveau 5")]
    core.explain(draft, lines=rows, text="Før.", by=reporter, causes={"building": None})
    text = {("Violen", name, "Forklaring"): "Efter." for name in ("Botilbud", "Boniveau 5")}
    take(draft, Source(filled(book_of(draft), text)), by=reporter)
    kept = Explanation.objects.get(submission=draft)
    assert (kept.text, kept.lines.count(), kept.causes.get().cause) == ("Efter.", 2, "building")


def test_a_shared_explanation_changed_for_one_line_is_parted(draft, reporter):
    rows = [of(draft), of(draft, "Boniveau 5")]
    core.explain(draft, lines=rows, text="Før.", by=reporter, causes={"building": None})
    text = {("Violen", "Boniveau 5", "Forklaring"): "Kun her."}
    take(draft, Source(filled(book_of(draft), text)), by=reporter)
    assert of(draft).explanation.text == "Før."
    own = of(draft, "Boniveau 5").explanation
    assert (own.text, own.causes.get().cause) == ("Kun her.", "building")


def test_an_emptied_explanation_is_taken_away(draft, reporter):
    core.explain(draft, lines=[of(draft)], text="Før.", by=reporter)
    take(
        draft,
        Source(filled(book_of(draft), {("Violen", "Botilbud", "Forklaring"): None})),
        by=reporter,
    )
    assert of(draft).explanation is None
    assert not draft.explanations.exists()


# --- A block of figures ---------------------------------------------------------------------------


def test_a_block_of_figures_is_laid_down_and_to_the_right(draft, reporter):
    block = Source(b"21.000.000\t4.516\n\t3.000\n", block=Block(of(draft).pk, "budget"))
    taken = take(draft, block, by=reporter)
    assert [c[2:] for c in cells(taken)] == [
        ("A1", "21863695", "21000000"), ("B1", "4701", "4516"), ("B2", "2918", "3000"),
    ]  # fmt: skip
    assert (of(draft).budget, of(draft, "Boniveau 5").tariff) == (21_000_000, 3000)


def test_a_block_that_reaches_too_far_is_refused(draft, reporter):
    first, last = of(draft).pk, of(draft, offer="Roligt").pk
    for content, start, field, why in ((b"1\t2\t3\n", first, "budget", "3 kolonner"),
                                       (b"1\t\n2\t\n", last, "tariff", "2 rækker")):  # fmt: skip
        with pytest.raises(UnreadableFile, match=why):
            take(draft, Source(content, block=Block(start, field)), by=reporter)


# --- Nothing is lost ------------------------------------------------------------------------------

SEED = random.Random().randrange(10**6)


def test_export_fill_import_export_is_identity(draft, reporter):
    """Whatever is typed into the sheet comes out of the next one as it was typed."""
    chance = random.Random(SEED)
    print(f"seed {SEED}")  # noqa: T201 - to run it again
    typed = {
        (row.offer.name, row.service, header): value
        for row in lines_of(draft)
        for header, value in (
            ("Pladser", chance.choice([None, 12, 12.5, 0.25])),
            ("Belægning, pct.", chance.choice([98, 97.5, 101.125])),
            ("Budget, kr.", chance.choice([None, chance.randrange(10**9), 1234.56])),
            ("Takst, kr.", chance.choice([chance.randrange(1, 9999), 4701.5, 0.01])),
            ("Forklaring", chance.choice(["=A1", "Æøå »x«\nlinje to", "'apostrof", "1.234", "-"])),
        )
    }  # fmt: skip
    sent = filled(book_of(draft), typed)
    take(draft, Source(sent), by=reporter)
    first = [values_of(row) for row in lines_of(draft)]
    again = take(draft, Source(book_of(draft)), by=reporter)
    assert (again.changes, again.clashes, again.meanwhile) == ([], [], [])
    assert [values_of(row) for row in lines_of(draft)] == first
    for (offer, service, header), value in typed.items():
        row, name = of(draft, service, offer), {"Pladser": "places", "Budget, kr.": "budget",
            "Takst, kr.": "tariff", "Belægning, pct.": "occupancy_pct"}.get(header)  # fmt: skip
        if name:
            assert getattr(row, name) == (None if value is None else D(str(value)))
        else:
            assert row.explanation.text == value
