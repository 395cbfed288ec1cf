"""The first page of a hat that is given no duties: what it is for, what it opens, and that nothing waits."""

import pytest

from tests.web.inspect import Browser
from tiendo_web.core.access import HATS, TABLE, Permission
from tiendo_web.pages import rights

WITHOUT = [role for role in HATS if Permission.READ_DUTIES not in TABLE[role]]


@pytest.mark.parametrize("role", WITHOUT)
def test_it_says_what_the_role_is_for_and_every_link_opens(province, role):
    browser = Browser().wearing(province.viewer("ai", role=role))
    page = browser.get("/").content.decode()
    assert str(rights.PURPOSES[role]) in page and "Không có việc nào đang chờ bạn" in page
    for path in ("/bodies/", "/rights/", "/account/"):
        assert f'href="{path}"' in page and browser.get(path).status_code == 200
    opens = {
        "/people/": Permission.MANAGE_PEOPLE,
        "/ledger/": Permission.READ_LEDGER,
        "/deputies/": Permission.DEPUTISE,
    }
    for path, permission in opens.items():
        assert (f'href="{path}"' in page) == (permission in TABLE[role]), path


def test_it_is_whole_in_english(province):
    browser = Browser().wearing(province.viewer("ai", role=WITHOUT[0]))
    browser.cookies["django_language"] = "en"
    assert "Nothing waits for you" in browser.get("/").content.decode()
