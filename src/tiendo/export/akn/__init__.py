"""A plan as Akoma Ntoso 3.0 (OASIS LegalDocML) and back.

The text is a ``doc``: outline as its hierarchy, citations as ``ref`` with FRBR URIs, bodies and days
marked. What the plan says beside the text stands in ``meta``. :func:`write` gives bytes valid against the
OASIS schema for any plan; :func:`read` gives back the plan and the findings that were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from tiendo.diagnostic import Diagnostic
from tiendo.export.akn import body, marks, meta, names, values
from tiendo.export.akn.body import Body
from tiendo.export.akn.marks import make, sub
from tiendo.plan import emit
from tiendo.plan.model import Plan, Section
from tiendo.rulebook import Lang, Rulebook


def write(plan: Plan, found: Iterable[Diagnostic], book: Rulebook, lang: Lang) -> bytes:
    """The document; ``lang`` is the language of the findings' messages."""
    told = tuple(found)
    bases, sections, annexes = body.parted(plan)
    writer = Body(marks.marked(plan), sorted(part for task in plan.tasks for part in task.parts))
    parts = _text(plan, writer, bases, sections, annexes)
    writer.finish()
    root = make("akomaNtoso")
    document = sub(root, "doc", name=names.kind_of(plan.head.type.value if plan.head.type else None))
    head = sub(document, "meta")
    head.append(meta.identification(plan, "main"))
    head.append(meta.analysis(plan, told, writer, book, lang))
    head.append(meta.references(plan))
    head.append(meta.proprietary(plan, told))
    document.extend(parts)
    etree.cleanup_namespaces(root, top_nsmap={None: marks.NAMESPACE, "t": meta.PLAN, "j": values.NAMESPACE})
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def read(data: bytes) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """The plan and findings of a document that :func:`write` made; raises ValueError where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError(f"not XML: {fault}") from fault
    path = "a:doc/a:meta/a:proprietary/j:map"
    found = root.find(path, {"a": marks.NAMESPACE, "j": values.NAMESPACE})
    if found is None:
        raise ValueError("no plan in this document")
    return emit.from_dict(values.value(found))


def _text(
    plan: Plan, writer: Body, bases: Sequence[Section], sections: Sequence[Section], annexes: Sequence[list[Section]]
) -> list[etree._Element]:
    """Preface to attachments, those that there are; the body always."""
    text = plan.source.text
    begin = min((one.span.start for one in plan.outline), default=len(text))
    stop = annexes[0][0].span.start if annexes else len(text)
    end = max((one.span.end for one in (*bases, *sections)), default=begin)
    main = make("mainBody")
    preface = body.preface(plan, writer.marked, begin)
    preamble = body.preamble(writer, bases)
    writer.sections(main, "", sections)
    if not len(main):
        sub(main, "p")
    closing = body.conclusions(plan, writer.marked, end, max(stop, end))
    return [one for one in (preface, preamble, main, closing, _attachments(plan, writer, annexes)) if one is not None]


def _attachments(plan: Plan, writer: Body, annexes: Sequence[list[Section]]) -> etree._Element | None:
    """Each annex as a document of its own."""
    if not annexes:
        return None
    made = make("attachments")
    for number, sections in enumerate(annexes, 1):
        name = writer.register.child("", "attachment", str(number))
        document = sub(sub(made, "attachment", eId=name), "doc", name="phu-luc")
        sub(document, "meta").append(meta.identification(plan, f"annex_{number}"))
        writer.sections(sub(document, "mainBody"), name, sections)
    return made
