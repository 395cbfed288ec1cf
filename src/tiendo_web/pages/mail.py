"""Mail, where the operator has set it up. A link goes out by mail besides being handed over, never instead."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def possible() -> bool:
    """Whether mail can be sent."""
    return bool(settings.MAIL)


def send_link(*, address: str, name: str, url: str, expires_at: dt.datetime) -> bool:
    """Send somebody his link; whether the mail server took it. What it says is not logged, for the link is in it."""
    if not possible():
        return False
    words = render_to_string("people/link.txt", {"name": name, "url": url, "expires_at": expires_at})
    try:
        return bool(send_mail(_("Đặt mật khẩu cho Tiến Độ"), words, None, [address]))
    except OSError as fault:
        logging.getLogger(__name__).warning("no mail was sent: %s", type(fault).__name__)
        return False
