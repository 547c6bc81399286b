"""Agenda items: what is put before a meeting."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import DANISH, Party
from dasportal.documents.richtext import RichTextField

from .meetings import Meeting

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class ItemKind(models.TextChoices):
    """What hangs on a standing item hangs on this, never on its number."""

    ORDINARY = "ordinary", "Sag"
    APPROVE_AGENDA = "approve_agenda", "Godkendelse af dagsorden"
    APPROVE_MINUTES = "approve_minutes", "Godkendelse af referat"
    FROM_COMMITTEE = "from_committee", "Orientering fra forretningsudvalget"
    INFORMATION = "information", "Orienteringspunkter"
    THEME = "theme", "Temadrøftelse"
    FOLLOW_UP = "follow_up", "Opfølgning"
    ANY_OTHER = "any_other", "Eventuelt"
    NEXT_MEETING = "next_meeting", "Næste møde"


class Section(models.TextChoices):
    FORMALITIES = "formalities", "Formalia"
    THEME = "theme", "Temadrøftelse"
    DECISION = "decision", "Sager til behandling"
    INFORMATION = "information", "Sager til orientering"
    MUNICIPAL = "municipal", "Kommunale punkter"
    CLOSING = "closing", "Afrunding"
    SUPPLEMENT = "supplement", "Tillægsdagsorden"


class Concerns(models.TextChoices):
    ALL = "all", "Alle parter"
    MUNICIPALITIES = "municipalities", "Kommunerne"
    REGION = "region", "Regionen"
    SOME = "some", "Udvalgte parter"


class ItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, person: Person) -> ItemQuerySet:
        """Items the person may read as they stand now.

        The secretariat sees all. Others see what has been sent in a meeting of their forum;
        closed items only those who sit in the forum (member, deputy, chair).
        """
        if person.is_of_secretariat():
            return self
        forums = person.forum_ids()
        own_forums = person.sitting_forum_ids()
        # A sub-item of a closed item is as closed as the item it stands under.
        is_open = Q(is_open=True) & (Q(parent__isnull=True) | Q(parent__is_open=True))
        return self.filter(sent=True).filter(
            Q(meeting__forum__in=own_forums) | Q(meeting__forum__in=forums) & is_open
        )

    def in_order(self) -> ItemQuerySet:
        """Top-level items in agenda order; sub-items come by `item.children`."""
        return self.filter(parent__isnull=True).order_by("position", "pk")

    def live(self) -> ItemQuerySet:
        return self.filter(withdrawn=False)


@pghistory.track(
    fields=["meeting", "title", "is_open", "number", "position", "section", "withdrawn", "sent"]
)
class AgendaItem(models.Model):
    """One item (dagsordenspunkt). Sub-items such as 13.1 have a parent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name="Møde")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    kind = models.CharField("Type", max_length=20, choices=ItemKind, default=ItemKind.ORDINARY)
    section = models.CharField("Afsnit", max_length=12, choices=Section, default=Section.DECISION)
    position = models.PositiveIntegerField("Rækkefølge", default=0)
    number = models.CharField(
        "Nummer",
        max_length=12,
        blank=True,
        help_text="Som trykt, fx 13.1. Ligger fast efter udsendelse.",
    )
    title = models.CharField("Titel", max_length=400)
    is_open = models.BooleanField(
        "Åbent punkt",
        null=True,
        default=True,
        help_text="Uafklaret, når kilden ikke siger det; så er punktet ikke offentligt.",
    )
    case_number = models.CharField("Sagsnummer", max_length=20, blank=True)
    concerns = models.CharField("Vedrører", max_length=14, choices=Concerns, default=Concerns.ALL)
    concerned_parties = models.ManyToManyField(
        Party, blank=True, related_name="+", verbose_name="Udvalgte parter"
    )
    presenter = models.CharField("Fremlægges af", max_length=200, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(
        "Afsat tid (minutter)", null=True, blank=True
    )
    lead_text = models.CharField("Indledning til indstillingen", max_length=300, blank=True)
    summary = RichTextField("Resumé", blank=True)
    background = RichTextField("Baggrund", blank=True)
    presentation = RichTextField("Sagsfremstilling", blank=True)

    sent = models.BooleanField("Med i en udsendt dagsorden", default=False)
    late = models.BooleanField("Tillægsdagsorden", default=False)
    late_reason = models.CharField("Grund til sen tilføjelse", max_length=300, blank=True)
    withdrawn = models.BooleanField("Udgået", default=False)
    withdrawn_reason = models.CharField("Grund", max_length=300, blank=True)

    continues = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True,
        related_name="continued_by", verbose_name="Fortsætter punktet",
    )  # fmt: skip
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True,
        related_name="copies", verbose_name="Kopieret fra",
    )  # fmt: skip
    approves_minutes_of = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True,
        related_name="approval_items", verbose_name="Referatet, der godkendes",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "dagsordenspunkt"
        verbose_name_plural = "dagsordenspunkter"
        ordering = ["meeting", "position", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(late=False) | ~Q(late_reason=""), name="item_late_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(sent=False) | ~Q(number=""), name="item_sent_has_number"
            ),
            models.CheckConstraint(
                condition=Q(approves_minutes_of__isnull=True) | Q(kind="approve_minutes"),
                name="only_approval_items_approve",
            ),
            models.UniqueConstraint(
                fields=["meeting", "number"],
                condition=Q(sent=True),
                name="printed_number_once_per_meeting",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "position"], name="item_by_meeting")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("meetings:item", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        """Closed, or not said to be open: either way nothing of it goes to the public."""
        return self.is_open is not True


RICH_TEXT_FIELDS = ("summary", "background", "presentation")


class Verb(models.TextChoices):
    APPROVES = "approves", "godkender"
    DISCUSSES = "discusses", "drøfter"
    TAKES_NOTE = "takes_note", "tager til efterretning"
    DECIDES = "decides", "beslutter"
    RECOMMENDS_ONWARD = "recommends_onward", "anbefaler over for KKR"
    TAKES_POSITION = "takes_position", "tager stilling til"
    OTHER = "other", "andet"


class Recommendation(models.Model):
    """One line of the indstilling, as printed: »godkender dagsordenen«."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="recommendations")
    position = models.PositiveSmallIntegerField()
    text = models.TextField("Indstilling")
    verb = models.CharField("Verbum", max_length=18, choices=Verb, default=Verb.OTHER)
    outcome = models.CharField("Udfald", max_length=20, blank=True)

    class Meta:
        verbose_name = "indstilling"
        verbose_name_plural = "indstillinger"
        ordering = ["item", "position"]

    def __str__(self) -> str:
        return self.text


IN_WRITING = "Skriftlig behandling"  # who says what is noted of a case decided between meetings


class Statement(models.Model):
    """What another body said of the item, and where it said it."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="statements")
    body = models.CharField("Hvem", max_length=120, help_text="Fx Forretningsudvalget.")
    text = RichTextField("Udtalelse")
    source = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Kilde"
    )
    source_label = models.CharField("Kilde som tekst", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "udtalelse"
        verbose_name_plural = "udtalelser"
        ordering = ["item", "position", "pk"]

    def __str__(self) -> str:
        return self.body


class ItemGuest(models.Model):
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="guests")
    name = models.CharField("Navn", max_length=120, db_collation=DANISH)
    organisation = models.CharField("Fra", max_length=120, blank=True)
    attended = models.BooleanField("Deltog", default=True)

    class Meta:
        verbose_name = "gæst under punktet"
        verbose_name_plural = "gæster under punktet"
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name


class TextRevision(models.Model):
    """What a rich text was at a save. The newest number is what a save must build on.

    `field` is one of RICH_TEXT_FIELDS or "decision".
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="revisions")
    field = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tekstversion"
        verbose_name_plural = "tekstversioner"
        ordering = ["item", "field", "number"]
        constraints = [
            models.UniqueConstraint("item", "field", "number", name="one_revision_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.number}"


class Editing(models.Model):
    """Who has a field open now; a heartbeat, not a lock."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="editing")
    field = models.CharField(max_length=20)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "redigerer nu"
        verbose_name_plural = "redigerer nu"
        constraints = [
            models.UniqueConstraint("item", "field", "person", name="editing_once_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} i {self.field}"
