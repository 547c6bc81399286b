"""What changed between two snapshots; pure, so the snapshots are written by hand."""

from meetings.changes import changes, changes_for_reader

HEAD = dict.fromkeys(
    ("date", "starts_at", "ends_at", "place", "format_label", "chair", "guests"), "x"
)


def item(key: str, **values):
    base = {
        "id": key, "number": key, "title": f"Sag {key}", "open": True, "summary": "",
        "background": "", "presentation": "", "recommendations": [], "lead": "", "statements": [],
        "guests": [], "presenter": "", "concerns_label": "", "case_number": "", "decision": None,
        "notes": [], "withdrawn": False, "withdrawn_reason": "", "late_reason": "",
        "attachments": [], "children": [],
    }  # fmt: skip
    return {**base, **values}


def snapshot(*items, **head):
    return {"meeting": {**HEAD, **head}, "items": list(items)}


def test_first_version_has_no_changes():
    assert changes(None, snapshot(item("1"))) == []


def test_same_content_has_no_changes():
    assert changes(snapshot(item("1")), snapshot(item("1"))) == []


def test_place_and_text_and_new_item_are_told_in_order():
    before = snapshot(item("1"), place="Aalborg")
    after = snapshot(
        item("1", summary="<p>Nyt</p>", title="Anden titel"),
        item("2", late_reason="Kom ind i går"),
        place="Hobro",
    )
    rows = changes(before, after)
    assert [(r["kind"], r["number"], r["what"]) for r in rows] == [
        ("meeting", "", "Sted: Aalborg → Hobro"),
        ("item_changed", "1", "Ændret: titlen, resuméet"),
        ("item_new", "2", "Nyt punkt: Kom ind i går"),
    ]


def bilag(key, sha="a", title="T", late=False, closed=False):
    return {"id": key, "sha256": sha, "title": title, "late": late, "closed": closed}


def test_closed_bilag_of_an_open_item_are_nothing_to_outsiders():
    before = snapshot(item("1", attachments=[bilag("x", closed=True), bilag("z", closed=True)]))
    after = snapshot(
        item("1", attachments=[bilag("x", sha="b", closed=True), bilag("w", closed=True)]),
        item("2", attachments=[bilag("v", closed=True)]),
    )
    rows = changes(before, after)
    assert len(changes_for_reader(rows, closed=True)) == 5
    told = changes_for_reader(rows, closed=False)
    assert [(row["kind"], row["number"]) for row in told] == [("item_new", "2")]


def test_attachments_new_replaced_renamed_and_gone():
    before = snapshot(item("1", attachments=[bilag("x"), bilag("y"), bilag("z")]))
    after = snapshot(
        item("1", attachments=[bilag("x", sha="b"), bilag("y", title="U"), bilag("w", late=True)])
    )
    assert [r["what"] for r in changes(before, after)] == [
        "Ny version af bilag: T",
        "Bilag omdøbt: U",
        "Eftersendt bilag: T",
        "Bilag udgår: T",
    ]


def test_withdrawn_item_is_told_once_with_its_reason():
    before = snapshot(item("1"))
    after = snapshot(item("1", withdrawn=True, withdrawn_reason="Flyttet", summary="andet"))
    assert [r["what"] for r in changes(before, after)] == ["Udgår: Flyttet"]


def test_sub_items_are_compared_too():
    before = snapshot(item("1", children=[item("1.1")]))
    after = snapshot(item("1", children=[item("1.1", presentation="<p>ny</p>")]))
    assert [r["number"] for r in changes(before, after)] == ["1.1"]


def test_outsiders_hear_nothing_of_closed_items():
    before = snapshot(item("1", open=False), item("2", open=None))
    after = snapshot(
        item("1", open=False, title="Hemmelig"), item("2", open=None, title="Uafklaret")
    )
    rows = changes(before, after)
    assert len(rows) == 2
    assert changes_for_reader(rows, closed=False) == []
    assert changes_for_reader(rows, closed=True) == rows
