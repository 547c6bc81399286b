"""The legal bases that real tariffs rest on, by the year they count in.

Barnets lov took over the paragraphs on children from 2024. That § 43 took over from § 66 is sure;
which paragraphs took over from §§ 32 and 36 is left open, for the secretariat to say.
"""

from django.db import migrations

FIRST = 2007  # lov om social service as it is now; no tariff in the portal is older
BARNETS_LOV = 2024
FOR_CHILDREN = {"32", "36", "66"}
LAWS = {
    "SEL": [
        ("32", "Særlige dagtilbud til børn"),
        ("36", "Særlige klubtilbud til børn og unge"),
        ("66", "Anbringelsessteder for børn og unge"),
        ("101", "Stofmisbrugsbehandling"),
        ("101 a", "Anonym stofmisbrugsbehandling"),
        ("103", "Beskyttet beskæftigelse"),
        ("104", "Aktivitets- og samværstilbud"),
        ("107", "Midlertidige botilbud"),
        ("108", "Længerevarende botilbud"),
        ("109", "Kvindekrisecentre og mandekrisecentre"),
        ("110", "Herberg og forsorgshjem"),
    ],
    "ABL": [("105", "Almene ældre- og handicapboliger")],
    "Barnets lov": [("43", "Anbringelsessteder for børn og unge"), ("83", "")],
}


def lay(apps, schema_editor):
    LegalBasis = apps.get_model("register", "LegalBasis")
    position = 0
    for law, paragraphs in LAWS.items():
        for paragraph, name in paragraphs:
            position += 1
            LegalBasis.objects.create(
                code=f"{law} § {paragraph}",
                law=law,
                paragraph=paragraph,
                name=name,
                valid_from_year=BARNETS_LOV if law == "Barnets lov" else FIRST,
                position=position,
            )
    old = LegalBasis.objects.filter(law="SEL", paragraph__in=FOR_CHILDREN)
    old.update(valid_to_year=BARNETS_LOV - 1)
    old.filter(paragraph="66").update(replaced_by=LegalBasis.objects.get(code="Barnets lov § 43"))


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
