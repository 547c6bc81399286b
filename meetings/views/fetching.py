"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of

from ..models import AgendaItem, FollowUp, Meeting


def visible_meeting(request: HttpRequest, pk: int) -> Meeting:
    meetings = Meeting.objects.visible_to(person_of(request))
    people = ("forum", "chair", "minute_taker")
    return get_object_or_404(meetings.select_related(*people), pk=pk)


def visible_items(request: HttpRequest) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.visible_to(person_of(request)).select_related(
        "meeting__forum", "decision", "parent"
    )


def visible_item(request: HttpRequest, pk: str) -> AgendaItem:
    return get_object_or_404(visible_items(request), pk=pk)


def visible_follow_up(request: HttpRequest, pk: int) -> FollowUp:
    rows = FollowUp.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("item__meeting__forum", "owner_forum"), pk=pk)
