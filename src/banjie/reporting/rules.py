"""Who writes and reads summaries, and who sees how a programme stands."""

from __future__ import annotations

import rules

from banjie.programme.rules import leads_office, serves_office

rules.add_perm("reporting.write_summary", serves_office)
rules.add_perm("reporting.see_dashboard", serves_office | leads_office)
rules.add_perm("reporting.see_summaries", serves_office | leads_office)
