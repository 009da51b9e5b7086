"""Codes said in words, in both languages."""
