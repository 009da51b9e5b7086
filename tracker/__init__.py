"""Improvement-plan tracker: from inspection findings to proved improvement."""
