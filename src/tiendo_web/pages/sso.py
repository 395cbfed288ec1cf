"""Single sign-on: the button, the answer, joining an account to an identity and taking it off again.

Nobody is made here. An identity signs in to the account that it was joined to, by who was signed in to that account
and had just said again who he is, or by who held its one-time link.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, stash_and_reauthenticate
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.decorators import rate_limit
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tiendo_web.accounts import actions
from tiendo_web.accounts.queries import Identity, Outcome, Reason
from tiendo_web.core import now
from tiendo_web.invitations import actions as use_link
from tiendo_web.invitations import queries as invitations
from tiendo_web.invitations.queries import Ticket
from tiendo_web.pages import identity, links, outgoing, whence
from tiendo_web.pages.doors import hatless


@login_not_required
@require_POST
@rate_limit(action="sso")  # type: ignore[untyped-decorator]
def begin(request: HttpRequest) -> HttpResponseBase:
    """Go to the issuer and come back signed in; by a one-time link also joined."""
    by_link = "link" in request.POST
    if request.user.is_authenticated and not by_link:
        return redirect("today")
    return _go(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request), by_link=by_link)


@hatless
@require_POST
@reauthentication_required(app="allauth.socialaccount")  # type: ignore[untyped-decorator]
@rate_limit(action="sso")  # type: ignore[untyped-decorator]
def join(request: HttpRequest) -> HttpResponseBase:
    """Go to the issuer and come back joined; who asks has just said again who he is."""
    return _go(request, AuthProcess.CONNECT)


@hatless
@require_POST
@reauthentication_required(app="allauth.socialaccount")  # type: ignore[untyped-decorator]
def unjoin(request: HttpRequest) -> HttpResponseBase:
    """Let no identity sign in to one's account any more."""
    actions.unjoin(user_id=int(request.user.pk or 0), at=now.now(), address=whence.address(request))
    messages.success(request, _("Đã bỏ gắn. Từ nay bạn đăng nhập bằng mật khẩu."))
    return redirect("account")


@login_not_required
@never_cache
@require_safe
def answer(request: HttpRequest) -> HttpResponseBase:
    """What the browser brings back from the issuer."""
    view = OAuth2CallbackView.adapter_view(identity.Exchange(request, _provider_id()))
    return _heard(request, lambda: view(request))


def settle(request: HttpRequest, login: Any) -> None:
    """Before allauth signs somebody in or joins him: whether this identity may, and whose account it enters.

    Raises what :func:`answer` shows.
    """
    found = identity.identity(login.account)
    if login.state.get("process") == AuthProcess.CONNECT:
        if request.user.is_authenticated:
            raise ImmediateHttpResponse(_join_here(request, found))
        return
    if ticket := (login.state.get("data") or {}).get("ticket"):
        _join_by_link(request, login, found, Ticket(*ticket))
    if not login.is_existing:
        raise identity.Foreign(Reason.UNKNOWN)
    if not login.user.is_active:
        raise identity.Foreign(Reason.CLOSED, login.user.pk)


def _join_here(request: HttpRequest, found: Identity) -> HttpResponseBase:
    """Join the account that is signed in, by our own act; who took long at the issuer says again who he is first."""
    user_id = int(request.user.pk or 0)
    actions.demand_joinable(user_id=user_id, identity=found)
    if not did_recently_reauthenticate(request):
        state = {"user": user_id, "identity": [found.provider, found.subject, found.shown]}
        asked: HttpResponseBase = stash_and_reauthenticate(request, state, f"{__name__}.go_on_joining")
        return asked
    actions.join(user_id=user_id, identity=found, at=now.now(), address=whence.address(request))
    messages.success(request, _("Đã gắn. Từ nay bạn đăng nhập được ở cổng chung."))
    return redirect("account")


def go_on_joining(request: HttpRequest, state: Mapping[str, Any]) -> HttpResponseBase:
    """What allauth calls when somebody who was on his way to be joined has said again who he is."""
    if state["user"] != request.user.pk:
        return redirect("account")
    return _heard(request, lambda: _join_here(request, Identity(*state["identity"])))


def _join_by_link(request: HttpRequest, login: Any, found: Identity, ticket: Ticket) -> None:
    at, address = now.now(), whence.address(request)
    use_link.use_link_to_join(ticket=ticket, identity=found, at=at, address=address)
    request.session.pop(links.KEY, None)
    if not login.is_existing:
        login.lookup()
    login.user.refresh_from_db(fields=["password"])


def _go(request: HttpRequest, process: str, *, next_url: str | None = None, by_link: bool = False) -> HttpResponseBase:
    exchange = identity.Exchange(request, _provider_id())
    # The link with which the way begins is the one that is used at its end, whichever was opened in between.
    held = links.held(request)
    data = {"ticket": [held.jurisdiction_id, held.digest]} if by_link else None
    # Whoever else is signed in at the issuer on a shared desk is not joined unasked: it asks who he is.
    joins = by_link or process == AuthProcess.CONNECT
    asked = {"prompt": "login"} if joins else {}
    provider = exchange.get_provider
    return _heard(request, lambda: provider().redirect(request, process, next_url, data, auth_params=asked))


def _provider_id() -> str:
    found = identity.provider_id()
    if not found:
        raise Http404
    return found


def _heard(request: HttpRequest, step: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Do a step with the issuer; what cannot be believed is shown and noted, and nobody is signed in by it."""
    user_id = request.user.pk
    try:
        return step()
    except outgoing.Unreachable as fault:
        logging.getLogger(__name__).warning("the issuer of single sign-on: %s", fault)
        return _refused(request, identity.Foreign(Reason.DOWN), user_id)
    except identity.Foreign as foreign:
        return _refused(request, foreign, user_id)
    except actions.Joined as joined:
        return _refused(request, identity.Foreign(joined.reason), user_id)
    except (invitations.LinkDead, use_link.Guarded) as dead:
        return links.refused(request, dead)


def _refused(request: HttpRequest, foreign: identity.Foreign, user_id: int | None) -> HttpResponse:
    """The reason, in the audit, in the operator's log and on the page."""
    logging.getLogger(__name__).warning("single sign-on was refused: %s", foreign.reason.value)
    concerned = foreign.user_id or user_id
    at, address = now.now(), whence.address(request)
    actions.note_refusal(user_id=concerned, reason=foreign.reason, at=at, address=address, outcome=Outcome.FOREIGN)
    context = {"reason": foreign.reason, "unknown": foreign.reason is Reason.UNKNOWN, "sso": identity.name()}
    status = 503 if foreign.reason is Reason.DOWN else 403
    return render(request, "account/foreign.html", context, status=status)
