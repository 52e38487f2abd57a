"""No dossier and no score on any person: the words that no column may carry."""

from __future__ import annotations

from django.apps import apps

FORBIDDEN = (
    "id_card", "idcard", "identity_number", "ethnic", "nation", "religio", "faith", "belief",
    "party", "political", "birthday", "birth_date", "birthplace", "gender", "sex", "marital",
    "health", "blood", "income", "salary", "family", "home_address", "phone", "mobile", "openid",
    "wechat", "fingerprint", "face", "latitude", "longitude", "gps", "location", "score", "points",
    "rank", "streak", "badge", "level_of_activity", "online_time", "study_time", "last_seen",
    "resume", "appraisal", "loyalty", "stance", "opinion", "attitude",
)  # fmt: skip
LABELS = (
    "身份证",
    "民族",
    "宗教",
    "党派",
    "政治面貌",
    "生日",
    "出生",
    "积分",
    "排名",
    "性别",
    "籍贯",
)


ABOUT_WORK = {
    "Channel.phone": "the office's own telephone, printed on its poster",
    "Case.points": "what a case asks for, point by point",
    "Handling.opinions": "what a unit wrote as co-handler",
    "Rating.attitude": "how a case was handled, graded by its author",
}
"""Names with such a word in them that are about work, and why: each was looked at."""


def test_no_column_is_about_what_a_person_is_or_believes() -> None:
    found = [
        f"{model.__name__}.{field.name}"
        for room in apps.get_app_configs()
        if room.name.startswith("banjie.")
        for model in room.get_models()
        for field in model._meta.get_fields()
        if any(word in field.name.lower() for word in FORBIDDEN)
        or any(word in str(getattr(field, "verbose_name", "")) for word in LABELS)
    ]
    assert sorted(found) == sorted(ABOUT_WORK)
