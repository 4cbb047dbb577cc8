"""LibreOffice on a leash: the only room that starts it.

``convert_to_pdf`` is the door for conversions, ``health.check_tools`` says what the machine lacks. Nothing here
imports lxml, pypdf or any other package at import time, so that ``docgen doctor`` works where packages are missing.
"""

from docgen.office.convert import Conversion, convert_to_pdf
from docgen.office.soffice import find_soffice

__all__ = ["Conversion", "convert_to_pdf", "find_soffice"]
