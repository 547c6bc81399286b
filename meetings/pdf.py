"""A meeting on paper: snapshots in, bundles for the press out. Knows neither person nor request.

The caller reduces the snapshot to what its reader may see (`snapshot.for_reader`,
`snapshot.for_public`); what is not in it cannot be printed, numbered or counted here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format

from dasportal.documents.press import Appendix, Bundle, Entry, Row, dressed

from .approved import approval, short
from .changes import Change
from .pdf_following import following, gathered
from .snapshot import Snapshot, flat_items

HOUSE = "Nordjysk Socialaftale · Sekretariatet"
Read = Callable[[str], bytes | None]  # a stored file's id → its pages as PDF, None when it has none
Minutes = Callable[[int], Snapshot | None]  # a meeting's id → its minutes, for a bilag that is them

LINE, PAGE = 75, 36  # letters in a line of the contents, lines on its page

KIND_WORDS = {"agenda": "Dagsorden", "minutes": "Referat"}


class Edition:
    """How one document is to be made: its words, its files, with or without the bilag's pages."""

    def __init__(
        self,
        *,
        read: Read,
        minutes_of: Minutes = lambda meeting: None,
        with_attachments: bool = True,
        status: str = "",
        notice: str = "",
        public: bool = False,
        archival: bool = False,
    ) -> None:
        self.read, self.minutes_of = read, minutes_of
        self.with_attachments, self.archival = with_attachments, archival
        self.status, self.notice, self.public = status, notice, public


def agenda(snapshot: Snapshot, edition: Edition) -> Bundle:
    """The agenda, with each item's bilag behind it when the edition asks for them."""
    return _document(snapshot, edition, "Dagsorden", _entries(snapshot, edition))


def minutes(snapshot: Snapshot, edition: Edition) -> Bundle:
    """The minutes: who was there, each item with its decision, and what was agreed to follow up."""
    entries = _entries(snapshot, edition)
    steps = _follow_ups(snapshot)
    if steps:
        html = render_to_string("meetings/pdf/follow_ups.html", {"steps": steps})
        entries.append(Entry("", "Opfølgning på mødet", html, bookmark=False))
    return _document(snapshot, edition, "Referat", entries)


def item(snapshot: Snapshot, item_id: str, edition: Edition) -> Bundle:
    """One item alone, with its bilag; without front page or contents."""
    top = next(
        row
        for row in snapshot["items"]
        if row["id"] == item_id or any(child["id"] == item_id for child in row["children"])
    )
    entry = _entry(top, snapshot, edition)
    bundle = _document(snapshot, edition, KIND_WORDS[snapshot["kind"]], [entry])
    return replace(bundle, front=None, title=f"{entry.label}: {entry.title}. {_named(snapshot)}")


def delta(snapshot: Snapshot, rows: list[Change], edition: Edition) -> Bundle:
    """What is new since the version before: the list, then the items and bilag it names."""
    new_bilag = {row["id"] for row in rows if row["kind"].startswith("attachment_")}
    whole = {row["id"] for row in rows if row["kind"] in ("item_new", "item_changed")}
    entries = []
    for top in snapshot["items"]:
        ids = {top["id"], *(child["id"] for child in top["children"])} - {""}
        if ids & (new_bilag | whole):
            entries.append(_entry(top, snapshot, edition))
    return _document(snapshot, edition, "Ændringer til dagsordenen", entries, changes=rows)


def _document(
    snapshot: Snapshot,
    edition: Edition,
    kind: str,
    entries: list[Entry],
    changes: list[Change] | None = None,
) -> Bundle:
    context = {
        "front": _front(snapshot, edition, kind),
        "changes": changes or [],
        "attendance": _attendance(snapshot),
        "approval": approval(snapshot),
        "notes": [_note(note) for note in snapshot.get("notes", [])],
        "title": f"{kind}: {_named(snapshot)}",
    }

    def front(rows: list[Row]) -> str:
        return render_to_string("meetings/pdf/front.html", {**context, "groups": _grouped(rows)})

    return Bundle(
        title=f"{kind}: {_named(snapshot)}" + (" (offentlig udgave)" if edition.public else ""),
        css=style(),
        entries=tuple(entries),
        head=_named(snapshot),
        foot=kind + (f" · {edition.status}" if edition.status else ""),
        front=front,
        front_pages=_front_length(context, entries),
        archival=edition.archival,
    )


def _front_length(context: dict[str, Any], entries: list[Entry]) -> int:
    """How many pages front and contents will fill, guessed from their lines (a wrong guess only
    costs time)."""
    titles = [entry.title for entry in entries]
    titles += [bilag.title for entry in entries for bilag in entry.appendices]
    titles += [title for entry in entries for *_, title in entry.places]
    lines = sum(1 + len(title) // LINE for title in titles)
    lines += 2 * len({entry.group for entry in entries} - {""}) + 2 * len(context["changes"])
    people = context["attendance"]["present"] + context["attendance"]["absent"]
    if people:
        lines += len(people) + 6
    if context["approval"]:
        lines += len(context["approval"]["rows"]) + 7
    return 1 + -(-lines // PAGE)


@cache
def style() -> str:
    """The print style sheet."""
    path = Path(settings.BASE_DIR) / "templates" / "documents" / "pdf" / "press.css"
    return path.read_text(encoding="utf-8")


def _named(snapshot: Snapshot) -> str:
    head = snapshot["meeting"]
    return f"{head['title'] or head['forum_short_name']}, {_day(head['date'])}"


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "j. F Y")


def _front(snapshot: Snapshot, edition: Edition, kind: str) -> dict[str, Any]:
    head = snapshot["meeting"]
    when = date.fromisoformat(head["date"])
    bilag = sum(len(row["attachments"]) for row in flat_items(snapshot))
    hours = "–".join(_hour(head[key]) for key in ("starts_at", "ends_at") if head[key])
    facts = [
        ("Tid", date_format(when, "l").capitalize() + (f" kl. {hours}" if hours else "")),
        ("Sted", head["place"]),
        ("Mødeform", head["format_label"]),
        ("Formand", head["chair"]),
        ("Referent", head["minute_taker"]),
        ("Gæster", head["guests"]),
        ("Sagsnummer", head["case_number"]),
        ("Punkter", str(len(snapshot["items"]))),
        ("Bilag", _bilag_line(bilag, edition.with_attachments)),
        ("Godkendt", short(snapshot)),
        ("Udgave", _edition_line(snapshot, edition)),
    ]
    return {
        "house": HOUSE,
        "kind": kind,
        "forum": head["forum_name"],
        "meeting_title": head["title"],
        "when": date_format(when, "j. F Y"),
        "facts": [(label, value) for label, value in facts if value],
        "long": len(kind) > 12,
        "notice": edition.notice,
    }


def _hour(clock: str) -> str:
    return clock.removeprefix("0")


def _bilag_line(count: int, with_attachments: bool) -> str:
    if not count:
        return "Ingen"
    return f"{count}" if with_attachments else f"{count}, ikke vedlagt"


def _edition_line(snapshot: Snapshot, edition: Edition) -> str:
    words = [f"Version {snapshot['version']}"] if snapshot["version"] else []
    words += [edition.status] if edition.status else []
    words += ["offentlig udgave"] if edition.public else []
    line = ", ".join(words)
    return line[:1].upper() + line[1:]


def _grouped(rows: list[Row]) -> list[dict[str, Any]]:
    """The rows of the contents by the agenda's sections."""
    groups: list[dict[str, Any]] = []
    for row in rows:
        if not groups or (row.group and row.level == 1 and row.group != groups[-1]["name"]):
            groups.append({"name": row.group, "rows": []})
        groups[-1]["rows"].append(row)
    return groups


def _attendance(snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    rows = [_attendee(row) for row in snapshot.get("attendance", [])]
    return {
        "present": [row for row in rows if row["status"] in ("present", "deputy")],
        "absent": [row for row in rows if row["status"] == "absent"],
    }


def _attendee(row: dict[str, Any]) -> dict[str, Any]:
    remarks = []
    if row["arrived_at"]:
        remarks.append(f"kom til punkt {row['arrived_at']}")
    if row["left_before"]:
        remarks.append(f"gik før punkt {row['left_before']}")
    place = " · ".join(part for part in (row["party"], row["unit"]) if part)
    name = row["deputy"] if row["status"] == "deputy" else row["name"]
    instead = f"stedfortræder for {row['name']}" if row["status"] == "deputy" else ""
    words = [word for word in (instead or row["role"], *remarks) if word]
    line = ", ".join(words)
    return {
        "name": name,
        "place": place,
        "remark": line[:1].upper() + line[1:],
        "status": row["status"],
    }


def _entries(snapshot: Snapshot, edition: Edition) -> list[Entry]:
    return [_entry(row, snapshot, edition) for row in snapshot["items"]]


def _entry(row: dict[str, Any], snapshot: Snapshot, edition: Edition) -> Entry:
    if row["is_stub"]:
        html = render_to_string("meetings/pdf/closed_item.html", {"number": row["number"]})
        return Entry(f"Punkt {row['number']}", "Lukket punkt", html, row["number"])
    print_ = _whole_item(row, snapshot, edition)
    html = render_to_string("meetings/pdf/item.html", {"item": print_})
    places = tuple(
        (f"punkt-{n}", child["number"], child["title"])
        for n, child in enumerate(print_["subitems"], start=1)
    )
    appendices: tuple[Appendix, ...] = ()
    if edition.with_attachments:
        appendices = tuple(
            _appendix(bilag, owner, edition)
            for owner in (row, *row["children"])
            for bilag in owner["attachments"]
        )
    group = row["section_label"]
    return Entry(
        f"Punkt {row['number']}", row["title"], html, row["number"], group, places, appendices
    )


def _whole_item(row: dict[str, Any], snapshot: Snapshot, edition: Edition) -> dict[str, Any]:
    subitems = [_item(child, snapshot, edition, under=3) for child in row["children"]]
    facts = set(_facts(row, snapshot["kind"] == "minutes"))
    for sub in subitems:  # what holds for the whole item is said once
        sub["facts"] = [fact for fact in sub["facts"] if fact not in facts]
    return {**_item(row, snapshot, edition), "subitems": subitems}


def _item(
    row: dict[str, Any], snapshot: Snapshot, edition: Edition, *, under: int = 2
) -> dict[str, Any]:
    """The values that the templates print of one item, or of a sub-item under its heading."""
    held = snapshot["kind"] == "minutes"
    return {
        "number": row["number"],
        "title": row["title"],
        "facts": _facts(row, held),
        "tags": _tags(row),
        "sections": _sections(row, under),
        "lead": row["lead"],
        "recommendations": [
            {"text": point["text"], "outcome": ""} for point in row["recommendations"]
        ],
        "guests": [
            ", ".join(part for part in (guest["name"], guest["organisation"]) if part)
            for guest in row["guests"]
        ],
        "appendices": [_bilag(bilag) for bilag in row["attachments"]],
        "linked": edition.with_attachments,
        **gathered(row, under),
        "decision": _decision(row, under),
        "notes": [_note(note) for note in row["notes"]],
    }


def _facts(row: dict[str, Any], held: bool) -> list[str]:
    if row["is_stub"]:
        return []
    openness = {True: "Åben", False: "Lukket", None: ""}[row["open"]]
    facts = [
        openness,
        f"Sagsnr. {row['case_number']}" if row["case_number"] else "",
        f"Vedrører {row['concerns_label']}" if row["concerns_label"] else "",
        f"Fremlægges af {row['presenter']}" if row["presenter"] else "",
        f"{row['planned_minutes']} min." if row["planned_minutes"] and not held else "",
        f"Fortsat fra {row['continues']}" if row["continues"] else "",
    ]
    return [fact for fact in facts if fact]


def _tags(row: dict[str, Any]) -> list[str]:
    tags = []
    if row["withdrawn"]:
        tags.append(f"Punktet udgår. {row['withdrawn_reason']}".strip())
    if row["late"]:
        tags.append(f"Tillægspunkt. {row['late_reason']}".strip())
    return tags


def _sections(row: dict[str, Any], under: int) -> list[dict[str, str]]:
    named = [
        ("Resumé", row["summary"]),
        ("Baggrund", row["background"]),
        ("Sagsfremstilling", row["presentation"]),
    ]
    sections = [
        {"heading": name, "html": dressed(html, under), "source": ""}
        for name, html in named
        if html
    ]
    return sections + [
        {
            "heading": said["body"],
            "html": dressed(said["html"], under),
            "source": f"Fra {said['source']}" if said["source"] else "",
        }
        for said in row["statements"]
        if said["html"]
    ]


def _decision(row: dict[str, Any], under: int) -> dict[str, Any] | None:
    decision = row["decision"]
    if not decision:
        return None
    outcome = ""
    if decision["print_outcome"] and decision["outcome_label"]:
        note = f": {decision['outcome_note']}" if decision["outcome_note"] else ""
        outcome = f"{decision['outcome_label']}{note}"
    printed = {
        "outcome": outcome,
        "html": dressed(decision["html"], under),
        "positions": [
            {"party": p["party"], "stance": p["stance_label"], "words": p["words"]}
            for p in decision["positions"]
        ],
        **following(decision),
        "followups": [_step(step) for step in decision["follow_ups"]],
    }
    return printed if any(printed.values()) else None


def _step(step: dict[str, str]) -> str:
    due = f"senest {_day(step['due'])}" if step["due"] else ""
    tail = ", ".join(part for part in (step["owner"], due) if part)
    return f"{step['what']} ({tail})" if tail else step["what"]


def _follow_ups(snapshot: Snapshot) -> list[dict[str, str]]:
    return [
        {
            "number": row["number"],
            "what": step["what"],
            "owner": step["owner"],
            "due": _day(step["due"]) if step["due"] else "",
        }
        for row in flat_items(snapshot)
        if row["decision"]
        for step in row["decision"]["follow_ups"]
    ]


def _note(note: dict[str, str]) -> str:
    return f"{note['text']} ({_day(note['date'])}, {note['by']})"


def _bilag(bilag: dict[str, Any]) -> dict[str, str]:
    notes = [
        "eftersendt" if bilag["late"] else "",
        "føjet til referatet" if bilag["with_minutes"] else "",
        "lukket" if bilag["closed"] else "",
        f"version {bilag['version']}" if bilag["version"] > 1 else "",
    ]
    return {
        "label": f"Bilag {bilag['number']}",
        "title": bilag["title"],
        "note": ", ".join(note for note in notes if note),
    }


def _appendix(bilag: dict[str, Any], owner: dict[str, Any], edition: Edition) -> Appendix:
    printed = _bilag(bilag)

    def cover(problem: str | None) -> str:
        return render_to_string(
            "meetings/pdf/appendix_cover.html",
            {"bilag": printed, "item": owner, "problem": problem, "file_name": bilag["file_name"]},
        )

    pages = _own_pages(bilag, edition)
    read = None if pages or not bilag["file"] else (lambda: edition.read(bilag["file"]))
    absent = (
        "Filen kan ikke omdannes til sider. Den findes i portalen."
        if bilag["file"]
        else "Der er ikke lagt en fil på bilaget."
    )
    return Appendix(printed["label"], printed["title"], cover, read, absent, pages)


def _own_pages(bilag: dict[str, Any], edition: Edition) -> tuple[str, ...]:
    """Pages that the portal makes itself: earlier minutes, or text read in from the archive."""
    if bilag["file"]:
        return ()
    if bilag["minutes_of"] and (earlier := edition.minutes_of(bilag["minutes_of"])):
        return (_earlier_minutes(earlier, edition),)
    if bilag["text"]:
        return (render_to_string("meetings/pdf/appendix_text.html", {"bilag": bilag}),)
    return ()


def _earlier_minutes(snapshot: Snapshot, edition: Edition) -> str:
    """Minutes as a bilag: without front, contents and their own bilag, one item after another."""
    alone = Edition(read=edition.read, with_attachments=False)
    return render_to_string(
        "meetings/pdf/earlier_minutes.html",
        {
            "named": _named(snapshot),
            "attendance": _attendance(snapshot),
            "approval": approval(snapshot),
            "items": [_whole_item(row, snapshot, alone) for row in snapshot["items"]],
            "notes": [_note(note) for note in snapshot.get("notes", [])],
        },
    )
