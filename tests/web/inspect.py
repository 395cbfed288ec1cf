"""A test client that looks at every page it fetches, as a careful reader would."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Any

import html5lib
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from tiendo_web.accounts.models import User
from tiendo_web.core.access import Viewer

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
# What differs at each showing of one page.
DRAWN = re.compile(r'(nonce|value)="[\w-]{20,}"')
_FOUND_WHOLE: set[bytes] = set()


class Browser(Client):
    """Signs in as a viewer; every HTML answer is inspected before a test sees it."""

    def wearing(self, viewer: Viewer) -> Browser:
        """This client, signed in with one hat on."""
        user: AbstractBaseUser = User.objects.get(pk=viewer.user_id)
        self.force_login(user)
        session = self.session
        session["hat"] = [viewer.jurisdiction_id, viewer.holder_id]
        session.save()
        return self

    def request(self, **request: Any) -> Any:
        """Fetch, inspect, hand on."""
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and response.content:
            inspect_once(response.content.decode())
        return response

    def form(self, url: str, action: str = "") -> dict[str, str]:
        """The hidden fields and the values of a form on a page, as a browser would send them back."""
        return fields(self.get(url).content.decode(), action)

    @staticmethod
    def values(html: str, action: str) -> dict[str, str]:
        """The same of a form on a page that was fetched already."""
        return fields(html, action)


def parse(html: str) -> Any:
    """The page as a tree; raises where it is no valid HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def inspect_once(html: str) -> None:
    """Inspect a page unless it was found whole before: reading it as a browser does takes longer than making it."""
    shown = hashlib.sha256(DRAWN.sub("", html).encode("utf-8", "surrogatepass")).digest()
    if shown not in _FOUND_WHOLE:
        inspect(html)
        _FOUND_WHOLE.add(shown)


def inspect(html: str) -> None:
    """Fail where a page breaks what holds for all pages."""
    tree = parse(html)
    heads = list(tree.iter("h1"))
    assert len(heads) == 1, "a page has exactly one h1"
    words = " ".join("".join(heads[0].itertext()).split())
    assert words, "the h1 says something"
    title = " ".join((tree.find(".//title").text or "").split())
    assert title.startswith(words), f"title {title!r} does not begin with {words!r}"
    assert tree.get("lang") in ("vi", "en")
    ids = Counter(one.get("id") for one in tree.iter() if isinstance(one.tag, str) and one.get("id"))
    assert not [name for name, number in ids.items() if number > 1], f"ids stand twice: {ids.most_common(3)}"
    for one in tree.iter():
        if isinstance(one.tag, str):
            assert "style" not in one.attrib, f"inline style on {one.tag}"
            assert not [name for name in one.attrib if name.startswith("on")], f"inline script on {one.tag}"
    for label in tree.iter("label"):
        assert label.get("for") in ids, f"label for nothing: {label.get('for')}"
    for form in tree.iter("form"):
        # Else the browser speaks in its own words, before the page can.
        posts = form.get("method") == "post" and "novalidate" not in form.attrib
        asks = [one.get("name") for one in form.iter() if isinstance(one.tag, str) and "required" in one.attrib]
        assert not (posts and asks), f"the browser refuses before we do: {asks}"
    ours = r"www\.w3\.org|testserver/account/link/"
    assert not re.search(rf"https?://(?!{ours})", html), "a page names another host"


def fields(html: str, action: str = "") -> dict[str, str]:
    """The named values of the form with this action ("" for the first posting form in main)."""
    for form in parse(html).find(".//main").iter("form"):
        if form.get("method") == "post" and (not action or form.get("action") == action):
            return _values(form)
    raise AssertionError(f"no form for {action or 'this page'}")


def _values(form: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in form.iter("input"):
        kind = one.get("type", "text")
        if one.get("name") and kind == "checkbox":
            if "checked" in one.attrib:
                found.setdefault(one.get("name"), []).append(one.get("value", "on"))
        elif one.get("name") and kind not in ("file", "submit"):
            found[one.get("name")] = one.get("value", "")
    for one in form.iter("textarea"):
        # A browser drops the first line end of a text area.
        found[one.get("name")] = (one.text or "").removeprefix("\n")
    for one in form.iter("select"):
        chosen = [o.get("value") for o in one.iter("option") if "selected" in o.attrib]
        if "multiple" in one.attrib:
            found[one.get("name")] = chosen
        elif chosen:
            found[one.get("name")] = chosen[0]
    return found
