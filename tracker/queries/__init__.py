"""Reads: `(session, …, today) -> frozen dataclasses`, always ordered, scoped by `Access`."""
