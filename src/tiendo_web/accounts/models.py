"""The user and the sign-in. No verbs here.

Neither table has a jurisdiction: one person may wear hats in two provinces.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who signs in. ``name`` is shown; ``username`` is typed."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("Họ và tên"), max_length=120)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]


class SignIn(models.Model):
    """One try to sign in. A name that is no account's is not kept: people type passwords there."""

    class Outcome(models.TextChoices):
        """What came of it."""

        OK = "ok", _("Thành công")
        FAILED = "failed", _("Sai mật khẩu")
        OUT = "out", _("Đăng xuất")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-at"], name="accounts_signin_user_at")]
