"""The mail to those who can bind a party: DAS has decided on special terms, and they are asked."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from dasportal.accounts.models import Person, Role, RoleKind
from dasportal.mail.models import MailKind
from dasportal.mail.outbox import About, queue

from .models import Proposal


def asked(proposal: Proposal) -> None:
    """To the parties' members of DAS and their deputies, each once. It names no amounts: what a
    party pays may tell how many places it uses."""
    roles = Role.objects.current().filter(
        party__in=proposal.parties.all(), forum__slug="das",
        kind__in=(RoleKind.MEMBER, RoleKind.DEPUTY),
    )  # fmt: skip
    link = settings.BASE_URL + proposal.get_absolute_url()
    for person in Person.objects.filter(is_active=True, roles__in=roles).distinct():
        context = {"proposal": proposal, "person": person, "link": link}
        queue(
            key=f"terms:{proposal.pk}:asked:{person.pk}",
            person=person,
            subject=f"Tag stilling til særlige vilkår for {proposal.offer}",
            text=render_to_string("terms/mail/asked.txt", context).strip() + "\n",
            kind=MailKind.DECISION,
            about=About(f"offers:{proposal.offer_id}", proposal.offer.name),
            link=link,
        )
