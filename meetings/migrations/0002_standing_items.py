"""The items that every new agenda of DAS and FU starts with; the secretariat may change them."""

from django.db import migrations

# slug of the forum: (kind, section, title, recommendation)
STANDING = {
    "das": [
        ("approve_agenda", "formalities", "Godkendelse af dagsorden", "godkender dagsordenen"),
        (
            "approve_minutes",
            "formalities",
            "Godkendelse af referat fra seneste møde",
            "godkender referatet",
        ),
        (
            "from_committee",
            "information",
            "Orientering fra FU",
            "tager orienteringen til efterretning",
        ),
        (
            "information",
            "information",
            "Orienteringspunkter",
            "tager orienteringen til efterretning",
        ),
        ("any_other", "closing", "Eventuelt", ""),
        ("next_meeting", "closing", "Næste møde", ""),
    ],
    "fu": [
        ("approve_agenda", "formalities", "Godkendelse af dagsorden", "godkender dagsordenen"),
        (
            "approve_minutes",
            "formalities",
            "Godkendelse af referat fra seneste møde",
            "godkender referatet",
        ),
        (
            "information",
            "information",
            "Orienteringspunkter",
            "tager orienteringen til efterretning",
        ),
        ("any_other", "closing", "Eventuelt", ""),
        ("next_meeting", "closing", "Næste møde", ""),
    ],
}


def lay(apps, schema_editor):
    Forum = apps.get_model("accounts", "Forum")
    StandingItem = apps.get_model("meetings", "StandingItem")
    for slug, rows in STANDING.items():
        forum = Forum.objects.get(slug=slug)
        for position, (kind, section, title, recommendation) in enumerate(rows, start=1):
            StandingItem.objects.create(
                forum=forum,
                kind=kind,
                section=section,
                title=title,
                recommendation=recommendation,
                position=position,
            )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("accounts", "0002_reference")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
