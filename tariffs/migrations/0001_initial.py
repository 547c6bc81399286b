from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import dasportal.documents.richtext
import tariffs.models.years


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_reference"),
        ("accounts", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("register", "0004_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="TariffYear",
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
                            ("open", "Åbent for indberetning"),
                            ("closed", "Lukket for indberetning"),
                        ],
                        default="open",
                        max_length=6,
                        verbose_name="Status",
                    ),
                ),
                ("deadline_on", models.DateField(blank=True, null=True, verbose_name="Frist")),
                (
                    "pl_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="PL-fremskrivning, pct.",
                    ),
                ),
                (
                    "pl_source",
                    models.CharField(blank=True, max_length=200, verbose_name="Kilde til PL"),
                ),
                (
                    "explain_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("2"),
                        max_digits=5,
                        verbose_name="Forklares fra, pct.",
                    ),
                ),
                (
                    "discuss_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("5"),
                        max_digits=5,
                        verbose_name="Drøftes i DAS fra, pct.",
                    ),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("2"),
                        max_digits=6,
                        verbose_name="Tolerance i formlen, kr.",
                    ),
                ),
                (
                    "asked_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("places", "Pladser"),
                                ("occupancy_pct", "Belægning"),
                                ("budget", "Budget"),
                                ("health_part", "Heraf sundhedslovsydelser"),
                                ("audit", "Revisorpåtegning"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=tariffs.models.years.asked_at_first,
                        size=None,
                        verbose_name="Der spørges om",
                    ),
                ),
                (
                    "guidance",
                    dasportal.documents.richtext.RichTextField(
                        blank=True, verbose_name="Vejledning"
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Åbnet"),
                ),
            ],
            options={
                "verbose_name": "takstår",
                "verbose_name_plural": "takstår",
                "ordering": ["-year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2007), ("year__lte", 2199)),
                        name="tariff_year_is_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("discuss_pct__gte", models.F("explain_pct")), ("explain_pct__gte", 0)
                        ),
                        name="tariff_year_discusses_what_is_explained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tolerance__gte", 0)), name="tariff_year_tolerance"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pl_pct__isnull", True),
                            models.Q(("pl_pct__gt", -50), ("pl_pct__lt", 50)),
                            _connector="OR",
                        ),
                        name="tariff_year_pl_is_likely",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
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
                        default="annual",
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=0, verbose_name="Nummer")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("submitted", "Indsendt"),
                            ("returned", "Sendt retur"),
                            ("accepted", "Taget imod"),
                            ("approved", "Godkendt"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="Hvorfor der rettes"),
                ),
                ("valid_from", models.DateField(verbose_name="Gælder fra")),
                (
                    "bills_sent",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="Der er sendt regninger"
                    ),
                ),
                (
                    "on_behalf",
                    models.BooleanField(default=False, verbose_name="Skrevet af sekretariatet"),
                ),
                (
                    "return_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="Hvad der skal rettes"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Indsendt"),
                ),
                ("late", models.BooleanField(default=False, verbose_name="Efter fristen")),
                (
                    "buyers",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Køber pladser og skal have besked",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tariff_submissions",
                        to="accounts.party",
                        verbose_name="Driftsherre",
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
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="tariffs.tariffyear",
                        verbose_name="Takstår",
                    ),
                ),
            ],
            options={
                "verbose_name": "takstindberetning",
                "verbose_name_plural": "takstindberetninger",
                "ordering": ["-year__year", "party__name", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("year"),
                        models.F("party"),
                        models.F("number"),
                        name="submission_numbered_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "annual")),
                        fields=("year", "party"),
                        name="one_annual_submission_a_party",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "correction"), ("status__in", ["draft", "returned"])
                        ),
                        fields=("year", "party"),
                        name="one_open_correction_a_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "annual"), ("number", 0)),
                            models.Q(("kind", "correction"), ("number__gt", 0)),
                            _connector="OR",
                        ),
                        name="corrections_are_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "annual"),
                            ("status", "draft"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_handed_in_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "returned"), _negated=True),
                            models.Q(("return_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="submission_returned_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["submitted", "returned", "accepted"]), _negated=True
                            ),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="submission_handed_in_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="Forklaring")),
                (
                    "is_joint",
                    models.BooleanField(default=False, verbose_name="Linjerne hænger sammen"),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="explanations",
                        to="tariffs.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "forklaring",
                "verbose_name_plural": "forklaringer",
                "ordering": ["submission", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TariffYearStatusDeadlineOnPlPctPlSourceExplainPctDiscussPctToleranceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Åbent for indberetning"),
                            ("closed", "Lukket for indberetning"),
                        ],
                        default="open",
                        max_length=6,
                        verbose_name="Status",
                    ),
                ),
                ("deadline_on", models.DateField(blank=True, null=True, verbose_name="Frist")),
                (
                    "pl_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="PL-fremskrivning, pct.",
                    ),
                ),
                (
                    "pl_source",
                    models.CharField(blank=True, max_length=200, verbose_name="Kilde til PL"),
                ),
                (
                    "explain_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("2"),
                        max_digits=5,
                        verbose_name="Forklares fra, pct.",
                    ),
                ),
                (
                    "discuss_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("5"),
                        max_digits=5,
                        verbose_name="Drøftes i DAS fra, pct.",
                    ),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("2"),
                        max_digits=6,
                        verbose_name="Tolerance i formlen, kr.",
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
                        related_name="status_deadline_on_pl_pct_pl_source_explain_pct_discuss_pct_tolerance_events",
                        to="tariffs.tariffyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnitModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model",
                    models.CharField(
                        choices=[
                            ("average", "Én gennemsnitstakst"),
                            ("levels", "Boniveauer"),
                            ("activity", "Grundtakst og aktivitetstakst"),
                            ("course", "Takst pr. forløb"),
                            ("mixed", "Flere modeller"),
                        ],
                        max_length=8,
                        verbose_name="Takstmodel",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tariff_models",
                        to="accounts.party",
                        verbose_name="Driftsherre",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="Enhed",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="models",
                        to="tariffs.tariffyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "takstmodel",
                "verbose_name_plural": "takstmodeller",
                "ordering": ["year", "party__name", "unit__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "party", "unit"),
                        name="one_model_a_unit",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="Rækkefølge")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("average", "Gennemsnitstakst"),
                            ("level", "Niveau"),
                            ("basic", "Grundtakst"),
                            ("activity", "Aktivitetstakst"),
                            ("course", "Forløbstakst"),
                            ("surcharge", "Tillæg"),
                        ],
                        default="average",
                        max_length=9,
                        verbose_name="Art",
                    ),
                ),
                ("is_billed", models.BooleanField(default=True, verbose_name="Afregnes")),
                (
                    "service",
                    models.CharField(
                        db_collation="da-x-icu", max_length=200, verbose_name="Ydelse"
                    ),
                ),
                ("service_key", models.CharField(editable=False, max_length=200)),
                (
                    "basis_text",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="Lovgrundlag, som skrevet"
                    ),
                ),
                ("basis_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("Døgn", "Døgn"),
                            ("Dag", "Dag"),
                            ("Time", "Time"),
                            ("Forløb", "Forløb"),
                        ],
                        default="Døgn",
                        max_length=6,
                        verbose_name="Takstenhed",
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
                    "occupancy_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=6,
                        null=True,
                        verbose_name="Belægning, pct.",
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
                    "tariff",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="Takst, kr.",
                    ),
                ),
                (
                    "health_part",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="Heraf sundhedslovsydelser, kr.",
                    ),
                ),
                (
                    "surcharge_ends_on",
                    models.DateField(blank=True, null=True, verbose_name="Tillægget ophører"),
                ),
                (
                    "surcharge_balance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="Restbeløb, kr.",
                    ),
                ),
                (
                    "ceiling_exemption",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Undtaget fra loftet, fordi"
                    ),
                ),
                ("offer_as_read", models.CharField(blank=True, max_length=300)),
                ("service_as_read", models.CharField(blank=True, max_length=300)),
                (
                    "source_row",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="Række i filen"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "explanation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="lines",
                        to="tariffs.explanation",
                        verbose_name="Forklaring",
                    ),
                ),
                (
                    "legal_basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.legalbasis",
                        verbose_name="Lovgrundlag",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tariff_lines",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="tariffs.line",
                        verbose_name="Træder i stedet for",
                    ),
                ),
                (
                    "reporting_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="Enhed",
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
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="tariffs.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "takstlinje",
                "verbose_name_plural": "takstlinjer",
                "ordering": ["submission", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "offer", "service_key", "basis_key", "unit"),
                        name="line_once_in_a_submission",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("service_key", ""), _negated=True),
                        name="line_has_a_service",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("legal_basis__isnull", True),
                            models.Q(("basis_key", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="line_on_a_basis_has_its_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("places__isnull", True), ("places__gte", 0), _connector="OR"),
                            models.Q(("budget__isnull", True), ("budget__gte", 0), _connector="OR"),
                            models.Q(("tariff__isnull", True), ("tariff__gte", 0), _connector="OR"),
                        ),
                        name="line_figures_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("occupancy_pct__isnull", True),
                            models.Q(("occupancy_pct__gt", 0), ("occupancy_pct__lte", 200)),
                            _connector="OR",
                        ),
                        name="line_occupancy_in_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("health_part__isnull", True),
                            models.Q(
                                ("health_part__gte", 0), ("health_part__lte", models.F("tariff"))
                            ),
                            _connector="OR",
                        ),
                        name="line_health_part_within_tariff",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "surcharge"),
                            models.Q(
                                ("surcharge_balance__isnull", True),
                                ("surcharge_ends_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="line_surcharge_fields_on_surcharges",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True),
                            models.Q(("replaces", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="line_replaces_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ValidTariff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "offer_name",
                    models.CharField(
                        db_collation="da-x-icu", max_length=200, verbose_name="Tilbud"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        db_collation="da-x-icu", max_length=200, verbose_name="Ydelse"
                    ),
                ),
                ("service_key", models.CharField(max_length=200)),
                ("basis_key", models.CharField(max_length=80, verbose_name="Lovgrundlag")),
                ("unit", models.CharField(max_length=6, verbose_name="Takstenhed")),
                ("kind", models.CharField(max_length=9, verbose_name="Art")),
                ("is_billed", models.BooleanField(verbose_name="Afregnes")),
                ("places", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                ("occupancy_pct", models.DecimalField(decimal_places=3, max_digits=6, null=True)),
                ("budget", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                (
                    "tariff",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Takst, kr."),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Gælder"),
                ),
                ("decision", models.CharField(max_length=300, verbose_name="Besluttet")),
                ("laid_at", models.DateTimeField(auto_now_add=True)),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="valid_tariff",
                        to="tariffs.line",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="valid_tariffs",
                        to="register.offer",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="valid_tariffs",
                        to="accounts.party",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="valid_tariffs",
                        to="tariffs.tariffyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "gældende takst",
                "verbose_name_plural": "gældende takster",
                "ordering": ["offer_name", "basis_key", "service", "valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("offer", "="),
                            ("service_key", "="),
                            ("basis_key", "="),
                            ("unit", "="),
                            ("valid", "&&"),
                        ],
                        name="one_valid_tariff_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid__isempty", True), ("valid__lower_inf", False), _connector="OR"
                        ),
                        name="valid_tariff_has_a_first_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExplanationCause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("target_group", "Målgruppe"),
                            ("places", "Pladser"),
                            ("occupancy", "Belægning"),
                            ("settlement", "Efterregulering"),
                            ("building", "Bygning"),
                            ("overhead", "Overhead"),
                            ("management", "Ledelse"),
                            ("error", "Fejlrettelse"),
                            ("model", "Modelskift"),
                            ("other", "Andet"),
                        ],
                        max_length=12,
                        verbose_name="Årsag",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="Heraf, kr.",
                    ),
                ),
                (
                    "explanation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="causes",
                        to="tariffs.explanation",
                    ),
                ),
            ],
            options={
                "verbose_name": "årsag",
                "verbose_name_plural": "årsager",
                "ordering": ["explanation", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("explanation"), models.F("cause"), name="cause_named_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="Fund")),
                ("comment", models.CharField(max_length=500, verbose_name="Bemærkning")),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answered_by",
                    models.ForeignKey(
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_answers",
                        to="tariffs.line",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_answers",
                        to="tariffs.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar på et fund",
                "verbose_name_plural": "svar på fund",
                "ordering": ["submission", "answered_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "line", "code"),
                        name="finding_answered_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("comment", ""), _negated=True),
                        name="finding_answer_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmissionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                ("step", models.CharField(max_length=20, verbose_name="Trin")),
                ("snapshot", models.JSONField()),
                ("made_at", models.DateTimeField(verbose_name="Lagt fast")),
                (
                    "on_behalf",
                    models.BooleanField(default=False, verbose_name="Af sekretariatet for parten"),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="tariffs.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "version af en takstindberetning",
                "verbose_name_plural": "versioner af takstindberetninger",
                "ordering": ["submission", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("submission"), models.F("number"), name="submission_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmissionYearPartyKindStatusOnBehalfReasonValidFromEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "kind",
                    models.CharField(
                        choices=[("annual", "Årets takster"), ("correction", "Rettelse")],
                        default="annual",
                        max_length=10,
                        verbose_name="Art",
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
                            ("approved", "Godkendt"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                (
                    "on_behalf",
                    models.BooleanField(default=False, verbose_name="Skrevet af sekretariatet"),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="Hvorfor der rettes"),
                ),
                ("valid_from", models.DateField(verbose_name="Gælder fra")),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.party",
                        verbose_name="Driftsherre",
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
                        related_name="year_party_kind_status_on_behalf_reason_valid_from_events",
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
                        verbose_name="Takstår",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Ceiling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        blank=True, db_collation="da-x-icu", max_length=200, verbose_name="Ydelse"
                    ),
                ),
                ("service_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("unit", models.CharField(default="Døgn", max_length=8, verbose_name="Enhed")),
                ("price_year", models.PositiveSmallIntegerField(verbose_name="Prisniveau")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Loft, kr."),
                ),
                (
                    "projected",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, verbose_name="Fremskrevet, kr."
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="Kilde")),
                (
                    "legal_basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.legalbasis",
                        verbose_name="Lovgrundlag",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ceilings",
                        to="tariffs.tariffyear",
                        verbose_name="Takstår",
                    ),
                ),
            ],
            options={
                "verbose_name": "takstloft",
                "verbose_name_plural": "takstlofter",
                "ordering": ["year", "legal_basis", "service"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("year"),
                        models.F("legal_basis"),
                        models.F("service_key"),
                        models.F("unit"),
                        name="ceiling_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), ("projected__gt", 0)),
                        name="ceiling_of_some_kroner",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tariffyear",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tariffs_tariffyearstatusdeadlineonplpctplsourceexplainpctdib8da" ("deadline_on", "discuss_pct", "explain_pct", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pl_pct", "pl_source", "status", "tolerance") VALUES (NEW."deadline_on", NEW."discuss_pct", NEW."explain_pct", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pl_pct", NEW."pl_source", NEW."status", NEW."tolerance"); RETURN NULL;',
                    hash="6d5dc4bf75095fd9b3216ea452d71b1b51492a90",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a9994",
                    table="tariffs_tariffyear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tariffyear",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."deadline_on" IS DISTINCT FROM (NEW."deadline_on") OR OLD."discuss_pct" IS DISTINCT FROM (NEW."discuss_pct") OR OLD."explain_pct" IS DISTINCT FROM (NEW."explain_pct") OR OLD."pl_pct" IS DISTINCT FROM (NEW."pl_pct") OR OLD."pl_source" IS DISTINCT FROM (NEW."pl_source") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."tolerance" IS DISTINCT FROM (NEW."tolerance"))',
                    func='INSERT INTO "tariffs_tariffyearstatusdeadlineonplpctplsourceexplainpctdib8da" ("deadline_on", "discuss_pct", "explain_pct", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pl_pct", "pl_source", "status", "tolerance") VALUES (NEW."deadline_on", NEW."discuss_pct", NEW."explain_pct", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pl_pct", NEW."pl_source", NEW."status", NEW."tolerance"); RETURN NULL;',
                    hash="75261bc04a083a99cb8e5c30b6eac6939f0fe623",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0ff32",
                    table="tariffs_tariffyear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tariffs_submissionyearpartykindstatusonbehalfreasonvalidfro0619" ("kind", "on_behalf", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status", "valid_from", "year_id") VALUES (NEW."kind", NEW."on_behalf", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."status", NEW."valid_from", NEW."year_id"); RETURN NULL;',
                    hash="f1907da783224dcb949137e8cd92291504872be0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_367d3",
                    table="tariffs_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."on_behalf" IS DISTINCT FROM (NEW."on_behalf") OR OLD."party_id" IS DISTINCT FROM (NEW."party_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."year_id" IS DISTINCT FROM (NEW."year_id"))',
                    func='INSERT INTO "tariffs_submissionyearpartykindstatusonbehalfreasonvalidfro0619" ("kind", "on_behalf", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status", "valid_from", "year_id") VALUES (NEW."kind", NEW."on_behalf", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."status", NEW."valid_from", NEW."year_id"); RETURN NULL;',
                    hash="d6d3777e9b98a3627536bc76c9fe098e7e176893",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ddbdc",
                    table="tariffs_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="validtariff",
            trigger=pgtrigger.compiler.Trigger(
                name="valid_tariff_is_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."year_id" IS DISTINCT FROM (NEW."year_id") OR OLD."line_id" IS DISTINCT FROM (NEW."line_id") OR OLD."operator_id" IS DISTINCT FROM (NEW."operator_id") OR OLD."offer_name" IS DISTINCT FROM (NEW."offer_name") OR OLD."service" IS DISTINCT FROM (NEW."service") OR OLD."service_key" IS DISTINCT FROM (NEW."service_key") OR OLD."basis_key" IS DISTINCT FROM (NEW."basis_key") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."is_billed" IS DISTINCT FROM (NEW."is_billed") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."occupancy_pct" IS DISTINCT FROM (NEW."occupancy_pct") OR OLD."budget" IS DISTINCT FROM (NEW."budget") OR OLD."tariff" IS DISTINCT FROM (NEW."tariff") OR OLD."decision" IS DISTINCT FROM (NEW."decision"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ce91fc1deec681a889b642a2593bb912a04de81a",
                    operation="UPDATE",
                    pgid="pgtrigger_valid_tariff_is_frozen_dc9d2",
                    table="tariffs_validtariff",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="validtariff",
            trigger=pgtrigger.compiler.Trigger(
                name="valid_tariff_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="a2b6a200469e3eda0e527a33e4d9c2989c71b4e8",
                    operation="DELETE",
                    pgid="pgtrigger_valid_tariff_stays_44546",
                    table="tariffs_validtariff",
                    when="BEFORE",
                ),
            ),
        ),
    ]
