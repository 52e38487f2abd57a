"""Guards in the database: handlers, closings and ratings that a check of one row cannot see, and
published figures, which stay.
"""

from __future__ import annotations

from banjie.common.guards import Guard, with_truncate

CASE, HANDLING, RATING = "consultation_case", "consultation_handling", "consultation_rating"
RELEASE = "consultation_release"

_LIVING = (
    "SELECT count(*) FROM consultation_handling h WHERE h.case_id = NEW.id AND h.ended_on IS NULL"
)
_HANDLED = (
    "NEW.state IN ('handling', 'rework', 'replied', 'escalated') AND NEW.merged_into_id IS NULL"
)
_ILL_SHAPED = f"""{_HANDLED} AND NOT (
    (({_LIVING} AND h.role = 'sole') = 1 AND ({_LIVING}) = 1)
    OR (({_LIVING} AND h.role = 'main') = 1
        AND ({_LIVING} AND h.role IN ('sole', 'split')) = 0)
    OR (({_LIVING} AND h.role = 'split') >= 2
        AND ({_LIVING}) = ({_LIVING} AND h.role = 'split')))"""
_AT_WORK = """EXISTS (SELECT 1 FROM consultation_case c
    WHERE c.id = NEW.case_id AND c.merged_into_id IS NULL
    AND c.state IN ('handling', 'rework', 'replied', 'escalated'))"""
_LEAVES = _AT_WORK.replace("NEW.", "OLD.")
_MOVED = f"""(NEW.role <> OLD.role OR NEW.unit_id <> OLD.unit_id OR NEW.case_id <> OLD.case_id
    OR (NEW.ended_on IS NULL) <> (OLD.ended_on IS NULL)) AND {_AT_WORK}"""
_UNANSWERED = """NEW.state = 'closed' AND NEW.ground = '' AND NOT EXISTS (
    SELECT 1 FROM consultation_letter l WHERE l.case_id = NEW.id)"""
_BY_HANDLER = """NEW.entered_by_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM people_membership m JOIN consultation_handling h ON h.unit_id = m.unit_id
    JOIN consultation_case c ON h.case_id = coalesce(c.merged_into_id, c.id)
    WHERE c.id = NEW.case_id AND m.user_id = NEW.entered_by_id)"""
# INSERT OR REPLACE of SQLite deletes the row it collides with, and no trigger hears of it.
_RELEASED = """EXISTS (SELECT 1 FROM consultation_release r
    WHERE r.id = NEW.id OR (r.office_id = NEW.office_id AND r.half = NEW.half))"""

GUARDS = with_truncate(
    Guard("case_has_its_handlers", "UPDATE", CASE, _ILL_SHAPED, "one main, or two split handlers"),
    Guard("case_begins_handled", "INSERT", CASE, _ILL_SHAPED, "one main, or two split handlers"),
    Guard("handlers_stay", "UPDATE", HANDLING, _MOVED, "handlers change between assignments"),
    Guard("handlers_join_first", "INSERT", HANDLING, _AT_WORK, "handlers join before the work"),
    Guard("handlers_are_kept", "DELETE", HANDLING, _LEAVES, "handlers change between assignments"),
    Guard("closed_with_an_answer", "UPDATE", CASE, _UNANSWERED, "closed unanswered"),
    Guard("rated_by_no_handler", "INSERT", RATING, _BY_HANDLER, "rated by a handling unit"),
    Guard(
        "release_is_added", "INSERT", RELEASE, _RELEASED, "published figures are not counted again"
    ),
    Guard("release_stays", "UPDATE", RELEASE, "1 = 1", "published figures are not counted again"),
    Guard("release_is_kept", "DELETE", RELEASE, "1 = 1", "published figures are not counted again"),
)
