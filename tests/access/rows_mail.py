"""The outbox: the secretariat's and the administrators' alone, but for what was sent to oneself."""

from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.outbox import queue
from tests.access.matrix import MEMBER, STAFF, Row, World, allow


def _mail(world: World) -> dict[str, int]:
    mail = queue(key="matrix", to="a@parti.example", subject="Referat", text="Klar", kind="minutes")
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.FAILED)
    return {"pk": mail.pk}


def _own_mail(world: World) -> dict[str, int]:
    mail = queue(key="own", person=world[MEMBER], subject="Referat", text="Klar", kind="minutes")
    return {"pk": mail.pk}


ROWS = [
    Row("mail:own", get=200, post=405),
    Row("mail:preferences", get=200, post=200),
    Row("mail:list", get=allow(*STAFF), post=allow(*STAFF, status=405)),
    Row("mail:detail", kwargs=_mail, get=allow(*STAFF, otherwise=404), post=405),
    Row("mail:detail", kwargs=_own_mail, get=allow(MEMBER, *STAFF, otherwise=404), post=405,
        variant="one's own"),
    Row("mail:resend", kwargs=_mail, get=allow(*STAFF), post=allow(*STAFF, status=302)),
]  # fmt: skip
