import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Filnavn")),
                ("media_type", models.CharField(max_length=120, verbose_name="Type")),
                ("size", models.PositiveBigIntegerField(verbose_name="Størrelse i byte")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("path", models.CharField(max_length=200, verbose_name="Sti under filmappen")),
                ("pages", models.PositiveIntegerField(blank=True, null=True, verbose_name="Sider")),
                ("text", models.TextField(blank=True, verbose_name="Tekst til søgning")),
                (
                    "warning",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Bemærkning om filen"
                    ),
                ),
                (
                    "conversion",
                    models.CharField(
                        choices=[
                            ("none", "Behøves ikke"),
                            ("pending", "Omdannes til PDF"),
                            ("done", "Omdannet til PDF"),
                            ("failed", "Kunne ikke omdannes"),
                            ("unavailable", "Kan ikke omdannes på denne server"),
                        ],
                        default="none",
                        max_length=12,
                    ),
                ),
                ("conversion_message", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "fil",
                "verbose_name_plural": "filer",
            },
        ),
        migrations.CreateModel(
            name="RecordEntry",
            fields=[
                (
                    "sequence",
                    models.PositiveBigIntegerField(
                        primary_key=True, serialize=False, verbose_name="Nummer"
                    ),
                ),
                ("kind", models.SlugField(max_length=40, verbose_name="Art")),
                ("key", models.CharField(max_length=200, verbose_name="Nøgle")),
                ("subject", models.CharField(max_length=300, verbose_name="Hvad")),
                ("sealed_at", models.DateTimeField(verbose_name="Forseglet")),
                ("header", models.TextField()),
                ("content_hash", models.CharField(max_length=64)),
                ("previous_hash", models.CharField(max_length=64)),
                (
                    "entry_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="SHA-256"),
                ),
                (
                    "written_in",
                    models.CharField(
                        editable=False, max_length=60, verbose_name="Databasens transaktion"
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Forseglet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "forseglet post",
                "verbose_name_plural": "forseglede poster",
                "ordering": ["sequence"],
                "constraints": [
                    models.UniqueConstraint(models.F("kind"), models.F("key"), name="sealed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordHead",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("count", models.PositiveBigIntegerField()),
                ("entry_hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "arkivets ende",
                "verbose_name_plural": "arkivets ende",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="record_head_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordLeaf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("path", models.TextField(verbose_name="Plads")),
                ("salt", models.CharField(blank=True, max_length=64)),
                ("content", models.TextField(null=True, verbose_name="Indhold som JSON")),
                ("leaf_hash", models.CharField(max_length=64)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="documents.recordentry",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="record_leaves",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "redacted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redacted_leaves",
                        to="documents.recordentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "forseglet værdi",
                "verbose_name_plural": "forseglede værdier",
                "ordering": ["entry", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("entry"), models.F("position"), name="record_leaf_position_once"
                    ),
                    models.UniqueConstraint(
                        models.F("entry"), models.F("path"), name="record_leaf_path_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content__isnull", False), ("redacted_by__isnull", True)),
                            models.Q(
                                ("content__isnull", True),
                                ("redacted_by__isnull", False),
                                ("salt", ""),
                            ),
                            _connector="OR",
                        ),
                        name="record_leaf_whole_or_redacted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "checked_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="Kontrolleret"),
                ),
                ("entries", models.PositiveBigIntegerField(verbose_name="Poster")),
                ("files", models.PositiveBigIntegerField(verbose_name="Filer")),
                (
                    "redacted",
                    models.PositiveBigIntegerField(default=0, verbose_name="Fjernede værdier"),
                ),
                ("findings", models.JSONField(default=list, verbose_name="Fejl")),
            ],
            options={
                "verbose_name": "kontrol af arkivet",
                "verbose_name_plural": "kontroller af arkivet",
                "ordering": ["-checked_at"],
            },
        ),
    ]
