import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("register", "0004_offers"),
        ("tariffs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LineComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=600, verbose_name="Linje")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("written", "Ikke sendt"),
                            ("sent", "Sendt til parten"),
                            ("answered", "Besvaret"),
                        ],
                        default="written",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="Kommentar")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="Sendt")),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="Svar")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Besvaret"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="review_comments",
                        to="tariffs.line",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="line_comments",
                        to="tariffs.submission",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kommentar til en takstlinje",
                "verbose_name_plural": "kommentarer til takstlinjer",
                "ordering": ["submission", "written_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="line_comment_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "written"), ("sent_at__isnull", False), _connector="OR"
                        ),
                        name="line_comment_sent_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "answered"), _negated=True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="line_comment_answered_has_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            ("answered_at__gte", models.F("written_at")),
                            _connector="OR",
                        ),
                        name="line_comment_answered_after",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineCommentStatusTextAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("written", "Ikke sendt"),
                            ("sent", "Sendt til parten"),
                            ("answered", "Besvaret"),
                        ],
                        default="written",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="Kommentar")),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="Svar")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="status_text_answer_events",
                        to="review.linecomment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("whole", models.JSONField(default=list, verbose_name="Fund om det hele")),
                (
                    "judged_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Opgjort"),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review",
                        to="tariffs.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "gennemgang",
                "verbose_name_plural": "gennemgange",
            },
        ),
        migrations.CreateModel(
            name="ReviewLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "offer_name",
                    models.CharField(
                        db_collation="da-x-icu", max_length=200, verbose_name="Tilbud"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        db_collation="da-x-icu", max_length=300, verbose_name="Ydelse"
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=80, verbose_name="Lovgrundlag")),
                ("unit", models.CharField(max_length=6, verbose_name="Takstenhed")),
                ("kind", models.CharField(max_length=9)),
                ("is_billed", models.BooleanField(verbose_name="Afregnes")),
                (
                    "places",
                    models.DecimalField(
                        decimal_places=2, max_digits=7, null=True, verbose_name="Pladser"
                    ),
                ),
                (
                    "occupancy_pct",
                    models.DecimalField(
                        decimal_places=3, max_digits=6, null=True, verbose_name="Belægning"
                    ),
                ),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, null=True, verbose_name="Budget, kr."
                    ),
                ),
                (
                    "tariff",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="Takst, kr."
                    ),
                ),
                ("last_places", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                (
                    "last_occupancy_pct",
                    models.DecimalField(decimal_places=3, max_digits=6, null=True),
                ),
                ("last_budget", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                (
                    "last_tariff",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="Sidste år"
                    ),
                ),
                (
                    "real",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=14,
                        null=True,
                        verbose_name="Reel ændring, pct.",
                    ),
                ),
                (
                    "nominal",
                    models.DecimalField(
                        decimal_places=4, max_digits=14, null=True, verbose_name="Nominelt, pct."
                    ),
                ),
                (
                    "change",
                    models.DecimalField(
                        decimal_places=4, max_digits=14, null=True, verbose_name="Ændring, pct."
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="Forklaring")),
                ("findings", models.JSONField(default=list, verbose_name="Fund")),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reviewed",
                        to="tariffs.line",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="review.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "linje til gennemgang",
                "verbose_name_plural": "linjer til gennemgang",
                "ordering": ["review", "position", "pk"],
                "indexes": [
                    models.Index(
                        fields=["review", "offer_name", "position"],
                        name="review_revi_review__ee0980_idx",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linecomment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "review_linecommentstatustextanswerevent" ("answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text") VALUES (NEW."answer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."text"); RETURN NULL;',
                    hash="61734801613ad2afbe0e377ee2210a798f56c129",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f4b59",
                    table="review_linecomment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linecomment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "review_linecommentstatustextanswerevent" ("answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text") VALUES (NEW."answer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."text"); RETURN NULL;',
                    hash="e7da25b467cb0ca1bb45dd639a90516fd873272d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fdaff",
                    table="review_linecomment",
                    when="AFTER",
                ),
            ),
        ),
    ]
