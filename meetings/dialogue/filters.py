"""Narrowing the list of questions."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet

from dasportal.accounts.models import Forum

from .models import Question, QuestionStatus


class QuestionFilter(django_filters.FilterSet):
    """By how it stands, forum, and words of the question."""

    status = django_filters.ChoiceFilter(
        label="Status", choices=QuestionStatus.choices, empty_label="Alle"
    )
    forum = django_filters.ModelChoiceFilter(
        label="Forum", queryset=Forum.objects.all(), field_name="item__meeting__forum",
        empty_label="Alle fora",
    )  # fmt: skip
    soeg = django_filters.CharFilter(label="Søg i spørgsmålene", method="by_words")

    class Meta:
        model = Question
        fields: list[str] = []

    def by_words(self, rows: QuerySet[Question], name: str, value: str) -> QuerySet[Question]:
        return rows.filter(text__icontains=value)
