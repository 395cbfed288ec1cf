"""The workbench on a document of a hundred pages in a real browser: opening, scrolling, editing a task."""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, Playwright, sync_playwright

from tests.bench import made
from tests.browser import stage

PAGES, TIMES = 100, 7
_PASSWORD = "mot-mat-khau-that-dai"
# The longest that a frame takes while the page is scrolled from its beginning to its end, in ms.
_SCROLL = """async () => {
  let longest = 0, before = performance.now();
  const end = document.documentElement.scrollHeight, steps = 60;
  for (let step = 0; step <= steps; step++) {
    window.scrollTo(0, (end * step) / steps);
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }
  return longest;
}"""


def run() -> None:
    """Print the figures; each is the median of several."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        _in_chromium(play, Path(folder) / "stage")


def _in_chromium(play: Playwright, data: Path) -> None:
    stage.set_up(data)
    with stage.serving(data) as url:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=path, args=["--disable-dev-shm-usage"])
        page = browser.new_context(base_url=url, locale="vi-VN", viewport={"width": 1280, "height": 900}).new_page()
        _sign_in(page)
        print(f"taken in                {_seconds(lambda: _hand_in(page)):8.2f} s ({PAGES} pages)", flush=True)
        _measure(page, url)
        browser.close()


def _measure(page: Page, url: str) -> None:
    address = page.url.removeprefix(url)
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    asked = urllib.request.Request(url + address, headers={"Cookie": cookies})
    answers: list[bytes] = []
    print(f"page from the server    {_median(lambda: answers.append(_answer(asked))):8.0f} ms")
    print(f"size, compressed        {len(gzip.compress(answers[0])) / 1024:8.0f} KB (of {len(answers[0]) / 1024:.0f})")
    print(f"page in the browser     {_median(lambda: page.goto(address)):8.0f} ms")
    print(f"elements                {page.evaluate('document.querySelectorAll(`*`).length'):8}")
    print(f"longest frame, scrolled {page.evaluate(_SCROLL):8.0f} ms")
    task = page.locator("article.task").nth(3)
    opened, saved = [], []
    for _ in range(TIMES):
        opened.append(_seconds(lambda: _open(page)))
        saved.append(_seconds(lambda: _save(page)))
    assert task.is_visible()
    print(f"task opened for editing {1000 * statistics.median(opened):8.0f} ms")
    print(f"task saved              {1000 * statistics.median(saved):8.0f} ms", flush=True)


def _sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("Tên đăng nhập").fill("an-son-hai")
    page.get_by_label("Mật khẩu").fill(_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url("**/")


def _hand_in(page: Page) -> None:
    page.goto("/documents/")
    file = {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": made.plan(PAGES).encode()}
    page.get_by_label("Tệp văn bản").set_input_files(file)
    page.get_by_role("button", name="Đọc văn bản").click()
    page.wait_for_url("**/plans/*/", timeout=120_000)


def _edit(page: Page) -> Locator:
    return page.locator("article.task").nth(3).get_by_role("link", name=re.compile("^Sửa nhiệm vụ"))


def _open(page: Page) -> None:
    _edit(page).click()
    page.locator("article.task").nth(3).locator("textarea").wait_for()


def _save(page: Page) -> None:
    article = page.locator("article.task").nth(3)
    article.get_by_label("Thời hạn").fill("31/12/2027")
    article.get_by_role("button", name="Lưu").click()
    _edit(page).wait_for()


def _answer(asked: urllib.request.Request) -> bytes:
    with urllib.request.urlopen(asked) as answer:
        return bytes(answer.read())


def _median(act: Callable[[], object]) -> float:
    return 1000 * statistics.median(_seconds(act) for _ in range(TIMES))


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
