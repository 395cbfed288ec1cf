"""Chromium, the stage, and a page that axe has looked at."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import make
from tests.browser import stage

# Other suites run beside this one: what takes long is no fault.
expect.set_options(timeout=30_000)
SIZES = {"wide": (1280, 900), "phone": (360, 740)}


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The province as every test finds it. Founding it takes longer than most tests, copying it no time."""
    data = tmp_path_factory.mktemp("founded") / "stage"
    stage.set_up(data)
    return data


@pytest.fixture
def data(founded: Path, tmp_path: Path) -> Path:
    """Where the stage of one test keeps its database and files."""
    return Path(shutil.copytree(founded, tmp_path / "stage"))


@pytest.fixture
def address(data: Path) -> Iterator[str]:
    """The served province."""
    with stage.serving(data) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("needs the system package chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def sign_in(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Sign somebody of the cast in, in a browser of his own; gives his page."""
    with ExitStack() as stack:

        def enter(name: str, *, scripts: bool = True, size: str = "wide", province: str = "son-hai") -> Page:
            who = signed_in(chromium, address, f"{name}-{province}", make.PASSWORD, scripts=scripts, size=size)
            return stack.enter_context(who)

        yield enter


@contextmanager
def signed_in(
    chromium: Browser, address: str, username: str, password: str, *, scripts: bool = True, size: str = "wide"
) -> Iterator[Page]:
    """A page in a browser of its own, where somebody has signed in."""
    width, height = SIZES[size]
    context = chromium.new_context(
        base_url=address,
        locale="vi-VN",
        java_script_enabled=scripts,
        viewport={"width": width, "height": height},
        accept_downloads=True,
    )
    with context:
        page = context.new_page()
        page.on("console", lambda message: _no_errors(message.type, message.text))
        page.goto("/account/login/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("main").get_by_role("button", name="Đăng nhập", exact=True).click()
        yield page


def _no_errors(kind: str, text: str) -> None:
    # A form that comes back is answered with 422, which Chromium notes as a failed resource.
    assert kind != "error" or "422" in text or "404" in text or "403" in text, text


@pytest.fixture
def whole() -> Callable[..., None]:
    """Check a page as it stands: axe finds nothing, nothing runs out at the side."""

    def check(page: Page, name: str = "") -> None:
        # A click returns with the first bytes of the page it leads to; axe wants all of it.
        page.wait_for_load_state()
        found = Axe().run(page).response["violations"]
        assert not found, [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found]
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow <= 0, f"{page.url} ({name}) runs out by {overflow} px at {size}"
        page.set_viewport_size(dict(zip(("width", "height"), SIZES["wide"], strict=True)))

    return check
