"""Document and template in, Word file out. The only room that knows docxtpl."""

from docgen.rendering.output import write_document
from docgen.rendering.render import Renderer
from docgen.rendering.template_cache import TemplateCache, open_cache
from docgen.rendering.templates import TemplateFolder

__all__ = ["Renderer", "TemplateCache", "TemplateFolder", "open_cache", "write_document"]
