"""The outbox: the secretariat's and the administrators' alone."""

from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.outbox import queue
from tests.access.matrix import STAFF, Row, World, allow


def _mail(world: World) -> dict[str, int]:
    mail = queue(key="matrix", to="a@parti.example", subject="Referat", text="Klar", kind="minutes")
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.FAILED)
    return {"pk": mail.pk}


ROWS = [
    Row("mail:list", get=allow(*STAFF), post=allow(*STAFF, status=405)),
    Row("mail:detail", kwargs=_mail, get=allow(*STAFF), post=allow(*STAFF, status=405)),
    Row("mail:resend", kwargs=_mail, get=allow(*STAFF), post=allow(*STAFF, status=302)),
]
