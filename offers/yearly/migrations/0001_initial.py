import django.contrib.postgres.fields
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
        ("enquiries", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("register", "0004_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="DialogueYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="År")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Indberetning"),
                            ("heard", "I høring"),
                            ("closed", "Afsluttet"),
                        ],
                        default="open",
                        max_length=6,
                        verbose_name="Status",
                    ),
                ),
                ("reports_due", models.DateField(verbose_name="Frist for årsrapporter")),
                ("answers_due", models.DateField(verbose_name="Frist for købernes svar")),
                ("guidance", models.TextField(blank=True, verbose_name="Vejledning")),
                ("recommendation", models.TextField(blank=True, verbose_name="FU's anbefaling")),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="enquiries.enquiry",
                        verbose_name="Høring",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "dialogår",
                "verbose_name_plural": "dialogår",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="BuyerAnswer",
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
                        choices=[("draft", "Kladde"), ("submitted", "Indsendt")],
                        default="draft",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                (
                    "on_behalf",
                    models.BooleanField(
                        default=False, verbose_name="Af sekretariatet på partens vegne"
                    ),
                ),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Indsendt"),
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
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="yearly.dialogueyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "købers svar",
                "verbose_name_plural": "købernes svar",
                "ordering": ["dialogue", "party__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dialogue", "party"), name="buyer_answers_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="buyer_answer_handed_in_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DialogueMeeting",
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
                            ("asked", "Ønsket af driftsherren"),
                            ("approved", "Modellen er godkendt af DAS"),
                            ("rejected", "Ikke godkendt af DAS"),
                            ("held", "Holdt"),
                        ],
                        default="asked",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("model", models.TextField(verbose_name="Model: hvem, hvor tit og om hvad")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="Holdt")),
                ("outcome", models.TextField(blank=True, verbose_name="Anbefalinger fra mødet")),
                (
                    "asked_by",
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
                        related_name="+",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="yearly.dialogueyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "dialogmøde",
                "verbose_name_plural": "dialogmøder",
                "ordering": ["dialogue", "offer__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dialogue", "offer"), name="dialogue_meeting_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "held"), _negated=True),
                            ("held_on__isnull", False),
                            _connector="OR",
                        ),
                        name="dialogue_meeting_held_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DialogueMeetingDialogueOfferStatusEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Ønsket af driftsherren"),
                            ("approved", "Modellen er godkendt af DAS"),
                            ("rejected", "Ikke godkendt af DAS"),
                            ("held", "Holdt"),
                        ],
                        default="asked",
                        max_length=8,
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
                        related_name="dialogue_offer_status_events",
                        to="yearly.dialoguemeeting",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="yearly.dialogueyear",
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
                ("text", models.TextField(verbose_name="Ekspertpanelets bemærkninger")),
                ("written_at", models.DateTimeField(auto_now=True)),
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="yearly.dialogueyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "ekspertpanelets bemærkning",
                "verbose_name_plural": "ekspertpanelets bemærkninger",
                "ordering": ["dialogue", "offer__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dialogue", "offer"), name="panel_comments_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BuyerAnswerDialoguePartyStatusOnBehalfEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Kladde"), ("submitted", "Indsendt")],
                        default="draft",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                (
                    "on_behalf",
                    models.BooleanField(
                        default=False, verbose_name="Af sekretariatet på partens vegne"
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
                        related_name="dialogue_party_status_on_behalf_events",
                        to="yearly.buyeranswer",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="yearly.dialogueyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DialogueYearStatusReportsDueAnswersDueRecommendationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Indberetning"),
                            ("heard", "I høring"),
                            ("closed", "Afsluttet"),
                        ],
                        default="open",
                        max_length=6,
                        verbose_name="Status",
                    ),
                ),
                ("reports_due", models.DateField(verbose_name="Frist for årsrapporter")),
                ("answers_due", models.DateField(verbose_name="Frist for købernes svar")),
                ("recommendation", models.TextField(blank=True, verbose_name="FU's anbefaling")),
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
                        related_name="status_reports_due_answers_due_recommendation_events",
                        to="yearly.dialogueyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfferUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "now",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="Pladser i brug nu",
                    ),
                ),
                (
                    "next_year",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="Ventes næste år",
                    ),
                ),
                (
                    "year_after",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="Ventes året efter",
                    ),
                ),
                (
                    "intention",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("more", "Vi regner med at bruge det mere"),
                            ("same", "Vi regner med at bruge det som nu"),
                            ("less", "Vi regner med at bruge det mindre"),
                            ("none", "Vi bruger det ikke"),
                        ],
                        max_length=4,
                        verbose_name="Hensigt",
                    ),
                ),
                (
                    "wishes",
                    models.TextField(
                        blank=True, verbose_name="Ønsker til ændringer og faglig udvikling"
                    ),
                ),
                (
                    "why_not",
                    models.TextField(blank=True, verbose_name="Hvorfor tilbuddet ikke bruges"),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="yearly.buyeranswer",
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
            ],
            options={
                "verbose_name": "brug af et tilbud",
                "verbose_name_plural": "brug af tilbud",
                "ordering": ["answer", "offer__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("answer", "offer"), name="offer_use_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                            ("draft", "Kladde"),
                            ("submitted", "Indsendt"),
                            ("returned", "Sendt retur"),
                            ("accepted", "Taget imod"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                (
                    "places",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="Pladser",
                    ),
                ),
                (
                    "used",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="Pladser i brug, i gennemsnit over året",
                    ),
                ),
                (
                    "occupancy_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="Belægning, pct.",
                    ),
                ),
                (
                    "budgeted_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="Budgetteret belægning, pct.",
                    ),
                ),
                (
                    "months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=2, max_digits=6, null=True),
                        default=list,
                        size=12,
                        verbose_name="Belægning måned for måned, pct.",
                    ),
                ),
                (
                    "figures_cover",
                    models.CharField(
                        choices=[
                            ("offer", "Tilbuddet"),
                            ("part", "En del af tilbuddet"),
                            ("centre", "Centret over tilbuddet"),
                        ],
                        default="offer",
                        max_length=6,
                        verbose_name="Pladser og belægning omfatter",
                    ),
                ),
                (
                    "figures_what",
                    models.CharField(blank=True, max_length=160, verbose_name="Hvilket"),
                ),
                (
                    "waiting",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="På venteliste ved årets slutning"
                    ),
                ),
                (
                    "income",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="Indtægter, kr.",
                    ),
                ),
                (
                    "cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="Udgifter, kr.",
                    ),
                ),
                (
                    "result",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="Resultat, kr.",
                    ),
                ),
                (
                    "budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="Budget, kr.",
                    ),
                ),
                (
                    "expected_result",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="Forventet resultat næste år, kr.",
                    ),
                ),
                (
                    "economy_covers",
                    models.CharField(
                        choices=[
                            ("offer", "Tilbuddet"),
                            ("part", "En del af tilbuddet"),
                            ("centre", "Centret over tilbuddet"),
                        ],
                        default="offer",
                        max_length=6,
                        verbose_name="Økonomien omfatter",
                    ),
                ),
                (
                    "economy_what",
                    models.CharField(blank=True, max_length=160, verbose_name="Hvilket"),
                ),
                (
                    "staff",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="Medarbejdere, årsværk",
                    ),
                ),
                ("development", models.TextField(blank=True, verbose_name="Faglig udvikling")),
                ("professional", models.TextField(blank=True, verbose_name="Faglig bæredygtighed")),
                ("economic", models.TextField(blank=True, verbose_name="Økonomisk bæredygtighed")),
                ("worries", models.TextField(blank=True, verbose_name="Bekymringer")),
                (
                    "explanation",
                    models.TextField(blank=True, verbose_name="Forklaring på store udsving"),
                ),
                (
                    "on_behalf",
                    models.BooleanField(
                        default=False, verbose_name="Af sekretariatet på driftsherrens vegne"
                    ),
                ),
                ("saved_at", models.DateTimeField(auto_now=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Indsendt"),
                ),
                (
                    "return_reason",
                    models.TextField(blank=True, verbose_name="Hvad der skal rettes"),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="yearly.dialogueyear",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="yearly_reports",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
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
                "verbose_name": "årsrapport",
                "verbose_name_plural": "årsrapporter",
                "ordering": ["dialogue", "offer__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dialogue", "offer"), name="report_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("places__isnull", True), ("places__gte", 0), _connector="OR"
                        ),
                        name="report_places",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("submitted", "accepted")), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="report_handed_in_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="Visitationer")),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="yearly.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "visitation",
                "verbose_name_plural": "visitationer",
                "ordering": ["report", "party__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "party"), name="referral_once_a_party"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportDialogueOfferStatusOnBehalfReturnReasonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("submitted", "Indsendt"),
                            ("returned", "Sendt retur"),
                            ("accepted", "Taget imod"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                (
                    "on_behalf",
                    models.BooleanField(
                        default=False, verbose_name="Af sekretariatet på driftsherrens vegne"
                    ),
                ),
                (
                    "return_reason",
                    models.TextField(blank=True, verbose_name="Hvad der skal rettes"),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="yearly.dialogueyear",
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
                        related_name="dialogue_offer_status_on_behalf_return_reason_events",
                        to="yearly.report",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="yearly.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "bilag til årsrapport",
                "verbose_name_plural": "bilag til årsrapporter",
                "ordering": ["added_at"],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                ("services", models.TextField(verbose_name="Ydelseskatalog")),
                ("promise", models.TextField(blank=True, verbose_name="Servicedeklaration")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("on_behalf", models.BooleanField(default=False)),
                (
                    "made_by",
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
                        related_name="declarations",
                        to="register.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "ydelseskatalog",
                "verbose_name_plural": "ydelseskataloger",
                "ordering": ["offer", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("offer", "number"), name="declaration_numbered_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dialogueyear",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "yearly_dialogueyearstatusreportsdueanswersduerecommendationcae5" ("answers_due", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation", "reports_due", "status") VALUES (NEW."answers_due", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation", NEW."reports_due", NEW."status"); RETURN NULL;',
                    hash="e555dc114c7e2262f0bfd28df017f21ee1f5e47c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_81757",
                    table="yearly_dialogueyear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dialogueyear",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answers_due" IS DISTINCT FROM (NEW."answers_due") OR OLD."recommendation" IS DISTINCT FROM (NEW."recommendation") OR OLD."reports_due" IS DISTINCT FROM (NEW."reports_due") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "yearly_dialogueyearstatusreportsdueanswersduerecommendationcae5" ("answers_due", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation", "reports_due", "status") VALUES (NEW."answers_due", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation", NEW."reports_due", NEW."status"); RETURN NULL;',
                    hash="4d9425f448bf1f3f13cfe94f695bb2ed3ea9764f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6641a",
                    table="yearly_dialogueyear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dialoguemeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "yearly_dialoguemeetingdialogueofferstatusevent" ("dialogue_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."dialogue_id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="0cbb7c5b71ef483e8fcace0c5066ba703f1490ed",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3b323",
                    table="yearly_dialoguemeeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dialoguemeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."dialogue_id" IS DISTINCT FROM (NEW."dialogue_id") OR OLD."offer_id" IS DISTINCT FROM (NEW."offer_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "yearly_dialoguemeetingdialogueofferstatusevent" ("dialogue_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."dialogue_id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="f7d770cfb4d1bd6d7e4ca2e99b6d879e96700f81",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e30d1",
                    table="yearly_dialoguemeeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="buyeranswer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "yearly_buyeranswerdialoguepartystatusonbehalfevent" ("dialogue_id", "on_behalf", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."dialogue_id", NEW."on_behalf", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="ef085e5e0aa65df0ccb47cd0306aef5a4b74801a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a34da",
                    table="yearly_buyeranswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="buyeranswer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."dialogue_id" IS DISTINCT FROM (NEW."dialogue_id") OR OLD."on_behalf" IS DISTINCT FROM (NEW."on_behalf") OR OLD."party_id" IS DISTINCT FROM (NEW."party_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "yearly_buyeranswerdialoguepartystatusonbehalfevent" ("dialogue_id", "on_behalf", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."dialogue_id", NEW."on_behalf", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="ae90a07af79a375732bc18f9e06c1f4eaa65fcc9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9ec6c",
                    table="yearly_buyeranswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "yearly_reportdialogueofferstatusonbehalfreturnreasonevent" ("dialogue_id", "offer_id", "on_behalf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "status") VALUES (NEW."dialogue_id", NEW."offer_id", NEW."on_behalf", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."return_reason", NEW."status"); RETURN NULL;',
                    hash="95e0f6a0894777daa877cc109841ee400a414fcc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bb7d0",
                    table="yearly_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."dialogue_id" IS DISTINCT FROM (NEW."dialogue_id") OR OLD."offer_id" IS DISTINCT FROM (NEW."offer_id") OR OLD."on_behalf" IS DISTINCT FROM (NEW."on_behalf") OR OLD."return_reason" IS DISTINCT FROM (NEW."return_reason") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "yearly_reportdialogueofferstatusonbehalfreturnreasonevent" ("dialogue_id", "offer_id", "on_behalf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "status") VALUES (NEW."dialogue_id", NEW."offer_id", NEW."on_behalf", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."return_reason", NEW."status"); RETURN NULL;',
                    hash="9723249361883ad03fa208c652a7b76a6196c88b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8a018",
                    table="yearly_report",
                    when="AFTER",
                ),
            ),
        ),
    ]
