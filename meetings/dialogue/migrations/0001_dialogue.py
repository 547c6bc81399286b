import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_reference"),
        ("accounts", "__first__"),
        ("meetings", "0002_standing_items"),
    ]

    operations = [
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="Tekst")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Skrevet"),
                ),
                ("edited_at", models.DateTimeField(blank=True, null=True, verbose_name="Rettet")),
                ("earlier", models.JSONField(blank=True, default=list)),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="Skjult")),
                (
                    "hidden_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Hvorfor den er skjult"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("office", "Kun sekretariatet"), ("forum", "Alle i forummet")],
                        max_length=6,
                        verbose_name="Hvem ser det?",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Venter på svar"),
                            ("answered", "Besvaret"),
                            ("comment", "Kommentar"),
                        ],
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                (
                    "answer_seen_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Svaret er set"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Skrevet af",
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="meetings.agendaitem",
                        verbose_name="Punkt",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Part",
                    ),
                ),
            ],
            options={
                "verbose_name": "spørgsmål",
                "verbose_name_plural": "spørgsmål",
                "ordering": ["written_at", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["status"], name="question_by_status")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="question_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("hidden_at__isnull", True),
                                ("hidden_by__isnull", True),
                                ("hidden_reason", ""),
                            ),
                            models.Q(
                                ("hidden_at__isnull", False),
                                ("hidden_by__isnull", False),
                                models.Q(("hidden_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="question_hidden_at_by_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="Tekst")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Skrevet"),
                ),
                ("edited_at", models.DateTimeField(blank=True, null=True, verbose_name="Rettet")),
                ("earlier", models.JSONField(blank=True, default=list)),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="Skjult")),
                (
                    "hidden_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Hvorfor den er skjult"
                    ),
                ),
                (
                    "from_office",
                    models.BooleanField(default=False, verbose_name="Fra sekretariatet"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Skrevet af",
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Part",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="dialogue.question",
                        verbose_name="Spørgsmål",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar",
                "verbose_name_plural": "svar",
                "ordering": ["written_at", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="answer_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("hidden_at__isnull", True),
                                ("hidden_by__isnull", True),
                                ("hidden_reason", ""),
                            ),
                            models.Q(
                                ("hidden_at__isnull", False),
                                ("hidden_by__isnull", False),
                                models.Q(("hidden_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="answer_hidden_at_by_and_why",
                    ),
                ],
            },
        ),
    ]
