"""What Akoma Ntoso says of a plan beside its text: what it is, who it names, what it orders, what is wrong with it.

``analysis`` holds tasks, targets and findings as links onto the text, for readers of XML. ``proprietary``
holds the whole plan in its own form ``tiendo-plan/1``, so that nothing is lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from tiendo.diagnostic import Diagnostic
from tiendo.export import said
from tiendo.export.akn import marks, names, values
from tiendo.export.akn.body import Body
from tiendo.export.akn.marks import make, sub
from tiendo.plan import emit
from tiendo.plan.model import BodyRef, Plan, Read, Target, Task
from tiendo.rulebook import Lang, Rulebook

PLAN = "urn:tiendo:plan:1"
_SOURCE = "#tiendo"
# FRBRdate must bear a day; this one, named "undated", says that none is known.
_NO_DAY = "0001-01-01"


def identification(plan: Plan, part: str) -> etree._Element:
    """The document at the levels of FRBR; ``part`` is "main" or the name of an annex."""
    head = plan.head
    day = _value(head.issued_on)
    uri = names.work(_value(head.type), _value(head.symbol), day, _value(head.issuer))
    made = make("identification", {"source": _SOURCE})
    work = _frbr(made, "FRBRWork", f"{uri}/!{part}", uri, plan)
    sub(work, "FRBRcountry", value="vn")
    if head.type:
        sub(work, "FRBRsubtype", value=uri.split("/")[4])
    if head.symbol:
        sub(work, "FRBRnumber", value=head.symbol.value)
    if head.title:
        sub(work, "FRBRname", value=head.title.value)
    spoken = f"{uri}/vie@{day or names.UNDATED}"
    expression = _frbr(made, "FRBRExpression", f"{spoken}/!{part}", spoken, plan)
    sub(expression, "FRBRauthoritative", value="false")
    sub(expression, "FRBRlanguage", language="vie")
    file = _frbr(made, "FRBRManifestation", f"{spoken}/!{part}.xml", f"{spoken}.xml", plan)
    sub(file, "FRBRformat", value="application/akn+xml")
    return made


def analysis(plan: Plan, found: Iterable[Diagnostic], writer: Body, book: Rulebook, lang: Lang) -> etree._Element:
    """Tasks, targets and findings, each with the elements that it stands in."""
    made = make("analysis", {"source": _SOURCE})
    other = sub(made, "otherAnalysis", source=_SOURCE)
    for task in plan.tasks:
        other.append(_task(task, writer))
    for target in plan.targets:
        other.append(_target(target, writer))
    for one in found:
        about = _about([one.span.start] if one.span else [], writer)
        finding = _own("finding", book.message(one, lang), code=one.code, severity=one.severity.value, about=about)
        other.append(finding)
    return made


def references(plan: Plan) -> etree._Element:
    """The bodies, the signer and this program, each once."""
    made = make("references", {"source": _SOURCE})
    sub(made, "TLCOrganization", eId="tiendo", href="/ontology/organization/tiendo", showAs="tiendo")
    seen = {marks.body(name): name for name in reversed(list(_bodies(plan)))}
    for key, name in sorted(seen.items()):
        href = f"/ontology/organization/vn/{key.removeprefix('org_')}"
        sub(made, "TLCOrganization", eId=key, href=href, showAs=name)
    signer = plan.head.signer
    if signer and signer.name:
        key = marks.person(signer.name.value)
        href = f"/ontology/person/vn/{key.removeprefix('person_')}"
        sub(made, "TLCPerson", eId=key, href=href, showAs=signer.name.value)
    sub(made, "TLCRole", eId="role_signer", href="/ontology/role/signer", showAs="người ký")
    return made


def proprietary(plan: Plan, found: Iterable[Diagnostic]) -> etree._Element:
    """The plan in its own form."""
    made = make("proprietary", {"source": _SOURCE})
    made.append(values.element(emit.to_dict(plan, found)))
    return made


def _frbr(parent: etree._Element, name: str, this: str, uri: str, plan: Plan) -> etree._Element:
    made = sub(parent, name)
    sub(made, "FRBRthis", value=this)
    sub(made, "FRBRuri", value=uri)
    day = _value(plan.head.issued_on)
    if day and said.is_day(day):
        sub(made, "FRBRdate", date=day, name="issued")
    else:
        sub(made, "FRBRdate", date=_NO_DAY, name=names.UNDATED)
    issuer = plan.head.issuer
    sub(made, "FRBRauthor", href=f"#{marks.body(issuer.value)}" if issuer else _SOURCE)
    return made


def _task(task: Task, writer: Body) -> etree._Element:
    made = _own(
        "task",
        id=task.id,
        label=task.label,
        about=_about([part.start for part in task.parts], writer),
        lead=_refers(task.lead),
        coordinating=_refers(task.coordinating),
        deadline=" ".join(task.deadline.values) if task.deadline else "",
        reportTo=_refers((task.report_to,) if task.report_to else ()),
        row=task.row or "",
    )
    if task.deliverable:
        made.append(_own("deliverable", task.deliverable.value))
    for action in task.actions:
        made.append(_own("action", action.text, verb=action.verb, about=_about([action.span.start], writer)))
    for target in task.targets:
        made.append(_target(target, writer))
    return made


def _target(target: Target, writer: Body) -> etree._Element:
    value = "" if target.value is None else f"{target.value:g}"
    about = _about([target.span.start], writer)
    return _own(
        "target",
        target.text,
        value=value,
        unit=target.unit or "",
        by=target.by or "",
        about=about,
        bound=target.bound.value,
        whom=target.whom.value if target.whom else "",
    )


def _own(name: str, text: str = "", **attributes: str) -> etree._Element:
    """An element of our own; an attribute that says nothing is left out."""
    made = etree.Element(f"{{{PLAN}}}{name}", nsmap={"t": PLAN})
    made.text = values.legal(text) or None
    for key, value in attributes.items():
        if value:
            made.set(key, values.legal(value))
    return made


def _about(places: Iterable[int], writer: Body) -> str:
    found = dict.fromkeys(writer.at(place) for place in places)
    return " ".join(f"#{name}" for name in found if name)


def _refers(bodies: Iterable[BodyRef]) -> str:
    return " ".join(f"#{marks.body(one.value)}" for one in bodies)


def _bodies(plan: Plan) -> Iterator[str]:
    if plan.head.issuer:
        yield plan.head.issuer.value
    for task in plan.tasks:
        yield from (one.value for one in (*task.lead, *task.coordinating))
        if task.report_to:
            yield task.report_to.value


def _value(read: Read | None) -> str | None:
    return read.value if read else None
