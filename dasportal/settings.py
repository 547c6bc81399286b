"""Settings, read from environment variables; each with a safe default or a refusal.

Every variable is described in docs/operations.md.
"""

import os
from email.utils import parseaddr

import dj_database_url
import dj_email_url
from csp.constants import NONE, SELF

from dasportal import environment
from dasportal.logs import logging_config

environment.load()

BASE_DIR = environment.BASE_DIR
VAR_DIR = environment.var_dir()  # all that the portal writes
NODE_MODULES = BASE_DIR / "node_modules"  # browser assets and fonts, from package-lock.json

DEBUG = environment.flag("DEBUG")
DEMO = environment.flag("DEMO")
SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = environment.hosts()
LOOPBACK = environment.only_loopback(ALLOWED_HOSTS)
HTTPS = environment.flag("HTTPS", default=not LOOPBACK)
environment.refuse_unsafe(
    debug=DEBUG, https=HTTPS, secret_key=SECRET_KEY, allowed_hosts=ALLOWED_HOSTS
)
PORT = environment.number("PORT", default=8000)
BASE_URL = os.environ.get("BASE_URL") or (
    f"https://{ALLOWED_HOSTS[0]}" if HTTPS else f"http://localhost:{PORT}"
)  # links in mails and PDFs

# --- Apps ---------------------------------------------------------------------------------

INSTALLED_APPS = [
    "dasportal.apps.PortalConfig",
    "dasportal.accounts",
    "dasportal.worker",
    "dasportal.register",
    "dasportal.documents",
    "dasportal.mail",
    "dasportal.enquiries",
    "meetings",
    "meetings.preflight",
    "meetings.publication",
    "meetings.reader",
    "meetings.notes",
    "meetings.dialogue",
    "meetings.approval",
    "meetings.circulation",
    "meetings.search",
    "tariffs",
    "tariffs.objective",
    "tariffs.workbook",
    "tariffs.review",
    "tariffs.decision",
    "tariffs.analysis",
    "tariffs.published",
    "offers",
    "offers.selection",
    "offers.yearly",
    "offers.watching",
    "offers.terms",
    "offers.coverage",
    "offers.vacancies",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",  # dates in allauth's list of passkeys
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "dasportal.logs.RequestLogMiddleware",
    "dasportal.security.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dasportal.accounts.access.StrangersMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dasportal.accounts.history.HistoryMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dasportal.accounts.access.AccessMiddleware",
]

ROOT_URLCONF = "dasportal.urls"
WSGI_APPLICATION = "dasportal.wsgi.application"
AUTH_USER_MODEL = "accounts.Person"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dasportal.frame.frame",
            ],
            "libraries": {
                "danish": "dasportal.templatetags.danish",
                "portal": "dasportal.templatetags.portal",
            },
            "builtins": [
                "django.templatetags.static",
                "dasportal.templatetags.danish",
                "dasportal.templatetags.portal",
            ],
        },
    }
]

# --- Database: DATABASE_URL, or our own PostgreSQL under VAR_DIR ------------------------------

EMBEDDED_DATABASE = not os.environ.get("DATABASE_URL")
DATABASES = {
    "default": {
        **(
            {"ENGINE": "dasportal.postgres", "NAME": "das"}
            if EMBEDDED_DATABASE
            else dj_database_url.parse(os.environ["DATABASE_URL"])
        ),
        "CONN_MAX_AGE": 60,  # seconds
        "CONN_HEALTH_CHECKS": True,  # a restarted server is met with a new connection
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {  # shared by all server processes: rate limits count in it
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # A full cache forgets at random: room for more than a flood of sign-ins can fill.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# --- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "dasportal.assets.VendorFinder",
]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "dasportal.assets.HashedStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = ["dasportal.documents.uploads.LimitedUploadHandler"]
MAX_UPLOAD_MB = environment.number("MAX_UPLOAD_MB", default=100)
FILES_ACCEL_PREFIX = os.environ.get("FILES_ACCEL_PREFIX", "")  # nginx: an internal location
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "tmp"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes of a form without its files

# --- Sign-in ----------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_ADAPTER = "dasportal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation's link has proved the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address that nobody here has
ACCOUNT_EMAIL_NOTIFICATIONS = True  # tells a person of a changed password or second step
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    "contribute": "60/10m/ip",
    "calendar": "300/10m/ip,30/10m/key",  # many of a municipality ask from one address
    "remark": "30/10m/ip",
    "tariff_file": "120/10m/ip",  # files and PDFs of the public tariffs, each made when asked for
}
MFA_ADAPTER = "dasportal.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "dasportal.accounts.sign_in_forms.AddPasskeyForm",
    "edit_webauthn": "dasportal.accounts.sign_in_forms.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = "DAS-portalen"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO and LOOPBACK
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# --- Security ---------------------------------------------------------------------------------

CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sundhed/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Mail: without EMAIL_URL the outbox keeps every mail, readable on a page --------------------

EMAIL_URL = os.environ.get("EMAIL_URL", "")
EMAIL_BACKEND = (
    "dasportal.mail.backend.OutboxBackend"  # what Django and allauth send goes there too
)
if EMAIL_URL:
    globals().update(
        {
            name: value
            for name, value in dj_email_url.parse(EMAIL_URL).items()
            if name.startswith("EMAIL_") and name != "EMAIL_BACKEND"
        }
    )
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM") or f"DAS-sekretariatet <das@{ALLOWED_HOSTS[0]}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- The foot of every page -----------------------------------------------------------------------

CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL") or parseaddr(DEFAULT_FROM_EMAIL)[1]
ACCESSIBILITY_STATEMENT_URL = os.environ.get("ACCESSIBILITY_STATEMENT_URL", "")

# --- Jobs and logs ------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(level=os.environ.get("LOG_LEVEL") or "INFO")
