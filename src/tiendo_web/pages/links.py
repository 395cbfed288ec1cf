"""The page behind a one-time link: somebody chooses a password.

The secret stands in the address of the first request only. It is exchanged for its digest in the session at once, so
that no later address, log line or Referer carries it.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tiendo_web.accounts import actions as accounts
from tiendo_web.accounts import queries as account_queries
from tiendo_web.core import now
from tiendo_web.invitations import actions, queries
from tiendo_web.orgs import holders
from tiendo_web.pages import identity, refusals, whence

KEY = "ticket"
GLUED = ".,;:!?/)]}>»”’\"'"


class ChoiceForm(forms.Form):
    """A password, twice."""

    password = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"),
        strip=False,
        help_text=gettext_lazy(
            "Ít nhất 12 ký tự. Vài từ ghép lại thì dễ nhớ, khó đoán; đừng dùng tên mình, tên cơ quan."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Gõ lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """The same twice."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("Hai lần gõ không giống nhau."))
        return again


@login_not_required
@never_cache
@require_safe
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Take the secret out of the address; what programs that show mail glue to it is no part of it."""
    ticket = queries.ticket(secret.rstrip(GLUED))
    if ticket is not None:
        request.session[KEY] = [ticket.jurisdiction_id, ticket.digest]
    else:
        # A stranger's guess makes no session.
        request.session.pop(KEY, None)
    return redirect("choose-password")


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_password(request: HttpRequest) -> HttpResponse:
    """Choose a password by a link that holds; any other is refused with the reason."""
    ticket = held(request)
    form = ChoiceForm(request.POST or None)
    try:
        found = queries.live_link(ticket=ticket, at=now.now())
        if request.method == "POST" and form.is_valid() and _chosen(request, form, ticket, found):
            return redirect("account_login")
    except queries.LinkDead as dead:
        return refused(request, dead)
    guarded = account_queries.factors(user_id=found.user_id).guarded
    context = {"form": form, "link": found, "sso": "" if guarded else identity.name()}
    return render(request, "account/choose.html", context, status=422 if form.errors else 200)


def held(request: HttpRequest) -> queries.Ticket:
    """What the session holds of a link that was opened; a ticket that is worth nothing where none was."""
    return queries.Ticket(*(request.session.get(KEY) or (0, "")))


def _chosen(request: HttpRequest, form: ChoiceForm, ticket: queries.Ticket, found: queries.LinkLine) -> bool:
    """Whether the password was taken; where not, the form says why."""
    at = now.now()
    words = holders.words(user_id=found.user_id, on=now.today())
    try:
        actions.use_link(ticket=ticket, password=form.cleaned_data["password"], words=words, at=at)
    except accounts.WeakPassword as weak:
        refusals.note(request, weak, found.user_id)
        form.add_error("password", weak.message)
        return False
    del request.session[KEY]
    messages.success(request, _("Mật khẩu đã được đặt. Hãy đăng nhập."))
    return True


def refused(request: HttpRequest, dead: queries.LinkDead | actions.Guarded) -> HttpResponse:
    """Why a link is worth nothing, on the page and in the audit; the session forgets it."""
    user = account_queries.by_id(dead.user_id) if dead.user_id is not None else None
    if user is not None:
        outcome = account_queries.Outcome.LINK
        address = whence.address(request)
        accounts.note_refusal(user_id=user.pk, reason=None, at=now.now(), address=address, outcome=outcome)
    request.session.pop(KEY, None)
    return render(request, "account/dead-link.html", {"message": dead.message}, status=409)
