"""Which body issues a document: by whose rules its duties are counted and judged."""

from __future__ import annotations

from tiendo import orgtree
from tiendo_web.core.access import Viewer
from tiendo_web.plans.draft import Draft


def of_draft(draft: Draft, tree: orgtree.OrgTree, viewer: Viewer) -> int:
    """The one body that bears the name of the issuer at the document's head; else that of the hat that issues it."""
    named = tree.named(draft.head["issuer"].now) if draft.head["issuer"].now.strip() else ()
    return named[0].id if len(named) == 1 else viewer.body_id
