"""PDF files: make them from DOCX, and look at what was made."""

from docgen.pdf.facts import PdfFacts, inspect_pdf
from docgen.pdf.make import make_pdfs
from docgen.pdf.text import read_page_texts

__all__ = ["PdfFacts", "inspect_pdf", "make_pdfs", "read_page_texts"]
