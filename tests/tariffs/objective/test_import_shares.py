"""The command reads an old table as the page does, and says what it could not use."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tariffs.objective.models import Scenario

TABLE = (
    "kommune,boern_0_17_2019_k2,objektiv_finansiering_2020\n"
    "Samlet beløb til fordeling,,100\nAalborg Kommune,30,76\nLæsø,10,25\n"
)


def run(path, house, office, **options) -> str:
    out = StringIO()
    given = {"scheme": house.slug, "year": "2020", "by": office.email, "source": "Referatet"}
    call_command("import_shares", str(path), stdout=out, **{**given, **options})
    return out.getvalue().replace("\N{NO-BREAK SPACE}", " ")


def test_a_table_goes_in_and_its_difference_is_told(tmp_path, house, office):
    path = tmp_path / "tabel.csv"
    path.write_text(TABLE, encoding="utf-8")
    said = run(path, house, office)
    assert "Børnehus Nord 2020: 2 parter, 100 kr. til fordeling, forskel +1 kr." in said
    assert "Aalborg: tabellen har 76, afrundingen giver 75." in said
    made = Scenario.objects.get()
    assert (made.stated, made.status, str(made.key_date)) == (True, "draft", "2019-04-01")


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        (TABLE.replace("Læsø", "Læsøe"), {}, "Mener du Læsø"),
        (TABLE, {"year": "2021"}, "ingen kolonne med andele for 2021"),
        (TABLE, {"scheme": "findes-ikke"}, "Der er: boernehus-nord"),
        (TABLE, {"by": "ingen@parti.example"}, "Ingen person"),
        (TABLE.replace("30,76", "30,7.6"), {}, "kan læses på to måder"),
        (TABLE.replace("10,25", "99999999999,25"), {}, "kan ikke være rigtig"),
    ],
)
def test_what_cannot_go_in_is_told_and_nothing_is_stored(
    tmp_path, house, office, text, options, says
):
    path = tmp_path / "tabel.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=says):
        run(path, house, office, **options)
    assert not Scenario.objects.exists()


def test_one_outside_the_office_cannot(tmp_path, house, office, member):
    path = tmp_path / "tabel.csv"
    path.write_text(TABLE, encoding="utf-8")
    with pytest.raises(CommandError, match="sekretariatet"):
        run(path, house, office, by=member.email)


def test_a_file_that_is_no_text_is_told(tmp_path, house, office):
    path = tmp_path / "tabel.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="UTF-8"):
        run(path, house, office)
