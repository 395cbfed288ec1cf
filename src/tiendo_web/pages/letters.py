"""Đôn đốc: urging letters to one body or a hundred, their text proposed from facts, and the Word files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tiendo import urging
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.duties import letters as actions
from tiendo_web.duties import queries, set_days
from tiendo_web.pages import days, picked, said
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs

# So many days are proposed for reporting; whoever writes changes them.
DAYS = dt.timedelta(days=7)


class LetterForm(picked.ManyForm):
    """What a letter says, and how many there are."""

    each = forms.ChoiceField(
        label=_("Gửi"),
        choices=[("each", _("mỗi cơ quan một văn bản")), ("one", _("một văn bản chung cho tất cả"))],
        widget=forms.RadioSelect,
    )
    about = forms.CharField(label=_("Về việc"), max_length=300)
    text = act_forms.WordsField(
        label=_("Nội dung"),
        rows=9,
        help_text=_(
            "Các chỗ trong ngoặc nhọn được điền theo từng cơ quan: {cơ quan}, {số nhiệm vụ}, {tình hình}, {ngày}, "
            "{hạn báo cáo}."
        ),
    )
    report_by = act_forms.DayField(
        label=_("Hạn báo cáo"),
        help_text=_("Không tìm thấy quy định về số ngày; ngày đề nghị sẵn chỉ để sửa."),
    )
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    place = forms.CharField(label=_("Địa danh"), max_length=120)
    signed_as = forms.CharField(
        label=_("Quyền hạn, chức vụ người ký"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một phần, ví dụ: TL. Chủ tịch; Chánh Văn phòng."),
    )

    def draft(self) -> actions.Draft:
        """What was decided."""
        data = self.cleaned_data
        return actions.Draft(
            about=data["about"],
            text=data["text"],
            place=data["place"],
            report_by=data["report_by"],
            each=data["each"] == "each",
            number=data["number"],
            signed_as=data["signed_as"],
        )


@needs(Permission.READ_DUTIES)
@require_safe
def letters(request: SignedIn) -> HttpResponse:
    """One page of letters, the latest first."""
    page = said.page_number(request)
    found, more = actions.letters(viewer=request.viewer, on=now.today(), page=page)
    return render(
        request, "letters/page.html", {"letters": found, "page": page, "more": more, "known_until": now.now()}
    )


@needs(Permission.JUDGE)
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Urge the duties that were ticked, or a whole list; what is not to be urged is left out and named."""
    on = now.today()
    if request.method == "POST":
        form = LetterForm(request.POST)
        if form.is_valid():
            done, letter_id = act_forms.attempt(
                form,
                lambda: actions.urge(
                    duty_ids=form.cleaned_data["duties"],
                    draft=form.draft(),
                    viewer=request.viewer,
                    at=now.now(),
                    once=form.cleaned_data["once"],
                ),
            )
            if done:
                return redirect("letter", letter_id=letter_id) if letter_id else redirect("letters")
        return _draft(request, form, form.cleaned_data.get("duties") or (), on)
    chosen = picked.chosen(request.GET, request.viewer, on)
    return _draft(request, None, chosen.ids, on, is_cut=chosen.is_cut)


def _draft(
    request: SignedIn, form: LetterForm | None, ids: Sequence[int], on: dt.date, *, is_cut: bool = False
) -> HttpResponse:
    """The letter as it would go out, to be changed and sent."""
    rows = queries.bare(viewer=request.viewer, duty_ids=ids)
    judged = list(actions.urgeable(rows, request.viewer, on))
    kept = [row for row, fault in judged if not fault]
    faults = {row.pk: fault for row, fault in judged if fault}
    shown, named = picked.first_lines([row.pk for row in kept], [*faults], request.viewer, on)
    left_out = [(line, faults[line.id]) for line in named]
    initial = {
        "duties": [row.pk for row in kept],
        "each": "each",
        "about": urging.ABOUT,
        "text": urging.PROPOSED,
        "report_by": on + DAYS,
        "place": actions.place_of(request.viewer, on),
    }
    draft = actions.Draft(urging.ABOUT, urging.PROPOSED, "", on + DAYS, each=True)
    if form is not None and form.is_valid():
        draft = form.draft()
    if form is not None and kept:
        form.choose([row.pk for row in kept])
    context = {
        "form": form or LetterForm(initial=initial),
        "number": len(kept),
        "lines": shown,
        "bodies": len({row.owner_id for row in kept}),
        "left_out": left_out,
        "more_left_out": len(judged) - len(kept) - len(left_out),
        "most": picked.MOST if is_cut else None,
        "preview": actions.preview(kept, draft, viewer=request.viewer, on=on) if kept else None,
    }
    return render(request, "letters/new.html", context, status=422 if form else 200)


@needs(Permission.READ_DUTIES)
@require_safe
def letter(request: SignedIn, letter_id: int) -> HttpResponse:
    """One letter: what it says, whom it went to, its Word files."""
    shown = actions.letter(letter_id=letter_id, viewer=request.viewer)
    told = days.said_of(set_days.of_letter(letter_id=letter_id, viewer=request.viewer))
    return render(request, "letters/letter.html", {"letter": shown, "days": told})


@needs(Permission.READ_DUTIES)
@require_safe
def day(request: SignedIn, letter_id: int) -> HttpResponse:
    """How the day came about by which a letter asks for a report, as JSON."""
    return days.as_json({"letter": letter_id}, set_days.of_letter(letter_id=letter_id, viewer=request.viewer))


@needs(Permission.READ_DUTIES)
@require_safe
def word(request: SignedIn, letter_id: int, body_id: int | None = None) -> HttpResponse:
    """The letter as a Word file: to one of its bodies, or all of it."""
    data = actions.word(letter_id=letter_id, viewer=request.viewer, body_id=body_id)
    return said.download(f"don-doc-{letter_id}{f'-{body_id}' if body_id else ''}.docx", data)
