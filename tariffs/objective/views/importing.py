"""An old table goes in by pasting it: what was read is shown, and stored when it is confirmed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_on

from .. import workflow
from ..calculation import share
from ..forms import TableForm
from ..permissions import can_edit
from .fetching import visible_scheme


@requires(can_edit)
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """The paste, its preview, and the draft that it becomes."""
    found = visible_scheme(request, slug)
    form = TableForm(request.POST or None, scheme=found)
    again = "again" in request.POST
    if not again and form.is_valid():
        if "confirmed" not in request.POST:
            return render(request, "objective/import_preview.html", _preview(form))
        with refusals_on(form):
            made, noticed = workflow.import_table(
                found, form.read, form.figures, by=person_of(request)
            )
            for line in noticed:
                messages.warning(request, line)
            messages.success(request, "Tabellen er indlæst som kladde, med de beløb den havde.")
            return redirect(made)
    return render(request, "objective/import.html", {"form": form, "scheme": found})


def _preview(form: TableForm) -> dict[str, object]:
    """Every line as read, beside what the chosen rounding would have given."""
    read, operator = form.read, form.scheme.operator
    total = read.total if read.total is not None else read.sum
    keys = {line.party.code: line.key for line in read.lines}
    ours = share(
        total, keys, form.cleaned_data["method"], operator=operator.code if operator else None
    )
    lines = [
        {
            "party": line.party.name,
            "key": line.key,
            "amount": line.amount,
            "computed": ours.amounts[line.party.code],
            "off": line.amount - ours.amounts[line.party.code],
        }
        for line in read.lines
    ]
    return {
        "form": form, "scheme": form.scheme, "figures": form.figures, "lines": lines,
        "total": total, "sum": read.sum, "difference": read.sum - total,
        "key_total": sum(keys.values()), "off": sum(1 for line in lines if line["off"]),
        "stated_total": read.total is not None,
    }  # fmt: skip
