"""Checks: what can be seen to be wrong with a translation, row by row."""
