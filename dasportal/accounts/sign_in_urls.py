"""allauth's pages that the portal uses, at Danish addresses. allauth reverses their names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from .views.doors import SignInView, no_sign_up

urlpatterns = [
    path("log-ind/", SignInView.as_view(), name="account_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("konto/opret/", no_sign_up, name="account_signup"),
    path("konto/lukket/", account.account_inactive, name="account_inactive"),
    path("konto/bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/adgangskode/", account.password_change, name="account_change_password"),
    path("konto/adgangskode/vaelg/", account.password_set, name="account_set_password"),
    path("konto/glemt/", account.password_reset, name="account_reset_password"),
    path("konto/glemt/sendt/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^konto/glemt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "konto/glemt/gemt/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("konto/to-trin/", mfa.index, name="mfa_index"),
    path("log-ind/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("konto/to-trin/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/to-trin/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("konto/to-trin/app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/to-trin/noedkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "konto/to-trin/noedkoder/nye/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/to-trin/noedkoder/hent/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("log-ind/noegle/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("konto/noegler/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("konto/noegler/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "konto/noegler/bekraeft/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("konto/noegler/<int:pk>/fjern/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("konto/noegler/<int:pk>/navn/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
