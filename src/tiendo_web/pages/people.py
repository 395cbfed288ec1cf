"""Người dùng: accounts, hats, and the audit of sign-ins; for administrators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tiendo.orgtree import OrgTree
from tiendo_web.accounts import actions as accounts
from tiendo_web.accounts import queries as account_queries
from tiendo_web.core import now
from tiendo_web.core.access import HATS, Permission, Role, Viewer
from tiendo_web.invitations import actions as invitations
from tiendo_web.ledger.actions import Repeated
from tiendo_web.orgs import actions, holders, queries
from tiendo_web.pages import choice, frame, identity, leaving, mail, said
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs

# So many hats stand on a page.
PAGE = 50
# What is chosen in the place of a role to see who has none any more.
NONE = "none"


class PersonForm(act_forms.ActForm):
    """Somebody to invite, with a first hat."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.RegexField(
        label=_("Tên đăng nhập"),
        regex=r"^[a-z0-9][a-z0-9._-]*$",
        max_length=60,
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch nối"),
    )
    role = forms.ChoiceField(label=_("Vai trò"), choices=[(role.value, frame.ROLE_NAMES[role]) for role in HATS])
    body = choice.BodyField(label=_("Cơ quan"), help_text=_("Gõ tên, tên viết tắt hoặc mã; không cần dấu"))
    holds_from = act_forms.DayField(label=_("Từ ngày"))
    holds_to = act_forms.DayField(label=_("Đến hết trước ngày"), required=False)
    mail = forms.EmailField(
        label=_("Thư điện tử"), required=False, help_text=_("Đường dẫn sẽ được gửi tới đây; vẫn hiện ra để trao tay")
    )

    def __init__(self, *args: Any, tree: OrgTree, **kwargs: Any) -> None:
        """Let the bodies of ``tree`` be named; ask for an address of mail only where mail can be sent."""
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, choice.BodyField)
        body.offer(tree)
        if not mail.possible():
            del self.fields["mail"]


class HatForm(act_forms.ActForm):
    """Another hat for somebody who has an account here."""

    user = forms.CharField(label=_("Tên đăng nhập"), max_length=150)
    role = forms.ChoiceField(label=_("Vai trò"), choices=[(role.value, frame.ROLE_NAMES[role]) for role in HATS])
    body = choice.BodyField(label=_("Cơ quan"), help_text=_("Gõ tên, tên viết tắt hoặc mã; không cần dấu"))
    holds_from = act_forms.DayField(label=_("Từ ngày"))
    holds_to = act_forms.DayField(label=_("Đến hết trước ngày"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, tree: OrgTree, **kwargs: Any) -> None:
        """Let the people of the viewer's jurisdiction and the bodies of ``tree`` be named."""
        super().__init__(*args, **kwargs)
        self._viewer = viewer
        body = self.fields["body"]
        assert isinstance(body, choice.BodyField)
        body.offer(tree)

    def clean_user(self) -> int:
        """Somebody who wears a hat here today, or wore one here and none elsewhere; his account is open."""
        known = account_queries.by_username(self.cleaned_data["user"])
        here = self._viewer.jurisdiction_id
        ours = known is not None and (
            holders.is_ours(jurisdiction_id=here, user_id=known.pk)
            or bool(holders.holder_lines(viewer=self._viewer, on=now.today(), user_id=known.pk))
        )
        if known is None or not ours or not known.is_active:
            raise forms.ValidationError(gettext("Không có ai ở đây dùng tên đăng nhập này."))
        return int(known.pk)


def _tree(request: SignedIn) -> OrgTree:
    return queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=now.today())


@needs(Permission.MANAGE_PEOPLE)
@require_safe
def people(request: SignedIn) -> HttpResponse:
    """Who wears which hat today; those whose name, sign-in name or body has what was typed."""
    if request.GET.get("role") == NONE:
        return _former(request)
    text, page, tree = said.typed(request, "q"), said.page_number(request), _tree(request)
    role = next((role for role in HATS if role.value == request.GET.get("role")), None)
    found = holders.holder_page(
        viewer=request.viewer,
        on=now.today(),
        text=text,
        body_ids=[body.id for body in tree.named(text)] if text else (),
        role=role,
        start=(page - 1) * PAGE,
        size=PAGE,
    )
    asked = {"q": text, "role": role.value if role else ""}
    context = {
        "rows": [(line, frame.ROLE_NAMES[line.role], tree.name(line.body_id)) for line in found.lines],
        "found": found,
        "page": page,
        "text": text,
        "roles": _choices(role.value if role else ""),
        "handed": leaving.handed(request),
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return render(request, "people/page.html", context)


def _choices(chosen: str) -> list[tuple[str, Any, bool]]:
    """The roles to look for, and that of having none any more."""
    told = [(one.value, frame.ROLE_NAMES[one]) for one in HATS]
    return [(value, words, value == chosen) for value, words in (*told, (NONE, _("Không còn vai trò")))]


def _former(request: SignedIn) -> HttpResponse:
    """The accounts of those who wear no hat any more: still open until somebody closes them."""
    text, page = said.typed(request, "q"), said.page_number(request)
    found = holders.former(viewer=request.viewer, on=now.today(), text=text, start=(page - 1) * PAGE, size=PAGE)
    context = {
        "former": found.lines,
        "found": found,
        "page": page,
        "text": text,
        "roles": _choices(NONE),
        "query": urlencode({"role": NONE, **({"q": text} if text else {})}),
    }
    return render(request, "people/page.html", context)


@needs(Permission.MANAGE_PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: SignedIn) -> HttpResponse:
    """Invite somebody: an account without a password, its first hat, a link to hand over."""
    form = PersonForm(request.POST or None, tree=_tree(request), initial={"holds_from": now.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done, handed = act_forms.attempt(
            form,
            lambda: invitations.invite(
                jurisdiction_id=request.viewer.jurisdiction_id,
                person=accounts.Person(data["name"], data["username"], data.get("mail", "")),
                role=Role(data["role"]),
                body_id=data["body"],
                holds_from=data["holds_from"],
                holds_to=data["holds_to"],
                by=request.viewer,
                at=now.now(),
                once=data["once"],
            ),
        )
        if done:
            return _handed(request, handed, data["name"], data.get("mail", ""))
    return render(request, "people/new.html", {"form": form}, status=422 if form.errors else 200)


def _handed(request: SignedIn, handed: invitations.Handed | None, name: str, address: str) -> HttpResponse:
    """Show a link, this once; a form that was sent twice has shown it already."""
    if handed is None:
        messages.warning(request, gettext("Đường dẫn đã hiện ra một lần. Nếu chưa giữ lại, hãy tạo đường dẫn khác."))
        return redirect("people")
    url = request.build_absolute_uri(reverse("link", args=[handed.secret]))
    sent = bool(address) and mail.send_link(address=address, name=name, url=url, expires_at=handed.expires_at)
    context = {"name": name, "url": url, "expires_at": handed.expires_at, "address": address, "sent": sent}
    return render(request, "people/handed.html", context)


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def give_hat(request: SignedIn) -> HttpResponse:
    """Give another hat."""
    initial = {"holds_from": now.today(), "user": said.typed(request, "user")}
    form = HatForm(request.POST or None, viewer=request.viewer, tree=_tree(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done, _holder = act_forms.attempt(
            form,
            lambda: actions.give_hat(
                jurisdiction_id=request.viewer.jurisdiction_id,
                user_id=data["user"],
                role=Role(data["role"]),
                body_id=data["body"],
                holds_from=data["holds_from"],
                holds_to=data["holds_to"],
                by=request.viewer,
                at=now.now(),
                once=data["once"],
            ),
        )
        if done:
            return redirect("people")
    return render(request, "people/hat.html", {"form": form}, status=422 if form.errors else 200)


def _hats(request: SignedIn, user_id: int) -> list[holders.HolderLine]:
    """The hats that somebody wears here today, or will; 404 for who is nobody of ours.

    Who wears none any more still has an account, which is ours to close as long as he works nowhere else.
    """
    found = holders.running_hats(viewer=request.viewer, user_id=user_id, on=now.today())
    if not found and not holders.is_ours(jurisdiction_id=request.viewer.jurisdiction_id, user_id=user_id):
        raise Http404
    return found


@needs(Permission.MANAGE_PEOPLE)
@require_safe
def person(request: SignedIn, user_id: int) -> HttpResponse:
    """What an administrator may do for an account: a link, a lost second factor, closing and opening."""
    hats, tree = _hats(request, user_id), _tree(request)
    factors = account_queries.factors(user_id=user_id)
    tries = account_queries.sign_ins(user_ids=[user_id], size=20).lines
    joined = account_queries.identity(user_id=user_id, provider=identity.provider_id())
    context = {
        "all_tries": f"{reverse('sign-ins')}?{urlencode({'q': holders.somebody(user_id=user_id).username})}",
        "line": holders.somebody(user_id=user_id),
        "hats": [(one, frame.ROLE_NAMES[one.role], tree.name(one.body_id)) for one in hats],
        "factors": factors,
        "joined": joined,
        "tries": _worded(request, tries),
        "form": act_forms.ActForm(),
    }
    return render(request, "people/person.html", context)


@needs(Permission.MANAGE_PEOPLE)
@never_cache
@require_http_methods(["POST"])
def person_act(request: SignedIn, user_id: int, verb: str) -> HttpResponse:
    """Do one of these; a link is shown at once."""
    _hats(request, user_id)
    form = act_forms.ActForm(request.POST)
    if verb not in VERBS or not form.is_valid():
        raise Http404
    told: dict[str, Any] = {
        "jurisdiction_id": request.viewer.jurisdiction_id,
        "user_id": user_id,
        "by": request.viewer,
        "at": now.now(),
        "once": form.cleaned_data["once"],
    }
    try:
        done = VERBS[verb](told)
    except Repeated:
        done = None
    if verb == "link":
        name = holders.somebody(user_id=user_id).user
        return _handed(request, done, name, account_queries.mail_of(user_id))
    messages.success(request, gettext("Việc đã được làm và ghi vào nhật ký."))
    return redirect("person", user_id)


VERBS: dict[str, Callable[[dict[str, Any]], invitations.Handed | None]] = {
    "link": lambda told: invitations.hand_link(**told),
    "factors": lambda told: invitations.drop_factors(**told),
    "unjoin": lambda told: invitations.unjoin(**told),
    "close": lambda told: invitations.set_active(**told, active=False),
    "reopen": lambda told: invitations.set_active(**told, active=True),
}


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["POST"])
def take_off_hat(request: SignedIn, holder_id: int) -> HttpResponse:
    """From today on the hat is no longer worn."""
    actions.take_off_hat(
        jurisdiction_id=request.viewer.jurisdiction_id,
        holder_id=holder_id,
        ends_on=now.today(),
        by=request.viewer,
        at=now.now(),
    )
    return redirect("people")


@needs(Permission.READ_SIGN_INS)
@require_safe
def sign_ins(request: SignedIn) -> HttpResponse:
    """Sign-ins of this jurisdiction's users and what they were refused, and tries for names that are no account's."""
    text, page = said.typed(request, "q"), said.page_number(request)
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in account_queries.Outcome.values else ""
    found = account_queries.sign_ins(
        user_ids=holders.user_ids(viewer=request.viewer, on=now.today()),
        unknown=True,
        text=text,
        outcome=outcome,
        start=(page - 1) * PAGE,
        size=PAGE,
    )
    asked = {"q": text, "outcome": outcome}
    context = {
        "lines": _worded(request, found.lines),
        "more": found.more,
        "page": page,
        "text": text,
        "outcomes": [(value, words, value == outcome) for value, words in account_queries.Outcome.choices],
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return render(request, "sign-ins/page.html", context)


def _worded(
    request: SignedIn, lines: Sequence[account_queries.SignInLine]
) -> list[tuple[account_queries.SignInLine, str]]:
    """Lines of the audit, each with the hat that was put on in words; one of another jurisdiction is its business."""
    here = request.viewer.jurisdiction_id
    hats = {line.hat[1] for line in lines if line.hat is not None and line.hat[0] == here}
    found = holders.roles(jurisdiction_id=here, holder_ids=hats, on=now.today()) if hats else {}
    words = {(here, pk): f"{frame.ROLE_NAMES[role]} · {body}" for pk, (role, body) in found.items()}
    return [(line, words.get(line.hat, "") if line.hat else "") for line in lines]
