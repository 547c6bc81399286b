import django.db.models.constraints
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
        ("enquiries", "0001_initial"),
        ("meetings", "0008_finding_answers"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("register", "0004_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        choices=[
                            ("entry", "Optagelse"),
                            ("review", "Årlig vurdering"),
                            ("exit", "Udtræden"),
                            ("terms", "Særlige vilkår"),
                        ],
                        max_length=6,
                        verbose_name="Forløb",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "I gang"),
                            ("done", "Afsluttet"),
                            ("stopped", "Stoppet"),
                        ],
                        default="running",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="Begyndt")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="Slut")),
                ("outcome", models.CharField(blank=True, max_length=300, verbose_name="Endte med")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "forløb",
                "verbose_name_plural": "forløb",
                "ordering": ["-started_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status", "running"), models.Q(("path", "terms"), _negated=True)
                        ),
                        fields=("path", "offer"),
                        name="offer_on_a_path_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("status", "running")),
                            models.Q(
                                models.Q(("status", "running"), _negated=True),
                                ("ended_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="course_ended_says_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoursePathOfferStatusOutcomeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "path",
                    models.CharField(
                        choices=[
                            ("entry", "Optagelse"),
                            ("review", "Årlig vurdering"),
                            ("exit", "Udtræden"),
                            ("terms", "Særlige vilkår"),
                        ],
                        max_length=6,
                        verbose_name="Forløb",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "I gang"),
                            ("done", "Afsluttet"),
                            ("stopped", "Stoppet"),
                        ],
                        default="running",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=300, verbose_name="Endte med")),
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
                        related_name="path_offer_status_outcome_events",
                        to="offers.course",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CourseStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="Rækkefølge")),
                ("name", models.CharField(max_length=120, verbose_name="Trin")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "Noteres"),
                            ("assessment", "Vurdering"),
                            ("experts", "Ekspertpanelets bemærkninger"),
                            ("hearing", "Høring"),
                            ("decision", "Behandles på et møde"),
                            ("onward", "Sendes videre"),
                        ],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="Hvem")),
                ("when", models.CharField(blank=True, max_length=120, verbose_name="Hvornår")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="Sket")),
                ("skipped", models.BooleanField(default=False, verbose_name="Sprunget over")),
                ("note", models.TextField(blank=True, verbose_name="Hvad der kom ud af det")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="offers.course",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enquiry",
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
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.forum",
                    ),
                ),
            ],
            options={
                "verbose_name": "trin",
                "verbose_name_plural": "trin",
                "ordering": ["course", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "position"), name="course_step_one_a_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("skipped", False), ("done_on__isnull", False), _connector="OR"
                        ),
                        name="course_step_skipped_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("places", "Pladser"),
                            ("used", "Pladser i brug"),
                            ("occupancy", "Belægning"),
                            ("budgeted", "Budgetteret belægning"),
                            ("waiting", "Venteliste"),
                            ("buyers", "Købere"),
                            ("budget", "Budget"),
                            ("result", "Resultat"),
                            ("expected", "Forventet resultat"),
                            ("staff", "Medarbejdere"),
                            ("other", "Andet"),
                        ],
                        max_length=10,
                        verbose_name="Hvad",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="Titel")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("places", "pladser"),
                            ("percent", "pct."),
                            ("people", "personer"),
                            ("parties", "parter"),
                            ("kroner", "kr."),
                            ("staff", "årsværk"),
                            ("count", "antal"),
                        ],
                        max_length=8,
                        verbose_name="Enhed",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Om tallene")),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
            ],
            options={
                "verbose_name": "talrække",
                "verbose_name_plural": "talrækker",
                "ordering": ["offer", "measure", "title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "offer", "title"),
                        name="series_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("offer__isnull", False),
                            models.Q(("title", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="series_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("measure", "other"), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="series_of_other_has_a_title",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="Dato")),
                ("value", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Tal")),
                (
                    "covers",
                    models.CharField(
                        choices=[
                            ("offer", "Tilbuddet"),
                            ("part", "En del af tilbuddet"),
                            ("centre", "Centret over tilbuddet"),
                        ],
                        default="offer",
                        max_length=6,
                        verbose_name="Omfatter",
                    ),
                ),
                (
                    "covers_what",
                    models.CharField(blank=True, max_length=160, verbose_name="Hvad det dækker"),
                ),
                ("source", models.CharField(max_length=200, verbose_name="Kilde")),
                ("noted_at", models.DateTimeField(auto_now=True)),
                (
                    "noted_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Part",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="offers.series",
                    ),
                ),
            ],
            options={
                "verbose_name": "tal",
                "verbose_name_plural": "tal",
                "ordering": ["series", "on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "party", "on"),
                        name="figure_once_a_day",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="Art")),
                ("key", models.CharField(max_length=30, verbose_name="Emne")),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Ikke besluttet"), ("decided", "Besluttet")],
                        default="open",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                ("offered", models.TextField(blank=True)),
                ("content_key", models.CharField(blank=True, max_length=64)),
                ("printed_key", models.CharField(blank=True, max_length=64)),
                ("print_message", models.CharField(blank=True, max_length=300)),
                ("snapshot", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="Opgjort")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("outcome", models.CharField(blank=True, max_length=20, verbose_name="Udfald")),
                ("decided", models.CharField(blank=True, max_length=300, verbose_name="Besluttet")),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="Besluttet den"),
                ),
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
                        related_name="offer_case",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="register.offer",
                        verbose_name="Tilbud",
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
                    "step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="offers.coursestep",
                    ),
                ),
            ],
            options={
                "verbose_name": "sag om tilbud",
                "verbose_name_plural": "sager om tilbud",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("kind", "key", "forum"),
                        name="one_open_offer_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided", ""), ("decided_on__isnull", True), ("status", "open")
                            ),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("status", "decided"),
                                models.Q(("decided", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="offer_case_decided_says_where",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Rækkefølge"),
                ),
                ("entered_on", models.DateField(verbose_name="Med fra")),
                (
                    "as_new",
                    models.BooleanField(default=False, verbose_name="Optaget som nyt tilbud"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="Ude fra")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Bemærkning")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="register.offer",
                        verbose_name="Tilbud",
                    ),
                ),
                (
                    "entered_case",
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
                    "left_case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.offercase",
                        verbose_name="Udtræden besluttet i",
                    ),
                ),
            ],
            options={
                "verbose_name": "tilbud i det forstærkede samarbejde",
                "verbose_name_plural": "tilbud i det forstærkede samarbejde",
                "ordering": ["position", "offer__name", "entered_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on__isnull", True)),
                        fields=("offer",),
                        name="offer_is_in_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on__isnull", True),
                            ("left_on__gt", models.F("entered_on")),
                            _connector="OR",
                        ),
                        name="offer_leaves_after_entering",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipOfferEnteredOnAsNewLeftOnNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("entered_on", models.DateField(verbose_name="Med fra")),
                (
                    "as_new",
                    models.BooleanField(default=False, verbose_name="Optaget som nyt tilbud"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="Ude fra")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Bemærkning")),
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
                        related_name="offer_entered_on_as_new_left_on_note_events",
                        to="offers.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfferCaseKindKeyItemStatusOutcomeDecidedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("kind", models.CharField(max_length=30, verbose_name="Art")),
                ("key", models.CharField(max_length=30, verbose_name="Emne")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Ikke besluttet"), ("decided", "Besluttet")],
                        default="open",
                        max_length=7,
                        verbose_name="Status",
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=20, verbose_name="Udfald")),
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
                        related_name="kind_key_item_status_outcome_decided_events",
                        to="offers.offercase",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PathStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        choices=[
                            ("entry", "Optagelse"),
                            ("review", "Årlig vurdering"),
                            ("exit", "Udtræden"),
                            ("terms", "Særlige vilkår"),
                        ],
                        max_length=6,
                        verbose_name="Forløb",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="Rækkefølge")),
                ("name", models.CharField(max_length=120, verbose_name="Trin")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "Noteres"),
                            ("assessment", "Vurdering"),
                            ("experts", "Ekspertpanelets bemærkninger"),
                            ("hearing", "Høring"),
                            ("decision", "Behandles på et møde"),
                            ("onward", "Sendes videre"),
                        ],
                        default="note",
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="Hvem")),
                ("when", models.CharField(blank=True, max_length=120, verbose_name="Hvornår")),
                (
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.forum",
                        verbose_name="Forum",
                    ),
                ),
            ],
            options={
                "verbose_name": "trin i et forløb",
                "verbose_name_plural": "trin i forløb",
                "ordering": ["path", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("path", "position"),
                        name="path_step_one_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "decision"), _negated=True),
                            ("forum__isnull", False),
                            _connector="OR",
                        ),
                        name="path_step_decided_by_a_forum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureSeriesPartyOnValueCoversSourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("on", models.DateField(verbose_name="Dato")),
                ("value", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Tal")),
                (
                    "covers",
                    models.CharField(
                        choices=[
                            ("offer", "Tilbuddet"),
                            ("part", "En del af tilbuddet"),
                            ("centre", "Centret over tilbuddet"),
                        ],
                        default="offer",
                        max_length=6,
                        verbose_name="Omfatter",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="Kilde")),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        related_name="series_party_on_value_covers_source_events",
                        to="offers.figure",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="offers.series",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offers_coursepathofferstatusoutcomeevent" ("offer_id", "outcome", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."offer_id", NEW."outcome", NEW."path", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="4511eb560807a7a9293aca1d889f2de31648cb4a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7a8ac",
                    table="offers_course",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."offer_id" IS DISTINCT FROM (NEW."offer_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."path" IS DISTINCT FROM (NEW."path") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "offers_coursepathofferstatusoutcomeevent" ("offer_id", "outcome", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."offer_id", NEW."outcome", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="aa8ce17882efabcd955206a7abb884c8cf4cc662",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e80ea",
                    table="offers_course",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offercase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offers_offercasekindkeyitemstatusoutcomedecidedevent" ("decided", "item_id", "key", "kind", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."decided", NEW."item_id", NEW."key", NEW."kind", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="c69f57474e70e3edc2f02a8af4fbb697b51448e3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_55e1c",
                    table="offers_offercase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offercase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."decided" IS DISTINCT FROM (NEW."decided") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "offers_offercasekindkeyitemstatusoutcomedecidedevent" ("decided", "item_id", "key", "kind", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."decided", NEW."item_id", NEW."key", NEW."kind", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="bd9682a33c234bdb21b2365a4d588c6e8046c9dd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ed792",
                    table="offers_offercase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offers_membershipofferenteredonasnewleftonnoteevent" ("as_new", "entered_on", "left_on", "note", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."as_new", NEW."entered_on", NEW."left_on", NEW."note", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="9c2d126461e182d3b513c57aa8ac6e7a2f2a3706",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d95b2",
                    table="offers_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."as_new" IS DISTINCT FROM (NEW."as_new") OR OLD."entered_on" IS DISTINCT FROM (NEW."entered_on") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."offer_id" IS DISTINCT FROM (NEW."offer_id"))',
                    func='INSERT INTO "offers_membershipofferenteredonasnewleftonnoteevent" ("as_new", "entered_on", "left_on", "note", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."as_new", NEW."entered_on", NEW."left_on", NEW."note", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="cc1d7f64e7217eadf3119c1073a114d1f99e88ed",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1469d",
                    table="offers_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offers_figureseriespartyonvaluecoverssourceevent" ("covers", "on", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "source", "value") VALUES (NEW."covers", NEW."on", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."series_id", NEW."source", NEW."value"); RETURN NULL;',
                    hash="634649be42e5817788b375835b503ebaad821b26",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f516a",
                    table="offers_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."covers" IS DISTINCT FROM (NEW."covers") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."party_id" IS DISTINCT FROM (NEW."party_id") OR OLD."series_id" IS DISTINCT FROM (NEW."series_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."value" IS DISTINCT FROM (NEW."value"))',
                    func='INSERT INTO "offers_figureseriespartyonvaluecoverssourceevent" ("covers", "on", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "source", "value") VALUES (NEW."covers", NEW."on", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."series_id", NEW."source", NEW."value"); RETURN NULL;',
                    hash="c513709b8a569ce2c3e505a241b1a732abf0dcda",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3ccd1",
                    table="offers_figure",
                    when="AFTER",
                ),
            ),
        ),
    ]
