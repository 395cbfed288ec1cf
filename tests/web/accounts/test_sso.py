"""Single sign-on against a real issuer in a process of its own: the whole way, and everything that is refused on it."""

import json
import re
import subprocess
import sys
import time
import urllib.parse

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount

from tests import make
from tests.browser import stage
from tests.web.inspect import Browser
from tiendo_web.accounts.models import SignIn, User
from tiendo_web.core.access import Role
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.pages import identity, outgoing

BEGIN, CALLBACK = "/account/sso/", "http://testserver/account/sso/callback/"
NAME = "Cổng Sơn Hải"


class Issuer:
    def __init__(self, url):
        self.url = url

    def faults(self, **told):
        return requests.post(f"{self.url}/faults/", json=told, timeout=5).json()

    def visit(self, address, who="mai"):
        """What the issuer sends the browser of somebody back to."""
        while urllib.parse.urlsplit(address).netloc in ("", urllib.parse.urlsplit(self.url).netloc):
            address = urllib.parse.urljoin(self.url, address)
            answer = requests.get(address, cookies={"visitor": who}, allow_redirects=False, timeout=5)
            assert answer.status_code == 302, answer.text
            address = answer.headers["Location"]
        return address


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    port = stage.free_port()
    call = [sys.executable, "-m", "tests.web.accounts.issuer", str(port), str(tmp_path_factory.mktemp("issuer"))]
    server = subprocess.Popen([*call, CALLBACK], cwd=stage.ROOT)
    try:
        stage.await_answer(f"http://localhost:{port}/faults/", server)
        yield Issuer(f"http://localhost:{port}")
    finally:
        server.terminate()
        server.wait(30)


def app(url, **more):
    told = {"server_url": f"{url}/o", "origin": url, "scope": ["openid", "profile"], "oauth_pkce_enabled": True}
    return (
        {"provider_id": "sso-test", "name": NAME, "client_id": "tiendo", "secret": "only-for-tests"}
        | more
        | {"settings": told}
    )


@pytest.fixture
def issuer(served, settings):
    served.faults()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app(served.url)]}}
    return served


@pytest.fixture
def mai(province):
    return province.viewer("mai", role=Role.OFFICER, body="health")


def sign_in(browser, name="mai-son-hai"):
    return browser.post("/account/login/", {"login": name, "password": make.PASSWORD})


def confirmed(browser, path):
    """Press a button that asks who one is, unless one has just said so; gives where it leads."""
    answer = browser.post(path)
    if not answer["Location"].startswith("/account/again/"):
        return answer
    return browser.post(answer["Location"], {"password": make.PASSWORD})


def join(browser, issuer, who="mai"):
    """From the account page to the issuer and back."""
    return browser.get(issuer.visit(confirmed(browser, f"{BEGIN}join/")["Location"], who))


def enter(browser, issuer, who="mai", **more):
    """From the sign-in page to the issuer and back."""
    return browser.get(issuer.visit(browser.post(BEGIN, more)["Location"], who))


@pytest.fixture
def joined(issuer, mai):
    browser = Browser()
    sign_in(browser)
    assert join(browser, issuer)["Location"] == "/account/"
    return mai


def refused(page, reason, user=None):
    """The page says why, the audit has it, and nobody is signed in."""
    assert page.status_code in (403, 503), (page.status_code, page.get("Location"))
    assert str(reason.label) in page.content.decode()
    line = SignIn.objects.order_by("-pk").filter(outcome="foreign")[0]
    assert (line.reason, line.user_id) == (reason.value, user)
    return True


def test_from_joining_to_signing_in_and_back(issuer, mai):
    browser = Browser()
    sign_in(browser)
    assert f"Gắn với {NAME}" in browser.get("/account/").content.decode()
    assert join(browser, issuer)["Location"] == "/account/"
    page = browser.get("/account/").content.decode()
    assert "mai@so-noi-vu" in page and "Đã gắn" in page
    fresh = Browser()
    assert f"Đăng nhập bằng {NAME}" in fresh.get("/account/login/").content.decode()
    assert enter(fresh, issuer, next="/duties/")["Location"] == "/duties/"
    assert fresh.get("/duties/").status_code == 200
    told = list(SignIn.objects.filter(user_id=mai.user_id).order_by("pk").values_list("outcome", flat=True))
    assert told == ["ok", "joined", "ok"]
    assert confirmed(browser, f"{BEGIN}unjoin/")["Location"] == "/account/"
    assert refused(enter(Browser(), issuer), identity.Reason.UNKNOWN)
    assert SignIn.objects.filter(user_id=mai.user_id, outcome="unjoined").count() == 1


def test_whoever_is_signed_in_at_the_issuer_is_asked_who_he_is_before_he_is_joined(issuer, province, mai):
    browser = Browser()
    sign_in(browser)
    way = confirmed(browser, f"{BEGIN}join/")["Location"]
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(way).query)["prompt"] == ["login"]
    first = requests.get(way, cookies={"visitor": "ke"}, allow_redirects=False, timeout=5)
    assert first.headers["Location"].startswith("/accounts/login/"), "the session at the issuer does not do"
    plain = Browser().post(BEGIN)["Location"]
    assert "prompt" not in plain, "who signs in is not kept waiting"


def test_nobody_is_made_by_it(issuer, mai):
    before = User.objects.count()
    page = enter(Browser(), issuer, "ai-do")
    assert refused(page, identity.Reason.UNKNOWN) and "lời mời" in page.content.decode()
    assert User.objects.count() == before and not SocialAccount.objects.exists()


def test_an_invitation_joins_and_is_used_by_it(issuer, province):
    admin = Browser().wearing(province.viewer("quan", role=Role.ADMINISTRATOR))
    data = admin.form("/people/new/") | {"name": "Lan", "username": "lan", "role": "officer", "body": "sở y tế"}
    path = re.search(r"http://testserver(/account/link/[^<]+)", admin.post("/people/new/", data).content.decode())[1]
    guest = Browser()
    assert f"Gắn với {NAME}" in guest.get(path, follow=True).content.decode()
    assert enter(guest, issuer, "lan", link="1")["Location"] == "/"
    assert guest.get("/duties/").status_code == 200
    lan = User.objects.get(username="lan")
    assert not lan.has_usable_password()
    kinds = Entry.objects.filter(jurisdiction_id=province.id).order_by("seq").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["invitations.invite", "invitations.join-by-link"]
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []
    again = Browser()
    assert again.get(path, follow=True).status_code == 409, "the invitation is used"
    assert enter(again, issuer, "ke", link="1").status_code == 409
    assert not SocialAccount.objects.exclude(user=lan).exists()
    kept = guest.post(f"{BEGIN}unjoin/")
    assert kept.status_code == 409 and "mật khẩu" in kept.content.decode(), "his only way in stays"
    form = admin.form(f"/people/{lan.pk}/", f"/people/{lan.pk}/unjoin/")
    assert admin.post(f"/people/{lan.pk}/unjoin/", form).status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_second_factor_is_asked_for_all_the_same(joined, issuer):
    from allauth.mfa.totp.internal import auth

    auth.TOTP.activate(User.objects.get(pk=joined.user_id), auth.generate_totp_secret())
    browser = Browser()
    assert enter(browser, issuer)["Location"] == "/account/code/"
    assert browser.get("/duties/").status_code == 302


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"aud": "another-system"}, "audience"),
        ({"aud": ["tiendo", "another"], "azp": "another"}, "audience"),
        ({"aud": ["tiendo", "another"]}, "audience"),
        ({"iss": "https://elsewhere.example"}, "issuer"),
        ({"exp": 1_700_000_000}, "expired"),
        ({"iat": 1_700_000_000}, "expired"),
        ({"iat": 32_000_000_000}, "early"),
        ({"nbf": 32_000_000_000}, "early"),
        ({"nonce": "of-another-sign-in"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"sub": "x" * 256}, "unreadable"),
    ],
)
def test_an_answer_that_cannot_be_believed_is_refused_with_its_reason(joined, issuer, claims, reason):
    issuer.faults(claims=claims)
    browser = Browser()
    assert refused(enter(browser, issuer), identity.Reason(reason))
    assert browser.get("/duties/").status_code == 302


def test_a_clock_that_is_half_a_minute_wrong_is_borne(joined, issuer):
    at = int(time.time())
    issuer.faults(claims={"iat": at + 30, "nbf": at + 30})
    assert enter(Browser(), issuer)["Location"] == "/"


def test_a_signature_of_another_key_is_refused(joined, issuer):
    issuer.faults(forge=True)
    assert refused(enter(Browser(), issuer), identity.Reason.SIGNATURE)


def test_a_signature_by_the_shared_secret_is_none(joined, issuer):
    claims = {"iss": f"{issuer.url}/o", "sub": "1", "aud": "tiendo", "exp": time.time() + 60, "iat": time.time()}
    for header in ({}, {"kid": "x"}):
        token = jwt.encode(claims, "only-for-tests-" * 4, algorithm="HS256", headers=header)
        issuer.faults(token=token)
        assert refused(enter(Browser(), issuer), identity.Reason.SIGNATURE)


@pytest.mark.parametrize("token", ["", "abc", "a.b.c", "é.é.é"])
def test_what_is_no_token_is_refused(joined, issuer, token):
    issuer.faults(token=token)
    assert refused(enter(Browser(), issuer), identity.Reason.UNREADABLE)


def test_a_token_of_an_earlier_sign_in_is_refused(joined, issuer):
    enter(Browser(), issuer)
    issuer.faults(token=issuer.faults()["token"])
    assert refused(enter(Browser(), issuer), identity.Reason.NONCE)


def test_an_answer_serves_once_and_only_the_browser_that_asked(joined, issuer):
    browser = Browser()
    back = issuer.visit(browser.post(BEGIN)["Location"])
    assert refused(Browser().get(back), identity.Reason.STATE), "another's browser"
    assert refused(browser.get(re.sub("state=[^&]+", "state=khac", back)), identity.Reason.STATE)
    assert browser.get(back)["Location"] == "/"
    browser.post("/account/logout/")
    assert refused(browser.get(back), identity.Reason.STATE), "replayed"


def test_a_code_serves_once(joined, issuer):
    browser = Browser()
    first, second = (issuer.visit(browser.post(BEGIN)["Location"]) for _ in range(2))
    code = re.search("code=([^&]+)", first)[1]
    assert refused(browser.get(re.sub("code=[^&]+", f"code={code}", second)), identity.Reason.CODE), "another's code"


def test_who_stops_at_the_issuer_is_told_so(issuer, mai):
    browser = Browser()
    state = urllib.parse.parse_qs(browser.post(BEGIN)["Location"])["state"][0]
    page = browser.get("/account/sso/callback/", {"error": "access_denied", "state": state})
    assert refused(page, identity.Reason.CANCELLED)


def test_an_issuer_that_is_down_is_said_so_and_nobody_waits_for_it(settings, mai):
    away = f"http://localhost:{stage.free_port()}"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app(away)]}}
    assert refused(Browser().post(BEGIN), identity.Reason.DOWN)
    start = time.monotonic()
    assert refused(Browser().post(BEGIN), identity.Reason.DOWN)
    assert time.monotonic() - start < outgoing.CONNECT
    assert sign_in(Browser())["Location"] == "/", "the password still opens"


@pytest.mark.parametrize("fault", [{"wait": 3}, {"answer": 503}], ids=["slow", "broken"])
def test_an_issuer_that_fails_on_the_way_is_said_so(joined, issuer, monkeypatch, fault):
    monkeypatch.setattr(outgoing, "BETWEEN", 0.3)
    browser = Browser()
    back = issuer.visit(browser.post(BEGIN)["Location"])
    issuer.faults(**fault)
    assert refused(browser.get(back), identity.Reason.DOWN)


def test_nobody_else_is_asked(joined, issuer):
    back = issuer.visit((browser := Browser()).post(BEGIN)["Location"])
    issuer.faults(elsewhere="http://localhost:1/token/")
    assert refused(browser.get(back), identity.Reason.CODE), "no redirect is followed"
    with pytest.raises(outgoing.Unreachable), outgoing.Line(issuer.url) as line:
        line.get("http://localhost:1/")


def test_an_identity_of_another_is_not_joined_again(joined, issuer, province):
    ke = province.viewer("ke", role=Role.OFFICER)
    browser = Browser()
    sign_in(browser, "ke-son-hai")
    assert refused(join(browser, issuer, "mai"), identity.Reason.OTHERS, ke.user_id)
    assert SocialAccount.objects.get().user_id == joined.user_id


def test_an_account_has_one_identity(joined, issuer):
    browser = Browser()
    sign_in(browser)
    assert refused(join(browser, issuer, "mai-hai"), identity.Reason.SECOND, joined.user_id)


def test_a_closed_account_stays_closed(joined, issuer):
    User.objects.filter(pk=joined.user_id).update(is_active=False)
    assert refused(enter(Browser(), issuer), identity.Reason.CLOSED, joined.user_id)


def test_joining_and_unjoining_ask_again_who_one_is(issuer, mai):
    browser = Browser().wearing(mai)
    for path in ("join/", "unjoin/"):
        assert browser.post(f"{BEGIN}{path}")["Location"].startswith("/account/again/")


def test_no_secret_is_logged_or_kept(joined, issuer, caplog):
    browser = Browser()
    back = issuer.visit(browser.post(BEGIN)["Location"])
    code = re.search("code=([^&]+)", back)[1]
    browser.get(back)
    issuer.faults(answer=500)
    browser.get(back)
    kept = str(list(SocialAccount.objects.values())) + str(list(SignIn.objects.values())) + caplog.text
    for secret in ("only-for-tests", code, issuer.faults()["token"]):
        assert secret not in kept
    assert set(SocialAccount.objects.get().extra_data) == {"shown"}


def test_many_refusals_fill_no_table(issuer, db):
    for n in range(50):
        assert Browser().get("/account/sso/callback/", {"state": f"x{n}", "code": "y"}).status_code == 403
    assert SignIn.objects.count() == 1


def test_where_there_is_no_issuer_there_is_no_button(mai):
    assert "/account/sso/" not in Browser().get("/account/login/").content.decode()
    assert Browser().post(BEGIN).status_code == 404
    assert Browser().get("/account/sso/callback/").status_code == 404
    browser = Browser().wearing(mai)
    assert "/account/sso/" not in browser.get("/account/").content.decode()


def test_who_took_long_at_the_issuer_says_again_who_he_is_and_is_joined_then(issuer, mai):
    browser = Browser()
    sign_in(browser)
    back = issuer.visit(confirmed(browser, f"{BEGIN}join/")["Location"])
    session = browser.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [one | {"at": one["at"] - 301} for one in records]
    session.save()
    asked = browser.get(back)
    assert asked["Location"] == "/account/again/" and not SocialAccount.objects.exists()
    assert browser.post("/account/again/", {"password": "sai"}).status_code == 200
    assert browser.post("/account/again/", {"password": make.PASSWORD})["Location"] == "/account/"
    assert SocialAccount.objects.get().user_id == mai.user_id
    assert enter(Browser(), issuer)["Location"] == "/"


def test_who_is_asked_again_joins_nothing_where_another_came_first(issuer, mai):
    """Two ways begun, one ended by another identity: the account has one identity all the same."""
    slow, quick = Browser(), Browser()
    for one in (slow, quick):
        sign_in(one)
    back = issuer.visit(confirmed(slow, f"{BEGIN}join/")["Location"])
    session = slow.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [one | {"at": one["at"] - 301} for one in records]
    session.save()
    assert slow.get(back)["Location"] == "/account/again/"
    assert join(quick, issuer, "ke")["Location"] == "/account/"
    page = slow.post("/account/again/", {"password": make.PASSWORD})
    assert refused(page, identity.Reason.SECOND, mai.user_id)
    assert SocialAccount.objects.count() == 1


def link_for(province, user_id):
    admin = Browser().wearing(province.viewer(f"quan{user_id}", role=Role.ADMINISTRATOR))
    page = f"/people/{user_id}/"
    answer = admin.post(f"{page}link/", admin.form(page, f"{page}link/")).content.decode()
    return re.search(r"http://testserver(/account/link/[^<]+)", answer)[1]


def test_a_link_used_to_join_ends_what_opened_the_account_before(issuer, province, mai):
    owner = Browser()
    sign_in(owner)
    assert owner.get("/duties/").status_code == 200
    guest = Browser()
    guest.get(link_for(province, mai.user_id))
    assert enter(guest, issuer, link="1")["Location"] == "/"
    assert guest.get("/duties/").status_code == 200
    assert owner.get("/duties/").status_code == 302 and sign_in(Browser()).status_code == 200
    told = set(SignIn.objects.filter(user_id=mai.user_id).values_list("outcome", flat=True))
    assert {"joined", "everywhere"} <= told


def test_a_link_joins_no_account_that_asks_for_a_factor(issuer, province, mai):
    from allauth.mfa.totp.internal import auth

    guest = Browser()
    guest.get(link_for(province, mai.user_id))
    auth.TOTP.activate(User.objects.get(pk=mai.user_id), auth.generate_totp_secret())
    assert f"Gắn với {NAME}" not in guest.get("/account/link/").content.decode()
    page = enter(guest, issuer, link="1")
    assert page.status_code == 409 and "lớp xác nhận" in page.content.decode()
    assert not SocialAccount.objects.exists() and sign_in(Browser())["Location"] == "/account/code/"


def test_the_link_with_which_the_way_began_is_the_one_that_is_used(issuer, province, mai):
    lan = province.viewer("lan", role=Role.OFFICER, body="health")
    guest = Browser()
    guest.get(link_for(province, mai.user_id))
    back = issuer.visit(guest.post(BEGIN, {"link": "1"})["Location"])
    guest.get(link_for(province, lan.user_id))
    assert guest.get(back)["Location"] == "/"
    assert SocialAccount.objects.get().user_id == mai.user_id


def test_one_vain_exchange_shuts_nobody_else_out(joined, issuer):
    first, second = Browser(), Browser()
    back = [issuer.visit(one.post(BEGIN)["Location"]) for one in (first, second)]
    issuer.faults(answer=500)
    assert refused(first.get(back[0]), identity.Reason.DOWN)
    issuer.faults()
    assert second.get(back[1])["Location"] == "/"


def jwk(**more):
    from cryptography.hazmat.primitives.asymmetric import rsa
    from jwt.algorithms import RSAAlgorithm

    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = json.loads(RSAAlgorithm.to_jwk(made.public_key()))
    return made, {name: value for name, value in public.items() if name != "key_ops"} | {"kid": "k"} | more


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "PS256"])
def test_a_key_that_names_no_algorithm_serves_those_of_its_kind(algorithm):
    private, public = jwk()
    key = identity._named({"keys": [public]}, {"kid": "k", "alg": algorithm})
    token = jwt.encode({"a": 1}, private, algorithm=algorithm)
    assert jwt.decode(token, key, algorithms=[algorithm]) == {"a": 1}


@pytest.mark.parametrize("more", [{"use": "enc"}, {"alg": "RS512"}, {"kid": "another"}])
def test_a_key_for_something_else_signs_nothing(more):
    assert identity._named({"keys": [jwk(**more)[1]]}, {"kid": "k", "alg": "RS256"}) is None


def test_who_signed_out_meanwhile_joins_nothing(issuer, mai):
    browser = Browser()
    sign_in(browser)
    back = issuer.visit(confirmed(browser, f"{BEGIN}join/")["Location"])
    browser.post("/account/logout/")
    assert refused(browser.get(back), identity.Reason.STATE)
    assert not SocialAccount.objects.exists()


def test_the_pages_are_whole_in_english_too(joined, issuer):
    browser = Browser().wearing(joined)
    browser.post("/language/setlang/", {"language": "en"})
    assert "Unlink from" in browser.get("/account/").content.decode()
    assert "not begun in this browser" in browser.get("/account/sso/callback/", {"state": "x"}).content.decode()
