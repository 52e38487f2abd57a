"""A notice that plans nothing: what the reader should find no activities in."""

from __future__ import annotations

from datetime import date

from banjie.official import OfficialDocument, document_number

TITLE = "临湖市协作委员会办公室关于变更办公地址和收文方式的通知"
OFFICE = "临湖市协作委员会办公室"
DATED = date(2026, 2, 24)

PARAGRAPHS = (
    "因办公用房调整，现将市协作委员会办公室办公地址和收文方式变更有关事项通知如下。",
    "自2026年3月2日起，办公地址由望湖路6号变更为听荷路18号政务服务中心西楼四层，原传真号码停用。"
    "纸质公文由综合科统一签收，电子公文仍通过市电子公文交换系统接收，地址信息不变。",
    "变更前已寄往原地址的材料，由原址值班室负责转交，无须重复寄送。由此带来的不便，敬请谅解。",
    "特此通知。",
)


def notice() -> OfficialDocument:
    """The notice, ready to be written."""
    document = OfficialDocument(
        title=TITLE,
        signature=OFFICE,
        dated=DATED,
        addressee="各成员单位",
        number=document_number("临协办", DATED.year, 3),
    )
    for words in PARAGRAPHS:
        document.paragraph(words)
    return document
