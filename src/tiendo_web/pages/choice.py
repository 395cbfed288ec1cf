"""Choosing bodies: by ticking them, kind by kind or a whole kind at once, or by typing a name."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tiendo import viet
from tiendo.orgtree import Answer, Body, BodyKind, OrgTree, members, naming
from tiendo_web.orgs.queries import GroupLine

KINDS = {
    BodyKind.PROVINCE: gettext_lazy("Cấp tỉnh"),
    BodyKind.OFFICE: gettext_lazy("Văn phòng"),
    BodyKind.DEPARTMENT: gettext_lazy("Sở, ban, ngành"),
    BodyKind.DISTRICT: gettext_lazy("Huyện, quận, thị xã, thành phố"),
    BodyKind.COMMUNE: gettext_lazy("Xã, phường, đặc khu"),
    BodyKind.DIVISION: gettext_lazy("Phòng, ban trong cơ quan"),
    BodyKind.PARTY: gettext_lazy("Cơ quan đảng"),
    BodyKind.FRONT: gettext_lazy("Mặt trận, đoàn thể"),
    BodyKind.SERVICE: gettext_lazy("Đơn vị sự nghiệp"),
}
# The values of "all of this kind" and of a group; ids are digits, so they cannot be taken for one another.
_ALL, _GROUP = "all-", "group-"
# How many bodies a refusal names, and how many the completion shows.
NAMED, SHOWN = 5, 8
# More bodies than this have no boxes to tick: they are named.
BOXES = 400


class BodiesWidget(forms.CheckboxSelectMultiple):
    """Boxes to tick, folded by kind; works without scripts.

    Where there are too many bodies for boxes, kinds and groups have theirs, and single bodies are named in lines
    that are sent under the same name.
    """

    template_name = "components/bodies.html"
    tree: OrgTree | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the folds (a heading, how many it holds, whether one is ticked, the boxes), and the lines."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["folds"] = [
            {
                "heading": heading,
                "number": sum(not whole for _box, whole in boxes),
                "open": any(box["selected"] for box, _whole in boxes),
                "boxes": boxes,
            }
            for heading, options, _place in context["widget"]["optgroups"]
            for boxes in [[(box, self.tree is None and str(box["value"]).startswith(_ALL)) for box in options]]
        ]
        if self.tree is not None:
            context["lines"] = self._lines(self.tree, name, value, context["widget"]["attrs"])
        return context

    def _lines(self, tree: OrgTree, name: str, value: Any, attrs: dict[str, Any]) -> Any:
        """The widget of the lines: what is chosen and has no box, by name."""
        boxes = {str(box) for _heading, options in self.choices for box, _words in options}
        chosen = [str(one) for one in value or () if str(one) not in boxes]
        words = [tree.label(int(one)) if one.isdecimal() and int(one) in tree else one for one in chosen]
        own = {"rows": 4, "data-names": names_url(tree), "aria-label": _("Tên các cơ quan khác, mỗi dòng một cơ quan")}
        widget = BodyListWidget(attrs=own)
        return widget.get_context(name, "\n".join(words), attrs | {"id": f"{attrs['id']}_lines"})["widget"]


class BodiesField(forms.MultipleChoiceField):
    """The ids of the chosen bodies, in the order of the tree; a kind or group chosen whole stands for its bodies."""

    widget = BodiesWidget

    def offer(self, tree: OrgTree, groups: Iterable[GroupLine] = ()) -> None:
        """Offer the bodies of ``tree``, and these groups of them."""
        self._tree = tree
        offered = [(one, members(one.definition, tree)) for one in groups]
        kinds = {kind: [body for body in tree if body.kind is kind] for kind in KINDS}
        kinds = {kind: bodies for kind, bodies in kinds.items() if bodies}
        self._whole = {_ALL + kind.value: bodies for kind, bodies in kinds.items()}
        self._whole |= {_GROUP + one.key: list(bodies) for one, bodies in offered}
        named = [(_GROUP + one.key, f"{one.name} ({len(bodies)})") for one, bodies in offered if bodies]
        self.choices = [(_("Nhóm"), named)] if named else []
        if len(tree) > BOXES:
            assert isinstance(self.widget, BodiesWidget)
            self.widget.tree = tree
            whole = [(_ALL + kind.value, f"{KINDS[kind]} ({len(bodies)})") for kind, bodies in kinds.items()]
            self.choices += [(_("Tất cả cơ quan một loại"), whole)]
            return
        self.choices += [
            (KINDS[kind], [(_ALL + kind.value, _("Tất cả")), *((str(body.id), body.name) for body in bodies)])
            for kind, bodies in kinds.items()
        ]

    def clean(self, value: Any) -> list[int]:
        """The chosen ids; what was not offered and names no one body is refused."""
        ids: set[int] = set()
        faults: list[str] = []
        for one in self.to_python(value):
            if one in self._whole:
                ids |= {body.id for body in self._whole[one]}
            elif one.isdecimal() and len(one) < 16 and int(one) in self._tree:
                ids.add(int(one))
            else:
                found, told = _named(self._tree, one)
                ids |= found
                faults += told
        if faults:
            raise forms.ValidationError(faults[:NAMED])
        if self.required and not ids:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [body.id for body in self._tree if body.id in ids]


def _named(tree: OrgTree, text: str) -> tuple[set[int], list[str]]:
    """The bodies that lines of text name, and why other lines name none."""
    ids: set[int] = set()
    faults: list[str] = []
    for words in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        answer = tree.answer(words, limit=NAMED)
        if answer.body is not None:
            ids.add(answer.body.id)
        else:
            faults.append(not_one(tree, words, answer))
    return ids, faults


def names_url(tree: OrgTree) -> str:
    """Where the names of a day's bodies are completed."""
    return f"{reverse('body-names')}?on={tree.on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that typed words may mean: the words that name it and no other, and what else tells it."""

    words: str
    more: str


def candidates(tree: OrgTree, bodies: Iterable[Body]) -> list[Candidate]:
    """The living bodies among these, or those that stand for them, each once, as they are offered."""
    found: dict[int, Candidate] = {}
    for body in bodies:
        for living_id in tree.represented(body.id):
            if living_id not in found:
                found[living_id] = Candidate(tree.label(living_id), _told(tree, tree.body(living_id), body))
    return list(found.values())


def _told(tree: OrgTree, living: Body, asked: Body) -> str:
    """What is said beside a candidate: what it took over, or its short name, code and place."""
    if asked.id != living.id:
        return _("tiếp nhận %(name)s, đã kết thúc ngày %(day)s") % {"name": asked.name, "day": written(asked.ends_on)}
    above = tree.parent(living.id)
    place = above.name if above and tree.label(living.id) == living.name else ""
    own = [living.abbreviation, living.code, place]
    if living.former_names:
        own.append(_("trước là %(name)s") % {"name": living.former_names[-1]})
    return " · ".join(part for part in own if part)


def written(day: dt.date | None) -> str:
    """A day as it is written here; nothing for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def not_one(tree: OrgTree, words: str, answer: Answer) -> str:
    """Why typed words name no one body, and whom they may mean."""
    near = candidates(tree, answer.candidates)[:NAMED]
    day = written(tree.on)
    if not near:
        return _("Không có cơ quan nào tên “%(words)s” vào ngày %(day)s.") % {"words": words[:80], "day": day}
    named = "; ".join(f"{one.words} ({one.more})" if one.more else one.words for one in near)
    return _("“%(words)s” chưa chỉ đúng một cơ quan. Có phải là: %(named)s?") % {"words": words[:80], "named": named}


class BodyWidget(forms.TextInput):
    """A text field that completes names with scripts, and after a refusal without them."""

    template_name = "components/body.html"
    near: tuple[str, ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the names that a refusal found."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["near"] = self.near
        return context


class BodyField(forms.CharField):
    """The id of one living body, by its name, abbreviation or code as typed; None where nothing is and may be."""

    widget = BodyWidget

    def __init__(self, **kwargs: Any) -> None:
        """Like any text field; no name is longer than 200 letters, nor its label than twice that."""
        super().__init__(**({"max_length": 420} | kwargs))

    def offer(self, tree: OrgTree, new: Mapping[int, str] = MappingProxyType({})) -> None:
        """Let the bodies of ``tree`` be named, and those of ``new``, which are yet to be founded.

        Where one of each bears a name, both are marked, and the bare name is nobody's.
        """
        self._tree = tree
        self._new = new
        self._marked = dict[str, int]()
        for body_id, name in new.items():
            self._marked[_("%(name)s (mới lập)") % {"name": name}] = body_id
            self._marked |= {_marked(tree, one.id): one.id for one in tree.named(name)}
        self.widget.attrs["data-names"] = names_url(tree)
        if new:
            fresh = [str(self.prepare_value(body_id)) for body_id in new]
            self.widget.attrs["data-fresh"] = json.dumps(fresh, ensure_ascii=False)
            if isinstance(self.widget, BodyWidget):
                self.widget.near = tuple(fresh)

    def prepare_value(self, value: Any) -> Any:
        """A body's id is shown as the words that name it."""
        if not isinstance(value, int):
            return value
        if (marked := self._mark(value)) is not None:
            return marked
        if value in self._new:
            return self._new[value]
        return self._tree.label(value) if value in self._tree else self._tree.name(value)

    def _mark(self, body_id: int) -> str | None:
        """The words for a body whose name is also that of one to be founded, or the reverse; else None."""
        clash = body_id not in self._new or self._tree.named(self._new[body_id])
        return next((words for words, one in self._marked.items() if one == body_id and clash), None)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other words stand there than those of the body it was shown with."""
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> int | None:
        """The id of the body named; refused where it is not one body that lives on the tree's day."""
        words = " ".join(str(super().clean(value)).split())
        return self.named(words) if words else None

    def named(self, words: str) -> int:
        """The id of the one body that ``words`` name; where it is not one, refused with those that are near."""
        if words in self._marked:
            return self._marked[words]
        fresh, living = _closest(words, self._new, self._tree.named(words))
        if len(fresh) == 1 and not living:
            return fresh[0]
        if fresh:
            near = [mark for one in (*fresh, *living) if (mark := self._mark(one)) is not None]
            raise self._not_one(near, _not_told_apart(words, near))
        answer = self._tree.answer(words, limit=NAMED)
        if answer.body is not None:
            return answer.body.id
        near = [one.words for one in candidates(self._tree, answer.candidates)]
        raise self._not_one(near, not_one(self._tree, words, answer))

    def _not_one(self, near: Sequence[str], told: str) -> forms.ValidationError:
        if isinstance(self.widget, BodyWidget):
            self.widget.near = tuple(near[:NAMED])
        return forms.ValidationError(told, code="not one")


def _marked(tree: OrgTree, body_id: int) -> str:
    return _("%(name)s (đang hoạt động)") % {"name": tree.label(body_id)}


def _not_told_apart(words: str, near: Sequence[str]) -> str:
    return _("“%(words)s” chưa chỉ đúng một cơ quan. Có phải là: %(named)s?") % {
        "words": words[:80],
        "named": "; ".join(near[:NAMED]),
    }


def _closest(words: str, new: Mapping[int, str], named: Sequence[Body]) -> tuple[list[int], list[int]]:
    """The bodies to be founded and those living that ``words`` name; diacritics decide where they can."""
    fresh = {one: name for one, name in new.items() if viet.fold(name) == viet.fold(words)}
    living = {one.id: one.name for one in named}
    exact = {one for one, name in (fresh | living).items() if naming.exactly(name) == naming.exactly(words)}
    both = bool(fresh) and bool(living) and bool(exact)
    return [one for one in fresh if not both or one in exact], [one for one in living if not both or one in exact]


class BodyListWidget(forms.Textarea):
    """Lines of names; with scripts a field after it completes a name and adds it as a line."""

    template_name = "components/body_list.html"


class BodyListField(BodyField):
    """The ids of several living bodies, one name a line; the first line's body comes first.

    Bodies that were chosen before and have ended since may stay chosen: they stand under their last names.
    """

    def __init__(self, **kwargs: Any) -> None:
        """As many lines as a decision may name heirs."""
        super().__init__(**({"max_length": 20_000, "widget": BodyListWidget(attrs={"rows": 4})} | kwargs))

    def offer(self, tree: OrgTree, new: Mapping[int, str] = MappingProxyType({}), chosen: Iterable[int] = ()) -> None:
        """As for one body; ``chosen`` are ids chosen before, which may have ended."""
        super().offer(tree, new)
        ended = _("đã kết thúc ngày %(day)s")
        gone = [body for one in chosen if one not in tree and (body := tree.known(one)) is not None]
        self._gone = {f"{body.name} ({ended % {'day': written(body.ends_on)}}) #{body.id}": body.id for body in gone}

    def prepare_value(self, value: Any) -> Any:
        """A list of ids is shown as the words that name them."""
        if not isinstance(value, list):
            return value
        gone = {body_id: words for words, body_id in self._gone.items()}
        return "\n".join(gone.get(one) or str(super(BodyListField, self).prepare_value(one)) for one in value)

    def named(self, words: str) -> int:
        """Also an ended body under the words it was shown with."""
        return self._gone[words] if words in self._gone else super().named(words)

    def clean(self, value: Any) -> Any:
        """The ids, each once; every line that names no one body is refused with its words."""
        lines = [" ".join(line.split()) for line in str(forms.CharField.clean(self, value)).splitlines()]
        ids: list[int] = []
        faults: list[Any] = []
        for words in filter(None, lines):
            try:
                ids.append(self.named(words))
            except forms.ValidationError as fault:
                faults.append(fault)
        if faults:
            raise forms.ValidationError(faults)
        return list(dict.fromkeys(ids))
