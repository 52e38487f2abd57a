"""Guards in the database: what may be struck off, by whom, resting on what; and that it stays."""

from __future__ import annotations

from banjie.common.guards import Guard, with_truncate

_NO_OFFICER = """NOT EXISTS (
    SELECT 1 FROM people_membership m JOIN supervision_item i ON i.office_id = m.unit_id
    WHERE i.id = NEW.item_id AND m.user_id = NEW.by_id AND m.duty = 'officer')"""
_HANDLES_IT = """EXISTS (
    SELECT 1 FROM people_membership m JOIN supervision_part p ON p.unit_id = m.unit_id
    WHERE p.item_id = NEW.item_id AND m.user_id = NEW.by_id)"""
_NO_EVIDENCE = """NOT EXISTS (
    SELECT 1 FROM supervision_answerfile f JOIN supervision_answer a ON a.id = f.answer_id
    WHERE f.id = NEW.evidence_id AND a.item_id = NEW.item_id)"""
_WILL_NOT_DO = """NOT EXISTS (
    SELECT 1 FROM supervision_answerfile f JOIN supervision_verdict v ON v.answer_id = f.answer_id
    LEFT JOIN supervision_objection o ON o.verdict_id = v.id
    WHERE f.id = NEW.evidence_id AND (v.passed OR o.upheld))"""
_NOT_VERIFIED = """NOT EXISTS (
    SELECT 1 FROM supervision_item i WHERE i.id = NEW.item_id AND i.state = 'verified')"""
_DECIDED_BY_HANDLER = """NEW.approved AND EXISTS (
    SELECT 1 FROM people_membership m JOIN supervision_part p ON p.unit_id = m.unit_id
    WHERE p.item_id = NEW.item_id AND m.user_id = NEW.decided_by_id)"""
# INSERT OR REPLACE of SQLite deletes the row it collides with, and no trigger hears of it.
_STRUCK = """EXISTS (SELECT 1 FROM supervision_strikeoff s
    WHERE s.id = NEW.id OR (s.item_id = NEW.item_id AND s.reopened_at IS NULL))"""
_REWRITTEN = """NEW.id <> OLD.id OR NEW.item_id <> OLD.item_id OR NEW.by_id <> OLD.by_id
    OR NEW.at <> OLD.at OR NEW.evidence_id <> OLD.evidence_id
    OR (OLD.reopened_at IS NOT NULL AND NEW.reopened_at IS NULL)"""
_NOT_STRUCK = """NEW.state = 'struck' AND NOT EXISTS (
    SELECT 1 FROM supervision_strikeoff s WHERE s.item_id = NEW.id AND s.reopened_at IS NULL)"""
_LEAVES = """OLD.state = 'struck' AND NEW.state <> 'struck' AND EXISTS (
    SELECT 1 FROM supervision_strikeoff s WHERE s.item_id = NEW.id AND s.reopened_at IS NULL)"""
_ALWAYS = "TRUE"
_RESTS_ON = "EXISTS (SELECT 1 FROM supervision_strikeoff s WHERE s.item_id = {item})"
_ITEM_OF_ANSWER = "(SELECT a.item_id FROM supervision_answer a WHERE a.id = OLD.answer_id)"
_ITEM_OF_VERDICT = """(
    SELECT a.item_id FROM supervision_answer a JOIN supervision_verdict v ON v.answer_id = a.id
    WHERE v.id = OLD.verdict_id)"""

STRIKE, ITEM, MORE = "supervision_strikeoff", "supervision_item", "supervision_extension"
KEPT = {
    ITEM: "OLD.id",
    "supervision_part": "OLD.item_id",
    "supervision_letter": "OLD.item_id",
    MORE: "OLD.item_id",
    "supervision_answer": "OLD.item_id",
    "supervision_answerfile": _ITEM_OF_ANSWER,
    "supervision_verdict": _ITEM_OF_ANSWER,
    "supervision_objection": _ITEM_OF_VERDICT,
}
"""What a strike-off rests on, by table: where its rows have the number of their item."""
GUARDS = with_truncate(
    Guard("strike_needs_officer", "INSERT", STRIKE, _NO_OFFICER, "struck off by no officer"),
    Guard("strike_not_by_handler", "INSERT", STRIKE, _HANDLES_IT, "struck off by a handling unit"),
    Guard("strike_needs_evidence", "INSERT", STRIKE, _NO_EVIDENCE, "struck off without evidence"),
    Guard("strike_needs_good_evidence", "INSERT", STRIKE, _WILL_NOT_DO, "evidence was sent back"),
    Guard("strike_needs_verdict", "INSERT", STRIKE, _NOT_VERIFIED, "struck off unverified"),
    Guard("strike_is_added", "INSERT", STRIKE, _STRUCK, "a strike-off is never rewritten"),
    Guard("strike_stays", "UPDATE", STRIKE, _REWRITTEN, "a strike-off is never rewritten"),
    Guard("strike_is_kept", "DELETE", STRIKE, _ALWAYS, "a strike-off is never deleted"),
    *(
        Guard(f"{table}_is_kept", "DELETE", table, _RESTS_ON.format(item=item),
              "a strike-off rests on it")
        for table, item in KEPT.items()
    ),
    Guard("extended_by_no_handler", "UPDATE", MORE, _DECIDED_BY_HANDLER, "extended by a handler"),
    Guard("struck_needs_strike", "UPDATE", ITEM, _NOT_STRUCK, "struck off without a strike-off"),
    Guard("struck_until_reopened", "UPDATE", ITEM, _LEAVES, "a strike-off still stands"),
    Guard("struck_is_no_beginning", "INSERT", ITEM, _NOT_STRUCK, "struck off without a strike-off"),
)  # fmt: skip
