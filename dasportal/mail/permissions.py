"""Who may look after the post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.permissions import is_administrator, is_staff

if TYPE_CHECKING:
    from dasportal.mail.models import OutgoingMail


def sees_mail(person: Person, subject: object = None) -> bool:
    """The secretariat and administrators see what was sent, to whom and how it went."""
    return is_staff(person)


def can_read_text(person: Person, mail: OutgoingMail) -> bool:
    """Whether the text may be shown: to its receiver, and to those who look after the post.

    A personal link (invitation, new password) acts in its receiver's name, so that it is shown
    only while there is no mail server to bring it, and an administrator's only to administrators.
    """
    if not mail.personal_link:
        return sees_mail(person) or mail.person_id == person.pk
    if not sees_mail(person):
        return False
    if mail.state != "held":
        return False
    to_administrator = Person.objects.filter(
        email__iexact=mail.to, roles__kind=RoleKind.ADMINISTRATOR
    ).exists()
    return is_administrator(person) or not to_administrator


def can_resend(person: Person, mail: OutgoingMail) -> bool:
    """Those who see the post may send a mail again, while it still says what it said."""
    return sees_mail(person) and not (mail.personal_link and mail.state == "sent")


def nobody(person: Person, subject: Any) -> bool:
    """A step that the portal takes by itself."""
    return False
