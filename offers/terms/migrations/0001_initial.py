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
        ("register", "0004_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Instrument",
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
                ("about", models.TextField(blank=True, verbose_name="Hvad det indebærer")),
                (
                    "reckoning",
                    models.CharField(
                        choices=[
                            ("none", "Ikke penge"),
                            ("guarantee", "Et underskud deles efter en nøgle"),
                            ("objective", "Et beløb deles efter en nøgle"),
                            ("purchase", "Et antal pladser købes, brugt eller ej"),
                            ("subscription", "Et abonnement for hver, der er med"),
                            ("mix", "En del efter en nøgle, resten som takst"),
                            ("occupancy", "En højere takst ved lavere belægning"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="Hvad det koster parterne",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=100, verbose_name="Rækkefølge"),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="Kilde")),
                (
                    "is_active",
                    models.BooleanField(default=True, verbose_name="Kan vælges i nye forslag"),
                ),
            ],
            options={
                "verbose_name": "vilkår i kataloget",
                "verbose_name_plural": "vilkår i kataloget",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="InstrumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=120, verbose_name="Navn"),
                ),
                ("about", models.TextField(blank=True, verbose_name="Hvad det indebærer")),
                (
                    "reckoning",
                    models.CharField(
                        choices=[
                            ("none", "Ikke penge"),
                            ("guarantee", "Et underskud deles efter en nøgle"),
                            ("objective", "Et beløb deles efter en nøgle"),
                            ("purchase", "Et antal pladser købes, brugt eller ej"),
                            ("subscription", "Et abonnement for hver, der er med"),
                            ("mix", "En del efter en nøgle, resten som takst"),
                            ("occupancy", "En højere takst ved lavere belægning"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="Hvad det koster parterne",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=100, verbose_name="Rækkefølge"),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="Kilde")),
                (
                    "is_active",
                    models.BooleanField(default=True, verbose_name="Kan vælges i nye forslag"),
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
                        to="terms.instrument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NoticeAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("groups", models.JSONField(default=list, verbose_name="Fælles målgrupper")),
                ("reason", models.TextField(verbose_name="Svar")),
                ("answered_on", models.DateField(verbose_name="Besvaret")),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.offer",
                        verbose_name="Det nye tilbud",
                    ),
                ),
                (
                    "protected",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.offer",
                        verbose_name="Tilbuddet, der er med",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar om konkurrerende tilbud",
                "verbose_name_plural": "svar om konkurrerende tilbud",
                "ordering": ["-answered_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("offer"), models.F("protected"), name="notice_answered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="notice_answer_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("groups", models.JSONField(default=list, verbose_name="Fælles målgrupper")),
                ("reason", models.TextField(verbose_name="Svar")),
                ("answered_on", models.DateField(verbose_name="Besvaret")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        verbose_name="Det nye tilbud",
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
                        to="terms.noticeanswer",
                    ),
                ),
                (
                    "protected",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="register.offer",
                        verbose_name="Tilbuddet, der er med",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Kort om forslaget")),
                ("reason", models.TextField(verbose_name="Hvorfor")),
                ("wanted", models.TextField(blank=True, verbose_name="Hvad parterne bedes om")),
                ("starts_on", models.DateField(verbose_name="Fra")),
                ("ends_on", models.DateField(verbose_name="Til og med")),
                (
                    "shows_use",
                    models.BooleanField(
                        default=False,
                        help_text="Ellers ser hver part kun sit eget tal, hvor vilkårene følger forbruget.",
                        verbose_name="Parternes forbrug må vises for alle parter",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("proposed", "Fremlagt"),
                            ("agreed", "Besluttet, parterne tager stilling"),
                            ("in_force", "I kraft"),
                            ("ended", "Ophørt"),
                            ("rejected", "Ikke godkendt"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                ("proposed_on", models.DateField(blank=True, null=True, verbose_name="Fremlagt")),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="Besluttet")),
                (
                    "in_force_on",
                    models.DateField(blank=True, null=True, verbose_name="I kraft siden"),
                ),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="Følges op")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ophørt")),
                (
                    "ended_because",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Hvorfor det sluttede"
                    ),
                ),
                ("snapshot", models.JSONField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.offercase",
                        verbose_name="Besluttet i",
                    ),
                ),
                (
                    "course",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
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
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="special_terms",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "parties",
                    models.ManyToManyField(
                        related_name="+", to="accounts.party", verbose_name="Hvem tager stilling?"
                    ),
                ),
            ],
            options={
                "verbose_name": "særlige vilkår",
                "verbose_name_plural": "særlige vilkår",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="terms_end_after_start",
                        violation_error_message="Slutdatoen ligger før startdatoen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "withdrawn"]),
                            ("proposed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="terms_proposed_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["ended", "withdrawn", "rejected"]), _negated=True
                            ),
                            models.Q(
                                ("ended_on__isnull", False),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="terms_ended_say_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_force"), _negated=True),
                            models.Q(("in_force_on__isnull", False), ("snapshot__isnull", False)),
                            _connector="OR",
                        ),
                        name="terms_in_force_are_frozen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalTitleStatusStartsOnEndsOnShowsUseFollowUpOnReasonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("title", models.CharField(max_length=160, verbose_name="Kort om forslaget")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("proposed", "Fremlagt"),
                            ("agreed", "Besluttet, parterne tager stilling"),
                            ("in_force", "I kraft"),
                            ("ended", "Ophørt"),
                            ("rejected", "Ikke godkendt"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="Fra")),
                ("ends_on", models.DateField(verbose_name="Til og med")),
                (
                    "shows_use",
                    models.BooleanField(
                        default=False,
                        help_text="Ellers ser hver part kun sit eget tal, hvor vilkårene følger forbruget.",
                        verbose_name="Parternes forbrug må vises for alle parter",
                    ),
                ),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="Følges op")),
                ("reason", models.TextField(verbose_name="Hvorfor")),
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
                        related_name="title_status_starts_on_ends_on_shows_use_follow_up_on_reason_events",
                        to="terms.proposal",
                    ),
                ),
            ],
            options={
                "abstract": False,
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
                ("name", models.CharField(max_length=80, verbose_name="Navn")),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Rækkefølge"),
                ),
                (
                    "is_chosen",
                    models.BooleanField(default=False, verbose_name="Det, der indstilles"),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scenarios",
                        to="terms.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "model",
                "verbose_name_plural": "modeller",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("proposal"), models.F("name"), name="terms_scenario_named_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_chosen", True)),
                        fields=("proposal",),
                        name="terms_one_scenario_chosen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="Hvad der aftales")),
                ("amount", models.BigIntegerField(blank=True, null=True, verbose_name="Beløb")),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("children", "0–17-årige"),
                            ("all", "Alle indbyggere"),
                            ("use", "Pladser i brug"),
                            ("typed", "Indtastet nøgle"),
                        ],
                        max_length=8,
                        verbose_name="Fordelingsnøgle",
                    ),
                ),
                (
                    "counted_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="Befolkningstal opgjort pr."
                    ),
                ),
                (
                    "use_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Forbrug i året"
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("largest", "Største rest"),
                            ("operator", "Driftsherren tager resten"),
                        ],
                        default="largest",
                        max_length=8,
                        verbose_name="Hvem tager resten?",
                    ),
                ),
                (
                    "declined",
                    models.CharField(
                        choices=[
                            ("shared", "De, der tiltræder, deler hele beløbet"),
                            ("operator", "Andelen bliver hos driftsherren"),
                        ],
                        default="shared",
                        max_length=8,
                        verbose_name="Når en part afslår",
                    ),
                ),
                (
                    "fee",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="Abonnement pr. part"
                    ),
                ),
                (
                    "tariff",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="Takst pr. døgn"
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(default=365, verbose_name="Dage om året"),
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
                    "occupancy",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Budgetteret belægning",
                    ),
                ),
                (
                    "occupancy_before",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Belægning i dag",
                    ),
                ),
                (
                    "pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Objektiv del",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terms.instrument",
                        verbose_name="Vilkår",
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="terms.scenario",
                    ),
                ),
            ],
            options={
                "verbose_name": "vilkår",
                "verbose_name_plural": "vilkår",
                "ordering": ["scenario", "instrument__position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pct__isnull", True),
                            models.Q(("pct__gt", 0), ("pct__lte", 100)),
                            _connector="OR",
                        ),
                        name="term_objective_part_is_a_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fee__isnull", True), ("amount__isnull", True), _connector="OR"
                        ),
                        name="term_fee_or_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__gt", 0), ("days__lte", 366)),
                        name="term_days_of_a_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("words", models.TextField(blank=True, verbose_name="Hvad der aftales")),
                ("amount", models.BigIntegerField(blank=True, null=True, verbose_name="Beløb")),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("children", "0–17-årige"),
                            ("all", "Alle indbyggere"),
                            ("use", "Pladser i brug"),
                            ("typed", "Indtastet nøgle"),
                        ],
                        max_length=8,
                        verbose_name="Fordelingsnøgle",
                    ),
                ),
                (
                    "counted_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="Befolkningstal opgjort pr."
                    ),
                ),
                (
                    "use_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Forbrug i året"
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("largest", "Største rest"),
                            ("operator", "Driftsherren tager resten"),
                        ],
                        default="largest",
                        max_length=8,
                        verbose_name="Hvem tager resten?",
                    ),
                ),
                (
                    "declined",
                    models.CharField(
                        choices=[
                            ("shared", "De, der tiltræder, deler hele beløbet"),
                            ("operator", "Andelen bliver hos driftsherren"),
                        ],
                        default="shared",
                        max_length=8,
                        verbose_name="Når en part afslår",
                    ),
                ),
                (
                    "fee",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="Abonnement pr. part"
                    ),
                ),
                (
                    "tariff",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="Takst pr. døgn"
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(default=365, verbose_name="Dage om året"),
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
                    "occupancy",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Budgetteret belægning",
                    ),
                ),
                (
                    "occupancy_before",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Belægning i dag",
                    ),
                ),
                (
                    "pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Objektiv del",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="terms.instrument",
                        verbose_name="Vilkår",
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
                        to="terms.term",
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="terms.scenario",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TermNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.DecimalField(decimal_places=4, max_digits=16, verbose_name="Tal"),
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
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="numbers",
                        to="terms.term",
                    ),
                ),
            ],
            options={
                "verbose_name": "parts tal",
                "verbose_name_plural": "parters tal",
                "ordering": ["term", "party__name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("term"), models.F("party"), name="term_number_once_per_party"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 0)), name="term_number_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsNote",
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
                        choices=[("followed", "Fulgt op"), ("prolonged", "Forlænget")], max_length=9
                    ),
                ),
                ("on", models.DateField(verbose_name="Dato")),
                ("text", models.TextField(verbose_name="Hvad")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Til og med")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="terms.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "notat om særlige vilkår",
                "verbose_name_plural": "notater om særlige vilkår",
                "ordering": ["proposal", "on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
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
                            ("joined", "Tiltræder"),
                            ("declined", "Afslår"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="Svar",
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="Besluttet den")),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Hvor det er besluttet"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Bemærkning")),
                (
                    "on_behalf",
                    models.BooleanField(default=False, verbose_name="Noteret af sekretariatet"),
                ),
                (
                    "by",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="terms.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "parts svar på særlige vilkår",
                "verbose_name_plural": "parters svar på særlige vilkår",
                "ordering": ["proposal", "party__name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("proposal"),
                        models.F("party"),
                        name="terms_answered_once_per_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "waiting"),
                            models.Q(
                                ("by__isnull", False),
                                ("on__isnull", False),
                                models.Q(("source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="terms_answer_says_where",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
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
                            ("joined", "Tiltræder"),
                            ("declined", "Afslår"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="Svar",
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="Besluttet den")),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Hvor det er besluttet"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Bemærkning")),
                (
                    "on_behalf",
                    models.BooleanField(default=False, verbose_name="Noteret af sekretariatet"),
                ),
                (
                    "by",
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
                        to="terms.answer",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="terms.proposal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "terms_instrumentevent" ("about", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reckoning", "source") VALUES (NEW."about", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."reckoning", NEW."source"); RETURN NULL;',
                    hash="614a6b921da14c990694f8f9db81c9d7071fe410",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a689f",
                    table="terms_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "terms_instrumentevent" ("about", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reckoning", "source") VALUES (NEW."about", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."reckoning", NEW."source"); RETURN NULL;',
                    hash="129464673a1de21c8bec795d141d2ac5847779f3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1ccf1",
                    table="terms_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticeanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "terms_noticeanswerevent" ("answered_on", "by_id", "groups", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protected_id", "reason") VALUES (NEW."answered_on", NEW."by_id", NEW."groups", NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."protected_id", NEW."reason"); RETURN NULL;',
                    hash="880c9d343c98643bbe70b8ce3dfd3e1cb303b771",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_50298",
                    table="terms_noticeanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticeanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "terms_noticeanswerevent" ("answered_on", "by_id", "groups", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protected_id", "reason") VALUES (NEW."answered_on", NEW."by_id", NEW."groups", NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."protected_id", NEW."reason"); RETURN NULL;',
                    hash="ca4bf14e7222d2255705c2efe0038564cfc2b9f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b5724",
                    table="terms_noticeanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "terms_proposaltitlestatusstartsonendsonshowsusefollowuponre3c90" ("ends_on", "follow_up_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "shows_use", "starts_on", "status", "title") VALUES (NEW."ends_on", NEW."follow_up_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."shows_use", NEW."starts_on", NEW."status", NEW."title"); RETURN NULL;',
                    hash="0269bd6459b4359ca9372d01c0d27d7cdf204cde",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_666e9",
                    table="terms_proposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."follow_up_on" IS DISTINCT FROM (NEW."follow_up_on") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."shows_use" IS DISTINCT FROM (NEW."shows_use") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "terms_proposaltitlestatusstartsonendsonshowsusefollowuponre3c90" ("ends_on", "follow_up_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "shows_use", "starts_on", "status", "title") VALUES (NEW."ends_on", NEW."follow_up_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."shows_use", NEW."starts_on", NEW."status", NEW."title"); RETURN NULL;',
                    hash="ccf1094fe3f6b9f3102f21c74271c423a3d48cb5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_38566",
                    table="terms_proposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "terms_answerevent" ("by_id", "id", "note", "on", "on_behalf", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal_id", "source", "status") VALUES (NEW."by_id", NEW."id", NEW."note", NEW."on", NEW."on_behalf", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposal_id", NEW."source", NEW."status"); RETURN NULL;',
                    hash="c9a459e0891cd1c125086a4e21c4771eeba22b57",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_272e9",
                    table="terms_answer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "terms_answerevent" ("by_id", "id", "note", "on", "on_behalf", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal_id", "source", "status") VALUES (NEW."by_id", NEW."id", NEW."note", NEW."on", NEW."on_behalf", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposal_id", NEW."source", NEW."status"); RETURN NULL;',
                    hash="0b46589d15be7a60714114a902d8bf670d7d6e9b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e51c0",
                    table="terms_answer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "terms_termevent" ("amount", "counted_on", "days", "declined", "fee", "id", "instrument_id", "key", "method", "occupancy", "occupancy_before", "pct", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "scenario_id", "tariff", "use_year", "words") VALUES (NEW."amount", NEW."counted_on", NEW."days", NEW."declined", NEW."fee", NEW."id", NEW."instrument_id", NEW."key", NEW."method", NEW."occupancy", NEW."occupancy_before", NEW."pct", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."scenario_id", NEW."tariff", NEW."use_year", NEW."words"); RETURN NULL;',
                    hash="63501a5b94b79401099df5ddee5e77f13793af0b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_33ee7",
                    table="terms_term",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="term",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "terms_termevent" ("amount", "counted_on", "days", "declined", "fee", "id", "instrument_id", "key", "method", "occupancy", "occupancy_before", "pct", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "scenario_id", "tariff", "use_year", "words") VALUES (NEW."amount", NEW."counted_on", NEW."days", NEW."declined", NEW."fee", NEW."id", NEW."instrument_id", NEW."key", NEW."method", NEW."occupancy", NEW."occupancy_before", NEW."pct", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."scenario_id", NEW."tariff", NEW."use_year", NEW."words"); RETURN NULL;',
                    hash="b33e9a173d5bddde60f1ca4315634b47308ea75f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac81a",
                    table="terms_term",
                    when="AFTER",
                ),
            ),
        ),
    ]
