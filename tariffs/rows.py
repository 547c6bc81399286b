"""The rows of a submission's table as HTML.

Written out here and not in a template: a page has 300 of them with a dozen cells each, and through
templates they cost ten times as much as all the rest of the page. `oob` is true for the pieces that
htmx puts in place of those on the page when a row has been saved.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from dasportal.danish.dates import format_date
from dasportal.danish.numbers import format_kroner, format_number, format_percent

from .calculation import JointEffect
from .sheet import Box, OfferGroup, SheetRow

NONE = "–"
LONGEST = 220  # characters of an explanation in its row


def group(offer: OfferGroup) -> SafeString:
    """All rows of an offer."""
    return mark_safe("".join(row(line) for line in offer.rows))


def row(line: SheetRow) -> SafeString:
    """The whole `<tr>`."""
    facts = line.facts
    save = (
        f' hx-post="{_address("line_save", line.pk)}" hx-trigger="change" hx-include="this"'
        ' hx-swap="none" hx-sync="this:queue all"'
        if line.may_write
        else ""
    )
    last = f' data-last="{facts.last.tariff}"' if facts.last else ""
    formula = " data-formula" if facts.unit in ("Døgn", "Dag") else ""
    cells = "".join(_box(line, box) for box in line.boxes)
    return mark_safe(
        f'<tr id="linje-{line.pk}"{save}{last}{formula}><th scope="row">{_head(line)}</th>{cells}'
        f'<td class="number" data-label="Beregnet">{computed(line)}</td>'
        f'<td class="number" data-label="Sidste år">{_last_year(line)}</td>'
        f'<td class="number" data-label="Ændring">{change(line)}</td>'
        f'<td class="tariff-said">{said(line)}</td></tr>'
    )


def answer(line: SheetRow) -> SafeString:
    """What a saved row gives back: the pieces of it that may have changed."""
    pieces = (revision, computed, change, said)
    return mark_safe("".join(piece(line, oob=True) for piece in pieces))


@cache
def _pattern(name: str) -> str:
    return reverse(f"tariffs:{name}", args=[0]).replace("/0/", "/{}/")


def _address(name: str, pk: int) -> str:
    return _pattern(name).format(pk)


@cache
def _answer_pattern() -> str:
    return reverse("tariffs:answer", args=[0, "kode"]).replace("/0/", "/{}/").replace("kode", "{}")


def _oob(oob: bool) -> str:
    return ' hx-swap-oob="true"' if oob else ""


def _whose(line: SheetRow) -> str:
    """For those who hear the page: what a link or a button is about."""
    about = escape(f"{line.facts.service}, {line.facts.offer}")
    return f'<span class="sr-only"> {about}</span>'


# --- The cells ------------------------------------------------------------------------------------


def _head(line: SheetRow) -> str:
    facts = line.facts
    words: list[str] = [escape(facts.basis or "lovgrundlag mangler"), escape(facts.unit)]
    if line.kind_word:
        words.append(line.kind_word)
    if not facts.is_billed:
        words.append("afregnes ikke")
    below = " · ".join(words)
    if facts.surcharge_ends_on:
        below += f"<br>ophører {format_date(facts.surcharge_ends_on)}"
        if facts.surcharge_balance is not None:
            below += f", rest {format_kroner(facts.surcharge_balance)}"
    edit = ""
    if line.may_write:
        link = _address("line_edit", line.pk)
        edit = f'{revision(line)}<br><a class="small" href="{link}">Ret linjen{_whose(line)}</a>'
    return f'{escape(facts.service)}<br><span class="small muted">{below}</span>{edit}'


def revision(line: SheetRow, *, oob: bool = False) -> str:
    return (
        f'<input type="hidden" name="{line.pk}-revision" id="revision-{line.pk}" '
        f'value="{line.revision}" form="{line.form}"{_oob(oob)}>'
    )


def _box(line: SheetRow, box: Box) -> str:
    cell = f'<td class="number" data-label="{box.heading}"'
    if not (line.may_write and box.is_typed):
        return f'{cell} id="{box.id}">{escape(box.value) or NONE}</td>'
    wrong = f' aria-invalid="true" aria-describedby="sagt-{line.pk}"' if box.error else ""
    return (
        f'{cell}><input class="form-input tariff-box tariff-box--{box.name}" form="{line.form}" '
        f'name="{line.pk}-{box.name}" id="{box.id}" value="{escape(box.value)}" '
        f'inputmode="decimal" autocomplete="off" aria-label="{escape(box.label)}"{wrong}></td>'
    )


def computed(line: SheetRow, *, oob: bool = False) -> str:
    said_here = NONE
    if line.facts.computed is not None:
        said_here = format_number(line.facts.computed, 0)
        if line.off is not None:
            tone, word = ("good", "passer") if line.fits else ("attention", "passer ikke")
            said_here += (
                f'<br><span class="small">forskel {_signed(line.off)}</span>'
                f'<br><span class="status status--{tone}">{word}</span>'
            )
    return f'<div id="beregnet-{line.pk}"{_oob(oob)}>{said_here}</div>'


def _last_year(line: SheetRow) -> str:
    facts = line.facts
    if facts.last is None:
        return NONE
    base = facts.projected
    beside = (
        "" if base is None else f'<br><span class="small muted">PL: {format_number(base, 0)}</span>'
    )
    return f"{format_number(facts.last.tariff)}{beside}"


def change(line: SheetRow, *, oob: bool = False) -> str:
    facts = line.facts
    parts = []
    if facts.real is not None:
        parts.append(f'<strong>{_percent(facts.real)}</strong> <span class="small">reelt</span>')
        parts.append(f'<span class="small">{_signed(facts.real_kroner)} kr.</span>')
    if facts.nominal is not None:
        parts.append(
            f'<span class="small muted">{_percent(facts.nominal)} nominelt<br>'
            f"{_signed(facts.nominal_kroner)} kr.</span>"
        )
    if facts.approved is not None:
        parts.append(f'<span class="small muted">godkendt: {format_number(facts.approved)}</span>')
    return f'<div id="aendring-{line.pk}"{_oob(oob)}>{"<br>".join(parts) or NONE}</div>'


def _signed(value: Decimal | None) -> str:
    return format_number(value, 0, signed=True)


def _percent(value: Decimal) -> str:
    return format_percent(value, 2, signed=True)


# --- What is said of the line ---------------------------------------------------------------------


def said(line: SheetRow, *, oob: bool = False) -> str:
    pieces = [*_saved(line, oob), *_explained(line), *_stopping(line), *_drivers(line)]
    return (
        f'<div id="sagt-{line.pk}"{_oob(oob)} role="status">{"".join(pieces)}{_notices(line)}</div>'
    )


def _saved(line: SheetRow, oob: bool) -> Iterator[str]:
    for box in line.boxes if line.errors else ():
        if box.error:
            yield f'<p class="tariff-error">Ikke gemt: {escape(box.error)}</p>'
    if oob and not line.errors:
        yield '<p class="small muted">Gemt</p>'


def _explained(line: SheetRow) -> Iterator[str]:
    if line.facts.explanation:
        yield f"<p>{escape(Truncator(line.facts.explanation).chars(LONGEST))}</p>"
    if line.joint is not None:
        yield (
            f'<p class="small muted">Fælles for {line.joint_lines} linjer: tilsammen '
            f"{_together(line.joint)}</p>"
        )


def _together(joint: JointEffect) -> str:
    if joint.real is None:
        return "" if joint.nominal is None else f"{_percent(joint.nominal)} nominelt"
    kroner = "" if joint.real_kroner is None else f" ({_signed(joint.real_kroner)} kr. om året)"
    return f"{_percent(joint.real)} reelt{kroner}"


def _stopping(line: SheetRow) -> Iterator[str]:
    for finding in line.errors_told:
        yield f'<p><span class="status status--bad">Fejl</span> {escape(finding.why)}</p>'
    link = _address("explain", line.pk)
    if line.must_be_explained:
        how = f' <a href="{link}">Forklar{_whose(line)}</a>' if line.may_write else ""
        yield f'<p><span class="status status--attention">Mangler forklaring</span>{how}</p>'
    elif line.may_write and line.is_explained:
        yield f'<a class="small" href="{link}">Ret forklaringen{_whose(line)}</a>'


def _drivers(line: SheetRow) -> Iterator[str]:
    if line.drivers and line.facts.nominal_kroner is not None:
        parts = " · ".join(f"{word} {_signed(part)}" for word, part in line.drivers)
        total = _signed(sum((part for _, part in line.drivers), Decimal(0)))
        yield f'<p class="small muted">Fra sidste år: {parts} = {total} kr.</p>'


def _notices(line: SheetRow) -> str:
    if not line.notices:
        return ""
    number = len(line.notices)
    words = "bemærkning" if number == 1 else "bemærkninger"
    about = escape(f"{line.facts.service}, {line.facts.offer}")
    return (
        f'<details><summary class="small">{number}\N{NO-BREAK SPACE}{words}<span class="sr-only"> '
        f'til {about}</span></summary><ul class="small">{"".join(_told(line))}</ul></details>'
    )


def _told(line: SheetRow) -> Iterator[str]:
    for finding, answered in line.notices:
        text = str(escape(finding.why))
        if answered:
            text += (
                f"<br><strong>Svar:</strong> {escape(answered.comment)} "
                f'<span class="muted">({escape(answered.answered_by.name)})</span>'
            )
        if line.may_write:
            link = _answer_pattern().format(line.pk, finding.code)
            about = f'<span class="sr-only"> på: {escape(finding.message)}</span>'
            text += f' <a href="{link}">{"Ret svaret" if answered else "Svar"}{about}</a>'
        yield f"<li>{text}</li>"
