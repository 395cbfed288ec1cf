import pytest

from tiendo.plan.rules.symbol import Letters, letters


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        ("214/2025/NĐ-CP", Letters(2025, "NĐ")),
        ("66.10/2025/NQ-CP", Letters(2025, "NQ")),
        ("109/2025/QH15", Letters(2025, None)),
        ("301/QĐ-TTg", Letters(None, "QĐ")),
        ("46-CT/TW", Letters(None, "CT")),
        ("05-QC/BTCTU-BNCTU", Letters(None, "QC")),
        ("12-CTr/TU", Letters(None, "CTr")),
        ("88/VBHN-BQP", Letters(None, None)),
        ("519/SNV-TCCC", Letters(None, None)),
        ("769/TTg", Letters(None, None)),
        ("", Letters(None, None)),
    ],
)
def test_a_symbol_says_its_year_and_kind_or_nothing(printed, says):
    assert letters(printed) == says
