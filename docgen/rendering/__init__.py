"""Document and template in, Word file out. The only room that knows docxtpl."""

from docgen.rendering.output import refuse_covering, write_document
from docgen.rendering.render import Renderer, open_renderer
from docgen.rendering.template_cache import TemplateCache, open_cache
from docgen.rendering.templates import TemplateFolder

__all__ = [
    "Renderer",
    "TemplateCache",
    "TemplateFolder",
    "open_cache",
    "open_renderer",
    "refuse_covering",
    "write_document",
]
