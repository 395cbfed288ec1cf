"""Settings from the environment: what is half said or badly said explains itself."""

import importlib
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

KEY = "k" * 40


@pytest.fixture
def read(monkeypatch):
    """The settings as a process with this environment would read them, whatever that of the tests says."""
    for name in ("TIENDO_INSECURE_HTTP", *SSO):
        monkeypatch.delenv(name, raising=False)

    def settings(**told):
        for name, value in ({"TIENDO_SECRET_KEY": KEY} | told).items():
            monkeypatch.setenv(name, value)
        monkeypatch.delitem(sys.modules, "tiendo_web.settings")
        return importlib.import_module("tiendo_web.settings")

    return settings


SSO = {"TIENDO_SSO_ISSUER": "https://id.son-hai.vn/realms/x", "TIENDO_SSO_CLIENT": "tiendo", "TIENDO_SSO_SECRET": "s"}


def test_without_an_issuer_pages_reach_nobody(read):
    found = read()
    assert found.SOCIALACCOUNT_PROVIDERS == {"openid_connect": {"APPS": []}}
    assert found.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] == ["'self'"]


def test_an_issuer_is_read_and_forms_may_lead_to_it(read):
    found = read(**SSO)
    (app,) = found.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    assert app["name"] == "id.son-hai.vn" and app["settings"]["origin"] == "https://id.son-hai.vn"
    assert app["settings"]["oauth_pkce_enabled"]
    assert found.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] == ["'self'", "https://id.son-hai.vn"]


def test_another_issuer_knows_nobody_of_the_former_one(read):
    ids = {
        read(**SSO | {"TIENDO_SSO_ISSUER": issuer}).SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["provider_id"]
        for issuer in ("https://a.vn", "https://b.vn", "https://a.vn/.well-known/openid-configuration")
    }
    assert len(ids) == 2


@pytest.mark.parametrize("missing", list(SSO))
def test_half_of_single_sign_on_says_what_is_missing(read, missing):
    with pytest.raises(ImproperlyConfigured, match=missing):
        read(**SSO | {missing: ""})


@pytest.mark.parametrize("issuer", ["http://id.son-hai.vn", "id.son-hai.vn", "ftp://x", "https://"])
def test_an_issuer_that_is_none_is_refused(read, issuer):
    with pytest.raises(ImproperlyConfigured, match="TIENDO_SSO_ISSUER"):
        read(**SSO | {"TIENDO_SSO_ISSUER": issuer})


def test_former_keys_are_read_whole(read):
    former = ["a" * 40, "b" * 40]
    assert former == read(TIENDO_FORMER_KEYS=f" {former[0]}, {former[1]},").SECRET_KEY_FALLBACKS
    with pytest.raises(ImproperlyConfigured, match="TIENDO_FORMER_KEYS"):
        read(TIENDO_FORMER_KEYS="short")
