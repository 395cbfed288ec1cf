"""My account: name, password, second factors, sessions, hats. Open to whoever is signed in, with a hat or without."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tiendo_web.accounts import actions, queries
from tiendo_web.core import now
from tiendo_web.orgs import holders
from tiendo_web.pages import doors, frame, identity, whence


@dataclass(frozen=True, slots=True)
class Seat:
    """A session with the hat worn in it, in words."""

    line: queries.SessionLine
    hat: str


@doors.hatless
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Everything that a user may look after himself."""
    user_id = int(request.user.pk or 0)
    hats = holders.hats(user_id=user_id, on=now.today())
    words = {(hat.jurisdiction_id, hat.id): f"{frame.ROLE_NAMES[hat.role]} · {hat.body}" for hat in hats}
    lines = queries.sessions(user_id=user_id, key=request.session.session_key, at=now.now())
    context = {
        "factors": queries.factors(user_id=user_id),
        "upon": queries.sign_ins(user_ids=[user_id], upon=True, size=10).lines,
        "sso": identity.name(),
        "joined": queries.identity(user_id=user_id, provider=identity.provider_id()),
        "seats": [Seat(line, words.get(line.hat, "") if line.hat else "") for line in lines],
        "hats": [(frame.ROLE_NAMES[hat.role], hat) for hat in hats],
    }
    return render(request, "account/page.html", context)


@doors.hatless
@require_POST
def end_session(request: HttpRequest, session: str) -> HttpResponse:
    """End one session; one's own as well."""
    actions.end_session(
        user_id=int(request.user.pk or 0), session=session, at=now.now(), address=whence.address(request)
    )
    messages.success(request, _("Phiên đăng nhập đã chấm dứt."))
    return redirect("account")


@doors.hatless
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    actions.end_sessions(user_id=int(request.user.pk or 0), at=now.now(), address=whence.address(request))
    auth.logout(request)
    return redirect("account_login")
