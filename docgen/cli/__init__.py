"""Click commands: they parse, call and print. No rule of the domain lives here."""
