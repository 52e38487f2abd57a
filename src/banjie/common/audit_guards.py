"""Guards in the database: the audit log is added to, never changed, shortened on record alone."""

from __future__ import annotations

from banjie.common.guards import Guard, with_truncate

ENTRY, HEAD, CUT = "common_auditentry", "common_audithead", "common_auditcut"

_KEPT = "NOT EXISTS (SELECT 1 FROM common_auditcut c WHERE c.through >= OLD.id)"
_NOT_NEWEST = "NEW.hash <> (SELECT e.hash FROM common_auditentry e ORDER BY e.id DESC LIMIT 1)"
_NO_SUCH_ROW = """NOT EXISTS (
    SELECT 1 FROM common_auditentry e WHERE e.id = NEW.through AND e.hash = NEW.hash)"""
# INSERT OR REPLACE of SQLite deletes the row it collides with, and no trigger hears of it.
_TAKEN = """EXISTS (SELECT 1 FROM common_auditentry e
    WHERE e.id = NEW.id OR e.hash = NEW.hash OR e.previous = NEW.previous)"""
_HAS_HEAD = "EXISTS (SELECT 1 FROM common_audithead)"
_CUT_TAKEN = """EXISTS (
    SELECT 1 FROM common_auditcut c WHERE c.id = NEW.id OR c.through >= NEW.through)"""

GUARDS = with_truncate(
    Guard("audit_is_added_to", "INSERT", ENTRY, _TAKEN, "the audit log is not changed"),
    Guard("audit_stays_as_written", "UPDATE", ENTRY, "1 = 1", "the audit log is not changed"),
    Guard("audit_stays_whole", "DELETE", ENTRY, _KEPT, "the audit log is not shortened"),
    Guard("audit_has_one_head", "INSERT", HEAD, _HAS_HEAD, "the audit log has one head"),
    Guard("audit_head_is_newest", "UPDATE", HEAD, _NOT_NEWEST, "the head is the newest row"),
    Guard("audit_head_stays", "DELETE", HEAD, "1 = 1", "the audit log keeps its head"),
    Guard("audit_cut_names_a_row", "INSERT", CUT, _NO_SUCH_ROW, "cut at a row of the log"),
    Guard("audit_cut_goes_on", "INSERT", CUT, _CUT_TAKEN, "a cut of the log is not changed"),
    Guard("audit_cut_is_kept", "UPDATE", CUT, "1 = 1", "a cut of the log is not changed"),
    Guard("audit_cut_stays", "DELETE", CUT, "1 = 1", "a cut of the log is not taken back"),
)
