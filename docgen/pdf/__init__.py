"""PDF files: make them from DOCX, and look at what was made."""

from docgen.pdf.facts import PdfFacts, inspect_pdf
from docgen.pdf.make import make_pdfs

__all__ = ["PdfFacts", "inspect_pdf", "make_pdfs"]
