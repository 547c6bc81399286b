"""The ways of 2014 and 2017 as the portal begins with them; the secretariat changes them."""

from django.db import migrations

# path: name, kind, who, when, forum
STEPS = {
    "entry": (
        ("Indstilling", "note", "Driftsherren eller en anden part", "Foråret", None),
        ("Vurdering efter kriterierne A, B og C", "assessment", "Sekretariatet", "", None),
        ("Ekspertpanelets anbefaling", "experts", "Ekspertpanelet", "", None),
        ("FU's anbefaling", "decision", "FU", "", "fu"),
        ("DAS' beslutning", "decision", "DAS", "", "das"),
        ("Videre til KKR", "onward", "Sekretariatet", "", None),
    ),
    "review": (
        ("Vurdering efter kriterierne A, B og C", "assessment", "Sekretariatet", "Hvert år", None),
        ("Ekspertpanelets bemærkninger", "experts", "Ekspertpanelet", "", None),
        ("DAS' beslutning", "decision", "DAS", "", "das"),
    ),
    "exit": (
        ("Varsel", "note", "Driftsherren", "", None),
        ("Høring af parterne", "hearing", "Sekretariatet", "", None),
        ("FU's anbefaling", "decision", "FU", "", "fu"),
        ("DAS' beslutning", "decision", "DAS", "Et punkt for sig", "das"),
        ("KKR orienteres", "onward", "Sekretariatet", "", None),
    ),
    "terms": (
        ("Forslag om særlige vilkår", "note", "Driftsherren eller sekretariatet", "", None),
        ("Høring af parterne", "hearing", "Sekretariatet", "", None),
        ("FU's anbefaling", "decision", "FU", "", "fu"),
        ("DAS' beslutning", "decision", "DAS", "", "das"),
        ("Videre til KKR", "onward", "Sekretariatet", "Når vilkårene binder penge", None),
        ("Parterne tiltræder eller afslår", "note", "Hver part", "", None),
    ),
}


def lay(apps, schema_editor):
    PathStep = apps.get_model("offers", "PathStep")
    Forum = apps.get_model("accounts", "Forum")
    forums = {row.slug: row for row in Forum.objects.all()}
    for path, steps in STEPS.items():
        for position, (name, kind, who, when, forum) in enumerate(steps, start=1):
            PathStep.objects.create(
                path=path, position=position, name=name, kind=kind, who=who, when=when,
                forum=forums[forum] if forum else None,
            )  # fmt: skip


def remove(apps, schema_editor):
    apps.get_model("offers", "PathStep").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("offers", "0001_initial")]
    operations = [migrations.RunPython(lay, remove)]
