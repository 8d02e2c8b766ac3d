"""The plan as data: model, conditions, calendar, YAML with places, diagnostics."""
