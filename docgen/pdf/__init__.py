"""PDF files: make them from DOCX, prove them, join them, and look at what was made."""

from docgen.pdf.facts import PdfFacts, inspect_pdf
from docgen.pdf.info import ArchiveFields, PdfInfo
from docgen.pdf.make import PdfMaker, make_pdfs
from docgen.pdf.text import read_page_texts

__all__ = ["ArchiveFields", "PdfFacts", "PdfInfo", "PdfMaker", "inspect_pdf", "make_pdfs", "read_page_texts"]
