"""A list of duties as Excel or CSV, with the filter of the page that leads to it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tiendo.export import listing
from tiendo_web.core import now
from tiendo_web.core.access import Permission, Viewer
from tiendo_web.duties.lines import DutyLine
from tiendo_web.pages import names, picked
from tiendo_web.pages.doors import SignedIn, needs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The heads of the columns with their widths in Excel.
COLUMNS = (
    (_("Số nhiệm vụ"), 10),
    (_("Văn bản"), 16),
    (_("Mục"), 9),
    (_("Nhiệm vụ"), 60),
    (_("Cơ quan"), 26),
    (_("Người phụ trách"), 22),
    (_("Người theo dõi"), 22),
    (_("Hạn"), 12),
    (_("Tình trạng"), 16),
    (_("Bước"), 18),
    (_("Số lần đôn đốc"), 10),
    (_("Mức bảo mật"), 14),
)


@needs(Permission.READ_DUTIES)
@require_safe
def csv(request: SignedIn) -> HttpResponse:
    """The list as CSV."""
    asked = picked.asked(request.GET)
    return _sent(asked, listing.csv(_heads(), _rows(asked, request.viewer)), "csv", "text/csv; charset=utf-8")


@needs(Permission.READ_DUTIES)
@require_safe
def xlsx(request: SignedIn) -> HttpResponse:
    """The list as Excel."""
    asked, widths = picked.asked(request.GET), [width for _words, width in COLUMNS]
    data = listing.xlsx(gettext("Nhiệm vụ"), _heads(), _rows(asked, request.viewer), widths)
    return _sent(asked, data, "xlsx", XLSX)


def _sent(asked: picked.Filter, data: bytes, kind: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    name = f"nhiem-vu-{asked.which}-{now.today().isoformat()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _heads() -> list[str]:
    return [str(words) for words, _width in COLUMNS]


def _rows(asked: picked.Filter, viewer: Viewer) -> Iterator[tuple[listing.Cell, ...]]:
    """The list, as far as an act over many goes; where it is longer its last row says so."""
    found = asked.page(viewer, now.today(), size=picked.MOST)
    for line in found.lines:
        yield tuple(_cells(line))
    if found.more:
        words = gettext("Danh sách dài hơn %(most)s nhiệm vụ; ở đây chỉ có %(most)s nhiệm vụ đầu.")
        yield (words % {"most": picked.MOST},)


def _cells(line: DutyLine) -> Iterator[listing.Cell]:
    """The cells of one duty; the words of one above the open level are read on its own page."""
    yield line.id
    yield line.symbol
    yield line.label
    yield names.task_words(line.text, line.id)
    yield line.body
    yield line.doer
    yield line.follower
    yield line.due_on or (str(names.UNDATED[line.undated]) if line.undated else "")
    yield str(names.STANDINGS[line.standing])
    yield str(names.STAGES[line.stage])
    yield line.urged or None
    yield str(names.CONFIDENCE[line.level])
