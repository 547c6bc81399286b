"""Filters over the list of people."""

from __future__ import annotations

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from .models import Invitation, Party, Person, Role, RoleKind

STATES = [("current", "Har en rolle i dag"), ("invited", "Inviteret"), ("ended", "Ingen rolle nu")]


class PersonFilter(FilterSet):
    """By name or address, party, role, and whether a role is held today."""

    q = CharFilter(label="Navn eller e-mail", method="by_text")
    party = ModelChoiceFilter(
        queryset=Party.objects.all(), label="Part", empty_label="Alle parter", method="by_role"
    )
    kind = ChoiceFilter(
        choices=RoleKind.choices, label="Rolle", empty_label="Alle roller", method="by_role"
    )
    state = ChoiceFilter(
        choices=STATES, label="Status", empty_label="Alle", method="by_state",
        widget=forms.Select,
    )  # fmt: skip

    class Meta:
        model = Person
        fields: list[str] = []

    def by_text(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        return people.filter(Q(name__icontains=value) | Q(email__icontains=value))

    def by_role(self, people: QuerySet[Person], name: str, value: object) -> QuerySet[Person]:
        """Party and role are asked of the same role; an ended one counts, see `state`."""
        wanted = {
            field: self.form.cleaned_data[field]
            for field in ("party", "kind")
            if self.form.cleaned_data.get(field)
        }
        return people.filter(Exists(Role.objects.filter(person=OuterRef("pk"), **wanted)))

    def by_state(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        current = Exists(Role.objects.current().filter(person=OuterRef("pk")))
        if value == "current":
            return people.filter(current)
        if value == "ended":
            return people.filter(~current)
        return people.filter(Exists(Invitation.objects.open().filter(person=OuterRef("pk"))))
