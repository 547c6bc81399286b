"""What the dialogue stores: questions with their answers, and items shared with those at home."""

from .questions import (
    PARTY_SITS,
    Answer,
    Audience,
    Question,
    QuestionQuerySet,
    QuestionStatus,
    Words,
)
from .sharing import Remark, Share, ShareAccess, ShareOpening, ShareQuerySet, ShareStatus

__all__ = [
    "PARTY_SITS",
    "Answer",
    "Audience",
    "Question",
    "QuestionQuerySet",
    "QuestionStatus",
    "Remark",
    "Share",
    "ShareAccess",
    "ShareOpening",
    "ShareQuerySet",
    "ShareStatus",
    "Words",
]
