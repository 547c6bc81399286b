import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_reference"),
        ("accounts", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("register", "0003_populations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=200, verbose_name="Navn"),
                ),
                ("name_key", models.CharField(editable=False, max_length=200)),
                (
                    "target_groups",
                    models.CharField(blank=True, max_length=300, verbose_name="Målgrupper"),
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
                ("p_number", models.CharField(blank=True, max_length=10, verbose_name="P-nummer")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="Adresse")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="Åbnet")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="Lukket")),
                (
                    "coverage",
                    models.CharField(
                        choices=[
                            ("covered", "Omfattet af styringsaftalen"),
                            ("exempt", "Undtaget"),
                            ("unsettled", "Ikke afklaret"),
                        ],
                        default="unsettled",
                        max_length=9,
                        verbose_name="Styringsaftalen",
                    ),
                ),
                (
                    "coverage_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="Hvorfor"),
                ),
                (
                    "is_nationwide",
                    models.BooleanField(
                        default=False, verbose_name="Lands- eller landsdelsdækkende"
                    ),
                ),
                ("confirmed", models.BooleanField(default=False, verbose_name="Bekræftet")),
                (
                    "suggestion_score",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=3, null=True, verbose_name="Lighed"
                    ),
                ),
                (
                    "suggestion_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Hvorfor det foreslås"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="Kilde")),
                (
                    "legal_bases",
                    models.ManyToManyField(
                        blank=True,
                        related_name="offers",
                        to="register.legalbasis",
                        verbose_name="Lovgrundlag",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="accounts.party",
                        verbose_name="Driftsherre",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="suggested_by",
                        to="register.offer",
                        verbose_name="Er måske",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="accounts.unit",
                        verbose_name="Enhed",
                    ),
                ),
            ],
            options={
                "verbose_name": "tilbud",
                "verbose_name_plural": "tilbud",
                "ordering": ["operator__name", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("operator"),
                        models.F("name_key"),
                        name="offer_named_once_per_operator",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_key", ""), _negated=True), name="offer_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("opened_on__isnull", True),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="offer_closes_after_opening",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("coverage", "exempt"), _negated=True),
                            models.Q(("coverage_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="offer_exempt_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("p_number", ""), ("p_number__regex", "^[0-9]{10}$"), _connector="OR"
                        ),
                        name="offer_p_number_has_ten_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("places__isnull", True), ("places__gte", 0), _connector="OR"
                        ),
                        name="offer_places_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("suggestion__isnull", True),
                            models.Q(
                                ("confirmed", False),
                                ("suggestion_score__gte", 0),
                                ("suggestion_score__lte", 1),
                                models.Q(("suggestion", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="offer_suggestion_on_unconfirmed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=200, verbose_name="Navn"),
                ),
                ("name_key", models.CharField(editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("former", "Tidligere navn"), ("alias", "Skrives også")],
                        max_length=6,
                        verbose_name="Art",
                    ),
                ),
                ("used_from", models.DateField(blank=True, null=True, verbose_name="Brugt fra")),
                ("used_until", models.DateField(blank=True, null=True, verbose_name="Brugt til")),
                ("source", models.CharField(max_length=200, verbose_name="Kilde")),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Bekræftet af",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
            ],
            options={
                "verbose_name": "andet navn på et tilbud",
                "verbose_name_plural": "andre navne på tilbud",
                "ordering": ["offer", "used_from", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("offer"), models.F("name_key"), name="offer_other_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_until__isnull", True),
                            ("used_from__isnull", True),
                            ("used_until__gte", models.F("used_from")),
                            _connector="OR",
                        ),
                        name="offer_name_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "alias"), _negated=True),
                            ("confirmed_by__isnull", False),
                            _connector="OR",
                        ),
                        name="offer_alias_is_confirmed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferNameOperatorCoverageConfirmedOpenedOnClosedOnEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=200, verbose_name="Navn"),
                ),
                (
                    "coverage",
                    models.CharField(
                        choices=[
                            ("covered", "Omfattet af styringsaftalen"),
                            ("exempt", "Undtaget"),
                            ("unsettled", "Ikke afklaret"),
                        ],
                        default="unsettled",
                        max_length=9,
                        verbose_name="Styringsaftalen",
                    ),
                ),
                ("confirmed", models.BooleanField(default=False, verbose_name="Bekræftet")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="Åbnet")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="Lukket")),
                (
                    "operator",
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
                        related_name="name_operator_coverage_confirmed_opened_on_closed_on_events",
                        to="register.offer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Purchase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                (
                    "places",
                    models.DecimalField(decimal_places=2, max_digits=7, verbose_name="Pladser"),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="Kilde")),
                (
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purchases",
                        to="accounts.party",
                        verbose_name="Køber",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purchases",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
            ],
            options={
                "verbose_name": "køb af pladser",
                "verbose_name_plural": "køb af pladser",
                "ordering": ["-year", "offer__name", "buyer__name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("offer"),
                        models.F("buyer"),
                        models.F("year"),
                        name="purchase_once_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__gt", 0)), name="purchase_of_some_places"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "register_offernameoperatorcoverageconfirmedopenedonclosedond2c9" ("closed_on", "confirmed", "coverage", "name", "opened_on", "operator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."closed_on", NEW."confirmed", NEW."coverage", NEW."name", NEW."opened_on", NEW."operator_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="3fa526ba14fe70c96114bac50ad6be4b8a221014",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_45067",
                    table="register_offer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."confirmed" IS DISTINCT FROM (NEW."confirmed") OR OLD."coverage" IS DISTINCT FROM (NEW."coverage") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."operator_id" IS DISTINCT FROM (NEW."operator_id"))',
                    func='INSERT INTO "register_offernameoperatorcoverageconfirmedopenedonclosedond2c9" ("closed_on", "confirmed", "coverage", "name", "opened_on", "operator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."closed_on", NEW."confirmed", NEW."coverage", NEW."name", NEW."opened_on", NEW."operator_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="bd7b11d8a8a2ac9d8aad0594af1dd1402720131a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5068",
                    table="register_offer",
                    when="AFTER",
                ),
            ),
        ),
    ]
