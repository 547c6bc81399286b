"""The rows of a list as HTML."""

from decimal import Decimal

import django_tables2 as tables
from django.template import engines
from django.utils.html import format_html

from dasportal.templatetags.tables import list_rows


class Sample(tables.Table):
    row_header = "name"
    name = tables.Column("Navn")
    places = tables.Column("Pladser", attrs={"td": {"class": "number"}})
    note = tables.Column("Note", default="")

    class Meta:
        row_attrs = {"id": lambda record: f"row-{record['places']}"}

    def render_note(self, value):
        return format_html("<em>{}</em>", value)


def rows(table) -> str:
    return " ".join(str(list_rows(table)).split())


def test_each_row_names_itself_and_each_cell_its_column():
    html = rows(Sample([{"name": "Viften", "places": 6, "note": "ja"}]))
    start, _, cells = html.partition(">")
    assert 'id="row-6"' in start
    assert cells == (
        '<th scope="row" role="rowheader" class="">Viften</th>'
        '<td role="cell" class="number" data-label="Pladser">6</td>'
        '<td role="cell" class="" data-label="Note"><em>ja</em></td></tr>'
    )


def test_text_is_escaped_and_markup_of_the_table_is_not():
    html = rows(Sample([{"name": "<b>Birken</b>", "places": 1, "note": "a<b"}]))
    assert "&lt;b&gt;Birken&lt;/b&gt;" in html
    assert "<em>a&lt;b</em>" in html


def test_decimals_are_written_the_danish_way():
    html = rows(Sample([{"name": "x", "places": Decimal("4.8"), "note": ""}]))
    assert ">4,8<" in html


def test_empty_cells_are_empty():
    assert 'data-label="Note"></td>' in rows(Sample([{"name": "x", "places": 1, "note": None}]))


def test_template_of_lists_uses_it(rf):
    table = Sample([{"name": "Viften", "places": 6, "note": "ja"}])
    template = engines["django"].from_string("{% load django_tables2 %}{% render_table table %}")
    html = template.render({"table": table}, rf.get("/"))
    assert 'data-label="Pladser">6</td>' in html
    assert "<caption" not in html
