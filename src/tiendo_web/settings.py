"""Settings, from the environment alone. A variable that is missing explains itself.

======================  ==============================================  =========================
variable                what it is                                      when it is missing
======================  ==============================================  =========================
TIENDO_SECRET_KEY       signs sessions and forms; keep it secret        refused, with how to make one
TIENDO_FORMER_KEYS      secret keys of before, newest first, with       none: what they signed and
                        commas; they open and sign nothing new          sealed is worth nothing
TIENDO_DATA             folder of the database and uploaded files       ``var`` under the current folder
DATABASE_URL            ``sqlite:///PATH`` or ``postgresql://...``      SQLite in TIENDO_DATA
TIENDO_HOSTS            names the site answers to, with commas          localhost only
TIENDO_INSECURE_HTTP    ``1``: cookies also over plain HTTP (a trial)   cookies only over HTTPS
TIENDO_PROXIES          how many web servers stand before this one;     0: the address is that of who
                        each adds to ``X-Forwarded-For``                connects
TIENDO_MAIL             ``smtp://USER:PASSWORD@HOST:PORT`` (STARTTLS),  no mail is sent; links are
                        ``smtps://...`` (TLS); invitations go by mail   handed over by hand
TIENDO_MAIL_FROM        from whom mail comes                            ``tiendo@`` and the first host
TIENDO_SSO_ISSUER       issuer of single sign-on by OpenID Connect, as  no single sign-on; refused where
                        its discovery document writes it                others of the three are given
TIENDO_SSO_CLIENT       what the issuer calls this product              the same
TIENDO_SSO_SECRET       the secret it gave; keep it secret              the same
TIENDO_SSO_NAME         what its button says                            the host of the issuer
======================  ==============================================  =========================
"""

from __future__ import annotations

import hashlib
import os
import urllib.parse
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

HERE = Path(__file__).resolve().parent


LEAST_KEY = 32


def _secret_key() -> str:
    key = os.environ.get("TIENDO_SECRET_KEY", "")
    if len(key) < LEAST_KEY:
        raise ImproperlyConfigured(
            f"TIENDO_SECRET_KEY is missing or shorter than {LEAST_KEY} characters. Make one, keep it secret and keep "
            'it: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    return key


def _former_keys() -> list[str]:
    keys = [key.strip() for key in os.environ.get("TIENDO_FORMER_KEYS", "").split(",") if key.strip()]
    if any(len(key) < LEAST_KEY for key in keys):
        raise ImproperlyConfigured(
            f"TIENDO_FORMER_KEYS holds a key shorter than {LEAST_KEY} characters; it takes whole former values of "
            "TIENDO_SECRET_KEY, with commas between them"
        )
    return keys


def _database(url: str) -> dict[str, Any]:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": urllib.parse.unquote(parts.path)[1:] or ":memory:",
            "OPTIONS": {
                # Measured: deferred transactions fail with "database is locked" under eight writers.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        query = dict(urllib.parse.parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": urllib.parse.unquote(parts.path.lstrip("/")),
            "USER": urllib.parse.unquote(parts.username or ""),
            "PASSWORD": urllib.parse.unquote(parts.password or ""),
            "HOST": query.get("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            # Measured: compiling the longest queries of a large province takes more than it spares; and what is read
            # through a cursor is read to its end, not to its first tenth.
            "OPTIONS": {"options": "-c jit=off -c cursor_tuple_fraction=1"},
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {parts.scheme!r}; it must be sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"
    )


def _mail(url: str) -> dict[str, Any]:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(
            "TIENDO_MAIL must be smtp://USER:PASSWORD@HOST:PORT or smtps://USER:PASSWORD@HOST:PORT"
        )
    return {
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "username": urllib.parse.unquote(parts.username or ""),
        "password": urllib.parse.unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
    }


def _single_sign_on() -> dict[str, Any]:
    """What django-allauth is told of the issuer of identities; empty where there is none."""
    said = {name: os.environ.get(f"TIENDO_SSO_{name}", "").strip() for name in ("ISSUER", "CLIENT", "SECRET")}
    if not any(said.values()):
        return {}
    missing = [f"TIENDO_SSO_{name}" for name, value in said.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"single sign-on is half set up; missing: {', '.join(missing)}")
    issuer = said["ISSUER"].removesuffix("/.well-known/openid-configuration")
    parts = urllib.parse.urlsplit(issuer)
    if not parts.hostname or parts.scheme not in (("https",) if _SECURE else ("https", "http")):
        raise ImproperlyConfigured("TIENDO_SSO_ISSUER must be the address of the issuer, https://HOST/...")
    return {
        # Who was joined through one issuer is not known through another.
        "provider_id": f"sso-{hashlib.sha256(issuer.encode()).hexdigest()[:16]}",
        "name": os.environ.get("TIENDO_SSO_NAME", "").strip() or parts.hostname,
        "client_id": said["CLIENT"],
        "secret": said["SECRET"],
        "settings": {
            "server_url": issuer,
            "origin": f"{parts.scheme}://{parts.netloc}",
            "scope": ["openid", "profile"],
            "oauth_pkce_enabled": True,
        },
    }


_SECURE = os.environ.get("TIENDO_INSECURE_HTTP") != "1"
DATA = Path(os.environ.get("TIENDO_DATA", "var")).resolve()
FILES = DATA / "files"
SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = _former_keys()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("TIENDO_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": _database(os.environ.get("DATABASE_URL") or f"sqlite:///{DATA / 'tiendo.sqlite3'}")}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "tiendo_web.core",
    "tiendo_web.work",
    "tiendo_web.ledger",
    "tiendo_web.accounts",
    "tiendo_web.orgs",
    "tiendo_web.invitations",
    "tiendo_web.rulesets",
    "tiendo_web.plans",
    "tiendo_web.duties",
    "tiendo_web.recurring",
    "tiendo_web.reforms",
    "tiendo_web.calendars",
    "tiendo_web.accesses",
    "tiendo_web.pages",
    "tiendo_web.jobs",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tiendo_web.pages.doors.of_one_moment",
    "tiendo_web.pages.doors.Doors",
]
ROOT_URLCONF = "tiendo_web.urls"
WSGI_APPLICATION = "tiendo_web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "tiendo_web.pages.frame.frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# New passwords by the first; a password kept by another is kept anew at the next sign-in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "tiendo_web.accounts.passwords.KnownWords"},
]
ACCOUNT_ADAPTER = "tiendo_web.pages.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "tiendo_web.pages.sign_in.SignInForm",
    "change_password": "tiendo_web.pages.sign_in.NewPasswordForm",
    "reauthenticate": "tiendo_web.pages.sign_in.AgainForm",
}
ACCOUNT_SESSION_REMEMBER = False
# Tries with a password or a code are counted by tiendo_web.accounts.limits; what is left here is counted by user.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "sso": "300/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TIENDO_PROXIES", "0"))
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_ADAPTER = "tiendo_web.pages.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tiến Độ"
# Steps before and after; each code is taken once all the same (tiendo_web.accounts.codes).
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "tiendo_web.pages.factors.CodeForm",
    "reauthenticate": "tiendo_web.pages.factors.CodeAgainForm",
    "activate_totp": "tiendo_web.pages.factors.FirstCodeForm",
    "add_webauthn": "tiendo_web.pages.factors.PasskeyForm",
    "edit_webauthn": "tiendo_web.pages.factors.PasskeyNameForm",
    "authenticate_webauthn": "tiendo_web.pages.factors.KeyForm",
    "reauthenticate_webauthn": "tiendo_web.pages.factors.KeyAgainForm",
    "login_webauthn": "tiendo_web.pages.factors.KeyAloneForm",
}
SOCIALACCOUNT_ADAPTER = "tiendo_web.pages.adapters.Identities"
_SSO = _single_sign_on()
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [_SSO] if _SSO else []}}
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SESSION_ENGINE = "tiendo_web.accounts.sessions"
# One count for all processes of the server, and nothing more to install.
# Django would keep 300 rows and drop a third by their names: strangers could flush counts of tries and used codes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_tally",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
# The body of a request is bounded here; how large one file may be is said by tiendo.plan.read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Set on 2026-11-25, by judgement: who works all day signs in once a day; half a working day unused, and the desk is
# taken for left. Who is not signed in has an hour, to choose a password behind a link or to type a code.
SESSION_LONGEST = 12 * 3600
SESSION_COOKIE_AGE = 4 * 3600
SESSION_NOBODYS = 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Browsers hold a form to this also where its answer sends them on, as the button of single sign-on does.
        "form-action": [SELF, *([_SSO["settings"]["origin"]] if _SSO else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
_MAIL = _mail(os.environ["TIENDO_MAIL"]) if os.environ.get("TIENDO_MAIL") else {}
MAIL = bool(_MAIL)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _MAIL.get("host", ""), _MAIL.get("port", 0)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.get("username", ""), _MAIL.get("password", "")
EMAIL_USE_SSL = _MAIL.get("use_ssl", False)
EMAIL_USE_TLS = MAIL and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("TIENDO_MAIL_FROM") or f"tiendo@{ALLOWED_HOSTS[0]}"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"links": {"()": "tiendo_web.core.logs.WithoutLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
