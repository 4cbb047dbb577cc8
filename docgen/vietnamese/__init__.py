"""Vietnamese text, dates, numerals and alphabetical order. Knows no documents."""
