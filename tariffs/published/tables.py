"""The list of tariffs that apply."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dasportal.danish.numbers import format_number

from ..models import ValidTariff

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


class TariffTable(tables.Table):
    chosen = tables.Column("Vælg", empty_values=(), orderable=False)
    offer_name = tables.Column("Tilbud")
    service = tables.Column("Ydelse")
    operator = tables.Column("Driftsherre", order_by=("operator__name", "offer_name"))
    basis_key = tables.Column("Lovgrundlag", order_by=("basis_key", "offer_name"))
    places = tables.Column("Pladser", attrs=NUMBER)
    tariff = tables.Column("Takst, kr.", attrs=NUMBER)
    unit = tables.Column("Pr.")

    row_header = "offer_name"
    caption_hidden = True

    class Meta:
        default = ""
        row_attrs = {"class": lambda record, table: table.goes_on(record)}
        attrs = {"class": "table list-table published-table"}
        order_by_field = "sorter"
        page_field = "side"
        empty_text = (
            "Ingen takster svarer til det valgte. Prøv færre ord, en anden dato, eller nulstil."
        )

    def __init__(self, *args: object, day: str, caption: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.day, self.caption = day, caption
        self.boxes: set[int] = set()
        self.above: int | None = None

    def goes_on(self, record: ValidTariff) -> str:
        """The class of a row whose offer is that of the row above: its name is said more quietly."""
        above, self.above = self.above, record.offer_id
        return "goes-on" if above == record.offer_id else "begins"

    def render_chosen(self, record: ValidTariff) -> SafeString:
        """One box for each offer, on the first of its lines on the page."""
        if record.offer_id in self.boxes:
            return SafeString("")
        self.boxes.add(record.offer_id)
        return format_html(
            '<span class="form-group-checkbox"><input class="form-checkbox" type="checkbox" '
            'name="tilbud" value="{0}" id="t{0}"><label for="t{0}"><span class="sr-only">'
            "Sammenlign {1}</span></label></span>",
            record.offer_id,
            record.offer_name,
        )

    def render_offer_name(self, record: ValidTariff) -> SafeString:
        address = reverse("published:offer", args=[record.offer_id])
        return format_html('<a href="{}{}">{}</a>', address, self.day, record.offer_name)

    def render_service(self, record: ValidTariff) -> SafeString:
        if record.is_billed:
            return format_html("{}", record.service)
        return format_html('{} <span class="muted small">vejledende</span>', record.service)

    def render_places(self, value: object) -> str:
        return format_number(value)  # type: ignore[arg-type]

    def render_tariff(self, value: object) -> str:
        return format_number(value)  # type: ignore[arg-type]

    def render_unit(self, value: str) -> str:
        return value.lower()
