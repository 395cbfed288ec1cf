"""Every page of the sample that its people come to by links, as each of them: axe finds nothing, nothing runs out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import stage
from tests.browser.conftest import signed_in
from tiendo_web.demo import province

pytestmark = pytest.mark.deep
# One of each kind of hat; each finds other pages, and other things on the same ones.
PEOPLE = ("an", "binh", "giam", "quan", "dau", "syt", "hai-thuan")
_LINKS = "[...document.querySelectorAll('a[href]')].filter(a => !a.hasAttribute('download')).map(a => a.href)"
# What is given as a file, or as data.
_FILE = re.compile(r"/(?:csv|xlsx|json|docx|word|export|file|original|evidence|day|pairs|annotation)\b|\.\w{2,5}$")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The served sample province, with its year of work."""
    data = tmp_path_factory.mktemp("sample") / "stage"
    stage.set_up(data, "sample")
    with stage.serving(data) as url:
        yield url


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_that_links_lead_to(chromium: Browser, sample, whole, who):
    with signed_in(chromium, sample, who, province.PASSWORD) as page:
        seen = {_kind(f"{sample}/")}
        ahead = [f"{sample}/"]
        for url in ahead:
            answer = page.goto(url)
            assert answer is not None
            assert answer.status < 400, url
            whole(page)
            for link in _links(page, sample):
                if _kind(link) not in seen:
                    seen.add(_kind(link))
                    ahead.append(link)
        assert len(ahead) > 10


def _links(page: Page, address: str) -> list[str]:
    found = (str(one).partition("#")[0] for one in page.evaluate(_LINKS))
    return [one for one in found if one.startswith(f"{address}/") and not _FILE.search(urlsplit(one).path)]


def _kind(url: str) -> tuple[str, frozenset[str]]:
    """Which page an address leads to, whatever it is about: its path without numbers, and what is asked of it."""
    parts = urlsplit(url)
    return re.sub(r"\d+", "N", parts.path), frozenset(name for name, _ in parse_qsl(parts.query))
