"""Who may open what of the questions. The sample question is Aalborg's member's.

Those asked of the secretariat are its writer's, their party's and the secretariat's; Læsø's member
(OTHER_PARTY) meets 404.
"""

from __future__ import annotations

from functools import partial

from meetings.dialogue import workflow
from meetings.dialogue.models import Answer, Question
from tests.access.matrix import (
    DEPUTY,
    MEMBER,
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
    from meetings.models import AgendaItem

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
