"""Who leads, who answers for it, who co-operates: unit lists and the words that give them a role.

The label decides: 牵头／主办 lead, 责任／负责／承办 are responsible, 配合／协办 co-operate;
指导／支持／赞助 are none of these. Where the text says that the first unit named leads
（列第一位者为牵头单位，下同）, that unit leads here and in every later item.
"""

from banjie_reader.parties.above import find_above
from banjie_reader.parties.found import ROLES, Parties
from banjie_reader.parties.items import find_parties, with_lines_below
from banjie_reader.parties.names import split_names
from banjie_reader.parties.order import says_same_below
from banjie_reader.parties.units import are_units, is_unit
from banjie_reader.parties.verbs import names_doer

__all__ = [
    "ROLES", "Parties", "are_units", "find_above", "find_parties", "is_unit", "names_doer",
    "says_same_below", "split_names", "with_lines_below",
]  # fmt: skip
