"""The first administrator is let in by a command; the second is invited."""

import pytest
from django.core.management import CommandError, call_command

from dasportal.accounts.models import Person, Role, RoleKind

PASSWORD = "fjorden-fryser-sjældent-til"


@pytest.fixture
def typed(monkeypatch):
    """Answers the two prompts for a password."""

    def answer(*passwords: str) -> None:
        left = list(passwords)
        monkeypatch.setattr(
            "dasportal.management.commands.first_administrator.getpass", lambda _: left.pop(0)
        )

    return answer


@pytest.mark.django_db
def test_first_administrator_can_sign_in(typed):
    typed(PASSWORD, PASSWORD)
    call_command("first_administrator", "aase@das.example", "Åse Ærlig")
    person = Person.objects.get(email="aase@das.example")
    assert person.is_active
    assert person.check_password(PASSWORD)
    assert [role.kind for role in Role.objects.current()] == [RoleKind.ADMINISTRATOR]


@pytest.mark.django_db
def test_second_is_refused(typed):
    typed(PASSWORD, PASSWORD)
    call_command("first_administrator", "aase@das.example", "Åse Ærlig")
    with pytest.raises(CommandError, match="allerede en administrator"):
        call_command("first_administrator", "bo@das.example", "Bo Brav")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("passwords", "message"),
    [((PASSWORD, "noget andet"), "ikke ens"), (("12345", "12345"), "adgangskode")],
)
def test_poor_password_is_refused(typed, passwords, message):
    typed(*passwords)
    with pytest.raises(CommandError, match=message):
        call_command("first_administrator", "aase@das.example", "Åse Ærlig")
    assert not Person.objects.exists()
