"""Tasks under sentences that only introduce them, and in lines that were wrapped; in words of our own."""

import pytest

from tests.tiendo.plan.test_tasks import openings, told


class TestMatters:
    def test_a_sentence_over_paragraphs_to_bodies_is_a_heading(self):
        text = (
            "1. Tổ chức trồng rừng có hiệu quả.\na) Tăng cường ươm giống tại chỗ.\nSở Xây dựng lập vườn ươm.\n\n"
            "Các xã ven biển giao đất cho vườn ươm.\nb) Đẩy mạnh việc chăm sóc.\nSở Tài chính bố trí kinh phí.\n"
        )
        assert openings(text) == ["Sở Xây dựng", "Các xã ven", "Sở Tài chính"]

    def test_an_order_that_its_paragraph_carries_on_is_none(self):
        text = "1. Tăng cường ươm giống tại chỗ.\nChú trọng giống phi lao.\n2. Đẩy mạnh việc chăm sóc.\n"
        assert openings(text) == ["Tăng cường ươm", "Đẩy mạnh việc"]

    def test_a_last_paragraph_orders_behind_the_formula(self):
        text = (
            "1. Sở Xây dựng lập vườn ươm.\nYêu cầu các sở thực hiện nghiêm túc, có hiệu quả Kế hoạch này. "
            "Sở Tài chính có trách nhiệm theo dõi, báo cáo tình hình thực hiện Kế hoạch này.\n"
        )
        assert openings(text) == ["Sở Xây dựng", "Sở Tài chính"]


class TestWrapped:
    @pytest.mark.parametrize(
        "text",
        [
            "I. NHIỆM VỤ\n1. Sở Xây dựng phối hợp với các tổ chức chính trị\n- xã hội tuyên truyền bảo vệ rừng.\n",
            "I. NHIỆM VỤ\n1. Sở Xây dựng phối hợp với Công an tỉnh và\nHội Nông dân tỉnh tuyên truyền.\n",
        ],
    )
    def test_a_line_that_was_wrapped_is_one(self, text):
        assert len(told(text)) == 1
