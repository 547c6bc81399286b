"""When sealed words have to go, comments that quote them go with them."""

from __future__ import annotations

from django.apps import apps

from dasportal.documents.record import Removed
from dasportal.documents.richtext import to_text
from meetings.models import MinutesVersion
from meetings.workflow.redaction import SHORTEST

from ..models import Comment
from ..passages import even

GONE = "…"


def clean_comments(removed: Removed) -> None:
    """Take the removed words out of the comments on the draft of the minutes that are sealed."""
    sealed = MinutesVersion.objects.filter(record_entry=removed.entry.sequence).first()
    if sealed is None:
        return  # the entry is of something else
    comments = Comment.objects.filter(round__meeting=sealed.meeting_id)
    for path, old in removed.old.items():
        if isinstance(old, str) and len(old) >= SHORTEST:
            _clean(list(comments), even(to_text(old)), removed.values[path])


def _clean(comments: list[Comment], old: str, new: str) -> None:
    for comment in comments:
        if comment.quote and (comment.quote in old or old in comment.quote):
            comment.quote = GONE
        for name in ("prefix", "suffix"):
            if getattr(comment, name).strip() and getattr(comment, name).strip() in old:
                setattr(comment, name, "")
        comment.text = comment.text.replace(old, new)
        comment.reply = comment.reply.replace(old, new)
        comment.save()
        _clean_history(comment, old, new)


def _clean_history(comment: Comment, old: str, new: str) -> None:
    for model in apps.get_app_config("approval").get_models():
        if getattr(model, "pgh_tracked_model", None) is Comment:
            for event in model._default_manager.filter(pgh_obj=comment.pk, reply__contains=old):
                reply = event.reply.replace(old, new)  # type: ignore[attr-defined]
                model._default_manager.filter(pk=event.pk).update(reply=reply)
