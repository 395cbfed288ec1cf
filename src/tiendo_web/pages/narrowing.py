"""How a list of duties is narrowed: the lists asked for most, all others folded, and what can be taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext

from tiendo.duty import Stage
from tiendo_web.duties.queries import Order, Which
from tiendo_web.pages import names, picked

# What stands in the open: whoever confirms begins with what waits for him, whoever owes with what is new to him.
JUDGES = (Which.OVERDUE, Which.NEAR, Which.WAITING)
OWES = (Which.OVERDUE, Which.NEAR, Which.NEW, Which.MINE)
# How far a duty has come, beside how it stands in time: what is over without being done has a list of its own.
STAGES = (Stage.ISSUED, Stage.REFUSED, Stage.DOING, Stage.REPORTED, Stage.RETURNED, Stage.PAUSED, Stage.DONE)


@dataclass(frozen=True, slots=True)
class Link:
    """A list or an order to choose: its name, its address, whether it is the one shown."""

    words: str
    query: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the list, and the address of the list without it."""

    what: str
    words: str
    query: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the top of a list of duties offers."""

    near: tuple[Link, ...]
    lists: tuple[Link, ...]
    stages: tuple[Link, ...]
    orders: tuple[Link, ...]
    chips: tuple[Chip, ...]
    query: str


def narrowing(asked: picked.Filter, *, judges: bool, told: Mapping[str, str]) -> Narrowing:
    """What narrows a list; ``told`` are the words of the body, directive and task that it is narrowed to, by name."""
    return Narrowing(
        near=tuple(_list(asked, one) for one in (JUDGES if judges else OWES)),
        lists=tuple(_list(asked, one) for one in names.LISTS),
        stages=tuple(
            Link(str(names.STAGES[one]), address(asked, stage=one.value), one is asked.stage) for one in STAGES
        ),
        orders=tuple(
            Link(str(words), address(asked, order=one.value), one is asked.order) for one, words in names.ORDERS.items()
        ),
        chips=tuple(_chips(asked, told)),
        query=address(asked),
    )


def _list(asked: picked.Filter, one: Which) -> Link:
    """Another list with the same filter; an age is of one list only."""
    return Link(str(names.LISTS[one]), address(asked, which=one.value, age=""), one is asked.which)


def _chips(asked: picked.Filter, told: Mapping[str, str]) -> Iterator[Chip]:
    if asked.which is not Which.ALL:
        yield Chip(gettext("Danh sách"), str(names.LISTS[asked.which]), address(asked, which="", age=""))
    if asked.stage is not None:
        yield Chip(gettext("Bước"), str(names.STAGES[asked.stage]), address(asked, stage=""))
    if asked.age is not None:
        yield Chip(gettext("Chưa có tin"), str(names.AGES[asked.age]), address(asked, age=""))
    heads = {"body": gettext("Cơ quan"), "directive": gettext("Văn bản"), "task": gettext("Mục")}
    for name, value in asked.narrowed.items():
        gone = {"directive": "", "task": ""} if name == "directive" else {name: ""}
        yield Chip(heads[name], told.get(name) or str(value), address(asked, **gone))
    if asked.order is not Order.DUE:
        yield Chip(gettext("Xếp theo"), str(names.ORDERS[asked.order]), address(asked, order=""))


def address(asked: picked.Filter, **changed: str) -> str:
    """The address of the list with something changed; what is empty, or as usual, is not said."""
    said = {
        **{name: str(value) for name, value in asked.narrowed.items()},
        "which": asked.which.value if asked.which is not Which.ALL else "",
        "order": asked.order.value if asked.order is not Order.DUE else "",
        "stage": asked.stage.value if asked.stage else "",
        "age": asked.age.value if asked.age else "",
        **changed,
    }
    return urlencode({name: value for name, value in said.items() if value})
