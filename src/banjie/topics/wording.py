"""What the papers of the room say, in the Chinese of official papers."""

from __future__ import annotations

from banjie.official import official_date
from banjie.topics.models import AnnualPlan, AskAnswer, Session

VERDICTS = {
    AskAnswer.Verdict.ADOPTED: "采纳",
    AskAnswer.Verdict.PARTLY: "部分采纳",
    AskAnswer.Verdict.NOT: "未采纳",
}
STANDING = {
    "waiting": "未到期，待反馈", "late": "逾期未反馈", "in-time": "按期反馈", "after": "逾期后反馈",
}  # fmt: skip
_DAYS = "一二三四五六日"


def plan_title(plan: AnnualPlan) -> str:
    """The subject of the request that fixes the plan."""
    return f"{plan.year}年度协商计划"


def plan_body(plan: AnnualPlan) -> str:
    """The request: the topics one by one, each with who raised it."""
    topics = plan.topics.select_related("raised_by").order_by("pk")
    lines = [f"经征集和研究，拟将以下议题列入{plan.year}年度协商计划："]
    for number, topic in enumerate(topics, 1):
        by = f"（{topic.raised_by.name}提出）" if topic.raised_by else ""
        lines.append(f"{number}.{topic.title}{by}。")
    return "\n".join(lines)


def session_day(session: Session) -> str:
    """2026年5月8日（星期五）9:00."""
    weekday = _DAYS[session.day.weekday()]
    begins = f"{session.begins.hour}:{session.begins:%M}"
    return f"{official_date(session.day)}（星期{weekday}）{begins}"
