"""C013: another document that is at hand says that it replaces or repeals this one."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo import registry
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import CitationRole, Head, Plan
from tiendo.plan.rules import places, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C013",
    name="document-superseded",
    severity=Severity.INFO,
    message=Words(vi="{by} thay thế hoặc bãi bỏ văn bản này", en="{by} replaces or repeals this document"),
    help=Words(
        vi="Xem {by} trước khi giao việc theo văn bản này.", en="Read {by} before giving out work by this document."
    ),
    explanation=Words(
        vi=(
            "Giao việc theo văn bản đã bị thay thế là giao việc không còn hiệu lực. Văn bản được so với các tệp kiểm "
            "tra cùng một lúc, theo số, ký hiệu và ngày."
        ),
        en=(
            "Work given out by a document that was replaced is no longer in force. A document is held against the "
            "files checked together with it, by symbol and day."
        ),
    ),
    examples=(
        Example(
            bad=sample.HEAD.replace("45/KH-UBND", "12/KH-UBND") + "1. Sở Xây dựng lập bản đồ bãi cát.\n",
            good=sample.HEAD + "1. Sở Xây dựng lập bản đồ bãi cát.\n",
        ),
    ),
    basis="Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15 (văn bản hết hiệu lực khi bị thay thế, bãi bỏ)",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the document's own symbol."""
    own, symbol = identity(plan.head), plan.head.symbol
    by = (context.successors or {}).get(own) if own else None
    if by and symbol and registry.key(by) != registry.key(symbol.value):
        yield RULE.found(plan.source.name, symbol.span, by=by)


def identity(head: Head) -> tuple[str, str] | None:
    """A document by the key of its symbol and its day as ISO; None where it lacks one of the two."""
    if head.symbol is None or head.issued_on is None:
        return None
    return registry.key(head.symbol.value), head.issued_on.value


def replaced(plan: Plan) -> frozenset[str]:
    """The keys of the symbols that this document replaces or repeals."""
    issuer = plan.head.issuer.value if plan.head.issuer else ""
    own = (one for one in plan.citations if not places.is_elsewhere(issuer, one.issuer or ""))
    return frozenset(registry.key(one.symbol) for one in own if one.role is CitationRole.REPLACES)
