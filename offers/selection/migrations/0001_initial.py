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
        ("offers", "0002_paths"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
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
                            ("draft", "Under arbejde"),
                            ("laid", "Lagt for ekspertpanelet"),
                            ("decided", "Besluttet"),
                        ],
                        default="draft",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                (
                    "cases_a_year",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=6,
                        null=True,
                        verbose_name="Sager om året i Nordjylland",
                    ),
                ),
                ("is_new", models.BooleanField(default=False, verbose_name="Tilbuddet er nyt")),
                (
                    "exception_reason",
                    models.TextField(
                        blank=True, verbose_name="Hvorfor det nye tilbud er nødvendigt"
                    ),
                ),
                (
                    "experts",
                    models.TextField(blank=True, verbose_name="Ekspertpanelets anbefaling"),
                ),
                ("committee", models.TextField(blank=True, verbose_name="FU's anbefaling")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessment",
                        to="offers.course",
                    ),
                ),
                (
                    "experts_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "vurdering",
                "verbose_name_plural": "vurderinger",
                "ordering": ["-course__started_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_new", True), ("exception_reason", ""), _connector="OR"
                        ),
                        name="assessment_excepts_only_the_new",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentCourseStatusExceptionReasonExpertsCommitteeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Under arbejde"),
                            ("laid", "Lagt for ekspertpanelet"),
                            ("decided", "Besluttet"),
                        ],
                        default="draft",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                (
                    "exception_reason",
                    models.TextField(
                        blank=True, verbose_name="Hvorfor det nye tilbud er nødvendigt"
                    ),
                ),
                (
                    "experts",
                    models.TextField(blank=True, verbose_name="Ekspertpanelets anbefaling"),
                ),
                ("committee", models.TextField(blank=True, verbose_name="FU's anbefaling")),
                (
                    "course",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="offers.course",
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
                        related_name="course_status_exception_reason_experts_committee_events",
                        to="selection.assessment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("A.1", "A.1"),
                            ("A.2", "A.2"),
                            ("A.3", "A.3"),
                            ("B.1", "B.1"),
                            ("C.1", "C.1"),
                            ("C.2", "C.2"),
                        ],
                        max_length=3,
                    ),
                ),
                ("met", models.BooleanField(blank=True, null=True, verbose_name="Opfyldt")),
                ("evidence", models.TextField(blank=True, verbose_name="Hvad det bygger på")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="selection.assessment",
                    ),
                ),
            ],
            options={
                "verbose_name": "kriterium",
                "verbose_name_plural": "kriterier",
                "ordering": ["assessment", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "code"), name="criterion_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("met", True), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="criterion_met_has_evidence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExitNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("leaves_on", models.DateField(verbose_name="Ude fra")),
                ("reason", models.TextField(verbose_name="Hvorfor")),
                (
                    "on_behalf",
                    models.BooleanField(
                        default=False, verbose_name="Af sekretariatet på driftsherrens vegne"
                    ),
                ),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice",
                        to="offers.course",
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
            ],
            options={
                "verbose_name": "varsel om udtræden",
                "verbose_name_plural": "varsler om udtræden",
                "ordering": ["-leaves_on"],
            },
        ),
        migrations.CreateModel(
            name="ExitNoticeCourseLeavesOnReasonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("leaves_on", models.DateField(verbose_name="Ude fra")),
                ("reason", models.TextField(verbose_name="Hvorfor")),
                (
                    "course",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="offers.course",
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
                        related_name="course_leaves_on_reason_events",
                        to="selection.exitnotice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.TextField(verbose_name="Hvorfor tilbuddet bør med")),
                (
                    "on_behalf",
                    models.BooleanField(
                        default=False, verbose_name="Af sekretariatet på partens vegne"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nomination",
                        to="offers.course",
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Indstillet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "indstilling",
                "verbose_name_plural": "indstillinger",
                "ordering": ["-made_at"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "selection_assessmentcoursestatusexceptionreasonexpertscommi2287" ("committee", "course_id", "exception_reason", "experts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."committee", NEW."course_id", NEW."exception_reason", NEW."experts", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="45e2cb891514ef564586448102486c4bb94fad65",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fda0a",
                    table="selection_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."committee" IS DISTINCT FROM (NEW."committee") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."exception_reason" IS DISTINCT FROM (NEW."exception_reason") OR OLD."experts" IS DISTINCT FROM (NEW."experts") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "selection_assessmentcoursestatusexceptionreasonexpertscommi2287" ("committee", "course_id", "exception_reason", "experts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."committee", NEW."course_id", NEW."exception_reason", NEW."experts", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="b10eb3732f508f11f4d7ef9d48e711ee305d7283",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c689a",
                    table="selection_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exitnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "selection_exitnoticecourseleavesonreasonevent" ("course_id", "leaves_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."course_id", NEW."leaves_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="321969519c04df5203200a5e331085913b252520",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7dc4d",
                    table="selection_exitnotice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exitnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."leaves_on" IS DISTINCT FROM (NEW."leaves_on") OR OLD."reason" IS DISTINCT FROM (NEW."reason"))',
                    func='INSERT INTO "selection_exitnoticecourseleavesonreasonevent" ("course_id", "leaves_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."course_id", NEW."leaves_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="f0a4d61be83d4e00c5dd0fd1d639668094e08e58",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e09da",
                    table="selection_exitnotice",
                    when="AFTER",
                ),
            ),
        ),
    ]
