"""Forms for people, roles and forums. They check what fits together; the verbs check who may."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils import timezone

from dasportal.danish.fields import DanishDateField

from .models import FORUM_ROLES, PARTY_ROLES, Forum, Party, Person, RoleKind, Unit
from .permissions import grantable_kinds

NEEDS_FORUM = frozenset(FORUM_ROLES) - {RoleKind.READER}
NEEDS_PARTY = frozenset({RoleKind.TARIFF_REPORTER, RoleKind.OFFER_REPORTER})


class RoleForm(forms.Form):
    """Which role, where, from when to when. Offers only the roles that `by` may give."""

    kind = forms.ChoiceField(label="Rolle")
    forum = forms.ModelChoiceField(
        Forum.objects.all(), label="Forum", required=False, empty_label="Intet forum",
        help_text="For medlem, stedfortræder, formand og læser.",
    )  # fmt: skip
    party = forms.ModelChoiceField(
        Party.objects.all(), label="Part", required=False, empty_label="Ingen part",
        help_text="Den kommune eller region, som personen handler for.",
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        Unit.objects.select_related("party"), label="Enhed", required=False,
        empty_label="Hele parten",
        help_text="Kun hvis rollen gælder en enkelt forvaltning.",
    )  # fmt: skip
    start = DanishDateField(label="Fra", initial=timezone.localdate)
    end = DanishDateField(
        label="Til og med", required=False,
        help_text="Lad feltet stå tomt, hvis rollen ikke har en slutdato.",
    )  # fmt: skip

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in grantable_kinds(by)]
        kind_field = self.fields["kind"]
        assert isinstance(kind_field, forms.ChoiceField)
        kind_field.choices = [("", "Vælg en rolle"), *kinds]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, unit = data.get("kind"), data.get("unit")
        if unit and not data.get("party"):
            data["party"] = unit.party
        if unit and data["party"] != unit.party:
            self.add_error("unit", f"{unit.name} hører ikke under {data['party']}.")
        if kind:
            self._check_place("forum", data, needed=NEEDS_FORUM, possible=FORUM_ROLES)
            self._check_place("party", data, needed=NEEDS_PARTY, possible=PARTY_ROLES)
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", "Slutdatoen skal ligge efter startdatoen.")
        return data

    def _check_place(self, field: str, data: dict[str, Any], *, needed: Any, possible: Any) -> None:
        label = RoleKind(data["kind"]).label.lower()
        name = str(self.fields[field].label).lower()
        if data["kind"] in needed and not data.get(field):
            self.add_error(field, f"Vælg {name}: det kræver rollen {label}.")
        if data["kind"] not in possible and data.get(field):
            self.add_error(field, f"Rollen {label} har ikke {name}. Lad feltet stå tomt.")


class InviteForm(RoleForm):
    """A person by name and address, and the first role."""

    name = forms.CharField(label="Navn", max_length=120)
    email = forms.EmailField(label="E-mail", max_length=254)
    title = forms.CharField(label="Stilling", max_length=120, required=False)
    field_order = ["name", "email", "title", "kind", "forum", "party", "unit", "start", "end"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class AcceptForm(forms.Form):
    """The invited person's own name and password."""

    name = forms.CharField(
        label="Dit navn", max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label="Adgangskode", strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="Mindst 12 tegn. Gerne nogle ord, som kun du kender.",
    )  # fmt: skip
    again = forms.CharField(
        label="Adgangskoden igen", strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": person.name}, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "De to adgangskoder er ikke ens.")
        return data


class ProfileForm(forms.ModelForm):
    """What one may change about oneself. The address is changed by the secretariat."""

    class Meta:
        model = Person
        fields = ["name", "title"]


class ForumForm(forms.ModelForm):
    class Meta:
        model = Forum
        fields = ["name", "short_name", "lead_text", "recommends_to"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = self.fields["recommends_to"]
        assert isinstance(others, forms.ModelChoiceField)
        others.queryset = Forum.objects.exclude(pk=self.instance.pk)
        others.empty_label = "Intet forum"
