"""The user, the sign-in, the session. No verbs here.

None of these tables has a jurisdiction, but for the seals: one person may wear hats in two provinces.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from tiendo_web.ledger.models import Fact


class User(AbstractUser):
    """Somebody who signs in. ``name`` is shown, ``username`` typed; by ``folded`` people are found and put in order."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("Họ và tên"), max_length=120)
    folded = models.CharField(max_length=450, default="", editable=False)

    class Meta(AbstractUser.Meta):
        indexes = [models.Index(fields=["folded"], name="accounts_user_folded")]

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]


class SignIn(models.Model):
    """One try to sign in, or one act on an account.

    A name that is no account's is not kept: people type passwords there.

    ``device`` is the digest of the cookie of a browser in which this user had signed in before; empty for any other.
    ``tried`` tells the names apart for which tries failed, too short to say what was typed.
    """

    class Outcome(models.TextChoices):
        """What came of it."""

        OK = "ok", _("Thành công")
        FAILED = "failed", _("Sai mật khẩu")
        LIMITED = "limited", _("Bị chặn vì thử quá nhiều lần")
        HALF = "half", _("Qua bước thứ nhất, còn chờ mã xác nhận")
        CODE = "code", _("Sai mã xác nhận")
        KEY = "key", _("Khóa truy cập không đúng")
        WORN = "worn", _("Đổi sang vai trò")
        OUT = "out", _("Đăng xuất")
        ENDED = "ended", _("Chấm dứt một phiên")
        EVERYWHERE = "everywhere", _("Đăng xuất khỏi mọi nơi")
        PASSWORD = "password", _("Đổi mật khẩu")
        FACTOR = "factor", _("Thêm lớp xác nhận")
        NO_FACTOR = "no-factor", _("Bỏ lớp xác nhận")
        CODES = "codes", _("Tạo mã dự phòng mới")
        LINK = "link", _("Đường dẫn dùng một lần bị từ chối")
        JOINED = "joined", _("Gắn với cổng đăng nhập chung")
        UNJOINED = "unjoined", _("Bỏ gắn với cổng đăng nhập chung")
        FOREIGN = "foreign", _("Cổng đăng nhập chung bị từ chối")
        REFUSED = "refused", _("Việc bị từ chối")
        GIVEN = "given", _("Được quản trị giao vai trò")
        HANDED = "handed", _("Quản trị trao đường dẫn đặt mật khẩu")
        TAKEN = "taken", _("Quản trị bỏ lớp xác nhận")
        PARTED = "parted", _("Quản trị bỏ gắn với cổng đăng nhập chung")
        SHUT = "shut", _("Quản trị đóng tài khoản")
        REOPENED = "reopened", _("Quản trị mở lại tài khoản")
        LEFT = "left", _("Rời cơ quan, mọi phiên chấm dứt")

    class Reason(models.TextChoices):
        """Why an answer of single sign-on, or what somebody asked for, was refused, in its user's words."""

        DOWN = "down", _("Không liên lạc được với cổng đăng nhập chung.")
        CANCELLED = "cancelled", _("Lượt đăng nhập đã bị dừng ở cổng.")
        STATE = "state", _("Lượt đăng nhập này không bắt đầu từ trình duyệt này, đã dùng rồi, hoặc đã quá 10 phút.")
        CODE = "code", _("Cổng không nhận mã mà chính nó đã cấp.")
        UNREADABLE = "unreadable", _("Không đọc được câu trả lời của cổng.")
        SIGNATURE = "signature", _("Chữ ký trên câu trả lời không phải của cổng.")
        ISSUER = "issuer", _("Câu trả lời không do cổng đã khai báo cấp.")
        AUDIENCE = "audience", _("Câu trả lời dành cho một hệ thống khác.")
        EXPIRED = "expired", _("Câu trả lời đã hết hạn; đồng hồ của cổng hoặc của máy chủ có thể sai.")
        EARLY = "early", _("Câu trả lời đề giờ trong tương lai; đồng hồ của cổng hoặc của máy chủ có thể sai.")
        NONCE = "nonce", _("Câu trả lời thuộc về một lượt đăng nhập khác.")
        UNKNOWN = "unknown", _("Danh tính này chưa gắn với tài khoản nào ở đây.")
        OTHERS = "others", _("Danh tính này đã gắn với tài khoản của người khác.")
        SECOND = "second", _("Tài khoản này đã gắn với một danh tính khác.")
        CLOSED = "closed", _("Tài khoản này đã đóng.")
        LAST = "last", _("Không còn ai quản trị được người dùng nữa.")
        PERIOD = "period", _("Vai trò kết thúc trước khi bắt đầu.")
        WEAK = "weak", _("Mật khẩu mới không đạt yêu cầu.")
        OLD = "old", _("Mật khẩu hiện nay gõ sai.")
        OVER = "over", _("Vai trò của phiên đã hết.")
        TAKEN = "name", _("Tên đăng nhập đã có người dùng.")
        SECRET = "secret", _("Tệp mang dấu chỉ độ mật.")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=40, blank=True)
    tried = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    # The hat that was put on: "jurisdiction:holder".
    hat = models.CharField(max_length=40, blank=True, default="")
    # Who did it, where that was somebody else.
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="accounts_signin_at"),
            models.Index(fields=["user", "-at"], name="accounts_signin_user_at"),
            models.Index(fields=["address", "-at"], name="accounts_signin_address_at"),
            models.Index(fields=["tried", "-at"], name="accounts_signin_tried_at"),
        ]


class SignInSeal(Fact):
    """Lines of the audit from ``first`` to ``last``, sealed into the ledger by the digest of what stands in them."""

    first = models.BigIntegerField()
    last = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "first"], name="accounts_seal_first")]


class Session(AbstractBaseSession):
    """A session. ``session_key`` is the digest of what the browser holds: who reads this table enters nowhere.

    ``user`` is who is signed in, or who has passed the first step and is asked for a code.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", null=True)


class Tally(models.Model):
    """What Django keeps in its cache: counts of tries and codes used, shared by all processes.

    The columns are those that ``django.core.cache.backends.db`` asks for.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_tally"
