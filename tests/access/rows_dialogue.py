"""Who may open what of the questions. The sample question is Aalborg's member's.

Those asked of the secretariat are its writer's, their party's and the secretariat's; Læsø's member
(OTHER_PARTY) meets 404.
"""

from __future__ import annotations

from functools import partial

from meetings.dialogue import workflow
from meetings.dialogue.models import Answer, Question, Share
from meetings.models import AgendaItem, Attachment
from tests.access.matrix import (
    DEPUTY,
    MEMBER,
    OTHER_PARTY,
    SECRETARIAT,
    SITS_IN_DAS,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.access.rows_notes import READS_CLOSED, READS_OPEN, among_roles, item_of

ASKS = {"text": "Hvad koster det os?", "audience": "forum", "kind": "question"}


def question(world: World, audience: str = "office", title: str = "Åben sag") -> Question:
    item = AgendaItem.objects.get(**item_of(world, title))
    return workflow.ask(item, text="Hvad?", audience=audience, by=world[MEMBER])


def answer(world: World) -> Answer:
    asked = question(world, "forum")
    return workflow.reply(asked, text="Et ord", by=world[MEMBER])


def pk_of(make, *args):
    return lambda world: {"pk": make(world, *args).pk}


POSTS_ONLY = partial(allow, *WITH_A_ROLE, status=405)
OFFICE = allow(SECRETARIAT)
OFFICE_MOVES = allow(SECRETARIAT, status=302)

ROWS = [
    Row("dialogue:list", get=allow(*WITH_A_ROLE), post=POSTS_ONLY()),
    Row("dialogue:item", get=among_roles(*READS_OPEN),
        post=among_roles(*SITS_IN_DAS, SECRETARIAT, status=302), kwargs=item_of,
        data=lambda w: ASKS),
    Row("dialogue:item", get=among_roles(*READS_CLOSED),
        post=among_roles(*SITS_IN_DAS, SECRETARIAT, status=302),
        kwargs=lambda w: item_of(w, "Lukket sag"), data=lambda w: ASKS, variant="closed"),
    Row("dialogue:respond", get=among_roles(MEMBER, DEPUTY, SECRETARIAT),
        post=among_roles(MEMBER, DEPUTY, SECRETARIAT, status=302), kwargs=pk_of(question),
        data=lambda w: {"text": "Svar"}),
    Row("dialogue:respond", get=among_roles(*SITS_IN_DAS, SECRETARIAT),
        post=among_roles(*SITS_IN_DAS, SECRETARIAT, status=302), kwargs=pk_of(question, "forum"),
        data=lambda w: {"text": "Svar"}, variant="to all"),
    Row("dialogue:respond", get=among_roles(*SITS_IN_DAS, SECRETARIAT),
        post=among_roles(*SITS_IN_DAS, SECRETARIAT, status=302),
        kwargs=pk_of(question, "forum", "Lukket sag"), data=lambda w: {"text": "Svar"},
        variant="closed"),
    Row("dialogue:settle", get=POSTS_ONLY(), post=among_roles(MEMBER, status=302),
        kwargs=pk_of(question)),
    Row("dialogue:edit_question", get=among_roles(MEMBER), post=among_roles(MEMBER, status=302),
        kwargs=pk_of(question), data=lambda w: {"text": "Rettet"}),
    Row("dialogue:edit_answer", get=among_roles(MEMBER), post=among_roles(MEMBER, status=302),
        kwargs=pk_of(answer), data=lambda w: {"text": "Rettet"}),
    *(
        Row(f"dialogue:hide_{what}", get=OFFICE, post=OFFICE_MOVES, kwargs=pk_of(make),
            data=lambda w: {"reason": "Nævner en borger"})
        for what, make in (("question", question), ("answer", answer))
    ),
    *(
        Row(f"dialogue:show_{what}", get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES,
            kwargs=pk_of(make))
        for what, make in (("question", question), ("answer", answer))
    ),
]  # fmt: skip


def shared(world: World, access: str = "comment") -> tuple[Share, str]:
    item = AgendaItem.objects.get(**item_of(world))
    return workflow.share(
        item, name="Ida Eg", email="ida@kommune.example", access=access, by=world[MEMBER]
    )


def _share(world: World) -> dict[str, object]:
    return {"pk": shared(world)[0].pk}


def _secret(world: World) -> dict[str, object]:
    return {"secret": shared(world)[1]}


def _shared_bilag(world: World, title: str) -> dict[str, object]:
    secret = shared(world)[1]
    row = Attachment.objects.get(title=title)
    file = row.current.file
    file.on_disk.parent.mkdir(parents=True, exist_ok=True)
    file.on_disk.write_bytes(b"%PDF-1.7")
    return {"secret": secret, "pk": row.pk}


# Those who prepare the item for a party; the share itself is Aalborg's.
PARTIES = (MEMBER, DEPUTY, OTHER_PARTY)
NAMES = {"name": "Bo Hav", "email": "bo@kommune.example", "access": "read"}

ROWS += [
    Row("dialogue:share", get=among_roles(*PARTIES), post=among_roles(*PARTIES), kwargs=item_of,
        data=lambda w: NAMES),
    Row("dialogue:share", get=among_roles(*PARTIES), post=among_roles(*PARTIES),
        kwargs=lambda w: item_of(w, "Lukket sag"), data=lambda w: NAMES, variant="closed"),
    Row("dialogue:remarks", get=among_roles(*PARTIES), post=POSTS_ONLY(), kwargs=item_of),
    Row("dialogue:renew_share", get=among_roles(MEMBER, DEPUTY), post=among_roles(MEMBER, DEPUTY),
        kwargs=_share),
    Row("dialogue:revoke_share", get=among_roles(MEMBER, DEPUTY),
        post=among_roles(MEMBER, DEPUTY, status=302), kwargs=_share),
    Row("dialogue:shared", get=200, post=302, anonymous=(200, 302), kwargs=_secret,
        data=lambda w: {"text": "Vi mangler tal"}),
    Row("dialogue:shared", get=410, post=410, anonymous=410, kwargs=lambda w: {"secret": "gættet"},
        variant="guessed"),
    Row("dialogue:shared_file", get=200, post=405, anonymous=(200, 405),
        kwargs=lambda w: _shared_bilag(w, "Åbent bilag")),
    Row("dialogue:shared_file", get=404, post=405, anonymous=(404, 405),
        kwargs=lambda w: _shared_bilag(w, "Lukket bilag"), variant="closed"),
]  # fmt: skip
