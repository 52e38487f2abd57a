"""The year for dates that name none."""

from __future__ import annotations

import pytest

from banjie_reader import read_text

BODY = "\n一、活动时间\n5月8日。\n"


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("临湖市2026年护河方案", 2026),
        ("护河方案\n临水〔2025〕7号", 2025),
        ("护河方案\n发布时间：2024-04-01", 2024),
        ("114學年度護河計畫", 2025),
        ("115年度护河体验营", 2026),
        ("臨湖鄉公所98年度換書活動", 2009),
        ("臨湖縣政府115年划船總則", 2026),
        ("臨湖市府校慶70年", None),
        ("临湖市98年度换书活动", None),
        ("护河方案\n定于本（115）年8月2日办理", 2026),
        ("护河方案\n总结2025年护河工作，部署2026年任务。", 2026),
        ("“护河同行”——2026年护河季启动。截至2025年12月31日，已有队员300人。", 2026),
        ("护河方案\n发布时间：2024-04-01\n20XX年5月，XX社区举办。", None),
        ("护河方案\n护河节始于1986年。", None),
        ("护河方案\n护河节始于1986年，2026年再办。", 2026),
        ("护河方案", None),
    ],
)
def test_year_is_the_documents_own(head: str, year: int | None) -> None:
    assert read_text(head + BODY).year == year


def test_year_of_a_signature_in_words_counts() -> None:
    text = "关于巡河的通知\n一、5月8日巡河。\n临湖市水务局\n二〇二五年四月二日\n"
    assert read_text(text).year == 2025


def test_blank_in_a_signed_paper_takes_no_year_from_it() -> None:
    text = "关于巡河的通知\n一、填写20XX年巡河表。\n临湖市水务局\n2025年4月2日\n"
    assert read_text(text).year == 2025


def test_date_inside_a_last_item_is_no_signature() -> None:
    text = "临水〔2025〕7号\n护河意见\n一、减免水费，实施期限至2027年12月31日。（市水务局负责）\n"
    assert read_text(text).year == 2025
