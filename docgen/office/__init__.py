"""LibreOffice on a leash: the only room that starts it.

``Converter`` is the door for conversions, ``convert_to_pdf`` for a single call; ``health.check_tools`` says what the
machine lacks. Nothing here imports lxml, pypdf or any other package at import time, so that ``docgen doctor`` works
where packages are missing.
"""

from docgen.office.conversion import Conversion, Finished, Raw
from docgen.office.convert import Converter, convert_to_pdf
from docgen.office.soffice import find_soffice

__all__ = ["Conversion", "Converter", "Finished", "Raw", "convert_to_pdf", "find_soffice"]
