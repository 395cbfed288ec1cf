"""Opening accounts, and the audit of sign-ins."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused
from tiendo_web.accounts.models import SignIn, User


class NameTaken(Refused):
    """Another account has this sign-in name."""

    kind = Refusal.CONFLICT


class WeakPassword(Refused):
    """The password does not meet the rules; the message says which."""

    kind = Refusal.INVALID


@transaction.atomic
def open_account(*, username: str, name: str, password: str) -> User:
    """Make an account that may sign in; raises :class:`NameTaken` or :class:`WeakPassword`.

    It may do nothing until it is given a hat.
    """
    user = User(username=username, name=name)
    try:
        validate_password(password, user)
    except ValidationError as fault:
        raise WeakPassword(" ".join(fault.messages), field="password") from fault
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as fault:
        raise NameTaken(_("Tên đăng nhập này đã có người dùng."), field="username") from fault
    return user


def replace_password(*, user_id: int, password: str) -> None:
    """Give an account a new password, which ends all its sessions; raises :class:`WeakPassword`."""
    user = User.objects.get(pk=user_id)
    try:
        validate_password(password, user)
    except ValidationError as fault:
        raise WeakPassword(" ".join(fault.messages), field="password") from fault
    user.set_password(password)
    user.save(update_fields=["password"])


def note_sign_in(*, user: User | None, at: dt.datetime, outcome: SignIn.Outcome, address: str | None) -> None:
    """Keep one line of the sign-in audit."""
    SignIn.objects.create(user=user, at=at, outcome=outcome, address=address)
