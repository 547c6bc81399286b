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
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        db_collation="da-x-icu", max_length=120, unique=True, verbose_name="Navn"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="Kortnavn i adresser")),
                ("about", models.TextField(blank=True, verbose_name="Hvad ordningen dækker")),
                (
                    "key_kind",
                    models.CharField(
                        choices=[
                            ("children", "0–17-årige"),
                            ("all", "Alle indbyggere"),
                            ("typed", "Indtastet nøgle"),
                        ],
                        max_length=8,
                        verbose_name="Fordelingsnøgle",
                    ),
                ),
                (
                    "key_label",
                    models.CharField(
                        blank=True,
                        help_text="Fx »Pladser i brug«. Udfyldes kun, når nøglen indtastes.",
                        max_length=60,
                        verbose_name="Hvad den indtastede nøgle tæller",
                    ),
                ),
                (
                    "objective_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Udfyldes, når resten af budgettet betales af takster.",
                        max_digits=5,
                        null=True,
                        verbose_name="Objektiv del af budgettet i pct.",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="Fx »sag«. Udfyldes kun, når ordningen også har en takst.",
                        max_length=40,
                        verbose_name="Hvad taksten betales for",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Driftsherre",
                    ),
                ),
                (
                    "participants",
                    models.ManyToManyField(
                        related_name="objective_schemes",
                        to="accounts.party",
                        verbose_name="Hvem er med?",
                    ),
                ),
            ],
            options={
                "verbose_name": "ordning",
                "verbose_name_plural": "ordninger",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("objective_pct__isnull", True),
                            models.Q(("objective_pct__gt", 0), ("objective_pct__lte", 100)),
                            _connector="OR",
                        ),
                        name="scheme_objective_part_is_a_part",
                        violation_error_message="Den objektive del skal være over 0 og højst 100 pct.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RateSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                ("price_level", models.PositiveSmallIntegerField(verbose_name="Prisniveau")),
                ("source", models.CharField(max_length=200, verbose_name="Kilde")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Kladde"), ("approved", "Lagt fast")],
                        default="draft",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="objective.scheme",
                        verbose_name="Ordning",
                    ),
                ),
            ],
            options={
                "verbose_name": "takstblad",
                "verbose_name_plural": "takstblade",
                "ordering": ["scheme__name", "-year"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("scheme"),
                        models.F("year"),
                        name="one_rate_sheet_a_year",
                        violation_error_message="Der er allerede et takstblad for det år.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Scenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                (
                    "name",
                    models.CharField(
                        default="Forslag", max_length=80, verbose_name="Forslagets navn"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("chosen", "Valgt forslag"),
                            ("approved", "Lagt fast"),
                            ("replaced", "Erstattet"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                (
                    "total",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="Beløb til fordeling"
                    ),
                ),
                (
                    "budget",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="Budget"),
                ),
                (
                    "objective_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Objektiv del i pct.",
                    ),
                ),
                (
                    "earlier_result",
                    models.BigIntegerField(default=0, verbose_name="Tidligere overskud"),
                ),
                (
                    "earlier_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Fra hvilket år"
                    ),
                ),
                (
                    "earlier_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=100,
                        max_digits=5,
                        verbose_name="Heraf til den objektive del i pct.",
                    ),
                ),
                (
                    "cases",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="Antal sager"),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("plain", "Almindelig afrunding"),
                            ("largest", "Største rest"),
                            ("operator", "Driftsherren tager resten"),
                        ],
                        max_length=8,
                        verbose_name="Afrunding",
                    ),
                ),
                ("exact", models.BooleanField(default=False, verbose_name="Regn med øre")),
                ("key_date", models.DateField(verbose_name="Nøglen er opgjort pr.")),
                ("key_source", models.CharField(max_length=200, verbose_name="Kilde")),
                ("price_level", models.PositiveSmallIntegerField(verbose_name="Prisniveau")),
                (
                    "pl_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Fremskrivning af sidste år i pct.",
                    ),
                ),
                (
                    "stated",
                    models.BooleanField(
                        default=False, verbose_name="Beløbene er som i den gamle tabel"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Bemærkning")),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("snapshot", models.JSONField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "decision",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Hvor det er besluttet"
                    ),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Lagt fast"),
                ),
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
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenarios",
                        to="objective.scheme",
                        verbose_name="Ordning",
                    ),
                ),
            ],
            options={
                "verbose_name": "fordeling",
                "verbose_name_plural": "fordelinger",
                "ordering": ["scheme__name", "-year", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "approved")),
                        fields=("scheme", "year"),
                        name="one_scenario_laid_fast_a_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "chosen")),
                        fields=("scheme", "year"),
                        name="one_scenario_chosen_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("budget", None), ("objective_pct", None), ("total__isnull", False)
                            ),
                            models.Q(
                                ("budget__isnull", False),
                                ("objective_pct__gt", 0),
                                ("objective_pct__lte", 100),
                                ("total", None),
                            ),
                            _connector="OR",
                        ),
                        name="scenario_has_one_amount",
                        violation_error_message="Skriv enten et beløb eller et budget med sin objektive del.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("earlier_pct__gte", 0), ("earlier_pct__lte", 100)),
                        name="scenario_earlier_part_is_a_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cases__isnull", True),
                            models.Q(("budget__isnull", False), ("cases__gt", 0)),
                            _connector="OR",
                        ),
                        name="scenario_tariff_has_budget_and_cases",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at", None),
                                ("snapshot", None),
                                ("status__in", ["draft", "chosen"]),
                                ("approved_by", None),
                                ("sha256", ""),
                            ),
                            models.Q(
                                ("snapshot__isnull", False),
                                ("status__in", ["approved", "replaced"]),
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="scenario_laid_fast_is_frozen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                (
                    "name",
                    models.CharField(
                        default="Forslag", max_length=80, verbose_name="Forslagets navn"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("chosen", "Valgt forslag"),
                            ("approved", "Lagt fast"),
                            ("replaced", "Erstattet"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                (
                    "total",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="Beløb til fordeling"
                    ),
                ),
                (
                    "budget",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="Budget"),
                ),
                (
                    "objective_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Objektiv del i pct.",
                    ),
                ),
                (
                    "earlier_result",
                    models.BigIntegerField(default=0, verbose_name="Tidligere overskud"),
                ),
                (
                    "earlier_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Fra hvilket år"
                    ),
                ),
                (
                    "earlier_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=100,
                        max_digits=5,
                        verbose_name="Heraf til den objektive del i pct.",
                    ),
                ),
                (
                    "cases",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="Antal sager"),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("plain", "Almindelig afrunding"),
                            ("largest", "Største rest"),
                            ("operator", "Driftsherren tager resten"),
                        ],
                        max_length=8,
                        verbose_name="Afrunding",
                    ),
                ),
                ("exact", models.BooleanField(default=False, verbose_name="Regn med øre")),
                ("key_date", models.DateField(verbose_name="Nøglen er opgjort pr.")),
                ("key_source", models.CharField(max_length=200, verbose_name="Kilde")),
                ("price_level", models.PositiveSmallIntegerField(verbose_name="Prisniveau")),
                (
                    "pl_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Fremskrivning af sidste år i pct.",
                    ),
                ),
                (
                    "stated",
                    models.BooleanField(
                        default=False, verbose_name="Beløbene er som i den gamle tabel"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Bemærkning")),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "decision",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Hvor det er besluttet"
                    ),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Lagt fast"),
                ),
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
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="objective.scenario",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="objective.scheme",
                        verbose_name="Ordning",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RateSheetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                ("price_level", models.PositiveSmallIntegerField(verbose_name="Prisniveau")),
                ("source", models.CharField(max_length=200, verbose_name="Kilde")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Kladde"), ("approved", "Lagt fast")],
                        default="draft",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
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
                        to="objective.ratesheet",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="objective.scheme",
                        verbose_name="Ordning",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchemeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=120, verbose_name="Navn"),
                ),
                ("slug", models.SlugField(db_index=False, verbose_name="Kortnavn i adresser")),
                ("about", models.TextField(blank=True, verbose_name="Hvad ordningen dækker")),
                (
                    "key_kind",
                    models.CharField(
                        choices=[
                            ("children", "0–17-årige"),
                            ("all", "Alle indbyggere"),
                            ("typed", "Indtastet nøgle"),
                        ],
                        max_length=8,
                        verbose_name="Fordelingsnøgle",
                    ),
                ),
                (
                    "key_label",
                    models.CharField(
                        blank=True,
                        help_text="Fx »Pladser i brug«. Udfyldes kun, når nøglen indtastes.",
                        max_length=60,
                        verbose_name="Hvad den indtastede nøgle tæller",
                    ),
                ),
                (
                    "objective_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Udfyldes, når resten af budgettet betales af takster.",
                        max_digits=5,
                        null=True,
                        verbose_name="Objektiv del af budgettet i pct.",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="Fx »sag«. Udfyldes kun, når ordningen også har en takst.",
                        max_length=40,
                        verbose_name="Hvad taksten betales for",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        related_name="events",
                        to="objective.scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.DecimalField(decimal_places=4, max_digits=16, verbose_name="Nøgle")),
                ("amount", models.BigIntegerField(verbose_name="Andel")),
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
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="objective.scenario",
                    ),
                ),
            ],
            options={
                "verbose_name": "andel",
                "verbose_name_plural": "andele",
                "ordering": ["scenario", "party__name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("scenario"), models.F("party"), name="one_share_per_party"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__gte", 0)), name="share_key_is_never_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="Rækkefølge")),
                ("area", models.CharField(max_length=80, verbose_name="Område")),
                ("service", models.CharField(blank=True, max_length=120, verbose_name="Ydelse")),
                ("name", models.CharField(max_length=160, verbose_name="Takst")),
                (
                    "group",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Takstgruppe"
                    ),
                ),
                ("places", models.CharField(blank=True, max_length=20, verbose_name="Pladser")),
                ("amount", models.BigIntegerField(verbose_name="Takst i kr.")),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="objective.ratesheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "takst i et takstblad",
                "verbose_name_plural": "takster i et takstblad",
                "ordering": ["sheet", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("sheet"),
                        models.F("area"),
                        models.F("service"),
                        models.F("name"),
                        name="rate_once_in_a_sheet",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("group__isnull", True),
                            models.Q(("group__gte", 1), ("group__lte", 4)),
                            _connector="OR",
                        ),
                        name="rate_group_is_known",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "objective_schemeevent" ("about", "id", "key_kind", "key_label", "name", "objective_pct", "operator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "unit") VALUES (NEW."about", NEW."id", NEW."key_kind", NEW."key_label", NEW."name", NEW."objective_pct", NEW."operator_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."unit"); RETURN NULL;',
                    hash="1f868a53f65bca36be8426dd401aedfb22a54eac",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b495b",
                    table="objective_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "objective_schemeevent" ("about", "id", "key_kind", "key_label", "name", "objective_pct", "operator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "unit") VALUES (NEW."about", NEW."id", NEW."key_kind", NEW."key_label", NEW."name", NEW."objective_pct", NEW."operator_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."unit"); RETURN NULL;',
                    hash="204b1e9f0cca7722e3dd1105206abcd101c0a064",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d17c7",
                    table="objective_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scenario",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "objective_scenarioevent" ("approved_at", "approved_by_id", "budget", "cases", "changed_at", "changed_by_id", "decision", "earlier_pct", "earlier_result", "earlier_year", "exact", "id", "key_date", "key_source", "method", "name", "note", "objective_pct", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pl_pct", "price_level", "revision", "scheme_id", "sha256", "stated", "status", "total", "year") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."budget", NEW."cases", NEW."changed_at", NEW."changed_by_id", NEW."decision", NEW."earlier_pct", NEW."earlier_result", NEW."earlier_year", NEW."exact", NEW."id", NEW."key_date", NEW."key_source", NEW."method", NEW."name", NEW."note", NEW."objective_pct", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pl_pct", NEW."price_level", NEW."revision", NEW."scheme_id", NEW."sha256", NEW."stated", NEW."status", NEW."total", NEW."year"); RETURN NULL;',
                    hash="afd705f885130eab85e746f3a8cdcc136fca9262",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_52747",
                    table="objective_scenario",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scenario",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."budget" IS DISTINCT FROM (NEW."budget") OR OLD."cases" IS DISTINCT FROM (NEW."cases") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."changed_by_id" IS DISTINCT FROM (NEW."changed_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."earlier_pct" IS DISTINCT FROM (NEW."earlier_pct") OR OLD."earlier_result" IS DISTINCT FROM (NEW."earlier_result") OR OLD."earlier_year" IS DISTINCT FROM (NEW."earlier_year") OR OLD."exact" IS DISTINCT FROM (NEW."exact") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key_date" IS DISTINCT FROM (NEW."key_date") OR OLD."key_source" IS DISTINCT FROM (NEW."key_source") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."objective_pct" IS DISTINCT FROM (NEW."objective_pct") OR OLD."pl_pct" IS DISTINCT FROM (NEW."pl_pct") OR OLD."price_level" IS DISTINCT FROM (NEW."price_level") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."stated" IS DISTINCT FROM (NEW."stated") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."total" IS DISTINCT FROM (NEW."total") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "objective_scenarioevent" ("approved_at", "approved_by_id", "budget", "cases", "changed_at", "changed_by_id", "decision", "earlier_pct", "earlier_result", "earlier_year", "exact", "id", "key_date", "key_source", "method", "name", "note", "objective_pct", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pl_pct", "price_level", "revision", "scheme_id", "sha256", "stated", "status", "total", "year") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."budget", NEW."cases", NEW."changed_at", NEW."changed_by_id", NEW."decision", NEW."earlier_pct", NEW."earlier_result", NEW."earlier_year", NEW."exact", NEW."id", NEW."key_date", NEW."key_source", NEW."method", NEW."name", NEW."note", NEW."objective_pct", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pl_pct", NEW."price_level", NEW."revision", NEW."scheme_id", NEW."sha256", NEW."stated", NEW."status", NEW."total", NEW."year"); RETURN NULL;',
                    hash="8afee8ccb1b536fec22e97a4c842ba9e2e20f8b0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ada7c",
                    table="objective_scenario",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ratesheet",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "objective_ratesheetevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_level", "revision", "scheme_id", "source", "status", "year") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."price_level", NEW."revision", NEW."scheme_id", NEW."source", NEW."status", NEW."year"); RETURN NULL;',
                    hash="97ba55e38e329a7c470ebaea550a114af6f8c5b7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8d030",
                    table="objective_ratesheet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ratesheet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "objective_ratesheetevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_level", "revision", "scheme_id", "source", "status", "year") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."price_level", NEW."revision", NEW."scheme_id", NEW."source", NEW."status", NEW."year"); RETURN NULL;',
                    hash="8ef6fdcb0a1b90b782fb9d71cd74be81ab08067a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c3c9e",
                    table="objective_ratesheet",
                    when="AFTER",
                ),
            ),
        ),
    ]
