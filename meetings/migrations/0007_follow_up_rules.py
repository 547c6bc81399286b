"""What holds for every follow-up from here on; its one note has become a history of notes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_follow_up_owners")]
    operations = [
        migrations.RemoveField(model_name="followup", name="note"),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("open", "started")), ("closed_at__isnull", True)),
                    models.Q(
                        models.Q(("status__in", ("open", "started")), _negated=True),
                        ("closed_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="follow_up_closed_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("owner_kind", "party"), ("owner_party__isnull", False)),
                    models.Q(
                        models.Q(("owner_kind", "party"), _negated=True),
                        ("owner_party__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="follow_up_party_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("owner_kind", "person"), ("owner_person__isnull", False)),
                    models.Q(
                        models.Q(("owner_kind", "person"), _negated=True),
                        ("owner_person__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="follow_up_person_is_named",
            ),
        ),
    ]
