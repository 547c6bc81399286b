import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("to", models.EmailField(max_length=254, verbose_name="Til")),
                ("subject", models.CharField(max_length=200, verbose_name="Emne")),
                ("text", models.TextField(verbose_name="Tekst")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agenda", "Dagsorden"),
                            ("delta", "Ændring af dagsorden"),
                            ("minutes", "Referat"),
                            ("cancelled", "Aflysning"),
                            ("contribution", "Bidrag udefra"),
                            ("delivered", "Bidrag er kommet"),
                            ("invitation", "Invitation til portalen"),
                            ("role", "Ny rolle"),
                            ("reminder", "Påmindelse"),
                            ("account", "Adgang og adgangskode"),
                            ("other", "Andet"),
                        ],
                        max_length=40,
                        verbose_name="Art",
                    ),
                ),
                (
                    "personal_link",
                    models.BooleanField(
                        default=False,
                        help_text="Linket giver adgang i modtagerens navn og vises derfor ikke for andre.",
                        verbose_name="Indeholder et personligt link",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Venter"),
                            ("sending", "Sendes"),
                            ("sent", "Sendt"),
                            ("failed", "Kunne ikke sendes"),
                            ("unsure", "Måske sendt"),
                            ("held", "Gemt, ikke sendt"),
                        ],
                        db_index=True,
                        default="queued",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Forsøg")),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=300, verbose_name="Seneste fejl"),
                ),
                ("message_id", models.CharField(max_length=200, unique=True)),
                (
                    "queued_at",
                    models.DateTimeField(
                        auto_now_add=True, db_index=True, verbose_name="Lagt i kø"
                    ),
                ),
                (
                    "not_before",
                    models.DateTimeField(blank=True, null=True, verbose_name="Sendes tidligst"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="Sendt")),
                ("resends", models.PositiveSmallIntegerField(default=0, verbose_name="Sendt igen")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "ordering": ["-queued_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", False),
                            models.Q(("state", "sent"), _negated=True),
                            _connector="OR",
                        ),
                        name="mail_sent_has_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=120)),
                ("content", models.TextField()),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="mail.outgoingmail",
                    ),
                ),
            ],
            options={
                "verbose_name": "vedhæftning",
                "verbose_name_plural": "vedhæftninger",
            },
        ),
    ]
