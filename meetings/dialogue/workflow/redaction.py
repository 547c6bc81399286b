"""When sealed words have to go, questions, answers and remarks that quote them go with them."""

from __future__ import annotations

from dasportal.documents.record import Removed
from meetings.workflow.quoting import Quotes, quotes_of

from ..models import Answer, Question, Remark, Share, Words


def clean_dialogue(removed: Removed) -> None:
    """Take the removed words out of what was asked, answered, shared and remarked about the
    meeting's items, and out of what stood there before it was changed."""
    quotes = quotes_of(removed)
    if quotes is None:
        return  # the entry is of something else
    meeting = quotes.meeting_id
    for question in Question.objects.filter(item__meeting=meeting):
        _clean(question, question.item_id, quotes)
    answers = Answer.objects.filter(question__item__meeting=meeting)
    for answer in answers.select_related("question"):
        _clean(answer, answer.question.item_id, quotes)
    for share in Share.objects.filter(item__meeting=meeting).exclude(message=""):
        share.message = quotes.without(share.message, share.item_id)
        share.save(update_fields=["message"])
    for remark in Remark.objects.filter(share__item__meeting=meeting).select_related("share"):
        remark.text = quotes.without(remark.text, remark.share.item_id)
        remark.save(update_fields=["text"])


def _clean(words: Words, item_id: object, quotes: Quotes) -> None:
    words.text = quotes.without(words.text, item_id)
    words.earlier = [{**row, "text": quotes.without(row["text"], item_id)} for row in words.earlier]
    limit = Words._meta.get_field("hidden_reason").max_length
    words.hidden_reason = quotes.without(words.hidden_reason, item_id)[:limit]
    words.save(update_fields=["text", "earlier", "hidden_reason"])
