"""Forms of what follows a decision: delegation, sending onward, the committee, follow-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from dasportal.accounts.models import Forum, Party, PartyKind
from dasportal.danish.fields import DanishDateField

from ..models import FollowUp, FollowUpAnswer, Meeting, Recipient, WorkingGroup
from .attachments import ACCEPTED


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class DelegationForm(forms.Form):
    """What exactly is left to which forum."""

    to = forms.ModelChoiceField(label="Til", queryset=Forum.objects.none(), empty_label=None)
    what = forms.CharField(
        label="Hvad præcist?",
        widget=_lines(3),
        help_text="Fx at godkende taksten for ét tilbud, når den er rettet.",
    )
    conditions = forms.CharField(label="Vilkår", widget=_lines(2), required=False)
    until = DanishDateField(label="Til og med", required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="delegation_%s", **kwargs)
        others = Forum.objects.exclude(pk=meeting.forum_id)
        self.fields["to"].queryset = others
        answers = others.filter(recommends_to=meeting.forum_id).first()
        self.fields["to"].initial = answers.pk if answers else None


class OnwardForm(forms.Form):
    """To whom the decision goes on, and when an answer is due."""

    recipient = forms.ChoiceField(label="Til", choices=Recipient.choices)
    recipient_name = forms.CharField(
        label="Navn på modtageren",
        max_length=120,
        required=False,
        help_text="Når det er en anden, eller et bestemt byråd.",
    )
    what = forms.CharField(label="Hvad sendes?", widget=_lines(2))
    answer_due = DanishDateField(label="Svar senest", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="onward_%s", **kwargs)


class SentForm(forms.Form):
    on = DanishDateField(label="Sendt den", initial=timezone.localdate)


class OnwardAnswerForm(forms.Form):
    """The answer that came, as words or as a file."""

    on = DanishDateField(label="Besvaret den", initial=timezone.localdate)
    answer = forms.CharField(label="Svaret", widget=_lines(5), required=False)
    file = forms.FileField(
        label="Fil", required=False, widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )


class RollBackForm(forms.Form):
    reason = forms.CharField(
        label="Hvorfor rulles beslutningen tilbage?",
        widget=_lines(3),
        help_text="Står i referatet og ved udvalgets punkt.",
    )


class RevokeForm(forms.Form):
    reason = forms.CharField(label="Hvorfor?", widget=_lines(3))


class FollowUpForm(forms.Form):
    """What was agreed, who does it, and by when."""

    what = forms.CharField(label="Hvad skal ske?", widget=_lines(2))
    owner_text = forms.CharField(
        label="Hvem?",
        max_length=120,
        initial="Sekretariatet",
        help_text="Sekretariatet, en part, en person, en arbejdsgruppe eller »Alle parter«.",
        widget=forms.TextInput({"list": "follow-up-owners"}),
    )
    due = DanishDateField(label="Senest", required=False)


def owners_for(meeting: Meeting) -> list[str]:
    """Names offered for a follow-up: the secretariat, all parties, each of them, the forums, the
    working groups, and those at the meeting."""
    parties = Party.objects.exclude(kind=PartyKind.OTHER).values_list("name", flat=True)
    forums = Forum.objects.values_list("name", flat=True)
    groups = WorkingGroup.objects.values_list("name", flat=True)
    people = meeting.attendance.values_list("name", flat=True)
    return list(
        dict.fromkeys(["Sekretariatet", "Alle parter", *parties, *forums, *groups, *people])
    )


class FollowUpChangeForm(FollowUpForm):
    """The same, later: owner and date may move, and parties may be let see each other's answers."""

    answers_shown = forms.BooleanField(
        label="Parterne ser hinandens svar", required=False,
        help_text="Ellers ser en part kun sit eget svar; sekretariatet ser alle.",
    )  # fmt: skip

    def __init__(self, *args: Any, follow_up: FollowUp, **kwargs: Any) -> None:
        names = ("what", "owner_text", "due", "answers_shown")
        kwargs.setdefault("initial", {name: getattr(follow_up, name) for name in names})
        super().__init__(*args, **kwargs)
        if not follow_up.asks_every_party:
            del self.fields["answers_shown"]
        if not follow_up.item.meeting.is_being_minuted:
            field = self.fields["what"]
            field.disabled = True
            field.help_text = "Som det står i referatet."


class NoteForm(forms.Form):
    """A note beside the step that is taken, or alone."""

    note = forms.CharField(label="Note", widget=_lines(3), required=False)

    def __init__(self, *args: Any, required: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = required


class AnswerForm(forms.Form):
    """One party's answer to a request to all."""

    text = forms.CharField(label="Svar", widget=_lines(6), required=False)
    file = forms.FileField(
        label="Fil", required=False, widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )
    base_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, answer: FollowUpAnswer, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"text": answer.text, "base_revision": answer.revision})
        super().__init__(*args, **kwargs)
