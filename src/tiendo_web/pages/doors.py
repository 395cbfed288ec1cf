"""The door of every page: who is it, which hat, and how a refusal looks.

Deny by default: a request without a sign-in goes to the sign-in page, one without a hat to the choice of
hats. What is refused below comes out here as 404, 403, 409 or 422, never as a traceback.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from tiendo.errors import Refusal, Refused
from tiendo_web.accesses import actions as accesses
from tiendo_web.accounts.queries import BEGAN, Reason
from tiendo_web.core import now
from tiendo_web.core.access import Permission, Viewer, may
from tiendo_web.orgs import holders, viewers
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import refusals, whence
from tiendo_web.pages.frame import ROLE_NAMES

STATUS = {Refusal.MISSING: 404, Refusal.FORBIDDEN: 403, Refusal.CONFLICT: 409, Refusal.INVALID: 422}
# The answers that show what was asked for.
SHOWN = frozenset({200, 206, 422})
SESSION_KEY = "hat"
SEEN_EVERY = dt.timedelta(minutes=10)
View: TypeAlias = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """A request behind the door: it has a viewer, and says whether htmx sent it."""

    viewer: Viewer
    htmx: HtmxDetails


def hatless(view: View) -> View:
    """Mark a view that a signed-in user may see before he has chosen a hat."""
    view.needs_hat = False  # type: ignore[attr-defined]
    return view


def needs(permission: Permission) -> Callable[[View], View]:
    """Mark a view as being for hats that grant ``permission``; others get 403."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def of_one_moment(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Show whoever only reads the bodies of one moment, however often the page asks for them."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with orgs.steady():
            return get_response(request)

    return answer


class Doors(LoginRequiredMiddleware):
    """Asks for a sign-in and a hat, puts the viewer on the request, and shows refusals as pages."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: object, view_kwargs: object
    ) -> HttpResponseBase | None:
        """Let through, or answer in the view's place."""
        refused = super().process_view(request, view_func, view_args, view_kwargs)  # type: ignore[arg-type]
        if refused is not None:
            return refused
        if request.user.is_authenticated:
            _see(request)
        open_to_all = not getattr(view_func, "login_required", True) or not request.user.is_authenticated
        if open_to_all or not getattr(view_func, "needs_hat", True):
            return None
        viewer = _viewer(request)
        if viewer is None:
            return HttpResponseRedirect(reverse("hats"))
        request.viewer = viewer  # type: ignore[attr-defined]
        permission: Permission | None = getattr(view_func, "permission", None)
        if permission is not None and not may(viewer, permission):
            return refusal(request, Refused(kind=Refusal.FORBIDDEN))
        return None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Write down which confidential records go out; let the browser in which somebody has just signed in be known.

        What cannot be written down does not go out.
        """
        viewer: Viewer | None = getattr(request, "viewer", None)
        if viewer is not None and viewer.opened and response.status_code in SHOWN:
            accesses.write(viewer=viewer, at=now.now())
        signed_in: int | None = getattr(request, "signed_in", None)
        if signed_in is not None:
            whence.remember(request, response, signed_in)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal that no view handled."""
        if not isinstance(exception, Refused):
            return None
        refusals.note(request, exception)
        return refusal(request, exception)


def _see(request: HttpRequest) -> None:
    """Remember that the session is in use; not at every request, since each time is a write."""
    began, at = request.session.get(BEGAN), now.now()
    if began and at - dt.datetime.fromisoformat(began["seen"]) > SEEN_EVERY:
        request.session[BEGAN] = began | {"seen": at.isoformat()}


def _viewer(request: HttpRequest) -> Viewer | None:
    """The viewer of the hat in the session, or of the only hat there is; None where a choice is needed."""
    user_id, on = int(request.user.pk or 0), now.today()
    chosen = request.session.get(SESSION_KEY)
    if chosen:
        try:
            return viewers.viewer(user_id=user_id, jurisdiction_id=chosen[0], holder_id=chosen[1], on=on)
        except viewers.NoHat:
            # Whatever was asked for was asked for under that hat: no other is put on unasked.
            del request.session[SESSION_KEY]
            refusals.keep(request, Reason.OVER)
            messages.warning(request, _why(user_id, *chosen))
            return None
    hats = holders.hats(user_id=user_id, on=on)
    if len(hats) != 1:
        return None
    put_on(request, hats[0])
    return viewers.viewer(user_id=user_id, jurisdiction_id=hats[0].jurisdiction_id, holder_id=hats[0].id, on=on)


def _why(user_id: int, jurisdiction_id: int, holder_id: int) -> str:
    """Why a hat is no longer worn, and that nothing was done."""
    worn = holders.worn(user_id=user_id, jurisdiction_id=jurisdiction_id, holder_id=holder_id, on=now.today())
    if worn is None:
        return _("Vai trò bạn đang dùng không còn. Việc vừa gửi chưa được làm.")
    words = _("Vai trò “%(role)s · %(body)s” đã hết. Việc vừa gửi chưa được làm.")
    return words % {"role": ROLE_NAMES[worn.role], "body": worn.body}


def put_on(request: HttpRequest, hat: holders.Hat) -> None:
    """Remember a hat in the session."""
    request.session[SESSION_KEY] = [hat.jurisdiction_id, hat.id]


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """A refusal as a page with its status; what does not exist and what is another's look the same."""
    status = STATUS[refused.kind]
    if status == 404:
        raise Http404
    template = "403.html" if status == 403 else "refused.html"
    return render(request, template, {"message": refused.message, "title": ""}, status=status)
