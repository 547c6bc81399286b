import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_reference"),
        ("accounts", "__first__"),
        ("meetings", "0002_standing_items"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("full_sha256", models.CharField(max_length=64)),
                ("open_sha256", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Til godkendelse hos parterne"), ("closed", "Afsluttet")],
                        default="open",
                        max_length=6,
                        verbose_name="Status",
                    ),
                ),
                ("closes_at", models.DateTimeField(verbose_name="Frist")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Afsluttet"),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_round",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.minutesversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "godkendelsesrunde",
                "verbose_name_plural": "godkendelsesrunder",
                "ordering": ["closes_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("status", "closed")),
                            models.Q(("closed_at__isnull", True), ("status", "open")),
                            _connector="OR",
                        ),
                        name="approval_round_closed_has_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalRoundVersionStatusClosesAtEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Til godkendelse hos parterne"), ("closed", "Afsluttet")],
                        default="open",
                        max_length=6,
                        verbose_name="Status",
                    ),
                ),
                ("closes_at", models.DateTimeField(verbose_name="Frist")),
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
                        related_name="version_status_closes_at_events",
                        to="approval.approvalround",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.minutesversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.UUIDField(verbose_name="Punkt")),
                ("item_number", models.CharField(max_length=12)),
                ("is_open", models.BooleanField(verbose_name="Om et åbent punkt")),
                ("field", models.CharField(blank=True, max_length=20)),
                ("quote", models.TextField(blank=True, verbose_name="Citat")),
                ("prefix", models.CharField(blank=True, max_length=80)),
                ("suffix", models.CharField(blank=True, max_length=80)),
                ("text", models.TextField(verbose_name="Kommentar")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="Skrevet")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Ubesvaret"),
                            ("answered", "Besvaret"),
                            ("promised", "Rettes i næste version"),
                            ("corrected", "Rettet"),
                            ("declined", "Ikke fulgt"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                ("reply", models.TextField(blank=True, verbose_name="Sekretariatets svar")),
                (
                    "replied_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Besvaret"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrected_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.minutesversion",
                        verbose_name="Rettet i",
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
                    "replied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="approval.approvalround",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.minutesversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommentar til referat",
                "verbose_name_plural": "kommentarer til referat",
                "ordering": ["round", "created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["answered", "declined"]), _negated=True),
                            models.Q(("reply", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="comment_answer_says_something",
                        violation_error_message="Skriv svaret.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrected_in__isnull", False), ("status", "corrected")),
                            models.Q(
                                models.Q(("status", "corrected"), _negated=True),
                                ("corrected_in__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="comment_corrected_names_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_at__isnull", True), ("replied_by__isnull", True)),
                            models.Q(("replied_at__isnull", False), ("replied_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_replied_by_and_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentStatusReplyCorrectedInEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Ubesvaret"),
                            ("answered", "Besvaret"),
                            ("promised", "Rettes i næste version"),
                            ("corrected", "Rettet"),
                            ("declined", "Ikke fulgt"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                ("reply", models.TextField(blank=True, verbose_name="Sekretariatets svar")),
                (
                    "corrected_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.minutesversion",
                        verbose_name="Rettet i",
                    ),
                ),
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
                        related_name="status_reply_corrected_in_events",
                        to="approval.comment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartyApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Har ikke svaret"),
                            ("approved", "Godkendt"),
                            ("stale", "Godkendt før ændring"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="Svar",
                    ),
                ),
                ("open_sha256", models.CharField(blank=True, max_length=64)),
                ("full_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Godkendt"),
                ),
                ("as_deputy", models.BooleanField(default=False, verbose_name="Ved stedfortræder")),
                (
                    "approved_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Part",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="approval.approvalround",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.minutesversion",
                        verbose_name="Godkendt version",
                    ),
                ),
            ],
            options={
                "verbose_name": "parts godkendelse",
                "verbose_name_plural": "parters godkendelser",
                "ordering": ["round", "party__name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("round"), models.F("party"), name="one_approval_per_party"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at", None),
                                ("approved_by", None),
                                ("as_deputy", False),
                                ("full_sha256", ""),
                                ("open_sha256", ""),
                                ("status", "waiting"),
                                ("version", None),
                            ),
                            models.Q(
                                models.Q(("status", "waiting"), _negated=True),
                                models.Q(("open_sha256", ""), _negated=True),
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                ("version__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="approval_names_what_and_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyApprovalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Har ikke svaret"),
                            ("approved", "Godkendt"),
                            ("stale", "Godkendt før ændring"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="Svar",
                    ),
                ),
                ("open_sha256", models.CharField(blank=True, max_length=64)),
                ("full_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Godkendt"),
                ),
                ("as_deputy", models.BooleanField(default=False, verbose_name="Ved stedfortræder")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.party",
                        verbose_name="Part",
                    ),
                ),
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
                        related_name="events",
                        to="approval.partyapproval",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.minutesversion",
                        verbose_name="Godkendt version",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approvalround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "approval_approvalroundversionstatusclosesatevent" ("closes_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "version_id") VALUES (NEW."closes_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."version_id"); RETURN NULL;',
                    hash="54bc08105e7334e9a4fc2aa7a2173f7b811d28fd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_86c25",
                    table="approval_approvalround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approvalround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closes_at" IS DISTINCT FROM (NEW."closes_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id"))',
                    func='INSERT INTO "approval_approvalroundversionstatusclosesatevent" ("closes_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "version_id") VALUES (NEW."closes_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."version_id"); RETURN NULL;',
                    hash="b44596c3885904106f8f90a2937fe50fe2992b49",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_51420",
                    table="approval_approvalround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "approval_commentstatusreplycorrectedinevent" ("corrected_in_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply", "status") VALUES (NEW."corrected_in_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reply", NEW."status"); RETURN NULL;',
                    hash="71859cfac0f5b8f673ed7f3585c6320317311945",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2ee50",
                    table="approval_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."corrected_in_id" IS DISTINCT FROM (NEW."corrected_in_id") OR OLD."reply" IS DISTINCT FROM (NEW."reply") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "approval_commentstatusreplycorrectedinevent" ("corrected_in_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply", "status") VALUES (NEW."corrected_in_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reply", NEW."status"); RETURN NULL;',
                    hash="e6dbdf6745a08bcb1b5e854cd770935744a7ddf6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cd733",
                    table="approval_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partyapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "approval_partyapprovalevent" ("approved_at", "approved_by_id", "as_deputy", "full_sha256", "id", "open_sha256", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "version_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."as_deputy", NEW."full_sha256", NEW."id", NEW."open_sha256", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."version_id"); RETURN NULL;',
                    hash="f4bae97fbfac540263121afda068a9b11099a177",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6d402",
                    table="approval_partyapproval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partyapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."as_deputy" IS DISTINCT FROM (NEW."as_deputy") OR OLD."full_sha256" IS DISTINCT FROM (NEW."full_sha256") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."open_sha256" IS DISTINCT FROM (NEW."open_sha256") OR OLD."party_id" IS DISTINCT FROM (NEW."party_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id"))',
                    func='INSERT INTO "approval_partyapprovalevent" ("approved_at", "approved_by_id", "as_deputy", "full_sha256", "id", "open_sha256", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "version_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."as_deputy", NEW."full_sha256", NEW."id", NEW."open_sha256", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."version_id"); RETURN NULL;',
                    hash="3b6acce440fad27493002cc76c47035a08ce4ddd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f3255",
                    table="approval_partyapproval",
                    when="AFTER",
                ),
            ),
        ),
    ]
