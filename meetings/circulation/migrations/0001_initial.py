import uuid

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
        ("meetings", "0004_existing_calendars"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(db_collation="da-x-icu", max_length=400, verbose_name="Titel"),
                ),
                ("is_open", models.BooleanField(verbose_name="Åben sag")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("out", "Ude til svar"),
                            ("adopted", "Vedtaget"),
                            ("rejected", "Ikke vedtaget"),
                            ("to_meeting", "Drøftes på møde"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="Frist")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Hvorfor trukket tilbage"
                    ),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="Udfald")),
                ("over_at", models.DateTimeField(blank=True, null=True, verbose_name="Afsluttet")),
                (
                    "record_entry",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="Nummer i det forseglede arkiv"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="accounts.forum",
                        verbose_name="Forum",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ballots",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "noted_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                        verbose_name="Noteret på dagsordenen under",
                    ),
                ),
            ],
            options={
                "verbose_name": "skriftlig behandling",
                "verbose_name_plural": "skriftlige behandlinger",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(fields=["forum", "status"], name="ballot_by_forum_and_status")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["draft", "out", "withdrawn"])),
                        fields=("item",),
                        name="one_ballot_under_way_per_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", ""),
                                ("over_at", None),
                                ("status__in", ["draft", "out", "withdrawn"]),
                            ),
                            models.Q(
                                ("over_at__isnull", False),
                                ("status__in", ["adopted", "rejected", "to_meeting"]),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ballot_is_never_over_without_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("closes_at__isnull", False), _connector="OR"
                        ),
                        name="ballot_out_has_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("record_entry__isnull", True),
                            ("status__in", ["adopted", "rejected"]),
                            _connector="OR",
                        ),
                        name="only_decided_ballots_are_sealed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BallotStatusClosesAtOutcomeWithdrawnReasonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("out", "Ude til svar"),
                            ("adopted", "Vedtaget"),
                            ("rejected", "Ikke vedtaget"),
                            ("to_meeting", "Drøftes på møde"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="Frist")),
                ("outcome", models.TextField(blank=True, verbose_name="Udfald")),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Hvorfor trukket tilbage"
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
                        related_name="status_closes_at_outcome_withdrawn_reason_events",
                        to="circulation.ballot",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BallotVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                ("snapshot", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("is_open", models.BooleanField(verbose_name="Åben sag")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("all", "Alle parter skal svare"),
                            ("silence", "Tavshed er samtykke"),
                            ("at_least", "Mindst et antal parter skal tilslutte sig"),
                        ],
                        max_length=8,
                        verbose_name="Regel",
                    ),
                ),
                ("at_least", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("closes_at", models.DateTimeField(verbose_name="Frist")),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="Sendt")),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="circulation.ballot",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "udsendt sag",
                "verbose_name_plural": "udsendte sager",
                "ordering": ["ballot", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("ballot"), models.F("number"), name="ballot_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("at_least__gte", 1),
                                ("at_least__isnull", False),
                                ("rule", "at_least"),
                            ),
                            models.Q(
                                models.Q(("rule", "at_least"), _negated=True),
                                ("at_least__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ballot_version_number_goes_with_its_rule",
                        violation_error_message="Skriv, hvor mange parter der mindst skal tilslutte sig.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionSheet",
            fields=[
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
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("closed", models.BooleanField(verbose_name="Med lukkede bilag")),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="circulation.ballotversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "afgørelse som PDF",
                "verbose_name_plural": "afgørelser som PDF",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("file__isnull", False),
                            models.Q(("state", "done"), _negated=True),
                            _connector="OR",
                        ),
                        name="circulation_decisionsheet_done_has_file",
                    ),
                    models.UniqueConstraint(
                        models.F("version"), models.F("closed"), name="decision_sheet_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForumRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("all", "Alle parter skal svare"),
                            ("silence", "Tavshed er samtykke"),
                            ("at_least", "Mindst et antal parter skal tilslutte sig"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="Regel",
                    ),
                ),
                (
                    "at_least",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Mindst antal parter"
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(default=10, verbose_name="Dage til at svare"),
                ),
                (
                    "forum",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballot_rule",
                        to="accounts.forum",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel for skriftlig behandling",
                "verbose_name_plural": "regler for skriftlig behandling",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("at_least__gte", 1),
                                ("at_least__isnull", False),
                                ("rule", "at_least"),
                            ),
                            models.Q(
                                models.Q(("rule", "at_least"), _negated=True),
                                ("at_least__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="forum_rule_number_goes_with_its_rule",
                        violation_error_message="Skriv, hvor mange parter der mindst skal tilslutte sig.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ForumRuleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("all", "Alle parter skal svare"),
                            ("silence", "Tavshed er samtykke"),
                            ("at_least", "Mindst et antal parter skal tilslutte sig"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="Regel",
                    ),
                ),
                (
                    "at_least",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Mindst antal parter"
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(default=10, verbose_name="Dage til at svare"),
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
                        to="circulation.forumrule",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("for", "Tilslutter sig"),
                            ("remark", "Tilslutter sig med bemærkning"),
                            ("against", "Kan ikke tilslutte sig"),
                            ("meeting", "Beder om drøftelse på møde"),
                        ],
                        max_length=8,
                        verbose_name="Svar",
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, verbose_name="Bemærkning eller begrundelse"),
                ),
                ("voted_at", models.DateTimeField(blank=True, null=True, verbose_name="Svaret")),
                ("as_deputy", models.BooleanField(default=False, verbose_name="Ved stedfortræder")),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="circulation.ballotversion",
                    ),
                ),
                (
                    "voted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "parts svar",
                "verbose_name_plural": "parters svar",
                "ordering": ["version", "party__name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("version"), models.F("party"), name="one_vote_per_party"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("as_deputy", False),
                                ("voted_at", None),
                                ("voted_by", None),
                                ("words", ""),
                            ),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("voted_at__isnull", False),
                                ("voted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="vote_says_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer__in", ["remark", "against"]), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="vote_that_differs_says_why",
                        violation_error_message="Skriv bemærkningen eller begrundelsen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("for", "Tilslutter sig"),
                            ("remark", "Tilslutter sig med bemærkning"),
                            ("against", "Kan ikke tilslutte sig"),
                            ("meeting", "Beder om drøftelse på møde"),
                        ],
                        max_length=8,
                        verbose_name="Svar",
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, verbose_name="Bemærkning eller begrundelse"),
                ),
                ("voted_at", models.DateTimeField(blank=True, null=True, verbose_name="Svaret")),
                ("as_deputy", models.BooleanField(default=False, verbose_name="Ved stedfortræder")),
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
                        to="circulation.vote",
                    ),
                ),
                (
                    "voted_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ballot",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "circulation_ballotstatusclosesatoutcomewithdrawnreasonevent" ("closes_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "withdrawn_reason") VALUES (NEW."closes_at", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="4a24a7bca93e3f2d3f0b3f6b6b41dab0b529fa29",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_93390",
                    table="circulation_ballot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ballot",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closes_at" IS DISTINCT FROM (NEW."closes_at") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "circulation_ballotstatusclosesatoutcomewithdrawnreasonevent" ("closes_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "withdrawn_reason") VALUES (NEW."closes_at", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="87ac545f23d560886593780c9c71df2a982f90b0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9f1f",
                    table="circulation_ballot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forumrule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "circulation_forumruleevent" ("at_least", "days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (NEW."at_least", NEW."days", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rule"); RETURN NULL;',
                    hash="fcc55ed0e857cf8d17ff815f1b7fb949e3939834",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ef2e2",
                    table="circulation_forumrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forumrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."at_least" IS DISTINCT FROM (NEW."at_least") OR OLD."days" IS DISTINCT FROM (NEW."days") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."rule" IS DISTINCT FROM (NEW."rule"))',
                    func='INSERT INTO "circulation_forumruleevent" ("at_least", "days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (NEW."at_least", NEW."days", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rule"); RETURN NULL;',
                    hash="0fbb89854fcb74cafe96b989bc0d1d14fc926d8c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0a09d",
                    table="circulation_forumrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "circulation_voteevent" ("answer", "as_deputy", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "voted_at", "voted_by_id", "words") VALUES (NEW."answer", NEW."as_deputy", NEW."id", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."voted_at", NEW."voted_by_id", NEW."words"); RETURN NULL;',
                    hash="41ad7664649923fe537fb34d538d45e9156aac6d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_19fb3",
                    table="circulation_vote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."as_deputy" IS DISTINCT FROM (NEW."as_deputy") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."party_id" IS DISTINCT FROM (NEW."party_id") OR OLD."voted_at" IS DISTINCT FROM (NEW."voted_at") OR OLD."voted_by_id" IS DISTINCT FROM (NEW."voted_by_id") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "circulation_voteevent" ("answer", "as_deputy", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "voted_at", "voted_by_id", "words") VALUES (NEW."answer", NEW."as_deputy", NEW."id", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."voted_at", NEW."voted_by_id", NEW."words"); RETURN NULL;',
                    hash="c11cf23ec0987070758576a9f1e07f5728ef0610",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f47d7",
                    table="circulation_vote",
                    when="AFTER",
                ),
            ),
        ),
    ]
