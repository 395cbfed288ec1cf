"""Choosing a hat: who wears several says as whom he works now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tiendo_web.accounts import actions
from tiendo_web.core import now
from tiendo_web.orgs import holders
from tiendo_web.pages import doors, frame, whence


@doors.hatless
@require_http_methods(["GET", "POST"])
def hats(request: HttpRequest) -> HttpResponse:
    """The hats of the signed-in user; a POST puts one on."""
    mine = holders.hats(user_id=int(request.user.pk or 0), on=now.today())
    chosen = next((hat for hat in mine if str(hat.id) == request.POST.get("hat")), None)
    if chosen is not None:
        _note(request, chosen)
        doors.put_on(request, chosen)
        return HttpResponseRedirect("/")
    rows = [(hat, frame.ROLE_NAMES[hat.role]) for hat in mine]
    return render(request, "hats/page.html", {"hats": rows})


def _note(request: HttpRequest, hat: holders.Hat) -> None:
    """A line of the audit where another hat is put on than the one worn: as whom one works decides what one may."""
    chosen = (hat.jurisdiction_id, hat.id)
    if request.session.get(doors.SESSION_KEY) != [*chosen]:
        user_id, address = int(request.user.pk or 0), whence.address(request)
        actions.note_hat(user_id=user_id, hat=chosen, at=now.now(), address=address)
