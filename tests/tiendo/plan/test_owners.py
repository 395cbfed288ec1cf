import pytest

from tests.tiendo.plan.texts import source
from tiendo.plan import orders, owners


def words(text, spans):
    return [text[one.start : one.end] for one in spans]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Sở Y tế chủ trì rà soát.", ["Sở Y tế"]),
        ("Ủy viên Bộ Chính trị, Ban Bí thư chỉ đạo các xã.", ["Ủy viên Bộ Chính trị, Ban Bí thư"]),
        ("Người trồng rừng có trách nhiệm giữ rừng.", ["Người trồng rừng"]),
        ("Đề nghị phường Cát Dài dọn rác ven sông.", ["phường Cát Dài"]),
        ("Giao xã Ba Mô: trồng cây.", []),
        ("Phường Cát Dài và xã Ba Mô dọn rác.", ["Phường Cát Dài", "xã Ba Mô"]),
        ("Ủy ban nhân dân xã Ba Mô và xã Cát Dài lập sổ.", ["Ủy ban nhân dân xã Ba Mô và xã Cát Dài"]),
        ("Các xã, tổ chức, đơn vị lập sổ cây.", ["Các xã, tổ chức, đơn vị"]),
        ("Chủ tịch hoặc Phó Chủ tịch (được giao hoặc được ủy quyền) lập sổ.", ["Chủ tịch hoặc Phó Chủ tịch"]),
        ("Các trạm đóng tại Sơn Hải, thành phố Cát Dài lập sổ.", ["Các trạm đóng tại Sơn Hải, thành phố Cát Dài"]),
        ("Bố trí vốn cho các việc (Như: Trung tâm Giống, vườn ươm) và sửa nhà.", []),
        ("Cấp ủy quyết định số lượng hố trồng.", ["Cấp ủy"]),
        ("Ủy ban nhân dân xã, tổ chức, đơn vị lập sổ cây.", ["Ủy ban nhân dân xã", "tổ chức, đơn vị"]),
        ("Sở Y tế với các việc về thuốc, các xã với các việc khác lập sổ.", ["Sở Y tế", "các xã"]),
        ("Việc trồng rừng có trách nhiệm của các xã.", []),
        ("Trong quá trình trồng rừng các tổ chức, cá nhân rà soát giống.", ["các tổ chức, cá nhân"]),
        ("Trường hợp cần thiết mời các tổ chức, cá nhân rà soát giống.", []),
        ("Người trồng rừng có trách nhiệm cá nhân.", []),
        (
            "Ủy ban nhân dân cấp có thẩm quyền giao rừng phải lập bản đồ.",
            ["Ủy ban nhân dân cấp có thẩm quyền giao rừng"],
        ),
        ("Tất cả lực lượng tham gia giữ rừng phải báo cáo.", ["Tất cả lực lượng tham gia giữ rừng"]),
        ("Các xã rà soát những hộ phải di dời.", ["Các xã"]),
        ("Giao Sở Xây dựng lập bản đồ.", ["Sở Xây dựng"]),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức thành viên vận động.",
         ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "các tổ chức thành viên"]),
        ("Các sở, ban, ngành và Ủy ban nhân dân các xã, phường báo cáo.",
         ["Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"]),
        ("Căn cứ Kế hoạch này, các cơ quan, đơn vị, địa phương xây dựng lịch.", ["các cơ quan, đơn vị, địa phương"]),
        ("Thủ trưởng các sở chịu trách nhiệm triển khai.", ["Thủ trưởng các sở"]),
        ("Bộ Quốc phòng, Bộ Công an chỉ đạo lực lượng.", ["Bộ Quốc phòng", "Bộ Công an"]),
        ("Sở Văn hóa, Thể thao và Du lịch tổ chức lễ hội.", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Bộ trưởng, Thủ trưởng cơ quan ngang bộ chỉ đạo trồng rừng.", ["Bộ trưởng", "Thủ trưởng cơ quan ngang bộ"]),
        ("Đơn vị được giao chủ trì có trách nhiệm lập sổ.", ["Đơn vị được giao chủ trì"]),
        ("Sở Y tế được giao chủ trì có trách nhiệm lập sổ.", ["Sở Y tế"]),
        ("Các hợp tác xã nuôi trồng thủy sản chấp hành.", ["Các hợp tác xã nuôi trồng thủy sản"]),
        ("Về vườn ươm: tăng số luống từ 2 lên 3: giao Sở Xây dựng làm việc với các xã.", ["Sở Xây dựng"]),
        ("Chăm sóc cây: Sau khi trồng, Sở Xây dựng tổ chức tưới.", ["Sở Xây dựng"]),
        ("Chủ tịch các tỉnh ven biển, trong đó trọng tâm là các tỉnh có bão, chỉ đạo.", ["Chủ tịch các tỉnh ven biển"]),
        ("Các sở, ngành, nhất là Sở Xây dựng rà soát.", ["Các sở, ngành", "Sở Xây dựng"]),
        ("Đơn vị nào trồng nhiều hơn thì xếp hạng cao hơn.", []),
        ("Từng bước xây dựng vườn ươm.", []),
        ("Trên cơ sở đề nghị của các bộ, cơ quan liên quan, Bộ Tài chính rà soát.", ["Bộ Tài chính"]),
        ("Các cơ quan cập nhật ngay số cây, các vườn ươm phải tưới đủ.", ["Các cơ quan"]),
        ("Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ chỉ đạo trồng rừng.",
         ["Bộ trưởng", "Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ"]),
        ("Sở Du lịch mang giống cây về các xã.", ["Sở Du lịch"]),
        ("Công an tỉnh canh giữ vườn ươm.", ["Công an tỉnh"]),
        ("Giao Giám đốc Sở Xây dựng thay mặt tỉnh ký giấy giao đất.", ["Giám đốc Sở Xây dựng"]),
        ("Hội đồng có thể mời người trồng rừng.", ["Hội đồng"]),
        ("Chính phủ đề nghị Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam vận động trồng cây.",
         ["Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"]),
        ("Các nhà xuất bản, các cơ sở phát hành sách giới thiệu sách về rừng.",
         ["Các nhà xuất bản", "các cơ sở phát hành sách"]),
        ("Cơ quan Cảnh sát điều tra báo cáo việc chặt cây.", ["Cơ quan Cảnh sát điều tra"]),
        ("Chủ đầu tư nghiệm thu vườn ươm.", ["Chủ đầu tư"]),
        ("Người đứng đầu cơ quan, tổ chức đảng, Mặt trận Tổ quốc chỉ đạo trồng cây.",
         ["Người đứng đầu cơ quan, tổ chức đảng, Mặt trận Tổ quốc"]),
        ("Người đứng đầu cơ quan, tổ chức chỉ đạo trồng cây.", ["Người đứng đầu cơ quan, tổ chức"]),
        ("Cấp ủy, tổ chức đảng lãnh đạo việc trồng cây.", ["Cấp ủy, tổ chức đảng"]),
        ("Cơ quan, tổ chức, đơn vị được giao trồng rừng có trách nhiệm báo cáo.",
         ["Cơ quan, tổ chức, đơn vị được giao trồng rừng"]),
        ("Tỉnh ủy, Đảng ủy Công an tỉnh và ban thường vụ cấp ủy hướng dẫn việc chọn giống.",
         ["Tỉnh ủy", "Đảng ủy Công an tỉnh", "ban thường vụ cấp ủy"]),
        ("Ban Thường vụ Tỉnh ủy ủy quyền cho Chánh Văn phòng Tỉnh ủy quy định việc chọn giống.",
         ["Chánh Văn phòng Tỉnh ủy"]),
        ("Về giống cây: Tỉnh ủy giao Ban Tuyên giáo và Dân vận Tỉnh ủy hướng dẫn.",
         ["Ban Tuyên giáo và Dân vận Tỉnh ủy"]),
        ("Trong thời hạn 5 năm, lưu trữ lịch sử của tỉnh phải hoàn thành việc số hóa.", ["lưu trữ lịch sử của tỉnh"]),
        ("Người được giao theo dõi, chăm sóc vườn ươm có trách nhiệm ghi sổ.",
         ["Người được giao theo dõi, chăm sóc vườn ươm"]),
        ("Hằng năm Sở Y tế lập sổ cây thuốc.", ["Sở Y tế"]),
        ("Các sở, Bộ Quốc phòng các tỉnh Sơn Hải, Thanh Sơn trồng rừng.",
         ["Các sở", "Bộ Quốc phòng", "các tỉnh Sơn Hải, Thanh Sơn"]),
        ("Văn phòng tỉnh ủy có chức năng tham mưu về trồng rừng.", ["Văn phòng tỉnh ủy"]),
        ("Nhà đầu tư (Tập đoàn Sơn Hải) trồng cây.", ["Nhà đầu tư (Tập đoàn Sơn Hải)"]),
        ("Căn cứ Thông tư của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn trồng rừng;", []),
        ("Những đồng chí lần đầu trồng rừng phải học.", []),
        ("Các Sở, ngành quản lý ngành, lĩnh vực và Ủy ban nhân dân cấp xã thực hiện việc đếm cây.",
         ["Các Sở, ngành quản lý ngành, lĩnh vực", "Ủy ban nhân dân cấp xã"]),
        ("Căn cứ hướng dẫn của Bộ, cơ quan ngang Bộ quản lý ngành, lĩnh vực, Sở Xây dựng tham mưu việc trồng rừng.",
         ["Sở Xây dựng"]),
        ("Căn cứ các nghị quyết của Đảng, Quốc hội, các Bộ trưởng rà soát.", ["các Bộ trưởng"]),
        ("Trên cơ sở ý kiến của các xã, Thường trực Hội đồng bổ sung hồ sơ.", ["Thường trực Hội đồng"]),
        ("Các tổ chức kinh doanh cây giống thực hiện kê khai giá.", ["Các tổ chức kinh doanh cây giống"]),
        ("Các tổ chức, đơn vị, cá nhân khác gửi báo cáo.", ["Các tổ chức, đơn vị, cá nhân khác"]),
        ("Các Tập đoàn, Tổng công ty, Công ty thuộc Bộ đẩy mạnh trồng cây.",
         ["Các Tập đoàn, Tổng công ty, Công ty thuộc Bộ"]),
        ("Khi giá tăng thì tổ chức, cá nhân kinh doanh cây giống có trách nhiệm lập phương án.",
         ["tổ chức, cá nhân kinh doanh cây giống"]),
        ("Giám đốc Sở A; Tổng biên tập, Giám đốc các cơ quan báo chí chỉ đạo trồng cây.",
         ["Giám đốc Sở A", "Tổng biên tập, Giám đốc các cơ quan báo chí"]),
        ("Yêu cầu các Sở Xây dựng nêu tại điểm 1 trên đây gửi số cây.", ["các Sở Xây dựng"]),
        ("Tổ chức, cá nhân nêu tại khoản 3 Điều 2 thực hiện việc trồng cây.",
         ["Tổ chức, cá nhân nêu tại khoản 3 Điều 2"]),
        ("Cục Trồng trọt chủ trì, phối hợp Văn phòng Bộ có trách nhiệm:", ["Cục Trồng trọt"]),
        ("Bộ phận Một cửa lập sổ cây.", ["Bộ phận Một cửa"]),
        ("Bộ phận nào của cây cũng cần nước.", []),
        ("Giao các đoàn kiểm tra của tỉnh chủ động đếm cây.", ["các đoàn kiểm tra của tỉnh"]),
        ("Cục trưởng Cục Trồng trọt Bộ Xây dựng, Sở A rà soát.", ["Cục trưởng Cục Trồng trọt Bộ Xây dựng", "Sở A"]),
        ("Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh, Đảng ủy Công an tỉnh lãnh đạo việc trồng cây.",
         ["Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh", "Đảng ủy Công an tỉnh"]),
        ("Lập sổ theo dõi.", []),
        ("Tổ chức tập huấn cho Sở Y tế.", []),
        ("Ban hành quy chế của Sở Y tế.", []),
    ],
)  # fmt: skip
def test_who_a_sentence_addresses(text, lead):
    assert words(text, owners.opening(text).lead) == lead


@pytest.mark.parametrize(
    ("text", "coordinating"),
    [
        ("Phối hợp với Sở Y tế, địa phương trồng cây thuốc.", ["Sở Y tế", "địa phương"]),
        ("Phối hợp với các đơn vị thuộc Bộ Xây dựng, Bộ Y tế trồng cây.", ["các đơn vị thuộc Bộ Xây dựng, Bộ Y tế"]),
        ("Phối hợp với các đơn vị thuộc Sở Y tế, Bộ Xây dựng trồng cây.", ["các đơn vị thuộc Sở Y tế", "Bộ Xây dựng"]),
        ("Phối hợp với Công an tỉnh, Tòa án tỉnh và các khu vực.", ["Công an tỉnh", "Tòa án tỉnh và các khu vực"]),
        ("Phối hợp với các bộ, ngành, địa phương trồng cây thuốc.", ["các bộ, ngành, địa phương"]),
        ("Phối hợp với Sở Y tế các cơ quan, đơn vị có liên quan trồng cây thuốc.",
         ["Sở Y tế", "các cơ quan, đơn vị có liên quan"]),
        ("Phối hợp với tổ chức chính trị\n- xã hội tại địa phương vận động.",
         ["tổ chức chính trị\n- xã hội tại địa phương"]),
        ("Phối hợp với lưu trữ lịch sử của tỉnh số hóa sổ cây.", ["lưu trữ lịch sử của tỉnh"]),
        ("Chủ trì, phối hợp với Công an tỉnh rà soát.", ["Công an tỉnh"]),
        ("Phối hợp chặt chẽ với các cơ quan, đơn vị có liên quan kiểm tra.", ["các cơ quan, đơn vị có liên quan"]),
        ("Phối hợp Sở A và các xã tuyên truyền.", ["Sở A", "các xã"]),
        ("Phối hợp với Sở A và cơ quan, tổ chức khác có liên quan kiểm tra.",
         ["Sở A", "cơ quan, tổ chức khác có liên quan"]),
        ("Phối hợp với Sở A, các cơ quan, đơn vị, tổ chức khác kiểm tra.",
         ["Sở A", "các cơ quan, đơn vị, tổ chức khác"]),
        ("Phối hợp, hướng dẫn Sở A và các chủ rừng trồng dặm.", ["Sở A", "các chủ rừng"]),
        ("Phối hợp với các cơ quan chức năng, chính quyền địa phương tuần tra.",
         ["các cơ quan chức năng", "chính quyền địa phương"]),
        ("Phối hợp với các cơ quan, đơn vị, chính quyền địa phương tuần tra.",
         ["các cơ quan, đơn vị, chính quyền địa phương"]),
        ("Phối hợp với các tổ chức cung cấp dịch vụ thực hiện ký kết hợp đồng.", ["các tổ chức cung cấp dịch vụ"]),
        ("Phối hợp với các cơ quan, đơn vị liên quan gánh nước tưới cây.", ["các cơ quan, đơn vị liên quan"]),
        ("Thanh tra Bộ cùng các đơn vị liên quan tăng cường tuần tra.", ["các đơn vị liên quan"]),
        ("Sở A làm đầu mối cùng với các xã theo dõi vườn ươm.", ["các xã"]),
        ("Phối hợp với các cơ quan thuộc Bộ trong những nhiệm vụ có liên quan.", ["các cơ quan thuộc Bộ"]),
        ("Nâng cao đời sống cùng các chính sách trồng rừng.", []),
        ("Phối hợp tổ chức chính trị\n- xã hội tại xã rà soát.", ["tổ chức chính trị\n- xã hội tại xã"]),
        ("Phối hợp các chính sách liên quan.", []),
        ("Phối hợp tiến hành kiểm tra.", []),
    ],
)  # fmt: skip
def test_who_helps(text, coordinating):
    assert words(text, owners.coordinating(text)) == coordinating


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Phường Cát Dài dọn vệ sinh xong trong tuần này.", True),
        ("Sở Xây dựng sửa cầu Ba Mô.", True),
        ("Ủy ban nhân dân xã Ba Mô vá đường thôn 3.", True),
        ("Sở Y tế: phun thuốc muỗi ở thôn 3.", True),
        ("Sở Xây dựng đóng tại phường Cát Dài.", False),
        ("Trung tâm mua sắm tài sản công mới.", False),
        ("Xã Ba Mô: Đếm cây hai lần.", False),
        ("Phường Cát Dài, nơi có ba trạm bơm.", False),
    ],
)
def test_a_whole_name_may_be_told_to_work_with_its_hands(text, is_told):
    assert orders.addresses(text) is is_told


def test_a_list_under_one_kind_is_written_out():
    text = "Các Bộ: Quốc phòng, Công an, Tài chính"
    whole = source(text)
    found = list(owners.reads(whole, 0, owners.opening(text).lead))
    assert [one.value for one in found] == ["Bộ Quốc phòng", "Bộ Công an", "Bộ Tài chính"]


def test_who_only_will_do_something_leads_nothing_where_others_are_told():
    whole = "Chính phủ sẽ giao kế hoạch trồng rừng. Sở Xây dựng lập bản đồ bãi cát."
    assert words(whole, owners.ordered(whole)) == ["Sở Xây dựng"]


def test_committees_named_by_whose_they_are_are_committees():
    whole = source(
        "Giao Ban Tổ chức; các Đảng ủy: Chính phủ; Mặt trận Tổ quốc, các đoàn thể; Bộ Tư pháp; các xã lập sổ."
    )
    told = [one.value.replace("Đảng ủy ", "+") for one in owners.reads(whole, 0, owners.ordered(whole.text))]
    assert told == ["Ban Tổ chức", "+Chính phủ", "+Mặt trận Tổ quốc, các đoàn thể", "+Bộ Tư pháp", "các xã"]


def test_a_heading_addresses_only_where_it_names_nothing_else():
    assert words("Sở Y tế", owners.addressee("Sở Y tế")) == ["Sở Y tế"]
    assert owners.addressee("Sở Y tế lập sổ theo dõi cây giống") == ()


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Đối với các đơn vị thu gom, vận chuyển rác (theo phụ lục):", "các đơn vị thu gom, vận chuyển rác"),
        ("Trách nhiệm của các cơ sở nuôi trồng thủy sản", "các cơ sở nuôi trồng thủy sản"),
        ("Đối với những doanh nghiệp cung cấp nước sạch.", "những doanh nghiệp cung cấp nước sạch"),
    ],
)
def test_a_class_told_apart_by_what_it_does_is_named_whole(heading, name):
    assert words(heading, owners.addressee(heading)) == [name]


@pytest.mark.parametrize(
    "heading",
    ["Đối với các dự án thu gom rác:", "Đối với các đơn vị thu gom: lập sổ; gửi Sở Y tế.", "Đối với rừng ven biển"],
)
def test_a_matter_is_no_class_of_bodies(heading):
    assert owners.addressee(heading) == ()


def test_the_order_stands_behind_addressee_and_colon():
    text = "Sở Nội vụ: Tham mưu khen thưởng các xã."
    assert text[owners.after_address(text) :] == "Tham mưu khen thưởng các xã."


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("ĐỐI VỚI CÁC HỢP TÁC XÃ", ["CÁC HỢP TÁC XÃ"]),
        ("SỞ XÂY DỰNG", ["SỞ XÂY DỰNG"]),
        ("TRÁCH NHIỆM CỦA SỞ Y TẾ", ["SỞ Y TẾ"]),
        ("TỔ CHỨC THỰC HIỆN", []),
        ("BAN HÀNH QUY CHẾ", []),
        ("PHÒNG CHỐNG BÃO", []),
    ],
)
def test_a_heading_in_capitals_names_whom_it_speaks_to(heading, names):
    assert words(heading, owners.addressee(heading)) == names


def test_a_cell_names_whom_it_means_by_what_they_do():
    text = "Đơn vị chủ trì soạn thảo văn bản"
    assert words(text, owners.listed(text)) == [text]


def test_a_value_may_say_between_names_in_what_they_act():
    text = "Sở Nội vụ, các sở, ngành trong phạm vi nhiệm vụ của mình và các cơ quan, tổ chức khác có liên quan."
    assert words(text, owners.listed(text)) == [
        "Sở Nội vụ",
        "các sở, ngành",
        "các cơ quan, tổ chức khác có liên quan",
    ]


def test_a_body_told_again_in_full_is_named_in_full():
    text = "Cơ quan tiếp nhận giống tổ chức việc chọn. Cơ quan tiếp nhận giống có trách nhiệm ghi sổ."
    assert words(text, owners.ordered(text)) == ["Cơ quan tiếp nhận giống"]


def test_what_somebody_leads_may_stand_in_brackets_behind_him_in_a_cell():
    text = "Sở Xây dựng (chủ trì phần đất); Sở Y tế (phụ trách cây thuốc)"
    assert words(text, owners.listed(text)) == ["Sở Xây dựng", "Sở Y tế"]


def test_a_name_ends_before_the_and_that_leads_on_to_an_order():
    assert words(
        "Phối hợp với các xã và giao Sở Y tế lập sổ.",
        owners.coordinating("Phối hợp với các xã và giao Sở Y tế lập sổ."),
    ) == ["các xã"]


def test_a_unit_and_its_ministry_on_two_lines_of_a_cell_are_one_name():
    cell = "Vụ Pháp chế\nBộ Xây dựng"
    assert [cell[one.start : one.end] for one in owners.listed(cell)] == [cell]
    assert len(owners.listed("Vụ Pháp chế\nVụ Kế hoạch")) == 2


def test_who_sits_in_a_body_is_told_to_do_nothing():
    said = (
        "Kiện toàn Ban Chỉ đạo, bao gồm: Trưởng Ban Chỉ đạo là Chủ tịch UBND tỉnh; Phó Trưởng Ban là Giám đốc Sở Y tế."
    )
    assert not owners.opening(said).lead


def test_the_politburo_and_the_secretariat_behind_a_name_are_of_that_name():
    said = "Giao các đoàn kiểm tra của Bộ Chính trị, Ban Bí thư chủ động nắm tình hình."
    assert words(said, owners.opening(said).lead) == ["các đoàn kiểm tra của Bộ Chính trị, Ban Bí thư"]
