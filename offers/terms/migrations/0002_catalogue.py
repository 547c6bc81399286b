"""Box 4 of the model of 27 February 2014 as the catalogue begins; the secretariat adds to it."""

from django.db import migrations

SOURCE = "Modellen af 27. februar 2014, boks 4"
# name, what it means, how it becomes money
CATALOGUE = (
    ("Samordnede strategier", "Parterne afstemmer deres myndighedsstrategier for målgruppen. Findes der en forløbsbeskrivelse, tages den som udgangspunkt.", "none"),
    ("Omlægning eller sammenlægning", "Beslægtede tilbud lægges om eller sammen, når en fælles analyse peger på det.", "none"),
    ("Længere opsigelsesvarsler", "Driftsherren får længere tid at planlægge i.", "none"),
    ("Lavere budgetteret belægning", "Taksten regnes ud med en lavere belægning og stiger derfor.", "occupancy"),
    ("Forpligtende køb", "En køber betaler for et mindste antal pladser, uanset om de bruges.", "purchase"),
    ("Solidarisk underskudsgaranti", "De, der tiltræder, dækker et underskud sammen efter en aftalt nøgle.", "guarantee"),
    ("Objektiv finansiering", "Alle betaler efter en aftalt nøgle, uanset hvem der bruger tilbuddet.", "objective"),
    ("Abonnement", "Den, der melder sig til, køber retten til at trække på en ydelse og betaler uanset forbrug.", "subscription"),
    ("Takst og objektiv finansiering", "En del af omkostningerne deles efter en nøgle, og resten betales som takst.", "mix"),
    ("Kontrolleret lukning", "Tilbuddet lukkes i ro og orden, og parterne hjælper med at bevare kompetencerne i Nordjylland.", "none"),
)  # fmt: skip


def lay(apps, schema_editor):
    Instrument = apps.get_model("terms", "Instrument")
    for position, (name, about, reckoning) in enumerate(CATALOGUE, start=1):
        Instrument.objects.create(
            name=name, about=about, reckoning=reckoning, position=position, source=SOURCE
        )


def remove(apps, schema_editor):
    apps.get_model("terms", "Instrument").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("terms", "0001_initial")]
    operations = [migrations.RunPython(lay, remove)]
