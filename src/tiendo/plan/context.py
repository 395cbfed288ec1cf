"""What a compilation may know beside the text: bodies, days, known documents, the day it is done on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tiendo import workdays
from tiendo.registry import Registry

if TYPE_CHECKING:
    from tiendo.orgtree import OrgTree


@dataclass(frozen=True, slots=True)
class Context:
    """All of it optional: an empty context compiles any document.

    ``bodies`` are names known to the register; ``tree`` is the register itself, on the day to resolve names by;
    ``registry`` are the documents known by symbol and day, those the system holds among them; ``on`` is the day to
    judge by where the document states none of its own; ``today`` the day that its deadlines are held against, which
    changes nothing of what is read; ``duties`` are tasks that are known already, folded
    (:func:`tiendo.plan.rules.task_stated_elsewhere.key`), each with the document where it stands; ``successors`` are
    documents by symbol and day (:func:`tiendo.plan.rules.document_superseded.identity`), each with what replaced it.
    """

    bodies: tuple[str, ...] = ()
    calendar: workdays.Calendar | None = None
    registry: Registry | None = None
    on: date | None = None
    today: date | None = None
    tree: OrgTree | None = None
    duties: Mapping[str, str] | None = None
    successors: Mapping[tuple[str, str], str] | None = None
