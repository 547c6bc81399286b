"""Planning a meeting, changing its frame, calling it off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from dasportal.accounts.models import SITTING_ROLES, Forum, Person, Role, RoleKind
from dasportal.danish.fields import DanishModelForm

from ..models import Format, Meeting


class MeetingForm(DanishModelForm):
    """A meeting's frame: when, where, how, who."""

    class Meta(DanishModelForm.Meta):
        model = Meeting
        fields = (
            "date", "starts_at", "ends_at", "format", "place", "video_link",
            "chair", "minute_taker", "guests", "case_number", "title",
        )  # fmt: skip
        widgets = {"guests": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "video_link": "Vises kun for dem, der sidder i forummet.",
            "guests": "Gæster ved hele mødet, én pr. linje. Gæster til et enkelt punkt skrives under punktet.",
            "title": "Kun når mødet hedder andet end forummet, fx »Fælles temadag«.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forum = self.instance.forum
        self.fields["chair"].queryset = _sitting(forum, self.instance.chair_id)  # type: ignore[attr-defined]
        self.fields["minute_taker"].queryset = _office(self.instance.minute_taker_id)  # type: ignore[attr-defined]

    def _get_validation_exclusions(self) -> set[str]:
        # The forum is given, not asked; »one meeting at a time« needs it.
        return super()._get_validation_exclusions() - {"forum", "status"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        virtual = data.get("format") == Format.VIRTUAL
        if virtual and data.get("place"):
            self.add_error(
                "place", "Et virtuelt møde har intet sted. Vælg hybrid, eller slet stedet."
            )
        return data


def _sitting(forum: Forum, kept: int | None) -> QuerySet[Person]:
    roles = Role.objects.current().filter(forum=forum, kind__in=SITTING_ROLES)
    return _people(roles, kept)


def _office(kept: int | None) -> QuerySet[Person]:
    return _people(Role.objects.current().filter(kind=RoleKind.SECRETARIAT), kept)


def _people(roles: QuerySet[Role], kept: int | None) -> QuerySet[Person]:
    """Those who hold one of the roles now, and the one who is chosen already."""
    now = Person.objects.filter(is_active=True, roles__in=roles)
    return (now | Person.objects.filter(pk=kept)).distinct().order_by("name")


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Hvorfor aflyses mødet?", max_length=300,
        help_text="Grunden står på mødets side og i mailen, hvis dagsordenen er sendt.",
    )  # fmt: skip
