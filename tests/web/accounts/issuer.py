"""A real issuer of identities, django-oauth-toolkit, to be run in a process of its own; it can be told to misbehave.

    python -m tests.web.accounts.issuer PORT FOLDER REDIRECT_URI ...

Who visits is whom the cookie ``visitor`` names. A POST of JSON to ``/faults/`` says what it does wrong from then on:
``claims`` in the place of its own, ``forge`` to sign with another key, ``token`` to give a token of before,
``wait`` to let the token endpoint think for so many seconds, ``answer`` to give another status, ``elsewhere`` to send
the token request on. A GET there gives the token it made last.
"""

from __future__ import annotations

import json
import socketserver
import sys
import threading
from pathlib import Path
from typing import Any
from wsgiref import simple_server

CLIENT, SECRET = "tiendo", "only-for-tests"
FAULTS: dict[str, Any] = {}
LAST: dict[str, str] = {}


def key() -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return made.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def configure(port: int, folder: Path) -> None:
    from django.conf import settings

    settings.configure(
        SECRET_KEY="only-for-tests-" + "1" * 32,
        ALLOWED_HOSTS=["*"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "issuer.sqlite3",
                # A request that was told to think may still write while the next one does.
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
            }
        },
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "oauth2_provider"],
        MIDDLEWARE=[f"{__name__}.Visitor"],
        # Each token request asks for the client's secret, and how well that is kept is not what is looked at.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ROOT_URLCONF="tests.web.accounts.issuer_urls",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_ISS_ENDPOINT": f"http://localhost:{port}/o",
            "OIDC_RSA_PRIVATE_KEY": key(),
            "SCOPES": {"openid": "who", "profile": "name"},
            "PKCE_REQUIRED": True,
            "OAUTH2_VALIDATOR_CLASS": "tests.web.accounts.issuer_urls.Validator",
        },
    )
    import django

    django.setup()


class Visitor:
    """Whoever the cookie names is signed in here."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def __call__(self, request: Any) -> Any:
        from django.contrib.auth.models import AnonymousUser, User
        from django.http import HttpResponse, HttpResponseRedirect, JsonResponse

        name = request.COOKIES.get("visitor")
        request.user = User.objects.get_or_create(username=name)[0] if name else AnonymousUser()
        request._dont_enforce_csrf_checks = True
        if request.path == "/o/token/":
            threading.Event().wait(FAULTS.get("wait", 0))
            if "elsewhere" in FAULTS:
                return HttpResponseRedirect(FAULTS["elsewhere"])
        if "answer" in FAULTS and request.path != "/faults/":
            return HttpResponse(status=FAULTS["answer"])
        answer = self._answer(request)
        if request.path == "/o/token/" and "token" in FAULTS:
            return JsonResponse(json.loads(answer.content) | {"id_token": FAULTS["token"]})
        return answer


class Server(socketserver.ThreadingMixIn, simple_server.WSGIServer):
    daemon_threads = True


class Silent(simple_server.WSGIRequestHandler):
    def log_message(self, *words: Any) -> None:
        pass


def main(port: int, folder: Path, redirect_uris: list[str]) -> None:
    configure(port, folder)
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    Application.objects.create(
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        algorithm=Application.RS256_ALGORITHM,
        redirect_uris=" ".join(redirect_uris),
        skip_authorization=True,
    )
    simple_server.make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent).serve_forever()


def faults(request: Any) -> Any:
    from django.http import JsonResponse

    if request.method == "POST":
        FAULTS.clear()
        FAULTS.update(json.loads(request.body))
    return JsonResponse(LAST)


if __name__ == "__main__":
    # The settings name this module; it must not be there twice.
    from tests.web.accounts import issuer

    issuer.main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
