import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_reference"),
        ("accounts", "__first__"),
        ("dialogue", "0001_dialogue"),
        ("meetings", "0004_existing_calendars"),
    ]

    operations = [
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "shared_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Delt"),
                ),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=120, verbose_name="Navn"),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="E-mail")),
                (
                    "access",
                    models.CharField(
                        choices=[("comment", "Læse og skrive bemærkninger"), ("read", "Kun læse")],
                        max_length=7,
                        verbose_name="Kan",
                    ),
                ),
                ("message", models.TextField(blank=True, verbose_name="Besked")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("live", "Åben"),
                            ("revoked", "Trukket tilbage"),
                            ("over", "Slut"),
                        ],
                        default="live",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="Slut")),
                (
                    "ended_why",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="Hvorfor den er slut"
                    ),
                ),
                (
                    "ended_by",
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
                        related_name="shares",
                        to="meetings.agendaitem",
                        verbose_name="Punkt",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Part",
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Delt af",
                    ),
                ),
            ],
            options={
                "verbose_name": "deling",
                "verbose_name_plural": "delinger",
                "ordering": ["name", "shared_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "live")),
                        fields=("item", "party", "email"),
                        name="one_live_share_a_reader",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "live"), ("ended_at__isnull", True)),
                            models.Q(
                                models.Q(("status", "live"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="share_ended_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "revoked"), _negated=True),
                            ("ended_by__isnull", False),
                            _connector="OR",
                        ),
                        name="share_revoked_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="Bemærkning")),
                (
                    "written_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Skrevet"),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="Set af den, der delte"
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="dialogue.share",
                    ),
                ),
            ],
            options={
                "verbose_name": "bemærkning",
                "verbose_name_plural": "bemærkninger",
                "ordering": ["written_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="remark_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.attachment",
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="dialogue.share",
                    ),
                ),
            ],
            options={
                "verbose_name": "åbning af en deling",
                "verbose_name_plural": "åbninger af delinger",
                "ordering": ["share", "opened_at"],
            },
        ),
    ]
