from decimal import Decimal

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
        ("offers", "0002_paths"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("register", "0004_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Thresholds",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "below_reports",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="Rapporter i træk under budgettet"
                    ),
                ),
                (
                    "budgeted_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Budgetteret belægning, hvor den ikke er oplyst, pct.",
                    ),
                ),
                (
                    "falling_years",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="År i træk med faldende belægning"
                    ),
                ),
                (
                    "fewer_buyers",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="Færre købere end året før"
                    ),
                ),
                (
                    "deficit_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("5"),
                        max_digits=5,
                        verbose_name="Underskud, pct. af budgettet",
                    ),
                ),
                (
                    "cut_places",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        max_digits=5,
                        verbose_name="Færre pladser",
                    ),
                ),
                (
                    "tariff_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("5"),
                        max_digits=5,
                        verbose_name="Stigning i takst, pct.",
                    ),
                ),
            ],
            options={
                "verbose_name": "grænser for signaler",
                "verbose_name_plural": "grænser for signaler",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="thresholds_are_one_row"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("below_reports__gte", 1),
                            ("falling_years__gte", 2),
                            ("fewer_buyers__gte", 1),
                        ),
                        name="thresholds_count_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cut_places__gt", 0), ("deficit_pct__gte", 0), ("tariff_pct__gte", 0)
                        ),
                        name="thresholds_are_not_below_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThresholdsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "below_reports",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="Rapporter i træk under budgettet"
                    ),
                ),
                (
                    "budgeted_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Budgetteret belægning, hvor den ikke er oplyst, pct.",
                    ),
                ),
                (
                    "falling_years",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="År i træk med faldende belægning"
                    ),
                ),
                (
                    "fewer_buyers",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="Færre købere end året før"
                    ),
                ),
                (
                    "deficit_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("5"),
                        max_digits=5,
                        verbose_name="Underskud, pct. af budgettet",
                    ),
                ),
                (
                    "cut_places",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        max_digits=5,
                        verbose_name="Færre pladser",
                    ),
                ),
                (
                    "tariff_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("5"),
                        max_digits=5,
                        verbose_name="Stigning i takst, pct.",
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
                        to="watching.thresholds",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EarlyWarning",
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
                        choices=[
                            ("demand", "Efterspørgslen afviger fra det forventede"),
                            ("quality", "Bekymring for den faglige bæredygtighed"),
                            ("economy", "Bekymring for den økonomiske bæredygtighed"),
                        ],
                        max_length=8,
                        verbose_name="Hvad det handler om",
                    ),
                ),
                (
                    "seriousness",
                    models.CharField(
                        choices=[
                            ("watch", "Vi holder øje: driften er ikke truet"),
                            ("worry", "Bekymrende: der skal gøres noget i år"),
                            ("acute", "Akut: tilbuddet kan ikke fortsætte som nu"),
                        ],
                        max_length=6,
                        verbose_name="Hvor alvorligt er det?",
                    ),
                ),
                ("since", models.DateField(verbose_name="Siden hvornår")),
                ("what", models.TextField(verbose_name="Hvad ser I?")),
                ("done", models.TextField(verbose_name="Hvad gør I?")),
                ("asked", models.TextField(verbose_name="Hvad beder I DAS om?")),
                ("figures", models.TextField(blank=True, verbose_name="Tal")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "Sendt"),
                            ("answered", "Besvaret"),
                            ("closed", "Afsluttet"),
                        ],
                        default="sent",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="Sendt")),
                (
                    "on_behalf",
                    models.BooleanField(
                        default=False, verbose_name="Sendt af sekretariatet for driftsherren"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Afsluttet"),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="Hvad der kom ud af det")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warnings",
                        to="register.offer",
                        verbose_name="Tilbud",
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
                "verbose_name": "tidlig varsling",
                "verbose_name_plural": "tidlige varslinger",
                "ordering": ["-sent_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("status", "closed"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="warning_closed_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("done", ""), _negated=True),
                            models.Q(("asked", ""), _negated=True),
                        ),
                        name="warning_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WarningAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="Svar")),
                ("of", models.CharField(max_length=60, verbose_name="På vegne af")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="watching.earlywarning",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar på en varsling",
                "verbose_name_plural": "svar på varslinger",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="warning_answer_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlyWarningStatusOutcomeKindSeriousnessEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "Sendt"),
                            ("answered", "Besvaret"),
                            ("closed", "Afsluttet"),
                        ],
                        default="sent",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="Hvad der kom ud af det")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("demand", "Efterspørgslen afviger fra det forventede"),
                            ("quality", "Bekymring for den faglige bæredygtighed"),
                            ("economy", "Bekymring for den økonomiske bæredygtighed"),
                        ],
                        max_length=8,
                        verbose_name="Hvad det handler om",
                    ),
                ),
                (
                    "seriousness",
                    models.CharField(
                        choices=[
                            ("watch", "Vi holder øje: driften er ikke truet"),
                            ("worry", "Bekymrende: der skal gøres noget i år"),
                            ("acute", "Akut: tilbuddet kan ikke fortsætte som nu"),
                        ],
                        max_length=6,
                        verbose_name="Hvor alvorligt er det?",
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
                        related_name="status_outcome_kind_seriousness_events",
                        to="watching.earlywarning",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Followed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, unique=True, verbose_name="Titel")),
                ("about", models.TextField(blank=True, verbose_name="Hvorfor den følges")),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("monthly", "Hver måned"),
                            ("quarterly", "Hvert kvartal"),
                            ("half", "Hvert halve år"),
                            ("yearly", "Hvert år"),
                        ],
                        default="yearly",
                        max_length=9,
                        verbose_name="Hvor tit",
                    ),
                ),
                ("next_on", models.DateField(verbose_name="Næste gang")),
                (
                    "decides",
                    models.BooleanField(default=True, verbose_name="Skal behandles hver gang"),
                ),
                (
                    "threshold",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Er tallet under grænsen, fortsætter det af sig selv. Ellers skal det besluttes.",
                        max_digits=14,
                        null=True,
                        verbose_name="Grænse",
                    ),
                ),
                (
                    "stays",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Det, der fortsætter"
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="Følges ikke mere fra"),
                ),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        help_text="Uden part er det sekretariatet.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Hvem svarer",
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
                    "rule_series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.series",
                        verbose_name="Grænsen gælder",
                    ),
                ),
                (
                    "series",
                    models.ManyToManyField(
                        related_name="followed", to="offers.series", verbose_name="Talrækker"
                    ),
                ),
            ],
            options={
                "verbose_name": "noget, der følges",
                "verbose_name_plural": "det, der følges",
                "ordering": ["title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("threshold__isnull", True),
                            models.Q(
                                ("rule_series__isnull", False),
                                models.Q(("stays", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="followed_rule_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowedTitleEveryNextOnThresholdAnswersEndedOnEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("title", models.CharField(max_length=160, verbose_name="Titel")),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("monthly", "Hver måned"),
                            ("quarterly", "Hvert kvartal"),
                            ("half", "Hvert halve år"),
                            ("yearly", "Hvert år"),
                        ],
                        default="yearly",
                        max_length=9,
                        verbose_name="Hvor tit",
                    ),
                ),
                ("next_on", models.DateField(verbose_name="Næste gang")),
                (
                    "threshold",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Er tallet under grænsen, fortsætter det af sig selv. Ellers skal det besluttes.",
                        max_digits=14,
                        null=True,
                        verbose_name="Grænse",
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="Følges ikke mere fra"),
                ),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Uden part er det sekretariatet.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.party",
                        verbose_name="Hvem svarer",
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
                        related_name="title_every_next_on_threshold_answers_ended_on_events",
                        to="watching.followed",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Monitoring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agreed", models.CharField(max_length=300, verbose_name="Aftalt")),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("monthly", "Hver måned"),
                            ("quarterly", "Hvert kvartal"),
                            ("half", "Hvert halve år"),
                            ("yearly", "Hvert år"),
                        ],
                        default="quarterly",
                        max_length=9,
                        verbose_name="Hvor tit",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="Første gang")),
                ("next_on", models.DateField(verbose_name="Næste gang")),
                ("until", models.DateField(verbose_name="Til og med")),
                ("asks", models.TextField(blank=True, verbose_name="Hvad der også skal fortælles")),
                (
                    "status",
                    models.CharField(
                        choices=[("running", "I gang"), ("ended", "Slut")],
                        default="running",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                ("agreed_at", models.DateTimeField(auto_now_add=True)),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="Sluttet")),
                ("ended_why", models.CharField(blank=True, max_length=300, verbose_name="Hvorfor")),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.offercase",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitorings",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "series",
                    models.ManyToManyField(
                        related_name="monitorings", to="offers.series", verbose_name="Tal"
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitorings",
                        to="watching.earlywarning",
                    ),
                ),
            ],
            options={
                "verbose_name": "tættere opfølgning",
                "verbose_name_plural": "tættere opfølgninger",
                "ordering": ["-agreed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_on__gte", models.F("starts_on")),
                            ("until__gte", models.F("starts_on")),
                        ),
                        name="monitoring_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agreed", ""), _negated=True),
                        name="monitoring_says_where_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("status", "running")),
                            models.Q(
                                ("ended_on__isnull", False),
                                ("status", "ended"),
                                models.Q(("ended_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="monitoring_ended_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "running")),
                        fields=("offer",),
                        name="one_monitoring_an_offer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonitoringEveryNextOnUntilStatusEndedWhyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("monthly", "Hver måned"),
                            ("quarterly", "Hvert kvartal"),
                            ("half", "Hvert halve år"),
                            ("yearly", "Hvert år"),
                        ],
                        default="quarterly",
                        max_length=9,
                        verbose_name="Hvor tit",
                    ),
                ),
                ("next_on", models.DateField(verbose_name="Næste gang")),
                ("until", models.DateField(verbose_name="Til og med")),
                (
                    "status",
                    models.CharField(
                        choices=[("running", "I gang"), ("ended", "Slut")],
                        default="running",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                ("ended_why", models.CharField(blank=True, max_length=300, verbose_name="Hvorfor")),
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
                        related_name="every_next_on_until_status_ended_why_events",
                        to="watching.monitoring",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="Tal pr.")),
                ("deadline_on", models.DateField(verbose_name="Frist")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Afventer svar"),
                            ("answered", "Besvaret"),
                            ("automatic", "Fortsætter af sig selv"),
                            ("to_decide", "Skal besluttes"),
                            ("decided", "Besluttet"),
                            ("lapsed", "Bortfaldet"),
                        ],
                        default="asked",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                ("values", models.JSONField(blank=True, default=list)),
                ("words", models.TextField(blank=True, verbose_name="Med egne ord")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Besvaret"),
                ),
                (
                    "on_behalf",
                    models.BooleanField(default=False, verbose_name="Besvaret af sekretariatet"),
                ),
                (
                    "outcome",
                    models.CharField(blank=True, max_length=300, verbose_name="Hvad der fulgte"),
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
                    "followed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="watching.followed",
                    ),
                ),
                (
                    "monitoring",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="watching.monitoring",
                    ),
                ),
            ],
            options={
                "verbose_name": "anmodning om tal",
                "verbose_name_plural": "anmodninger om tal",
                "ordering": ["-due_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("followed__isnull", True), ("monitoring__isnull", False)),
                            models.Q(("followed__isnull", False), ("monitoring__isnull", True)),
                            _connector="OR",
                        ),
                        name="request_of_one_thing",
                    ),
                    models.UniqueConstraint(
                        fields=("monitoring", "followed", "due_on"),
                        name="asked_once_a_time",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True), ("status__in", ["asked", "lapsed"])
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("status__in", ["answered", "automatic", "to_decide", "decided"]),
                            ),
                            _connector="OR",
                        ),
                        name="request_answered_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestStatusWordsValuesOutcomeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Afventer svar"),
                            ("answered", "Besvaret"),
                            ("automatic", "Fortsætter af sig selv"),
                            ("to_decide", "Skal besluttes"),
                            ("decided", "Besluttet"),
                            ("lapsed", "Bortfaldet"),
                        ],
                        default="asked",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="Med egne ord")),
                ("values", models.JSONField(blank=True, default=list)),
                (
                    "outcome",
                    models.CharField(blank=True, max_length=300, verbose_name="Hvad der fulgte"),
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
                        related_name="status_words_values_outcome_events",
                        to="watching.request",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SignalAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=30, verbose_name="Regel")),
                ("key", models.CharField(max_length=64)),
                ("why", models.TextField(verbose_name="Signalet sagde")),
                ("text", models.TextField(verbose_name="Svar")),
                (
                    "silent_until",
                    models.DateField(blank=True, null=True, verbose_name="Vises ikke før"),
                ),
                ("on_behalf", models.BooleanField(default=False, verbose_name="Sekretariatet")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
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
                        related_name="signal_answers",
                        to="register.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar på et signal",
                "verbose_name_plural": "svar på signaler",
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["offer", "rule", "key"], name="signal_answer_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="signal_answer_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignalAnswerTextSilentUntilEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("text", models.TextField(verbose_name="Svar")),
                (
                    "silent_until",
                    models.DateField(blank=True, null=True, verbose_name="Vises ikke før"),
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
                        related_name="text_silent_until_events",
                        to="watching.signalanswer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="thresholds",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "watching_thresholdsevent" ("below_reports", "budgeted_pct", "cut_places", "deficit_pct", "falling_years", "fewer_buyers", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tariff_pct") VALUES (NEW."below_reports", NEW."budgeted_pct", NEW."cut_places", NEW."deficit_pct", NEW."falling_years", NEW."fewer_buyers", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."tariff_pct"); RETURN NULL;',
                    hash="d75cc6e56ef72ec0e28f573066b2e123e33a2ae5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_25d93",
                    table="watching_thresholds",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="thresholds",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "watching_thresholdsevent" ("below_reports", "budgeted_pct", "cut_places", "deficit_pct", "falling_years", "fewer_buyers", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tariff_pct") VALUES (NEW."below_reports", NEW."budgeted_pct", NEW."cut_places", NEW."deficit_pct", NEW."falling_years", NEW."fewer_buyers", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tariff_pct"); RETURN NULL;',
                    hash="92e2da36b337dd34e36690cff09d9a9c4825e44a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47d59",
                    table="watching_thresholds",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlywarning",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "watching_earlywarningstatusoutcomekindseriousnessevent" ("kind", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seriousness", "status") VALUES (NEW."kind", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seriousness", NEW."status"); RETURN NULL;',
                    hash="6473e0ad173a8fed407dbaadc495e2b39bdeb29a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2adc5",
                    table="watching_earlywarning",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlywarning",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."seriousness" IS DISTINCT FROM (NEW."seriousness") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "watching_earlywarningstatusoutcomekindseriousnessevent" ("kind", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seriousness", "status") VALUES (NEW."kind", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seriousness", NEW."status"); RETURN NULL;',
                    hash="2cb0dcb88ec12bf4f7262bc2c416164d03a3973c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_be34a",
                    table="watching_earlywarning",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "watching_followedtitleeverynextonthresholdanswersendedonevent" ("answers_id", "ended_on", "every", "next_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "threshold", "title") VALUES (NEW."answers_id", NEW."ended_on", NEW."every", NEW."next_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."threshold", NEW."title"); RETURN NULL;',
                    hash="9e02bd1eca579ab6e53b6536bb55b75eab98a2f3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bb142",
                    table="watching_followed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answers_id" IS DISTINCT FROM (NEW."answers_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."every" IS DISTINCT FROM (NEW."every") OR OLD."next_on" IS DISTINCT FROM (NEW."next_on") OR OLD."threshold" IS DISTINCT FROM (NEW."threshold") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "watching_followedtitleeverynextonthresholdanswersendedonevent" ("answers_id", "ended_on", "every", "next_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "threshold", "title") VALUES (NEW."answers_id", NEW."ended_on", NEW."every", NEW."next_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."threshold", NEW."title"); RETURN NULL;',
                    hash="ea70e6860e5e476554bac2fc5d038b666827aa7b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e8d4b",
                    table="watching_followed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monitoring",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "watching_monitoringeverynextonuntilstatusendedwhyevent" ("ended_why", "every", "next_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "until") VALUES (NEW."ended_why", NEW."every", NEW."next_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."until"); RETURN NULL;',
                    hash="b7ecd5a130175e8d1dea05be3052be50cf69c141",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_49aa6",
                    table="watching_monitoring",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monitoring",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ended_why" IS DISTINCT FROM (NEW."ended_why") OR OLD."every" IS DISTINCT FROM (NEW."every") OR OLD."next_on" IS DISTINCT FROM (NEW."next_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."until" IS DISTINCT FROM (NEW."until"))',
                    func='INSERT INTO "watching_monitoringeverynextonuntilstatusendedwhyevent" ("ended_why", "every", "next_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "until") VALUES (NEW."ended_why", NEW."every", NEW."next_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."until"); RETURN NULL;',
                    hash="4b03d5c8d1cd5a885784cc3b932a8fe6a849ee0f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5492d",
                    table="watching_monitoring",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="request",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "watching_requeststatuswordsvaluesoutcomeevent" ("outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "values", "words") VALUES (NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."values", NEW."words"); RETURN NULL;',
                    hash="49487b2b29f476d032d34e70c8f66caf0c175d94",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_75e98",
                    table="watching_request",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="request",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."values" IS DISTINCT FROM (NEW."values") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "watching_requeststatuswordsvaluesoutcomeevent" ("outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "values", "words") VALUES (NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."values", NEW."words"); RETURN NULL;',
                    hash="a52e23ae6689ce9819f1d12af376e6392f7f8e56",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_27780",
                    table="watching_request",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signalanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "watching_signalanswertextsilentuntilevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_until", "text") VALUES (_pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."silent_until", NEW."text"); RETURN NULL;',
                    hash="9bf46fe4ca9ad4bcd2599cdc55d7c5b90f27ef2c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0fdff",
                    table="watching_signalanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signalanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."silent_until" IS DISTINCT FROM (NEW."silent_until") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "watching_signalanswertextsilentuntilevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_until", "text") VALUES (_pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."silent_until", NEW."text"); RETURN NULL;',
                    hash="e21ab20d0df8ff9349024abc0d7f753c34f23138",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_780be",
                    table="watching_signalanswer",
                    when="AFTER",
                ),
            ),
        ),
    ]
