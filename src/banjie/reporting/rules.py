"""Who writes and reads summaries."""

from __future__ import annotations

import rules

from banjie.programme.rules import leads_office, serves_office

rules.add_perm("reporting.write_summary", serves_office)
rules.add_perm("reporting.see_summaries", serves_office | leads_office)
