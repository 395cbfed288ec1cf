"""The ledger speaks in words: every kind of act that the code can write, and everything that an act was about."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from django.apps import apps

import tiendo_web
from tests import make
from tests.web.growth import Growing
from tests.web.inspect import Browser, parse
from tests.web.rights_stage import stage
from tiendo.duty import EventKind
from tiendo.inquiry import StepKind
from tiendo_web.core.access import TABLE, Permission, Role
from tiendo_web.ledger.models import Entry
from tiendo_web.pages import names, said

KIND = re.compile(r"([a-z]+)\.[a-z][a-z-]*")
# Kinds that are made of a word that is looked up: what stands before it, and the words there are.
MADE: dict[str, type[StrEnum]] = {"duties.": EventKind, "duties.inquiry-": StepKind}
# Kinds of work, not of acts.
WORK = {"plans.read", "duties.look"}
# What has no page of its own; the start page stands for it.
NO_PAGE = {
    "accesses.Digest", "accounts.SignInSeal", "invitations.Link", "invitations.LinkUse", "orgs.Holder", "orgs.Leaving",
    "orgs.Office", "reforms.Draft",
}  # fmt: skip


def written() -> Iterator[str]:
    """The kinds of acts in the code of the apps that write."""
    root = Path(tiendo_web.__file__).parent
    labels = {app.label for app in apps.get_app_configs()} | {"calendars", "leaving"}
    for path in root.rglob("*.py"):
        if {"migrations", "pages", "settings.py"} & set(path.relative_to(root).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str(begin)), *_rest]) if begin.split(".")[0] in labels:
                    if not begin.endswith(":"):
                        yield from (f"{begin}{kind.value}" for kind in MADE[begin])
                case ast.Constant(value=str(text)) if (found := KIND.fullmatch(text)) and found[1] in labels:
                    if text not in WORK and text not in MADE:
                        yield text


def test_every_kind_of_act_has_words():
    # Asking is an act of its own name, whatever is asked.
    kinds = set(written()) - {"duties.inquiry-asked"}
    assert {"plans.take-in", "duties.reported", "calendars.decide", "recurring.issue"} <= kinds
    assert {kind for kind in kinds if kind not in names.ACTS} == set()


def test_everything_that_an_act_was_about_has_words_and_its_page(db):
    growing = Growing(stage())
    rows = Entry.objects.filter(jurisdiction_id=growing.stage.home.id).exclude(subject="")
    subjects = {row.subject.partition(":")[0]: row.subject for row in rows}
    assert {table for table in subjects if table not in names.SUBJECTS} == set()
    assert {table for table, subject in subjects.items() if said.address(subject) == "/"} == NO_PAGE
    kinds = {row.kind for row in rows}
    assert {kind for kind in kinds if kind not in names.ACTS} == set()


def test_the_ledger_leads_nobody_to_a_door_that_is_shut(db):
    home = Growing(stage()).stage.home
    shut = {}
    for role in (role for role in Role if Permission.READ_LEDGER in TABLE[role]):
        client = Browser().wearing(home.viewer(f"doc-{role.value}", role=role, body="root", at=make.AT))
        rows = parse(client.get("/ledger/").content.decode()).iterfind(".//tr//a")
        links = {re.sub(r"\d+", "N", link.get("href")): link.get("href") for link in rows}
        assert links
        answers = {link: client.get(link).status_code for link in links.values()}
        shut |= {(role.value, link): status for link, status in answers.items() if status >= 400}
    assert shut == {}
