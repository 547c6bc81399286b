import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        # Exclusion over ranges, trigrams, folding of accents: kept at the top when regenerated.
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="E-mail")),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=120, verbose_name="Navn"),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="Stilling")),
                ("is_active", models.BooleanField(default=True, verbose_name="Kan logge ind")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "personer",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=4, unique=True, verbose_name="Kode")),
                (
                    "name",
                    models.CharField(
                        db_collation="da-x-icu", max_length=80, unique=True, verbose_name="Navn"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Kommune"),
                            ("region", "Region"),
                            ("other", "Deler kun udgifter"),
                        ],
                        max_length=12,
                        verbose_name="Art",
                    ),
                ),
                (
                    "also_known_as",
                    models.JSONField(
                        blank=True, default=list, verbose_name="Andre navne i materialet"
                    ),
                ),
            ],
            options={
                "verbose_name": "part",
                "verbose_name_plural": "parter",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Forum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="Kortnavn i adresser")),
                (
                    "name",
                    models.CharField(
                        db_collation="da-x-icu", max_length=120, verbose_name="Fulde navn"
                    ),
                ),
                (
                    "short_name",
                    models.CharField(
                        db_collation="da-x-icu", max_length=40, verbose_name="Kort navn"
                    ),
                ),
                (
                    "lead_text",
                    models.CharField(
                        help_text="Står før listen af indstillinger, fx »Det indstilles, at Den Administrative Styregruppe«.",
                        max_length=200,
                        verbose_name="Indledning til indstillinger",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Rækkefølge"),
                ),
                (
                    "recommends_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="recommended_by",
                        to="accounts.forum",
                        verbose_name="Indstiller til",
                    ),
                ),
            ],
            options={
                "verbose_name": "forum",
                "verbose_name_plural": "fora",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(db_collation="da-x-icu", max_length=80, verbose_name="Navn"),
                ),
                (
                    "short_name",
                    models.CharField(blank=True, max_length=12, verbose_name="Kort navn"),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="accounts.party",
                        verbose_name="Part",
                    ),
                ),
            ],
            options={
                "verbose_name": "enhed",
                "verbose_name_plural": "enheder",
                "ordering": ["party__name", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("party"), models.F("name"), name="unit_once_per_party"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
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
                            ("secretariat", "Sekretariat"),
                            ("member", "Medlem"),
                            ("deputy", "Stedfortræder"),
                            ("chair", "Formand"),
                            ("tariff_reporter", "Takstindberetter"),
                            ("offer_reporter", "Driftsherre-indberetter"),
                            ("expert", "Ekspertpanel"),
                            ("reader", "Læser"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=16,
                        verbose_name="Rolle",
                    ),
                ),
                (
                    "start",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="Fra"),
                ),
                ("end", models.DateField(blank=True, null=True, verbose_name="Til og med")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="Afsluttet")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("invited", "Inviteret"),
                            ("claim", "Fra organisationens login"),
                            ("demo", "Demo"),
                        ],
                        default="invited",
                        max_length=8,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="accounts.forum",
                        verbose_name="Forum",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="accounts.party",
                        verbose_name="Part",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
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
                        related_name="roles",
                        to="accounts.unit",
                        verbose_name="Enhed",
                    ),
                ),
            ],
            options={
                "verbose_name": "rolle",
                "verbose_name_plural": "roller",
                "ordering": ["person__name", "kind", "start"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"
                        ),
                        name="role_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="role_ended_at_and_by",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        expressions=[
                            ("person", "="),
                            ("kind", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "party", models.Value(0)
                                ),
                                "=",
                            ),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "unit", models.Value(0)
                                ),
                                "=",
                            ),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "forum", models.Value(0)
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    models.F("start"),
                                    models.F("end"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="role_held_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Sendt"),
                            ("accepted", "Taget imod"),
                            ("revoked", "Trukket tilbage"),
                            ("expired", "Udløbet"),
                        ],
                        default="sent",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Sendt"),
                ),
                (
                    "times_sent",
                    models.PositiveSmallIntegerField(default=1, verbose_name="Gange sendt"),
                ),
                ("expires_at", models.DateTimeField(verbose_name="Udløber")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Taget imod"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Person",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Sendt af",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="accounts.role",
                        verbose_name="Rolle",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitationer",
                "ordering": ["-sent_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "sent")),
                        fields=("person",),
                        name="one_open_invitation_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", False), ("state", "accepted")),
                            models.Q(
                                ("accepted_at__isnull", True),
                                models.Q(("state", "accepted"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_accepted_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Sendt"),
                            ("accepted", "Taget imod"),
                            ("revoked", "Trukket tilbage"),
                            ("expired", "Udløbet"),
                        ],
                        default="sent",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Sendt"),
                ),
                (
                    "times_sent",
                    models.PositiveSmallIntegerField(default=1, verbose_name="Gange sendt"),
                ),
                ("expires_at", models.DateTimeField(verbose_name="Udløber")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Taget imod"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Person",
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
                        to="accounts.invitation",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Sendt af",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.role",
                        verbose_name="Rolle",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("secretariat", "Sekretariat"),
                            ("member", "Medlem"),
                            ("deputy", "Stedfortræder"),
                            ("chair", "Formand"),
                            ("tariff_reporter", "Takstindberetter"),
                            ("offer_reporter", "Driftsherre-indberetter"),
                            ("expert", "Ekspertpanel"),
                            ("reader", "Læser"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=16,
                        verbose_name="Rolle",
                    ),
                ),
                (
                    "start",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="Fra"),
                ),
                ("end", models.DateField(blank=True, null=True, verbose_name="Til og med")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="Afsluttet")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("invited", "Inviteret"),
                            ("claim", "Fra organisationens login"),
                            ("demo", "Demo"),
                        ],
                        default="invited",
                        max_length=8,
                    ),
                ),
                (
                    "ended_by",
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
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.forum",
                        verbose_name="Forum",
                    ),
                ),
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Person",
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
                        to="accounts.role",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.unit",
                        verbose_name="Enhed",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_invitationevent" ("accepted_at", "expires_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "sent_at", "sent_by_id", "state", "times_sent") VALUES (NEW."accepted_at", NEW."expires_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role_id", NEW."sent_at", NEW."sent_by_id", NEW."state", NEW."times_sent"); RETURN NULL;',
                    hash="6ebeb6c4e7d49f47e43ff5b75bd7e626506d7379",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8c354",
                    table="accounts_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."role_id" IS DISTINCT FROM (NEW."role_id") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."sent_by_id" IS DISTINCT FROM (NEW."sent_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."times_sent" IS DISTINCT FROM (NEW."times_sent"))',
                    func='INSERT INTO "accounts_invitationevent" ("accepted_at", "expires_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "sent_at", "sent_by_id", "state", "times_sent") VALUES (NEW."accepted_at", NEW."expires_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role_id", NEW."sent_at", NEW."sent_by_id", NEW."state", NEW."times_sent"); RETURN NULL;',
                    hash="6774adcd2e3185f4200746fc12bfc509ae624c1e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4e12d",
                    table="accounts_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="role",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_roleevent" ("end", "ended_at", "ended_by_id", "forum_id", "id", "kind", "party_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "start", "unit_id") VALUES (NEW."end", NEW."ended_at", NEW."ended_by_id", NEW."forum_id", NEW."id", NEW."kind", NEW."party_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."start", NEW."unit_id"); RETURN NULL;',
                    hash="10f8a74bdd0014d9ea564818269d5051b69c1f34",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d9a3a",
                    table="accounts_role",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="role",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_roleevent" ("end", "ended_at", "ended_by_id", "forum_id", "id", "kind", "party_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "start", "unit_id") VALUES (NEW."end", NEW."ended_at", NEW."ended_by_id", NEW."forum_id", NEW."id", NEW."kind", NEW."party_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."start", NEW."unit_id"); RETURN NULL;',
                    hash="045d1562925488110019464b8632c6739b6dc167",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_023a0",
                    table="accounts_role",
                    when="AFTER",
                ),
            ),
        ),
    ]
