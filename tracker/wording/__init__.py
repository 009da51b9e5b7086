"""Codes to sentences, in a given language: the same words on pages, in mail and on paper.

Knows nothing of Flask. English is the message itself; Welsh comes from the catalogue.
"""
