"""Ways in, in a real browser: an invitation, an app code, a passkey, and the demo's list."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from dasportal.accounts import workflow
from dasportal.accounts.demo import make_people
from dasportal.accounts.models import RoleKind
from dasportal.mail.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.browser
PASSWORD = "fire ord om havet"


@pytest.fixture(autouse=True)
def no_demo(settings):
    settings.DEMO = False
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the test's portal has no certificate
    settings.EMAIL_BACKEND = "dasportal.mail.backend.OutboxBackend"


@pytest.fixture
def office(portal):
    return factories.holder(RoleKind.SECRETARIAT, "Lene Kontor")


def sign_in(page, email):
    page.goto("/log-ind/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()


def confirm_password(page):
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bekræft").click()


def sign_out(page):
    page.goto("/log-ud/")
    page.get_by_role("main").get_by_role("button", name="Log ud").click()
    page.wait_for_url("**/log-ind/")


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_an_invited_member_chooses_a_password_and_is_in(page, portal, office):
    workflow.invite(
        email="ny@laesoe.example", name="Ny Person", kind=RoleKind.MEMBER, by=office,
        forum=factories.das(), party=factories.party(factories.LÆSØ),
    )  # fmt: skip
    link = re.search(r"/invitation/\S+", OutgoingMail.objects.get().text).group()
    page.goto(link)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_label("Adgangskoden igen").fill(PASSWORD)
    page.get_by_role("button", name="Gem og log ind").click()
    page.get_by_role("heading", name="Min side").wait_for()
    assert "Velkommen, Ny Person." in page.get_by_role("main").inner_text()
    page.goto("/personer/")
    page.get_by_role("heading", name="Du har ikke adgang til dette").wait_for()


def test_staff_set_up_an_app_and_sign_in_with_its_code(page, portal):
    who = factories.person("Lene Kontor", password=PASSWORD)
    factories.role(who, RoleKind.SECRETARIAT)
    sign_in(page, who.email)
    page.get_by_role("heading", name="Slå totrinslogin til").wait_for()
    page.goto("/parter/")
    page.get_by_role("heading", name="Slå totrinslogin til").wait_for()
    page.get_by_role("link", name="Kode fra en app på telefonen").click()
    confirm_password(page)
    page.get_by_role("heading", name="Kode fra en app").wait_for()
    secret = page.locator("code").inner_text()
    page.get_by_role("textbox").last.fill(code_for(secret))
    page.get_by_role("button", name="Slå til").click()
    page.get_by_role("heading", name="Nødkoder").wait_for()
    expect(page.locator("main code")).to_have_count(10)
    spare = page.locator("main code").first.inner_text()
    page.goto("/parter/")
    page.get_by_role("heading", name="Parter", exact=True).wait_for()
    sign_out(page)
    sign_in(page, who.email)
    page.get_by_role("heading", name="Log ind: andet trin").wait_for()
    page.get_by_role("textbox").first.fill("000000")
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.get_by_text("Koden er forkert.").first.wait_for()
    page.get_by_role("textbox").first.fill(spare)
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.get_by_role("heading", name="Min side").wait_for()


def test_a_passkey_signs_in_without_a_password(page, context, portal):
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    who = factories.person("Lene Kontor", password=PASSWORD)
    factories.role(who, RoleKind.SECRETARIAT)
    sign_in(page, who.email)
    page.get_by_role("link", name="Adgangsnøgle på computeren").click()
    confirm_password(page)
    page.get_by_label("Navn på nøglen").fill("Kontorets bærbare")
    page.get_by_label("Brug nøglen i stedet for adgangskoden").check(force=True)
    page.get_by_role("button", name="Tilføj").click()
    page.get_by_role("heading", name="Nødkoder").wait_for()
    page.goto("/konto/noegler/")
    page.get_by_text("Kontorets bærbare").first.wait_for()
    sign_out(page)
    page.get_by_role("button", name="Brug adgangsnøgle").click()
    page.get_by_role("heading", name="Min side").wait_for()


def test_the_demo_lets_in_by_one_click_without_javascript(browser, portal, settings):
    settings.DEMO = True
    make_people()
    window = browser.new_context(base_url=portal, java_script_enabled=False)
    page = window.new_page()
    page.goto("/log-ind/")
    page.get_by_role("button", name="Grethe Tangø").click()
    page.get_by_role("heading", name="Min side").wait_for()
    window.close()
