"""The parties, their units and the two forums: every portal has them, also an empty one."""

from django.db import migrations

MUNICIPALITIES = [
    ("773", "Morsø", []),
    ("787", "Thisted", []),
    ("810", "Brønderslev", ["Brønderslev-Dronninglund"]),
    ("813", "Frederikshavn", ["Frederikshavns"]),
    ("820", "Vesthimmerlands", ["Vesthimmerland"]),
    ("825", "Læsø", []),
    ("840", "Rebild", []),
    ("846", "Mariagerfjord", []),
    ("849", "Jammerbugt", []),
    ("851", "Aalborg", ["Ålborg"]),
    ("860", "Hjørring", []),
]
UNITS = [("851", "Familie- og Beskæftigelse", "FB"), ("851", "Ældre og Handicap", "ÆH")]


def lay(apps, schema_editor):
    Party = apps.get_model("accounts", "Party")
    for code, name, others in MUNICIPALITIES:
        Party.objects.create(code=code, name=name, kind="municipality", also_known_as=others)
    Party.objects.create(
        code="1081", name="Region Nordjylland", kind="region", also_known_as=["Regionen", "RN"]
    )
    Party.objects.create(code="740", name="Silkeborg", kind="other")
    for code, name, short in UNITS:
        party = Party.objects.get(code=code)
        apps.get_model("accounts", "Unit").objects.create(party=party, name=name, short_name=short)
    Forum = apps.get_model("accounts", "Forum")
    das = Forum.objects.create(
        slug="das",
        name="Den Administrative Styregruppe",
        short_name="DAS Social",
        lead_text="Det indstilles, at Den Administrative Styregruppe",
        position=1,
    )
    Forum.objects.create(
        slug="fu",
        name="Forretningsudvalget",
        short_name="FU",
        lead_text="Det indstilles, at Forretningsudvalget",
        recommends_to=das,
        position=2,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
