import uuid

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import dasportal.documents.richtext


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_reference"),
        ("accounts", "__first__"),
        ("documents", "0002_record_guards"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Network",
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
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="Hvem og hvorfor"),
                ),
            ],
            options={
                "verbose_name": "netværk",
                "verbose_name_plural": "netværk",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(default="hearing", max_length=40, verbose_name="Art")),
                ("about", models.CharField(blank=True, max_length=120)),
                (
                    "title",
                    models.CharField(db_collation="da-x-icu", max_length=200, verbose_name="Titel"),
                ),
                (
                    "intro",
                    dasportal.documents.richtext.RichTextField(
                        blank=True, verbose_name="Hvad der spørges om, og hvorfor"
                    ),
                ),
                ("opens_on", models.DateField(blank=True, null=True, verbose_name="Åbner")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="Svarfrist")),
                (
                    "accepts_late",
                    models.BooleanField(
                        default=True, verbose_name="Tag imod svar efter fristen, og mærk dem"
                    ),
                ),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False,
                        verbose_name="Vis alles svar for dem, der er spurgt, når der er lukket",
                    ),
                ),
                (
                    "is_confidential",
                    models.BooleanField(default=False, verbose_name="Skriv ikke titlen i mails"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("scheduled", "Åbner senere"),
                            ("open", "Åben"),
                            ("closed", "Lukket"),
                            ("compiled", "Opgjort"),
                            ("cancelled", "Trukket tilbage"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "reminders",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Påmindelser sendt"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="Sendt")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="Åbnet")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Lukket")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="Grund"),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Kontakt",
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="enquiries.enquiry",
                        verbose_name="Kopieret fra",
                    ),
                ),
                (
                    "sent_by",
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
                "verbose_name": "høring",
                "verbose_name_plural": "høringer",
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="enquiry_closes_after_opening",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "cancelled"]),
                            models.Q(("closes_on__isnull", False), ("opens_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="enquiry_sent_has_window",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="enquiry_sent_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["open", "closed", "compiled"]), _negated=True),
                            ("opened_at__isnull", False),
                            _connector="OR",
                        ),
                        name="enquiry_open_was_opened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "cancelled"), _negated=True),
                            models.Q(("cancel_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="enquiry_cancelled_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Compilation",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="Udgave")),
                ("snapshot", models.JSONField()),
                ("destination", models.CharField(blank=True, max_length=40)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("is_closed", models.BooleanField(default=False, verbose_name="Lukket bilag")),
                (
                    "with_workbook",
                    models.BooleanField(default=False, verbose_name="Læg også regnearket"),
                ),
                ("placed_at", models.DateTimeField(blank=True, null=True, verbose_name="Lagt")),
                ("placed_label", models.CharField(blank=True, max_length=300)),
                ("placed_url", models.CharField(blank=True, max_length=300)),
                ("problem", models.CharField(blank=True, max_length=300)),
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
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workbook",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="Regneark",
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="compilations",
                        to="enquiries.enquiry",
                    ),
                ),
            ],
            options={
                "verbose_name": "opgørelse",
                "verbose_name_plural": "opgørelser",
                "ordering": ["enquiry", "number"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("file__isnull", False),
                            models.Q(("state", "done"), _negated=True),
                            _connector="OR",
                        ),
                        name="enquiries_compilation_done_has_file",
                    ),
                    models.UniqueConstraint(
                        models.F("enquiry"), models.F("number"), name="compilation_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnquiryFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
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
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="enquiries.enquiry",
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
            ],
            options={
                "verbose_name": "vedlagt fil",
                "verbose_name_plural": "vedlagte filer",
                "ordering": ["enquiry", "added_at", "title"],
            },
        ),
        migrations.CreateModel(
            name="EnquiryTitleStatusOpensOnClosesOnKindEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "title",
                    models.CharField(db_collation="da-x-icu", max_length=200, verbose_name="Titel"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("scheduled", "Åbner senere"),
                            ("open", "Åben"),
                            ("closed", "Lukket"),
                            ("compiled", "Opgjort"),
                            ("cancelled", "Trukket tilbage"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("opens_on", models.DateField(blank=True, null=True, verbose_name="Åbner")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="Svarfrist")),
                ("kind", models.CharField(default="hearing", max_length=40, verbose_name="Art")),
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
                        related_name="title_status_opens_on_closes_on_kind_events",
                        to="enquiries.enquiry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NetworkMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="enquiries.network",
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
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    ),
                ),
            ],
            options={
                "verbose_name": "medlem af netværk",
                "verbose_name_plural": "medlemmer af netværk",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party__isnull", False), ("person__isnull", True)),
                            models.Q(
                                ("party__isnull", True),
                                ("person__isnull", False),
                                ("unit__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="network_member_is_party_or_person",
                    ),
                    models.UniqueConstraint(
                        fields=("network", "party", "unit", "person"),
                        name="network_member_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Kort tekst"),
                            ("long_text", "Lang tekst"),
                            ("choice", "Ét valg"),
                            ("choices", "Flere valg"),
                            ("number", "Tal"),
                            ("table", "Tabel"),
                            ("file", "Filer"),
                            ("heading", "Overskrift"),
                        ],
                        max_length=10,
                        verbose_name="Slags",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="Spørgsmål")),
                ("help", models.TextField(blank=True, max_length=1000, verbose_name="Vejledning")),
                ("required", models.BooleanField(default=True, verbose_name="Skal besvares")),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Ingen enhed"),
                            ("kr.", "kr."),
                            ("%", "pct."),
                            ("pladser", "pladser"),
                            ("personer", "personer"),
                            ("årsværk", "årsværk"),
                            ("timer", "timer"),
                        ],
                        max_length=10,
                        verbose_name="Enhed",
                    ),
                ),
                (
                    "decimals",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="Højst så mange decimaler"
                    ),
                ),
                ("options", models.JSONField(blank=True, default=list)),
                ("columns", models.JSONField(blank=True, default=list)),
                ("rows", models.JSONField(blank=True, default=list)),
                (
                    "free_rows",
                    models.PositiveSmallIntegerField(default=3, verbose_name="Tomme rækker"),
                ),
                (
                    "shows_previous",
                    models.BooleanField(default=True, verbose_name="Vis sidste års svar"),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="enquiries.enquiry",
                    ),
                ),
            ],
            options={
                "verbose_name": "spørgsmål",
                "verbose_name_plural": "spørgsmål",
                "ordering": ["enquiry", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("enquiry"), models.F("key"), name="question_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Ikke begyndt"),
                            ("draft", "Kladde"),
                            ("submitted", "Afleveret"),
                            ("returned", "Spurgt igen"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Egen frist")),
                ("late", models.BooleanField(default=False, verbose_name="Efter fristen")),
                (
                    "on_behalf",
                    models.BooleanField(default=False, verbose_name="Skrevet af sekretariatet"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Afleveret"),
                ),
                (
                    "return_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="Hvorfor der spørges igen"
                    ),
                ),
                (
                    "times_returned",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Gange spurgt igen"),
                ),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="Mindet")),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="enquiries.enquiry",
                        verbose_name="Høring",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Samler svaret",
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Person",
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
            ],
            options={
                "verbose_name": "svar",
                "verbose_name_plural": "svar",
                "ordering": ["enquiry", "party__name", "unit__name", "person__name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party__isnull", False), ("person__isnull", True)),
                            models.Q(
                                ("party__isnull", True),
                                ("person__isnull", False),
                                ("unit__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="response_is_of_party_or_person",
                    ),
                    models.UniqueConstraint(
                        fields=("enquiry", "party", "unit", "person"),
                        name="asked_once_per_enquiry",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["submitted", "returned"]), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="response_submitted_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "returned"), _negated=True),
                            models.Q(
                                models.Q(("return_reason", ""), _negated=True),
                                ("due_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="response_returned_has_reason_and_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=120, verbose_name="Navn"),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="E-mail")),
                ("message", models.CharField(blank=True, max_length=500, verbose_name="Besked")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Senest")),
                ("token_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("values", models.JSONField(blank=True, default=dict)),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Modtaget"),
                ),
                (
                    "taken_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Svaret er afleveret"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Trukket tilbage"),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "questions",
                    models.ManyToManyField(
                        related_name="+", to="enquiries.question", verbose_name="Spørgsmål"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="enquiries.response",
                    ),
                ),
            ],
            options={
                "verbose_name": "bidrag fra en kollega",
                "verbose_name_plural": "bidrag fra kolleger",
                "ordering": ["asked_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            ("token_hash__isnull", False),
                            _connector="OR",
                        ),
                        name="part_answer_has_a_way_in",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("named_at", models.DateTimeField(auto_now_add=True)),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delegates",
                        to="enquiries.response",
                    ),
                ),
            ],
            options={
                "verbose_name": "udpeget til at svare",
                "verbose_name_plural": "udpegede til at svare",
                "ordering": ["named_at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("response"), models.F("person"), name="named_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("submitted", models.BooleanField(default=False, verbose_name="Afleveret")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enquiries.question",
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="enquiries.response",
                    ),
                ),
            ],
            options={
                "verbose_name": "fil i et svar",
                "verbose_name_plural": "filer i svar",
                "ordering": ["added_at", "pk"],
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
                ("value", models.JSONField(default=str)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="enquiries.question",
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="enquiries.response",
                    ),
                ),
            ],
            options={
                "verbose_name": "delsvar",
                "verbose_name_plural": "delsvar",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("response"), models.F("question"), name="answered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ResponseEnquiryStatusLeadDueOnLateOnBehalfEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Ikke begyndt"),
                            ("draft", "Kladde"),
                            ("submitted", "Afleveret"),
                            ("returned", "Spurgt igen"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="Status",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Egen frist")),
                ("late", models.BooleanField(default=False, verbose_name="Efter fristen")),
                (
                    "on_behalf",
                    models.BooleanField(default=False, verbose_name="Skrevet af sekretariatet"),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="enquiries.enquiry",
                        verbose_name="Høring",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Samler svaret",
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
                        related_name="enquiry_status_lead_due_on_late_on_behalf_events",
                        to="enquiries.response",
                    ),
                ),
            ],
            options={
                "abstract": False,
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
                ("number", models.PositiveSmallIntegerField()),
                ("answers", models.JSONField()),
                ("submitted_at", models.DateTimeField(verbose_name="Afleveret")),
                ("late", models.BooleanField(default=False, verbose_name="Efter fristen")),
                (
                    "on_behalf",
                    models.BooleanField(default=False, verbose_name="Skrevet af sekretariatet"),
                ),
                (
                    "received_from",
                    models.CharField(blank=True, max_length=200, verbose_name="Modtaget fra"),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
                        to="enquiries.response",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "aflevering",
                "verbose_name_plural": "afleveringer",
                "ordering": ["response", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("response"), models.F("number"), name="submission_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_behalf", False),
                            models.Q(("received_from", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="on_behalf_says_of_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("value", models.JSONField(default=str)),
                ("saved_at", models.DateTimeField()),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="enquiries.answer",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "svarversion",
                "verbose_name_plural": "svarversioner",
                "ordering": ["answer", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("answer"), models.F("number"), name="answer_revision_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "enquiries_enquirytitlestatusopensonclosesonkindevent" ("closes_on", "kind", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "title") VALUES (NEW."closes_on", NEW."kind", NEW."opens_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."title"); RETURN NULL;',
                    hash="c35b6fd374ad26155fd30f7969b5e34c93b37eb4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_03973",
                    table="enquiries_enquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closes_on" IS DISTINCT FROM (NEW."closes_on") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."opens_on" IS DISTINCT FROM (NEW."opens_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "enquiries_enquirytitlestatusopensonclosesonkindevent" ("closes_on", "kind", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "title") VALUES (NEW."closes_on", NEW."kind", NEW."opens_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."title"); RETURN NULL;',
                    hash="2eb454d4905bde97d790d1731f67c45558834d66",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1f31",
                    table="enquiries_enquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="response",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "enquiries_responseenquirystatusleaddueonlateonbehalfevent" ("due_on", "enquiry_id", "late", "lead_id", "on_behalf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."due_on", NEW."enquiry_id", NEW."late", NEW."lead_id", NEW."on_behalf", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="3295dc22043fb426e835060b5691372dc60f98bb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b249b",
                    table="enquiries_response",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="response",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."enquiry_id" IS DISTINCT FROM (NEW."enquiry_id") OR OLD."late" IS DISTINCT FROM (NEW."late") OR OLD."lead_id" IS DISTINCT FROM (NEW."lead_id") OR OLD."on_behalf" IS DISTINCT FROM (NEW."on_behalf") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "enquiries_responseenquirystatusleaddueonlateonbehalfevent" ("due_on", "enquiry_id", "late", "lead_id", "on_behalf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."due_on", NEW."enquiry_id", NEW."late", NEW."lead_id", NEW."on_behalf", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                    hash="66caffbb0925d5e3ffaa26fa519426461b51053c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6af5",
                    table="enquiries_response",
                    when="AFTER",
                ),
            ),
        ),
    ]
