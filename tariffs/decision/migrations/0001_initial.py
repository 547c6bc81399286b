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
        ("documents", "0002_record_guards"),
        ("meetings", "0008_finding_answers"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("register", "0004_offers"),
        ("tariffs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TariffCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("annual", "Årets takster"), ("correction", "Rettelse")],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Ikke besluttet"), ("decided", "Besluttet")],
                        default="open",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                ("snapshot", models.JSONField(default=dict)),
                ("content_key", models.CharField(blank=True, max_length=64)),
                ("printed_key", models.CharField(blank=True, max_length=64)),
                ("print_message", models.CharField(blank=True, max_length=300)),
                ("basis", models.JSONField(default=dict)),
                ("stamp", models.CharField(blank=True, max_length=200)),
                ("offered", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="Opgjort")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("decided", models.CharField(blank=True, max_length=300, verbose_name="Besluttet")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "bilag",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.attachment",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="decision.tariffcase",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.forum",
                        verbose_name="Forum",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="tariff_case",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "put_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="tariffs.submission",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="tariffs.tariffyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "takstsag",
                "verbose_name_plural": "takstsager",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("year", "submission"),
                        name="one_open_tariff_case",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "annual"), ("submission__isnull", True)),
                            models.Q(("kind", "correction"), ("submission__isnull", False)),
                            _connector="OR",
                        ),
                        name="tariff_case_of_a_correction_has_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided", ""), ("decided_at__isnull", True), ("status", "open")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("status", "decided"),
                                models.Q(("decided", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="tariff_case_decided_says_where",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineRuling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("excepted", "Undtaget"),
                            ("postponed", "Udsat"),
                            ("rejected", "Afvist"),
                        ],
                        max_length=9,
                        verbose_name="Udfald",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=300, verbose_name="Begrundelse"),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="tariffs.line",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="decision.tariffcase",
                    ),
                ),
            ],
            options={
                "verbose_name": "udfald for en linje",
                "verbose_name_plural": "udfald for linjer",
                "ordering": ["case", "line"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("case"), models.F("line"), name="line_ruled_once_in_a_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("excepted", "Undtaget"),
                            ("postponed", "Udsat"),
                            ("rejected", "Afvist"),
                        ],
                        default="excepted",
                        max_length=9,
                        verbose_name="Udfald",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=300, verbose_name="Begrundelse"),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tariffs.line",
                        verbose_name="Linje",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Driftsherre",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exceptions",
                        to="decision.tariffcase",
                    ),
                ),
            ],
            options={
                "verbose_name": "undtagelse",
                "verbose_name_plural": "undtagelser",
                "ordering": ["case", "party__name", "offer__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "party", "offer", "line"),
                        name="excepted_once_in_a_case",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("line__isnull", True), ("offer__isnull", False), _connector="OR"
                        ),
                        name="excepted_line_has_its_offer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppendixVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Venter"),
                            ("running", "Laves"),
                            ("done", "Klar"),
                            ("failed", "Mislykkedes"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                (
                    "progress",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Pct. færdig"),
                ),
                ("message", models.CharField(blank=True, max_length=300)),
                (
                    "content_key",
                    models.CharField(
                        db_index=True, max_length=64, verbose_name="Hash af indholdet"
                    ),
                ),
                ("requested_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                ("snapshot", models.JSONField()),
                ("changes", models.JSONField(default=list)),
                ("decided", models.CharField(max_length=300, verbose_name="Besluttet")),
                ("decided_on", models.DateField(verbose_name="Dato")),
                ("valid_from", models.DateField(verbose_name="Gælder fra")),
                (
                    "record_entry",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="Forseglet som"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "change_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="Fil",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appendix_versions",
                        to="tariffs.tariffyear",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="version",
                        to="decision.tariffcase",
                    ),
                ),
            ],
            options={
                "verbose_name": "version af takstbilaget",
                "verbose_name_plural": "versioner af takstbilaget",
                "ordering": ["-year__year", "-number"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("file__isnull", False),
                            models.Q(("state", "done"), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_appendixversion_done_has_file",
                    ),
                    models.UniqueConstraint(
                        models.F("year"), models.F("number"), name="appendix_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="appendix_version_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TariffCaseYearSubmissionItemStatusDecidedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Ikke besluttet"), ("decided", "Besluttet")],
                        default="open",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                ("decided", models.CharField(blank=True, max_length=300, verbose_name="Besluttet")),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
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
                        related_name="year_submission_item_status_decided_events",
                        to="decision.tariffcase",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tariffs.submission",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tariffs.tariffyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("exempt", "Fortsætter uden for styringsaftalen"),
                            ("closed", "Lukker"),
                        ],
                        default="exempt",
                        max_length=6,
                        verbose_name="Hvad der sker",
                    ),
                ),
                ("leaves_on", models.DateField(verbose_name="Udtræder")),
                ("reason", models.CharField(max_length=300, verbose_name="Begrundelse")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("notified", "Meldt"),
                            ("approved", "Godkendt"),
                            ("rejected", "Ikke godkendt"),
                            ("taken_back", "Taget tilbage"),
                        ],
                        default="notified",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("notified_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="decision.tariffcase",
                    ),
                ),
                (
                    "notified_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="tariffs.tariffyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "udtræden af styringsaftalen",
                "verbose_name_plural": "udtrædener af styringsaftalen",
                "ordering": ["year", "offer__operator__name", "offer__name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "notified")),
                        fields=("offer",),
                        name="one_notice_an_offer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="withdrawal_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case__isnull", True), ("status__in", ["notified", "taken_back"])
                            ),
                            models.Q(
                                ("case__isnull", False), ("status__in", ["approved", "rejected"])
                            ),
                            _connector="OR",
                        ),
                        name="withdrawal_decided_by_a_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WithdrawalOfferYearHowLeavesOnReasonStatusEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("exempt", "Fortsætter uden for styringsaftalen"),
                            ("closed", "Lukker"),
                        ],
                        default="exempt",
                        max_length=6,
                        verbose_name="Hvad der sker",
                    ),
                ),
                ("leaves_on", models.DateField(verbose_name="Udtræder")),
                ("reason", models.CharField(max_length=300, verbose_name="Begrundelse")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("notified", "Meldt"),
                            ("approved", "Godkendt"),
                            ("rejected", "Ikke godkendt"),
                            ("taken_back", "Taget tilbage"),
                        ],
                        default="notified",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="register.offer",
                        verbose_name="Tilbud",
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
                        related_name="offer_year_how_leaves_on_reason_status_events",
                        to="decision.withdrawal",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tariffs.tariffyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tariffcase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "decision_tariffcaseyearsubmissionitemstatusdecidedevent" ("decided", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "submission_id", "year_id") VALUES (NEW."decided", NEW."item_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."submission_id", NEW."year_id"); RETURN NULL;',
                    hash="a45562c7269018221130785580506130a5e9d323",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ee70c",
                    table="decision_tariffcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tariffcase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."decided" IS DISTINCT FROM (NEW."decided") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submission_id" IS DISTINCT FROM (NEW."submission_id") OR OLD."year_id" IS DISTINCT FROM (NEW."year_id"))',
                    func='INSERT INTO "decision_tariffcaseyearsubmissionitemstatusdecidedevent" ("decided", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "submission_id", "year_id") VALUES (NEW."decided", NEW."item_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."submission_id", NEW."year_id"); RETURN NULL;',
                    hash="b2f1a13644161b575d2c68cae99df5d125d359ed",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9a459",
                    table="decision_tariffcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appendixversion",
            trigger=pgtrigger.compiler.Trigger(
                name="appendix_version_is_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."year_id" IS DISTINCT FROM (NEW."year_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."snapshot" IS DISTINCT FROM (NEW."snapshot") OR OLD."changes" IS DISTINCT FROM (NEW."changes") OR OLD."decided" IS DISTINCT FROM (NEW."decided") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."content_key" IS DISTINCT FROM (NEW."content_key"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="2c6dd2627b684a4f8bbd9656c91b7895dd3c8546",
                    operation="UPDATE",
                    pgid="pgtrigger_appendix_version_is_frozen_53675",
                    table="decision_appendixversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appendixversion",
            trigger=pgtrigger.compiler.Trigger(
                name="appendix_version_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="e7544ef658ab13f99658bf30c30c1f9a305f1299",
                    operation="DELETE",
                    pgid="pgtrigger_appendix_version_stays_18e40",
                    table="decision_appendixversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "decision_withdrawalofferyearhowleavesonreasonstatusevent" ("how", "leaves_on", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status", "year_id") VALUES (NEW."how", NEW."leaves_on", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."status", NEW."year_id"); RETURN NULL;',
                    hash="44f1ed5287ff0dc700f60bddceb0e361b5d44a68",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e9ef9",
                    table="decision_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."how" IS DISTINCT FROM (NEW."how") OR OLD."leaves_on" IS DISTINCT FROM (NEW."leaves_on") OR OLD."offer_id" IS DISTINCT FROM (NEW."offer_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."year_id" IS DISTINCT FROM (NEW."year_id"))',
                    func='INSERT INTO "decision_withdrawalofferyearhowleavesonreasonstatusevent" ("how", "leaves_on", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status", "year_id") VALUES (NEW."how", NEW."leaves_on", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."status", NEW."year_id"); RETURN NULL;',
                    hash="1c0ddef8809492af4b1ab7b4c0d11f1bde5fd5f6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_25df7",
                    table="decision_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
    ]
