"""Why a reform cannot be, in the user's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tiendo.rulebook import Lang, Words


class FaultKind(StrEnum):
    """The kinds of fault that the terms of a reform can have."""

    NO_SYMBOL = "no-symbol"
    SYMBOL_TAKEN = "symbol-taken"
    DECIDED_ALREADY = "decided-already"
    SIGNED_LATER = "signed-later"
    EFFECT_BEFORE_DECISION = "effect-before-decision"
    NO_STEPS = "no-steps"
    NO_BODIES = "no-bodies"
    NO_NAME = "no-name"
    NO_RANK = "no-rank"
    NO_SUCCESSOR = "no-successor"
    ONLY_ONE = "only-one"
    UNKNOWN = "unknown"
    NOT_LIVING = "not-living"
    SAME_DAY = "same-day"
    LATER_CHANGE = "later-change"
    TWICE = "twice"
    ENDS_AND_CHANGES = "ends-and-changes"
    SHARES = "shares"
    DEAD_HEIR = "dead-heir"
    CODE_TAKEN = "code-taken"
    NAME_TAKEN = "name-taken"
    ORPHAN = "orphan"
    CIRCLE = "circle"
    LED_BY_NOBODY = "led-by-nobody"
    LEADS_ITSELF = "leads-itself"


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a reform cannot be. ``step`` counts from 0, None where no one step is to blame."""

    kind: FaultKind
    step: int | None = None
    bodies: tuple[int, ...] = ()
    body: str = ""
    other: str = ""
    code: str = ""
    day: date | None = None

    def say(self, lang: Lang) -> str:
        """The fault in words."""
        shown = f"{self.day:%d/%m/%Y}" if self.day else ""
        return WORDS[self.kind].say(lang, {"body": self.body, "other": self.other, "code": self.code, "day": shown})


WORDS: Mapping[FaultKind, Words] = MappingProxyType(
    {
        FaultKind.NO_SYMBOL: Words(
            vi="Chưa ghi số, ký hiệu của quyết định.", en="The decision's number and symbol are missing."
        ),
        FaultKind.SYMBOL_TAKEN: Words(
            vi="Đã ghi một văn bản {code} ký ngày {day}; trong một năm không có hai văn bản cùng số, ký hiệu.",
            en="A decision {code} of {day} is there already; no two decisions of one year bear the same symbol.",
        ),
        FaultKind.DECIDED_ALREADY: Words(
            vi="Văn bản {code} có hiệu lực ngày {day} đã được ghi. Còn thay đổi nữa thì hủy quyết định đó trước "
            "ngày có hiệu lực rồi soạn lại, hoặc ghi một quyết định khác.",
            en="The decision {code} with effect on {day} is there already. For further changes undo it before its day "
            "and write it anew, or write another decision.",
        ),
        FaultKind.SIGNED_LATER: Words(
            vi="Quyết định ghi ngày ký {day}, sau hôm nay; hãy chờ đến khi ký.",
            en="The decision bears the day {day}, which is to come; wait until it is signed.",
        ),
        FaultKind.EFFECT_BEFORE_DECISION: Words(
            vi="Ngày có hiệu lực không thể trước ngày ký quyết định.",
            en="The day of effect cannot lie before the day of the decision.",
        ),
        FaultKind.NO_STEPS: Words(vi="Chưa có thay đổi nào.", en="There is no change yet."),
        FaultKind.NO_BODIES: Words(vi="Chưa chọn cơ quan.", en="No body is chosen."),
        FaultKind.NO_NAME: Words(vi="Chưa ghi tên mới.", en="The new name is missing."),
        FaultKind.NO_RANK: Words(vi="Chưa chọn loại hoặc cấp mới.", en="Neither a new kind nor a new level is chosen."),
        FaultKind.ONLY_ONE: Words(
            vi="Thay đổi này chỉ nêu được một cơ quan; hãy tách thành nhiều thay đổi.",
            en="This change takes one body only; put the others into changes of their own.",
        ),
        FaultKind.NO_SUCCESSOR: Words(vi="Chưa nêu cơ quan kế thừa.", en="No successor is named."),
        FaultKind.UNKNOWN: Words(vi="Không có cơ quan này.", en="There is no such body."),
        FaultKind.NOT_LIVING: Words(
            vi="“{body}” không còn hoặc chưa có vào ngày {day}.", en="“{body}” does not exist on {day}."
        ),
        FaultKind.SAME_DAY: Words(
            vi="“{body}” đã có thay đổi khác cùng ngày {day}. Hãy gộp vào một quyết định hoặc chọn ngày khác.",
            en="“{body}” already has another change on {day}. Put both into one decision, or choose another day.",
        ),
        FaultKind.LATER_CHANGE: Words(
            vi="“{body}” đã có thay đổi sau đó, từ ngày {day}; không thể chen thay đổi vào trước.",
            en="“{body}” already has a later change, from {day}; nothing can be put before it.",
        ),
        FaultKind.TWICE: Words(
            vi="“{body}” được thay đổi hai lần về cùng một việc trong quyết định này.",
            en="“{body}” is changed twice in the same respect by this decision.",
        ),
        FaultKind.ENDS_AND_CHANGES: Words(
            vi="“{body}” vừa kết thúc hoạt động vừa được thay đổi trong cùng quyết định.",
            en="“{body}” both ends and is changed by this decision.",
        ),
        FaultKind.SHARES: Words(
            vi="Các phần của “{body}” giao cho cơ quan kế thừa không khớp: giao toàn bộ thì chỉ giao một nơi, "
            "và chỉ một nơi nhận phần chính.",
            en="The shares of “{body}” do not fit: what is given whole goes to one heir, "
            "and only one heir takes the main part.",
        ),
        FaultKind.DEAD_HEIR: Words(
            vi="Cơ quan kế thừa “{body}” không hoạt động vào ngày có hiệu lực {day}.",
            en="The successor “{body}” does not live on the day of effect, {day}.",
        ),
        FaultKind.CODE_TAKEN: Words(
            vi="Mã {code} của “{body}” thuộc về “{other}” vào ngày {day}.",
            en="The code {code} of “{body}” belongs to “{other}” on {day}.",
        ),
        FaultKind.NAME_TAKEN: Words(
            vi="Từ ngày {day} hai cơ quan trực thuộc cùng một nơi mang tên “{body}”.",
            en="From {day} two bodies under the same one are called “{body}”.",
        ),
        FaultKind.ORPHAN: Words(
            vi="“{body}” trực thuộc “{other}”, nơi không hoạt động vào ngày {day}.",
            en="“{body}” stands under “{other}”, which does not live on {day}.",
        ),
        FaultKind.CIRCLE: Words(
            vi="Từ ngày {day} “{body}” sẽ trực thuộc chính cơ quan dưới quyền mình.",
            en="From {day} “{body}” would stand under a body beneath itself.",
        ),
        FaultKind.LED_BY_NOBODY: Words(
            vi="Cấp trên về chuyên môn của “{body}” là “{other}”, nơi không hoạt động vào ngày {day}.",
            en="“{body}” would be led in its line of work by “{other}”, which does not live on {day}.",
        ),
        FaultKind.LEADS_ITSELF: Words(
            vi="Từ ngày {day} “{body}” sẽ là cấp trên về chuyên môn của chính mình, trực tiếp hoặc đi vòng.",
            en="From {day} “{body}” would lead itself in its line of work, directly or in a circle.",
        ),
    }
)
