"""What the issuer of the tests serves, and how it makes its tokens: by django-oauth-toolkit, then spoiled as told."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponseRedirect
from django.urls import include, path
from jwcrypto import jwk, jws
from oauth2_provider.oauth2_validators import OAuth2Validator

from tests.web.accounts import issuer


class Validator(OAuth2Validator):
    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        return {"preferred_username": f"{request.user.username}@so-noi-vu"}

    def get_id_token_dictionary(self, token: Any, token_handler: Any, request: Any) -> Any:
        claims, until = super().get_id_token_dictionary(token, token_handler, request)
        return claims | issuer.FAULTS.get("claims", {}), until

    def finalize_id_token(self, id_token: Any, token: Any, token_handler: Any, request: Any) -> str:
        made = super().finalize_id_token(id_token, token, token_handler, request)
        if "forge" in issuer.FAULTS:
            made = forged(made)
        issuer.LAST["token"] = made
        return made


def forged(token: str) -> str:
    """The same words and the same name of the key, signed with another."""
    known = jws.JWS()
    known.deserialize(token)
    again = jws.JWS(known.objects["payload"])
    again.add_signature(jwk.JWK.from_pem(issuer.key().encode()), None, json.dumps(known.jose_header))
    return again.serialize(compact=True)


def sign_in(request: Any) -> HttpResponseRedirect:
    """The page on which whoever the cookie names says again who he is, as he is asked before an account is joined."""
    return HttpResponseRedirect(request.GET["next"])


urlpatterns = [
    path("accounts/login/", sign_in),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("faults/", issuer.faults),
]
