"""Who may open what in accounts and at the doors."""

from __future__ import annotations

from dasportal.accounts import workflow
from dasportal.accounts.models import Invitation, RoleKind
from tests import factories
from tests.access.matrix import (
    ADMINISTRATOR,
    MEMBER,
    SECRETARIAT,
    STAFF,
    TO_SIGN_IN,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)


def _role(world: World) -> dict[str, int]:
    return {"pk": world[MEMBER].roles.get().pk}


def _invitation(world: World) -> Invitation:
    role = workflow.invite(
        email="ny@laesoe.example", name="Ny Person", kind=RoleKind.MEMBER, forum=world.das,
        party=factories.party(factories.LÆSØ), by=world[SECRETARIAT],
    )  # fmt: skip
    return role.person.invitations.get()


def _open_invitation(world: World) -> dict[str, int]:
    return {"pk": _invitation(world).pk}


ROWS = [
    Row("health", get=200, post=200, anonymous=200),
    Row("accounts:home", get=200, post=200),
    Row("accounts:profile", get=200, post=200),
    Row("accounts:two_steps", get=302, post=302),
    Row("accounts:people", get=allow(*STAFF), post=allow(*STAFF)),
    Row("accounts:person", get=allow(*STAFF), post=allow(*STAFF),
        kwargs=lambda w: {"pk": w[MEMBER].pk}),
    Row("accounts:person", get=allow(*STAFF, status=404), post=allow(*STAFF, status=404),
        kwargs=lambda w: {"pk": 0}, variant="gone"),
    Row("accounts:invite", get=allow(*STAFF), post=allow(*STAFF)),
    Row("accounts:give_role", get=allow(*STAFF), post=allow(*STAFF),
        kwargs=lambda w: {"pk": w[MEMBER].pk}),
    Row("accounts:end_role", get=allow(*STAFF), post=allow(*STAFF, status=302), kwargs=_role),
    Row("accounts:resend_invitation", get=allow(*STAFF, status=302),
        post=allow(*STAFF, status=302), kwargs=_open_invitation),
    Row("accounts:revoke_invitation", get=allow(*STAFF), post=allow(*STAFF, status=302),
        kwargs=_open_invitation),
    Row("accounts:reset_two_steps", get=allow(ADMINISTRATOR), post=allow(ADMINISTRATOR, status=302),
        kwargs=lambda w: {"pk": w[MEMBER].pk}),
    Row("accounts:parties", get=allow(*WITH_A_ROLE), post=allow(*WITH_A_ROLE)),
    Row("accounts:forum", get=allow(*STAFF), post=allow(*STAFF), kwargs=lambda w: {"slug": "das"}),
    Row("accounts:accept_invitation", get=404, post=404, anonymous=404,
        kwargs=lambda w: {"token": "gættet"}),
    Row("accounts:demo_sign_in", get=405, post=404, anonymous=(405, 404)),
    # allauth's pages: the same for all, each about the person who asks
    Row("account_login", get=302, post=302, anonymous=200),
    Row("account_logout", get=200, post=TO_SIGN_IN),
    Row("account_signup", get=404, post=404, anonymous=404),
    Row("account_inactive", get=200, post=405, anonymous=(200, 405)),
    Row("account_reauthenticate", get=200, post=200),
    Row("account_change_password", get=200, post=200),
    Row("account_set_password", get=302, post=302),
    Row("account_reset_password", get=200, post=200, anonymous=200),
    Row("account_reset_password_done", get=200, post=405, anonymous=(200, 405)),
    Row("account_reset_password_from_key", get=200, post=200, anonymous=200,
        kwargs=lambda w: {"uidb36": "1", "key": "forkert"}),
    Row("account_reset_password_from_key_done", get=200, post=405, anonymous=(200, 405)),
    Row("mfa_index", get=200, post=405),
    Row("mfa_authenticate", get=302, post=302),
    Row("mfa_reauthenticate", get=302, post=302),
    Row("mfa_activate_totp", get=302, post=302),
    Row("mfa_deactivate_totp", get=404, post=404),
    Row("mfa_view_recovery_codes", get=404, post=405),
    Row("mfa_generate_recovery_codes", get=302, post=302),
    Row("mfa_download_recovery_codes", get=404, post=404),
    Row("mfa_login_webauthn", get=302, post=302),
    Row("mfa_list_webauthn", get=200, post=405),
    Row("mfa_add_webauthn", get=302, post=302),
    Row("mfa_reauthenticate_webauthn", get=302, post=302),
    Row("mfa_remove_webauthn", get=302, post=302, kwargs=lambda w: {"pk": 1}),
    Row("mfa_edit_webauthn", get=302, post=302, kwargs=lambda w: {"pk": 1}),
]  # fmt: skip
