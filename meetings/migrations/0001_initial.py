import uuid

import django.db.models.deletion
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
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordinary", "Sag"),
                            ("approve_agenda", "Godkendelse af dagsorden"),
                            ("approve_minutes", "Godkendelse af referat"),
                            ("from_committee", "Orientering fra forretningsudvalget"),
                            ("information", "Orienteringspunkter"),
                            ("theme", "Temadrøftelse"),
                            ("follow_up", "Opfølgning"),
                            ("any_other", "Eventuelt"),
                            ("next_meeting", "Næste møde"),
                        ],
                        default="ordinary",
                        max_length=20,
                        verbose_name="Type",
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("formalities", "Formalia"),
                            ("theme", "Temadrøftelse"),
                            ("decision", "Sager til behandling"),
                            ("information", "Sager til orientering"),
                            ("municipal", "Kommunale punkter"),
                            ("closing", "Afrunding"),
                            ("supplement", "Tillægsdagsorden"),
                        ],
                        default="decision",
                        max_length=12,
                        verbose_name="Afsnit",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="Rækkefølge")),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Som trykt, fx 13.1. Ligger fast efter udsendelse.",
                        max_length=12,
                        verbose_name="Nummer",
                    ),
                ),
                ("title", models.CharField(max_length=400, verbose_name="Titel")),
                (
                    "is_open",
                    models.BooleanField(
                        default=True,
                        help_text="Uafklaret, når kilden ikke siger det; så er punktet ikke offentligt.",
                        null=True,
                        verbose_name="Åbent punkt",
                    ),
                ),
                (
                    "case_number",
                    models.CharField(blank=True, max_length=20, verbose_name="Sagsnummer"),
                ),
                (
                    "concerns",
                    models.CharField(
                        choices=[
                            ("all", "Alle parter"),
                            ("municipalities", "Kommunerne"),
                            ("region", "Regionen"),
                            ("some", "Udvalgte parter"),
                        ],
                        default="all",
                        max_length=14,
                        verbose_name="Vedrører",
                    ),
                ),
                (
                    "presenter",
                    models.CharField(blank=True, max_length=200, verbose_name="Fremlægges af"),
                ),
                (
                    "planned_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Afsat tid (minutter)"
                    ),
                ),
                (
                    "lead_text",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Indledning til indstillingen"
                    ),
                ),
                (
                    "summary",
                    dasportal.documents.richtext.RichTextField(blank=True, verbose_name="Resumé"),
                ),
                (
                    "background",
                    dasportal.documents.richtext.RichTextField(blank=True, verbose_name="Baggrund"),
                ),
                (
                    "presentation",
                    dasportal.documents.richtext.RichTextField(
                        blank=True, verbose_name="Sagsfremstilling"
                    ),
                ),
                (
                    "sent",
                    models.BooleanField(default=False, verbose_name="Med i en udsendt dagsorden"),
                ),
                ("late", models.BooleanField(default=False, verbose_name="Tillægsdagsorden")),
                (
                    "late_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Grund til sen tilføjelse"
                    ),
                ),
                ("withdrawn", models.BooleanField(default=False, verbose_name="Udgået")),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="Grund"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "concerned_parties",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="accounts.party",
                        verbose_name="Udvalgte parter",
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="continued_by",
                        to="meetings.agendaitem",
                        verbose_name="Fortsætter punktet",
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="meetings.agendaitem",
                        verbose_name="Kopieret fra",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "dagsordenspunkt",
                "verbose_name_plural": "dagsordenspunkter",
                "ordering": ["meeting", "position", "created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("late", False),
                            models.Q(("late_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="item_late_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent", False),
                            models.Q(("number", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="item_sent_has_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArchiveUpload",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Filnavn")),
                ("content", models.BinaryField()),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "fil på vej ind i arkivet",
                "verbose_name_plural": "filer på vej ind i arkivet",
                "ordering": ["-uploaded_at"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    dasportal.documents.richtext.RichTextField(
                        blank=True, verbose_name="Beslutning"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approved", "Godkendt"),
                            ("approved_amended", "Godkendt med ændring"),
                            ("discussed", "Drøftet"),
                            ("noted", "Taget til efterretning"),
                            ("postponed", "Udsat"),
                            ("rejected", "Ikke godkendt"),
                            ("sent_onward", "Sendt videre"),
                        ],
                        max_length=20,
                        verbose_name="Udfald",
                    ),
                ),
                (
                    "outcome_note",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="Sendt videre til, eller med hvilken ændring",
                    ),
                ),
                (
                    "print_outcome",
                    models.BooleanField(default=False, verbose_name="Udfaldet trykkes i referatet"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decision",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "beslutning",
                "verbose_name_plural": "beslutninger",
            },
        ),
        migrations.CreateModel(
            name="DecisionItemTextOutcomeOutcomeNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "text",
                    dasportal.documents.richtext.RichTextField(
                        blank=True, verbose_name="Beslutning"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approved", "Godkendt"),
                            ("approved_amended", "Godkendt med ændring"),
                            ("discussed", "Drøftet"),
                            ("noted", "Taget til efterretning"),
                            ("postponed", "Udsat"),
                            ("rejected", "Ikke godkendt"),
                            ("sent_onward", "Sendt videre"),
                        ],
                        max_length=20,
                        verbose_name="Udfald",
                    ),
                ),
                (
                    "outcome_note",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="Sendt videre til, eller med hvilken ændring",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
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
                        related_name="item_text_outcome_outcome_note_events",
                        to="meetings.decision",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Editing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("seen_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editing",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "redigerer nu",
                "verbose_name_plural": "redigerer nu",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("item"),
                        models.F("field"),
                        models.F("person"),
                        name="editing_once_per_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.TextField(verbose_name="Hvad")),
                (
                    "owner_text",
                    models.CharField(
                        help_text="Sekretariatet, en part, en person eller en arbejdsgruppe.",
                        max_length=120,
                        verbose_name="Hvem",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="Senest")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Åben"), ("done", "Udført"), ("dropped", "Bortfaldet")],
                        default="open",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "owner_party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                    ),
                ),
                (
                    "owner_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "opfølgning",
                "verbose_name_plural": "opfølgninger",
                "ordering": [models.OrderBy(models.F("due"), nulls_last=True), "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "open"), ("closed_at__isnull", True)),
                            models.Q(
                                models.Q(("status", "open"), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_closed_has_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("what", models.TextField(verbose_name="Hvad")),
                (
                    "owner_text",
                    models.CharField(
                        help_text="Sekretariatet, en part, en person eller en arbejdsgruppe.",
                        max_length=120,
                        verbose_name="Hvem",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="Senest")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Åben"), ("done", "Udført"), ("dropped", "Bortfaldet")],
                        default="open",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "owner_party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.party",
                    ),
                ),
                (
                    "owner_person",
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
                        to="meetings.followup",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportedDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Filnavn")),
                (
                    "sha256",
                    models.CharField(max_length=64, unique=True, verbose_name="Hash af kilden"),
                ),
                ("lines", models.JSONField(verbose_name="Linjer og deres plads")),
                ("lines_read", models.PositiveIntegerField(verbose_name="Linjer læst")),
                (
                    "unplaced",
                    models.PositiveIntegerField(default=0, verbose_name="Linjer uden sikker plads"),
                ),
                ("imported_at", models.DateTimeField(auto_now_add=True, verbose_name="Læst ind")),
                (
                    "imported_by",
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
                "verbose_name": "indlæst dokument",
                "verbose_name_plural": "indlæste dokumenter",
                "ordering": ["-imported_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unplaced__lte", models.F("lines_read"))),
                        name="unplaced_are_lines_read",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemGuest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=120, verbose_name="Navn"),
                ),
                ("organisation", models.CharField(blank=True, max_length=120, verbose_name="Fra")),
                ("attended", models.BooleanField(default=True, verbose_name="Deltog")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "gæst under punktet",
                "verbose_name_plural": "gæster under punktet",
                "ordering": ["item", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=120, verbose_name="Særlig titel"),
                ),
                ("date", models.DateField(verbose_name="Dato")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="Fra")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="Til")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Sted")),
                (
                    "video_link",
                    models.URLField(blank=True, max_length=500, verbose_name="Videolink"),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("physical", "Fysisk"),
                            ("virtual", "Virtuelt"),
                            ("hybrid", "Hybrid"),
                            ("conference", "Konference"),
                        ],
                        default="physical",
                        max_length=10,
                        verbose_name="Mødeform",
                    ),
                ),
                ("guests", models.TextField(blank=True, verbose_name="Gæster ved hele mødet")),
                (
                    "case_number",
                    models.CharField(
                        blank=True,
                        help_text="Fx 2025-051554. Følger med til hvert punkt.",
                        max_length=20,
                        verbose_name="Sagsnummer",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planlagt"),
                            ("agenda_sent", "Dagsorden udsendt"),
                            ("in_session", "I gang"),
                            ("held", "Afholdt, referat skrives"),
                            ("minutes_sent", "Referatudkast udsendt"),
                            ("minutes_approved", "Referat godkendt"),
                            ("sealed", "Referat forseglet"),
                            ("cancelled", "Aflyst"),
                        ],
                        default="planned",
                        max_length=16,
                        verbose_name="Status",
                    ),
                ),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Grund til aflysning"
                    ),
                ),
                (
                    "amended_on_approval",
                    models.BooleanField(
                        default=False,
                        help_text="Referatet er godkendt med ændringer, som skal skrives ind, før det forsegles.",
                        verbose_name="Godkendt med ændringer",
                    ),
                ),
                (
                    "imported",
                    models.BooleanField(default=False, verbose_name="Læst ind fra arkivet"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Formand",
                    ),
                ),
                (
                    "current_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                        verbose_name="Punktet mødet er nået til",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="accounts.forum",
                        verbose_name="Forum",
                    ),
                ),
                (
                    "minute_taker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Referent",
                    ),
                ),
            ],
            options={
                "verbose_name": "møde",
                "verbose_name_plural": "møder",
                "ordering": ["date", "starts_at", "pk"],
                "indexes": [
                    models.Index(fields=["forum", "-date"], name="meeting_by_forum_and_date")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            ("starts_at__isnull", True),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="meeting_ends_after_start",
                        violation_error_message="Mødet skal slutte senere, end det begynder.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "cancelled"), _negated=True),
                        fields=("forum", "date", "starts_at"),
                        name="one_meeting_of_a_forum_at_a_time",
                        nulls_distinct=False,
                        violation_error_message="Der er allerede et møde i dette forum på det tidspunkt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("forum_name", models.CharField(max_length=120, verbose_name="Forum som trykt")),
                ("date", models.DateField(verbose_name="Dato som trykt")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="meetings.importeddocument",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imported_from",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "indlæst møde",
                "verbose_name_plural": "indlæste møder",
                "ordering": ["document", "date"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("document"),
                        models.F("forum_name"),
                        models.F("date"),
                        name="meeting_once_per_document",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditorNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="Rettelse")),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editor_notes",
                        to="meetings.agendaitem",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editor_notes",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "redaktionel rettelse",
                "verbose_name_plural": "redaktionelle rettelser",
                "ordering": ["meeting", "written_at"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=120, verbose_name="Navn"),
                ),
                (
                    "role",
                    models.CharField(blank=True, max_length=60, verbose_name="Rolle på mødet"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("present", "Deltager"),
                            ("absent", "Afbud"),
                            ("deputy", "Stedfortræder deltager"),
                        ],
                        default="present",
                        max_length=8,
                    ),
                ),
                (
                    "deputy_name",
                    models.CharField(blank=True, max_length=120, verbose_name="Stedfortræder"),
                ),
                (
                    "arrived_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                        verbose_name="Kom til punkt",
                    ),
                ),
                (
                    "left_before",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                        verbose_name="Gik før punkt",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.unit",
                        verbose_name="Enhed",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "deltager",
                "verbose_name_plural": "deltagere",
                "ordering": ["party__name", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "deputy"), _negated=True),
                            models.Q(("deputy_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="attendance_deputy_is_named",
                        violation_error_message="Skriv, hvem der deltager som stedfortræder.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("meeting", "person"),
                        name="attendance_once_per_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Rækkefølge"),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                ("is_closed", models.BooleanField(default=False, verbose_name="Lukket bilag")),
                ("is_published", models.BooleanField(default=True, verbose_name="Offentliggøres")),
                ("late", models.BooleanField(default=False, verbose_name="Eftersendt")),
                (
                    "with_minutes",
                    models.BooleanField(default=False, verbose_name="Føjet til referatet"),
                ),
                (
                    "sent",
                    models.BooleanField(default=False, verbose_name="Med i en udsendt dagsorden"),
                ),
                ("withdrawn", models.BooleanField(default=False, verbose_name="Trukket tilbage")),
                ("imported_text", models.TextField(blank=True, verbose_name="Tekst fra arkivet")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="meetings.agendaitem",
                        verbose_name="Punkt",
                    ),
                ),
                (
                    "minutes_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="Bilaget er et referat i portalen, uden dets egne bilag.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                        verbose_name="Er referatet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "bilag",
                "verbose_name_plural": "bilag",
                "ordering": ["item", "position", "title"],
            },
        ),
        migrations.CreateModel(
            name="AgendaVersion",
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
                ("changes", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="Udsendt")),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_versions",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "udsendt dagsorden",
                "verbose_name_plural": "udsendte dagsordener",
                "ordering": ["meeting", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("meeting"), models.F("number"), name="agenda_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItemMeetingTitleIsOpenNumberPositionSectionWithdrawnSentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("title", models.CharField(max_length=400, verbose_name="Titel")),
                (
                    "is_open",
                    models.BooleanField(
                        default=True,
                        help_text="Uafklaret, når kilden ikke siger det; så er punktet ikke offentligt.",
                        null=True,
                        verbose_name="Åbent punkt",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Som trykt, fx 13.1. Ligger fast efter udsendelse.",
                        max_length=12,
                        verbose_name="Nummer",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="Rækkefølge")),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("formalities", "Formalia"),
                            ("theme", "Temadrøftelse"),
                            ("decision", "Sager til behandling"),
                            ("information", "Sager til orientering"),
                            ("municipal", "Kommunale punkter"),
                            ("closing", "Afrunding"),
                            ("supplement", "Tillægsdagsorden"),
                        ],
                        default="decision",
                        max_length=12,
                        verbose_name="Afsnit",
                    ),
                ),
                ("withdrawn", models.BooleanField(default=False, verbose_name="Udgået")),
                (
                    "sent",
                    models.BooleanField(default=False, verbose_name="Med i en udsendt dagsorden"),
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
                        related_name="meeting_title_is_open_number_position_section_withdrawn_sent_events",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                        verbose_name="Møde",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "title",
                    models.CharField(blank=True, max_length=120, verbose_name="Særlig titel"),
                ),
                ("date", models.DateField(verbose_name="Dato")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="Fra")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="Til")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Sted")),
                (
                    "video_link",
                    models.URLField(blank=True, max_length=500, verbose_name="Videolink"),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("physical", "Fysisk"),
                            ("virtual", "Virtuelt"),
                            ("hybrid", "Hybrid"),
                            ("conference", "Konference"),
                        ],
                        default="physical",
                        max_length=10,
                        verbose_name="Mødeform",
                    ),
                ),
                ("guests", models.TextField(blank=True, verbose_name="Gæster ved hele mødet")),
                (
                    "case_number",
                    models.CharField(
                        blank=True,
                        help_text="Fx 2025-051554. Følger med til hvert punkt.",
                        max_length=20,
                        verbose_name="Sagsnummer",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planlagt"),
                            ("agenda_sent", "Dagsorden udsendt"),
                            ("in_session", "I gang"),
                            ("held", "Afholdt, referat skrives"),
                            ("minutes_sent", "Referatudkast udsendt"),
                            ("minutes_approved", "Referat godkendt"),
                            ("sealed", "Referat forseglet"),
                            ("cancelled", "Aflyst"),
                        ],
                        default="planned",
                        max_length=16,
                        verbose_name="Status",
                    ),
                ),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Grund til aflysning"
                    ),
                ),
                (
                    "amended_on_approval",
                    models.BooleanField(
                        default=False,
                        help_text="Referatet er godkendt med ændringer, som skal skrives ind, før det forsegles.",
                        verbose_name="Godkendt med ændringer",
                    ),
                ),
                (
                    "imported",
                    models.BooleanField(default=False, verbose_name="Læst ind fra arkivet"),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Formand",
                    ),
                ),
                (
                    "current_item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
                        verbose_name="Punktet mødet er nået til",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.forum",
                        verbose_name="Forum",
                    ),
                ),
                (
                    "minute_taker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Referent",
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
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("draft", "Udkast"),
                            ("approved", "Godkendt"),
                            ("corrected", "Godkendt, med rettelse"),
                        ],
                        max_length=10,
                    ),
                ),
                ("snapshot", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Hvorfor en ny version"
                    ),
                ),
                (
                    "record_entry",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="Nummer i det forseglede arkiv"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes_versions",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "referatversion",
                "verbose_name_plural": "referatversioner",
                "ordering": ["meeting", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("meeting"), models.F("number"), name="minutes_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("record_entry__isnull", True), ("file__isnull", False), _connector="OR"
                        ),
                        name="sealed_minutes_have_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingDocument",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agenda", "Dagsorden"),
                            ("minutes", "Referat"),
                            ("delta", "Ændringer til dagsordenen"),
                            ("item", "Enkelt punkt"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("forum", "Forummet, med lukkede punkter"),
                            ("open", "Uden lukkede punkter"),
                            ("public", "Offentligheden"),
                        ],
                        default="forum",
                        max_length=6,
                    ),
                ),
                ("with_attachments", models.BooleanField(default=True, verbose_name="Med bilag")),
                (
                    "agenda_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="meetings.agendaversion",
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
                        verbose_name="Fil",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="meetings.minutesversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "mødedokument",
                "verbose_name_plural": "mødedokumenter",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("file__isnull", False),
                            models.Q(("state", "done"), _negated=True),
                            _connector="OR",
                        ),
                        name="meetings_meetingdocument_done_has_file",
                    ),
                    models.UniqueConstraint(
                        fields=(
                            "meeting",
                            "kind",
                            "audience",
                            "with_attachments",
                            "agenda_version",
                            "minutes_version",
                            "item",
                            "content_key",
                        ),
                        name="same_document_made_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[("for", "For"), ("reservation", "Forbehold"), ("against", "Imod")],
                        max_length=12,
                        verbose_name="Holdning",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="Begrundelse")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="meetings.decision",
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
            ],
            options={
                "verbose_name": "afvigende holdning",
                "verbose_name_plural": "afvigende holdninger",
                "ordering": ["decision", "party__name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("decision"), models.F("party"), name="one_position_per_party"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="Indstilling")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("approves", "godkender"),
                            ("discusses", "drøfter"),
                            ("takes_note", "tager til efterretning"),
                            ("decides", "beslutter"),
                            ("recommends_onward", "anbefaler over for KKR"),
                            ("takes_position", "tager stilling til"),
                            ("other", "andet"),
                        ],
                        default="other",
                        max_length=18,
                        verbose_name="Verbum",
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=20, verbose_name="Udfald")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "indstilling",
                "verbose_name_plural": "indstillinger",
                "ordering": ["item", "position"],
            },
        ),
        migrations.CreateModel(
            name="StandingItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="Type")),
                ("section", models.CharField(max_length=12, verbose_name="Afsnit")),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                (
                    "recommendation",
                    models.CharField(blank=True, max_length=300, verbose_name="Indstilling"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="Fast tekst")),
                ("position", models.PositiveSmallIntegerField(verbose_name="Rækkefølge")),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_items",
                        to="accounts.forum",
                        verbose_name="Forum",
                    ),
                ),
            ],
            options={
                "verbose_name": "fast punkt",
                "verbose_name_plural": "faste punkter",
                "ordering": ["forum", "position"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        help_text="Fx Forretningsudvalget.", max_length=120, verbose_name="Hvem"
                    ),
                ),
                ("text", dasportal.documents.richtext.RichTextField(verbose_name="Udtalelse")),
                (
                    "source_label",
                    models.CharField(blank=True, max_length=200, verbose_name="Kilde som tekst"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                        verbose_name="Kilde",
                    ),
                ),
            ],
            options={
                "verbose_name": "udtalelse",
                "verbose_name_plural": "udtalelser",
                "ordering": ["item", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TextRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField(auto_now_add=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="meetings.agendaitem",
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
                "verbose_name": "tekstversion",
                "verbose_name_plural": "tekstversioner",
                "ordering": ["item", "field", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("item"),
                        models.F("field"),
                        models.F("number"),
                        name="one_revision_per_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AttachmentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="meetings.attachment",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachment_versions",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "bilagsversion",
                "verbose_name_plural": "bilagsversioner",
                "ordering": ["attachment", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("attachment"), models.F("number"), name="attachment_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Navn")),
                ("email", models.EmailField(max_length=254, verbose_name="E-mail")),
                ("message", models.TextField(verbose_name="Hvad vi beder om")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField(verbose_name="Linket virker til")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Trukket tilbage"),
                ),
                (
                    "text",
                    dasportal.documents.richtext.RichTextField(blank=True, verbose_name="Tekst"),
                ),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Modtaget"),
                ),
                (
                    "taken_in_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Taget ind"),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "taken_in_by",
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
                "verbose_name": "bidrag udefra",
                "verbose_name_plural": "bidrag udefra",
                "ordering": ["-asked_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_in_at__isnull", True), ("taken_in_by__isnull", True)),
                            models.Q(
                                ("taken_in_at__isnull", False), ("taken_in_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="contribution_taken_in_at_and_by",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="approves_minutes_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="approval_items",
                to="meetings.meeting",
                verbose_name="Referatet, der godkendes",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="meetings.meeting",
                verbose_name="Møde",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_decisionitemtextoutcomeoutcomenoteevent" ("item_id", "outcome", "outcome_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."item_id", NEW."outcome", NEW."outcome_note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="ed5f09ab785c0be9e99dde61cd3141e14ff9b41e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61695",
                    table="meetings_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."outcome_note" IS DISTINCT FROM (NEW."outcome_note") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "meetings_decisionitemtextoutcomeoutcomenoteevent" ("item_id", "outcome", "outcome_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."item_id", NEW."outcome", NEW."outcome_note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="c1edb9e0a66cdcfa0fe1e3fad0335fc0892d7e3b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b789",
                    table="meetings_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_followupevent" ("closed_at", "created_at", "due", "id", "item_id", "note", "owner_party_id", "owner_person_id", "owner_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "what") VALUES (NEW."closed_at", NEW."created_at", NEW."due", NEW."id", NEW."item_id", NEW."note", NEW."owner_party_id", NEW."owner_person_id", NEW."owner_text", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."what"); RETURN NULL;',
                    hash="3414e3d9f588790be977d5e3c94d200040127a16",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_393ad",
                    table="meetings_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_followupevent" ("closed_at", "created_at", "due", "id", "item_id", "note", "owner_party_id", "owner_person_id", "owner_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "what") VALUES (NEW."closed_at", NEW."created_at", NEW."due", NEW."id", NEW."item_id", NEW."note", NEW."owner_party_id", NEW."owner_person_id", NEW."owner_text", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."what"); RETURN NULL;',
                    hash="0e98718b111f2d1e348bd60a7e4e67e25456565d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d9125",
                    table="meetings_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingevent" ("amended_on_approval", "cancel_reason", "case_number", "chair_id", "current_item_id", "date", "ends_at", "format", "forum_id", "guests", "id", "imported", "minute_taker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_at", "status", "title", "video_link") VALUES (NEW."amended_on_approval", NEW."cancel_reason", NEW."case_number", NEW."chair_id", NEW."current_item_id", NEW."date", NEW."ends_at", NEW."format", NEW."forum_id", NEW."guests", NEW."id", NEW."imported", NEW."minute_taker_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."starts_at", NEW."status", NEW."title", NEW."video_link"); RETURN NULL;',
                    hash="61c19a85ec4a10917f3e1e4539abda871eaa07ad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61d9e",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."amended_on_approval" IS DISTINCT FROM (NEW."amended_on_approval") OR OLD."cancel_reason" IS DISTINCT FROM (NEW."cancel_reason") OR OLD."case_number" IS DISTINCT FROM (NEW."case_number") OR OLD."chair_id" IS DISTINCT FROM (NEW."chair_id") OR OLD."current_item_id" IS DISTINCT FROM (NEW."current_item_id") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."forum_id" IS DISTINCT FROM (NEW."forum_id") OR OLD."guests" IS DISTINCT FROM (NEW."guests") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."imported" IS DISTINCT FROM (NEW."imported") OR OLD."minute_taker_id" IS DISTINCT FROM (NEW."minute_taker_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."video_link" IS DISTINCT FROM (NEW."video_link"))',
                    func='INSERT INTO "meetings_meetingevent" ("amended_on_approval", "cancel_reason", "case_number", "chair_id", "current_item_id", "date", "ends_at", "format", "forum_id", "guests", "id", "imported", "minute_taker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_at", "status", "title", "video_link") VALUES (NEW."amended_on_approval", NEW."cancel_reason", NEW."case_number", NEW."chair_id", NEW."current_item_id", NEW."date", NEW."ends_at", NEW."format", NEW."forum_id", NEW."guests", NEW."id", NEW."imported", NEW."minute_taker_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."starts_at", NEW."status", NEW."title", NEW."video_link"); RETURN NULL;',
                    hash="a378a05ad27bcaf3e55a330335bff97c1dfee8b4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_495b8",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="agendaitem",
            index=models.Index(fields=["meeting", "position"], name="item_by_meeting"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approves_minutes_of__isnull", True),
                    ("kind", "approve_minutes"),
                    _connector="OR",
                ),
                name="only_approval_items_approve",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent", True)),
                fields=("meeting", "number"),
                name="printed_number_once_per_meeting",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_agendaitemmeetingtitleisopennumberpositionsectionwad85" ("is_open", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "sent", "title", "withdrawn") VALUES (NEW."is_open", NEW."meeting_id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."section", NEW."sent", NEW."title", NEW."withdrawn"); RETURN NULL;',
                    hash="b8adab9bb3efebdef17aa42feadd452d19d8d46e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f98e2",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."is_open" IS DISTINCT FROM (NEW."is_open") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."section" IS DISTINCT FROM (NEW."section") OR OLD."sent" IS DISTINCT FROM (NEW."sent") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."withdrawn" IS DISTINCT FROM (NEW."withdrawn"))',
                    func='INSERT INTO "meetings_agendaitemmeetingtitleisopennumberpositionsectionwad85" ("is_open", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "sent", "title", "withdrawn") VALUES (NEW."is_open", NEW."meeting_id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."section", NEW."sent", NEW."title", NEW."withdrawn"); RETURN NULL;',
                    hash="49c9486c75be2c20382d7eb279ac3ee6accd737b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca6ee",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
    ]
