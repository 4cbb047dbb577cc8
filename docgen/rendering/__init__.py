"""Document and template in, Word file out. The only room that knows docxtpl."""

from docgen.rendering.output import refuse_covering, write_document
from docgen.rendering.render import Renderer
from docgen.rendering.templates import TemplateFolder

__all__ = ["Renderer", "TemplateFolder", "refuse_covering", "write_document"]
