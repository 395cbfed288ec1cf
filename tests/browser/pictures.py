"""The pictures that the documents show, taken anew: ``./dev pictures``.

Of the sample province and of the small one of the tests, on one day whatever day it is, at the sizes that the tests
look at pages in: so that a picture differs from the one before where the page does. It is run like a test, by its name
alone: nobody looks for tests in a file that is called so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.browser import stage
from tests.browser.conftest import SIZES, signed_in
from tests.browser.test_reforms import divided
from tiendo_web.demo import province

IMAGES = stage.ROOT / "docs" / "images"
DAY = dt.date(2026, 11, 26)


@dataclass(frozen=True)
class Picture:
    """A page of the sample: who looks at it, how he comes to it, and in which of the sizes."""

    name: str
    who: str
    come_to: Callable[[Page], object]
    size: str = "wide"


def _at(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(path)


def _workbench(page: Page) -> None:
    page.goto("/documents/")
    page.get_by_role("link", name="201/KH-UBND").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("201/KH-UBND")


def _issue(page: Page) -> None:
    _workbench(page)
    page.get_by_role("link", name="Ban hành…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ban hành 201/KH-UBND")


def _duty(page: Page) -> None:
    page.goto("/duties/")
    page.get_by_role("link", name=re.compile("rà soát chính sách trợ giúp xã hội")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("38/KH-UBND")


OF_THE_SAMPLE = (
    Picture("workbench", "an", _workbench),
    Picture("issue", "an", _issue),
    Picture("today", "hai-thuan", _at("/"), "phone"),
    Picture("duty", "syt", _duty),
    Picture("scorecard", "an", _at("/scorecard/")),
    Picture("ledger", "an", _at("/ledger/")),
)
OF_THE_SMALL_ONE = ("reform-draft", "structures", "body")
NAMES = {f"{one.name}-{one.size}.png" for one in OF_THE_SAMPLE} | {f"{name}-wide.png" for name in OF_THE_SMALL_ONE}


def take(page: Page, name: str, size: str = "wide") -> None:
    """One picture."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=IMAGES / f"{name}-{size}.png")


def test_of_the_sample(chromium: Browser, tmp_path: Path) -> None:
    """The pictures of ``tiendo demo``."""
    stage.set_up(tmp_path / "stage", "sample", on=DAY)
    with stage.serving(tmp_path / "stage", on=DAY) as address:
        for one in OF_THE_SAMPLE:
            with signed_in(chromium, address, one.who, province.PASSWORD, size=one.size) as page:
                one.come_to(page)
                take(page, one.name, one.size)


def test_of_the_small_one(chromium: Browser, tmp_path: Path) -> None:
    """The pictures of what stands in no sample: a body that has ended, and a department that is divided."""

    def look(page: Page, name: str = "") -> None:
        if name in OF_THE_SMALL_ONE:
            take(page, name)

    stage.set_up(tmp_path / "stage")
    with (
        stage.serving(tmp_path / "stage", on=DAY) as address,
        signed_in(chromium, address, "an-son-hai", make.PASSWORD) as page,
    ):
        page.goto("/bodies/?q=so+dan+so")
        page.get_by_role("link", name="Sở Dân số").click()
        look(page, "body")
        divided(page, look, DAY)
