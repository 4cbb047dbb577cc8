"""Recognition: which paragraph is which component, by content and position, whatever holds the layout together."""

from docgen.checking.recognition.recognize import recognize

__all__ = ["recognize"]
