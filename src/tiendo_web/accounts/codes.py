"""Codes of second factors, each taken once.

An app's code is taken for its own step of time, the one before and the one after (a clock that is wrong by half a
minute is a telephone's, and no attack). The step of the last code taken is kept, and no code of that step or of an
earlier one is taken again (RFC 6238, 5.2), however long a code would still be right.
"""

from __future__ import annotations

import datetime as dt

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction

from tiendo_web.accounts import seals

# Under which key the row of an app keeps the step of the last code that was taken.
STEP = "step"


def step_of(secret: str, code: str, at: dt.datetime) -> int | None:
    """The step of time, at ``at`` or next to it, for which an app with this secret shows this code."""
    here = int(at.timestamp()) // app_settings.TOTP_PERIOD
    near = range(here - app_settings.TOTP_TOLERANCE, here + app_settings.TOTP_TOLERANCE + 1)
    shown = {step: format_hotp_value(hotp_value(secret, step)) for step in near}
    return next((step for step, digits in shown.items() if compare_user_code(actual=code, expected=digits)), None)


@transaction.atomic
def take(*, user_id: int, code: str, at: dt.datetime) -> Authenticator | None:
    """Use a code of a user's app, or one of his recovery codes, up; the row that it fits, or None."""
    rows = Authenticator.objects.select_for_update(of=("self",)).filter(user_id=user_id)
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    found = {row.type: row for row in rows.filter(type__in=kinds).select_related("user")}
    app = found.get(Authenticator.Type.TOTP)
    if app is not None and _take_step(app, code, at):
        return app
    spare = found.get(Authenticator.Type.RECOVERY_CODES)
    return spare if spare is not None and spare.wrap().validate_code(code) else None


def _take_step(app: Authenticator, code: str, at: dt.datetime) -> bool:
    step = step_of(seals.unseal(app.data["secret"]), code, at)
    if step is None or step <= app.data.get(STEP, -1):
        return False
    keep_step(app, step)
    return True


def keep_step(app: Authenticator, step: int) -> None:
    """Let no code of this step or of an earlier one be taken any more."""
    app.data = app.data | {STEP: step}
    app.save(update_fields=["data"])
