"""Urging letters: one act over the duties of one body or a hundred, and what their Word files say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from tiendo import duty as rules
from tiendo import urging
from tiendo.clock import Standing
from tiendo.errors import Refusal, Refused
from tiendo.export import letter as paper
from tiendo_web.core.access import Level, Permission, Viewer, What, demand
from tiendo_web.duties import awaiting, lines, moves, queries, reach
from tiendo_web.duties.models import Duty, Letter, LetterCopy, LetterLine
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import holders
from tiendo_web.orgs import queries as orgs

# So many duties go into one letter.
MOST = 4000


class NoLetter(Refused):
    """There is no such letter for this viewer."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class Draft:
    """What whoever writes a letter decides."""

    about: str
    text: str
    place: str
    report_by: dt.date
    each: bool
    number: str = ""
    signed_as: str = ""


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in a letter: what it owed on that day."""

    id: int
    name: str
    owed: tuple[urging.Owed, ...]

    @property
    def situation(self) -> str:
        """What it owed, in words."""
        return urging.situation(self.owed)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty in a letter, as it stood on that day."""

    duty_id: int
    body_id: int
    body: str
    text: str
    symbol: str
    due_on: dt.date | None
    state: str
    level: Level


@dataclass(frozen=True, slots=True)
class Page:
    """A letter whole, as far as the viewer may see whom it went to. ``texts``: what was sent, by body; None: to all."""

    id: int
    draft: Draft
    sender: str
    by: str
    at: dt.datetime
    on: dt.date
    bodies: tuple[BodyLine, ...]
    lines: tuple[DutyLine, ...]
    texts: Mapping[int | None, str]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as the first body got it."""
        return self.sent_to(self.bodies[0])

    def sent_to(self, body: BodyLine) -> tuple[str, ...]:
        """The text as a body got it."""
        return tuple(self.texts.get(body.id, self.texts.get(None, "")).split("\n"))


@dataclass(frozen=True, slots=True)
class Head:
    """A letter in a list."""

    id: int
    number: str
    about: str
    sender: str
    on: dt.date
    duties: int
    bodies: int


def urge(*, duty_ids: Collection[int], draft: Draft, viewer: Viewer, at: dt.datetime, once: str = "") -> int:
    """Urge the bodies that owe these duties, in one act; gives the letter's id.

    Raises ``Refused`` where a duty is not to be urged or a place of the text is unknown, ``duties.actions.NoDuty``.
    """
    demand(viewer, Permission.JUDGE)
    _check(draft, len(set(duty_ids)))
    here = viewer.jurisdiction_id
    with (
        awaiting.counted(jurisdiction_id=here, duty_ids=duty_ids, at=at),
        ledger.act(jurisdiction_id=here, kind="duties.urge", by=viewer.actor, at=at, once=once) as act,
    ):
        if draft.report_by < act.on:
            raise Refused(_("Hạn báo cáo không thể trước hôm nay."), field="report_by")
        rows = queries.bare(viewer=viewer, duty_ids=duty_ids)
        for row, fault in urgeable(rows, viewer, act.on):
            if fault:
                raise Refused(_("Nhiệm vụ số %(number)s: %(fault)s") % {"number": row.pk, "fault": fault})
        if not draft.each and len({row.owner_id for row in rows}) > 1 and any(row.level for row in rows):
            raise Refused(_("Có nhiệm vụ mang mức bảo mật: hãy gửi mỗi cơ quan một công văn riêng."), field="each")
        written = act.write(
            Letter(
                body_id=viewer.body_id,
                number=draft.number.strip(),
                about=draft.about.strip(),
                text=draft.text.strip(),
                place=draft.place.strip(),
                report_by=draft.report_by,
                signed_as=draft.signed_as.strip(),
                each=draft.each,
            )
        )
        act.write_all([_line(written, row, act.on) for row in rows])
        act.write_all(_copies(written, draft, rows, act.on))
        urged = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk__in=[row.pk for row in rows])
        urged.update(urged=F("urged") + 1, urged_on=act.on)
        return written.pk


def _check(draft: Draft, number: int) -> None:
    for field in ("about", "text", "place"):
        if not getattr(draft, field).strip():
            raise Refused(_("Không được để trống."), field=field)
    unknown = urging.unknown_places(draft.text)
    if unknown:
        raise Refused(_("Không có chỗ điền {%(name)s}.") % {"name": unknown[0]}, field="text")
    if not number:
        raise Refused(_("Chưa chọn nhiệm vụ nào."))
    if number > MOST:
        raise Refused(_("Mỗi lần chỉ đôn đốc được %(most)s nhiệm vụ.") % {"most": MOST})


def urgeable(rows: Sequence[Duty], viewer: Viewer, on: dt.date) -> Iterator[tuple[Duty, str]]:
    """Each duty with why it is not urged; empty where it is. Two queries at most."""
    sides = moves.sides_of(rows, viewer, on)
    for row in rows:
        if rules.Part.GIVER not in sides[row.pk]:
            yield row, _("việc này do cơ quan khác giao.")
        elif rules.Stage(row.stage) not in lines.OPEN:
            yield row, _("không còn ở cơ quan thực hiện.")
        elif lines.standing_of(row, on) not in urging.URGED:
            yield row, _("còn trong hạn và chưa sắp đến hạn.")
        else:
            yield row, ""


def _copies(letter: Letter, draft: Draft, rows: Sequence[Duty], on: dt.date) -> list[LetterCopy]:
    """The text as each body gets it, or as all of them do: later the bodies may be called otherwise."""
    tree = orgs.tree(jurisdiction_id=rows[0].jurisdiction_id, on=on)
    owed: dict[int | None, list[urging.Owed]] = {}
    for row in rows:
        owed.setdefault(row.owner_id if draft.each else None, []).append(_owed(row, on))
    alone = {row.owner_id for row in rows}
    common = tree.name(rows[0].owner_id) if len(alone) == 1 else _together()
    return [
        LetterCopy(
            letter=letter,
            body_id=body_id,
            text="\n".join(
                _paragraphs(
                    draft.text, common if body_id is None else tree.name(body_id), on, draft.report_by, tuple(own)
                )
            ),
        )
        for body_id, own in owed.items()
    ]


def _line(letter: Letter, row: Duty, on: dt.date) -> LetterLine:
    owed = _owed(row, on)
    return LetterLine(
        letter=letter,
        duty_id=row.pk,
        body_id=row.owner_id,
        standing=owed.standing.value,
        due_on=row.due_on,
        days=owed.days,
    )


def _owed(row: Duty, on: dt.date) -> urging.Owed:
    standing = lines.standing_of(row, on)
    if row.due_on is not None:
        return urging.Owed(standing, abs((row.due_on - on).days))
    return urging.Owed(standing, lines.silent_days(row, on) or 0)


def preview(rows: Sequence[Duty], draft: Draft, *, viewer: Viewer, on: dt.date) -> tuple[BodyLine, tuple[str, ...]]:
    """What the letter would say to the first of the bodies, before it is sent."""
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    first = rows[0].owner_id
    owed = tuple(_owed(row, on) for row in rows if not draft.each or row.owner_id == first)
    name = tree.name(first) if draft.each or len({row.owner_id for row in rows}) == 1 else _together()
    return BodyLine(first, name, owed), _paragraphs(draft.text, name, on, draft.report_by, owed)


def place_of(viewer: Viewer, on: dt.date) -> str:
    """The place that a letter is dated at where nobody says another: the name of the province without its kind."""
    name = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on).name(viewer.body_id)
    _kind, found, place = name.rpartition("tỉnh ") if "tỉnh " in name else name.rpartition("thành phố ")
    return place if found else ""


def letters(*, viewer: Viewer, on: dt.date, page: int = 1, size: int = 50) -> tuple[tuple[Head, ...], bool]:
    """One page of the letters of the viewer's body and of those to bodies within his reach, latest first; if more."""
    start = (page - 1) * size
    lines, rows = _seen(viewer), _letters(viewer)
    found = list(rows.order_by("-pk")[start : start + size + 1])
    # What is counted is what the page shows, however many letters there are.
    counts = lines.filter(letter_id__in=[row.pk for row in found]).values_list("letter_id")
    sums = {pk: sums for pk, *sums in counts.annotate(Count("pk"), Count("body_id", distinct=True))}
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    heads = tuple(
        Head(row.pk, row.number, row.about, tree.name(row.body_id), row.recorded_on, *sums[row.pk])
        for row in found[:size]
    )
    return heads, len(found) > size


def of_duty(*, duty_id: int, viewer: Viewer) -> tuple[tuple[int, dt.date], ...]:
    """The letters that urged a duty, each with its day; one query. Whose duty, the caller has asked."""
    rows = _lines(viewer).filter(duty_id=duty_id).order_by("pk")
    return tuple((row.letter_id, row.recorded_on) for row in rows)


def letter(*, letter_id: int, viewer: Viewer, opened: bool = False) -> Page:
    """One letter as it was sent, with the bodies within the viewer's reach; raises :class:`NoLetter`.

    Whoever sent it sees all of it, wherever its bodies belong by now. Where it is not ``opened``, it comes without the
    words of duties above the level OPEN. A fixed number of queries.
    """
    row = Letter.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=letter_id).first()
    if row is None:
        raise NoLetter()
    seen = _seen(viewer).filter(letter_id=row.pk)
    lines = list(seen.select_related("duty__task", "duty__directive").order_by("body_id", "pk"))
    if not lines:
        raise NoLetter()
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=row.recorded_on)
    names = {body_id: tree.name(body_id) for body_id in (row.body_id, *(line.body_id for line in lines))}
    by = holders.holder_names(jurisdiction_id=viewer.jurisdiction_id, holder_ids={row.by_id})
    return Page(
        id=row.pk,
        draft=Draft(row.about, row.text, row.place, row.report_by, row.each, row.number, row.signed_as),
        sender=names[row.body_id],
        by=by.get(row.by_id, ""),
        at=row.recorded_at,
        on=row.recorded_on,
        bodies=tuple(
            BodyLine(body_id, names[body_id], tuple(_stood(line) for line in own))
            for body_id, own in groupby(lines, key=lambda line: line.body_id)
        ),
        lines=tuple(_duty_line(line, names, opened=opened) for line in lines),
        texts=_texts(row, {line.pk for line in lines}, names, viewer),
    )


def _texts(row: Letter, seen: Collection[int], names: Mapping[int, str], viewer: Viewer) -> dict[int | None, str]:
    """The text of a letter to each of these bodies, or to all; two queries, and one where something is hidden.

    One that counts duties above the viewer's ceiling is filled anew from the others.
    """
    copies = LetterCopy.objects.filter(
        Q(body_id=None) | Q(body_id__in=names.keys()), jurisdiction_id=viewer.jurisdiction_id, letter_id=row.pk
    )
    texts: dict[int | None, str] = dict(copies.values_list("body_id", "text"))
    of_letter = _lines(viewer).filter(letter_id=row.pk)
    hidden = set(of_letter.filter(duty__level__gt=Level.OPEN).exclude(pk__in=seen).values_list("pk", "body_id"))
    if not hidden:
        return texts
    told = [line for line in of_letter.order_by("pk") if (line.pk, line.body_id) not in hidden]
    for body_id in texts:
        if body_id is None or body_id in {one for _, one in hidden}:
            own = [line for line in told if body_id in (None, line.body_id)]
            alone = {line.body_id for line in own}
            name = names.get(min(alone), _together()) if len(alone) == 1 else _together()
            owed = tuple(_stood(line) for line in own)
            texts[body_id] = "\n".join(_paragraphs(row.text, name, row.recorded_on, row.report_by, owed))
    return texts


def word(*, letter_id: int, viewer: Viewer, body_id: int | None = None) -> bytes:
    """The letter in Word: to one of its bodies, or to all; raises :class:`NoLetter`."""
    shown = letter(letter_id=letter_id, viewer=viewer, opened=True)
    bodies = [body for body in shown.bodies if body_id in (None, body.id)]
    if not bodies:
        raise NoLetter()
    for line in shown.lines:
        if line.body_id in {body.id for body in bodies}:
            viewer.opens(Duty._meta.label, line.duty_id, line.level, What.EXPORT)
    above = _above(viewer, letter_id, shown.on)
    if shown.draft.each or body_id is not None:
        return paper.write([_paper(shown, above, [body]) for body in bodies])
    return paper.write([_paper(shown, above, bodies)])


def _above(viewer: Viewer, letter_id: int, on: dt.date) -> str:
    sender = Letter.objects.get(jurisdiction_id=viewer.jurisdiction_id, pk=letter_id).body_id
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    body = tree.known(sender)
    return tree.name(body.parent_id) if body is not None and body.parent_id is not None else ""


def _paper(shown: Page, above: str, bodies: Sequence[BodyLine]) -> paper.Letter:
    ids = {body.id for body in bodies}
    return paper.Letter(
        above=above,
        sender=shown.sender,
        number=shown.draft.number,
        about=shown.draft.about,
        place=shown.draft.place,
        day=shown.on,
        to=tuple(body.name for body in bodies),
        paragraphs=shown.sent_to(bodies[0]),
        lines=tuple(
            paper.Line(
                line.text,
                line.body,
                line.symbol,
                f"{line.due_on:%d/%m/%Y}" if line.due_on else "",
                line.state,
            )
            for line in shown.lines
            if line.body_id in ids
        ),
        signed_as=tuple(words.strip() for words in shown.draft.signed_as.splitlines() if words.strip()),
    )


def _together() -> str:
    # The letter is Vietnamese in every language of the pages.
    return "các cơ quan"


def _paragraphs(
    text: str, name: str, on: dt.date, report_by: dt.date, owed: tuple[urging.Owed, ...]
) -> tuple[str, ...]:
    filled = urging.fill(text, urging.Facts(name, on, report_by, owed))
    return tuple(" ".join(part.split()) for part in filled.split("\n") if part.strip())


def _stood(line: LetterLine) -> urging.Owed:
    return urging.Owed(Standing(line.standing), line.days)


def _duty_line(line: LetterLine, names: dict[int, str], *, opened: bool) -> DutyLine:
    return DutyLine(
        duty_id=line.duty_id,
        body_id=line.body_id,
        body=names[line.body_id],
        text=line.duty.text or line.duty.task.text if opened or line.duty.level == Level.OPEN else "",
        symbol=line.duty.directive.symbol,
        due_on=line.due_on,
        state=urging.state(_stood(line)),
        level=Level(line.duty.level),
    )


def _seen(viewer: Viewer) -> QuerySet[LetterLine]:
    """The lines of letters to bodies within the viewer's reach, and all of those that his own body sent.

    Those about duties above his ceiling are not among them.
    """
    reads, rows = reach.of(viewer), _lines(viewer)
    return rows if reads.whole else rows.filter(reads.within("body_id", "duty__level") | _sent(viewer))


def _sent(viewer: Viewer) -> Q:
    return Q(letter__body_id=viewer.body_id, duty__level__lte=reach.of(viewer).up_to(viewer.body_id))


def _letters(viewer: Viewer) -> QuerySet[Letter]:
    """The letters with lines that the viewer sees; one query more for whoever sees those of some bodies."""
    rows, lines = Letter.objects.filter(jurisdiction_id=viewer.jurisdiction_id), _lines(viewer).order_by()
    if reach.of(viewer).flat:
        return rows.filter(Exists(_seen(viewer).filter(letter_id=OuterRef("pk"))))
    # Two small sets, each by its index; asked as one condition every letter of the jurisdiction is looked into.
    reads = reach.concerned(viewer, LetterLine, "body_id")
    received, sent = lines.filter(reads.within("body_id", "duty__level")), lines.filter(_sent(viewer))
    return rows.filter(pk__in=received.values("letter_id").union(sent.values("letter_id")))


def _lines(viewer: Viewer) -> QuerySet[LetterLine]:
    return LetterLine.objects.filter(jurisdiction_id=viewer.jurisdiction_id)
