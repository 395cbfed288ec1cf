"""Choosing bodies: by ticking them, kind by kind, or a whole kind at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tiendo.orgtree import BodyKind, OrgTree

KINDS = {
    BodyKind.PROVINCE: gettext_lazy("Cấp tỉnh"),
    BodyKind.OFFICE: gettext_lazy("Văn phòng"),
    BodyKind.DEPARTMENT: gettext_lazy("Sở, ban, ngành"),
    BodyKind.COMMUNE: gettext_lazy("Xã, phường, đặc khu"),
    BodyKind.PARTY: gettext_lazy("Cơ quan đảng"),
    BodyKind.FRONT: gettext_lazy("Mặt trận, đoàn thể"),
    BodyKind.SERVICE: gettext_lazy("Đơn vị sự nghiệp"),
}
# The value of "all of this kind"; ids are digits, so the two cannot be taken for one another.
_ALL = "all-"


class BodiesWidget(forms.CheckboxSelectMultiple):
    """Boxes to tick, folded by kind; works without scripts."""

    template_name = "components/bodies.html"


class BodiesField(forms.MultipleChoiceField):
    """The ids of the chosen bodies, in the order of the tree; a kind chosen whole stands for its bodies."""

    widget = BodiesWidget

    def offer(self, tree: OrgTree) -> None:
        """Offer the bodies of ``tree``."""
        self._kinds = {kind: [body for body in tree if body.kind is kind] for kind in KINDS}
        self._order = [body.id for body in tree]
        self.choices = [
            (
                KINDS[kind],
                [(_ALL + kind.value, _("Tất cả")), *((str(body.id), body.name) for body in bodies)],
            )
            for kind, bodies in self._kinds.items()
            if bodies
        ]

    def clean(self, value: Any) -> list[int]:
        """The chosen ids; a value that was not offered is refused."""
        chosen = set(super().clean(value))
        ids = {int(one) for one in chosen if not one.startswith(_ALL)}
        for kind, bodies in self._kinds.items():
            if _ALL + kind.value in chosen:
                ids |= {body.id for body in bodies}
        return [body_id for body_id in self._order if body_id in ids]
