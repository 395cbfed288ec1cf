"""A file that bears the stamp of a state secret is refused at every door, and nothing of it is kept."""

import io
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.web.inspect import Browser
from tiendo_web.core.models import Blob
from tiendo_web.duties import actions as duties
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger.models import Entry
from tiendo_web.plans.models import Plan

SECRET = f"TỐI MẬT\n\n{make.PLAN}"
SPEAKS_OF_IT = make.PLAN.replace(
    "I. NHIỆM VỤ", "I. NHIỆM VỤ\n\n0. Công an tỉnh kiểm tra tài liệu TỐI MẬT trước 01/4/2026."
)


def archive(*texts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number, text in enumerate(texts):
            packed.writestr(f"{number}.txt", text)
    return out.getvalue()


def kept(province):
    """What a refused file could have left behind."""
    rows = [model.objects.filter(jurisdiction_id=province.id).count() for model in (Plan, Blob, Entry, Event)]
    return rows, sorted(path for path in settings.FILES.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SECRET.encode(), "ke-hoach.txt"),
        (archive(SECRET), "ke-hoach.zip"),
        (archive(make.PLAN, SECRET), "ca-hai.zip"),
    ],
)
def test_a_document_with_the_stamp_is_refused_with_its_diagnostic(province, an, data, name):
    clerk = Browser().wearing(an)
    before = kept(province)
    response = clerk.post("/documents/", clerk.form("/documents/") | {"file": SimpleUploadedFile(name, data)})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Không có gì được lưu lại." in page and "L016" in page and "TỐI MẬT" in page
    assert kept(province) == before


def test_a_document_that_only_speaks_of_secrets_is_taken(province, an):
    clerk = Browser().wearing(an)
    file = SimpleUploadedFile("ke-hoach.txt", SPEAKS_OF_IT.encode())
    assert clerk.post("/documents/", clerk.form("/documents/") | {"file": file}).status_code == 302


def test_evidence_with_the_stamp_is_refused_beside_the_files(province, an, dung):
    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"]).pk
    officer, at = Browser().wearing(dung), f"/duties/{duty}/"
    data = officer.form(at, f"{at}reported/") | {"reported-text": "Đã làm xong."}
    before = kept(province)
    proofs = [SimpleUploadedFile("xong.txt", b"xong"), SimpleUploadedFile("bao-cao.txt", SECRET.encode())]
    response = officer.post(f"{at}reported/", data | {"reported-evidence": proofs})
    assert response.status_code == 422
    assert "bao-cao.txt: Tệp mang dấu chỉ độ mật" in response.content.decode()
    assert kept(province) == before
    plain = {"reported-evidence": [SimpleUploadedFile("xong.txt", b"xong")]}
    assert officer.post(f"{at}reported/", data | plain).status_code == 302
