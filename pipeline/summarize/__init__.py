"""Summarisers: extractive (cannot invent) and abstractive, behind one protocol."""

from pipeline.summarize.base import DEFAULT_WORDS, Summarizer

__all__ = ["DEFAULT_WORDS", "Summarizer"]
