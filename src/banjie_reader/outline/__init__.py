"""The outline: headings of every numbering style, and the tree of sections they open.

Depth follows the order in which styles appear (一、 above （一） above 1.), corrected by the usual
rank of a style when a document starts in the middle. A heading that runs into its body stops at
the first full stop. Unnumbered headings count when they are marked (markdown, bold, underlined)
or stand alone as a short line above a paragraph.
"""

from banjie_reader.outline.roles import role_of
from banjie_reader.outline.section import Section, ancestors, heading_text
from banjie_reader.outline.tree import find_sections

__all__ = ["Section", "ancestors", "find_sections", "heading_text", "role_of"]
