"""Say of each follow-up what kind of owner it has, what was agreed, and keep its note."""

from django.db import migrations
from django.db.models import F


def say(apps, schema_editor):
    FollowUp = apps.get_model("meetings", "FollowUp")
    FollowUpNote = apps.get_model("meetings", "FollowUpNote")
    FollowUp.objects.update(agreed_owner=F("owner_text"), agreed_due=F("due"))
    FollowUp.objects.filter(owner_person__isnull=False).update(
        owner_kind="person", owner_party=None
    )
    FollowUp.objects.filter(owner_party__isnull=False).update(owner_kind="party")
    FollowUp.objects.filter(owner_kind="other", owner_text__istartswith="sekretariat").update(
        owner_kind="secretariat"
    )
    FollowUpNote.objects.bulk_create(
        FollowUpNote(follow_up=row, text=row.note) for row in FollowUp.objects.exclude(note="")
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_following_through")]
    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
