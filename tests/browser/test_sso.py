"""Single sign-on in a real browser: the policy of the pages lets the button go to the issuer, and nowhere else."""

import subprocess
import sys

import pytest

from tests import make
from tests.browser import stage

NAME = "Cổng Sơn Hải"


@pytest.fixture
def issuer(monkeypatch):
    """Where the issuer will be, told to the server before it starts."""
    url = f"http://localhost:{stage.free_port()}"
    for name, value in {"ISSUER": f"{url}/o", "CLIENT": "tiendo", "SECRET": "only-for-tests", "NAME": NAME}.items():
        monkeypatch.setenv(f"TIENDO_SSO_{name}", value)
    return url


@pytest.fixture
def address(issuer, data, tmp_path):
    with stage.serving(data) as url:
        folder, port = tmp_path / "issuer", issuer.rpartition(":")[2]
        folder.mkdir()
        call = [sys.executable, "-m", "tests.web.accounts.issuer", port, str(folder), f"{url}/account/sso/callback/"]
        server = subprocess.Popen(call, cwd=stage.ROOT)
        try:
            stage.await_answer(f"{issuer}/faults/", server)
            yield url
        finally:
            server.terminate()
            server.wait(30)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_account_is_joined_and_then_opened_by_the_button(issuer, sign_in, whole, scripts):
    page = sign_in("dung", scripts=scripts, size="phone")
    page.context.add_cookies([{"name": "visitor", "value": "dung", "url": issuer}])
    page.goto("/account/")
    page.get_by_role("button", name=f"Gắn với {NAME}").press("Enter")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_label("Mật khẩu").press("Enter")
    page.get_by_text("dung@so-noi-vu").wait_for()
    if scripts:
        whole(page, "account")
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button").press("Enter")
    if scripts:
        whole(page, "login")
    page.get_by_role("button", name=f"Đăng nhập bằng {NAME}").press("Enter")
    page.wait_for_url("**/")
    assert page.get_by_role("heading", level=1).inner_text()
    page.goto("/account/sso/callback/?state=khac&code=x")
    assert "không bắt đầu từ trình duyệt này" in page.inner_text("main")
    if scripts:
        whole(page, "foreign")
