"""Summarisers: extractive (cannot invent) and abstractive, behind one protocol."""

from pipeline.summarize.base import (
    DEFAULT_WORDS,
    BatchSummarizer,
    Summarized,
    Summarizer,
    SummaryRequest,
    summarize_many,
)

__all__ = [
    "DEFAULT_WORDS",
    "BatchSummarizer",
    "Summarized",
    "Summarizer",
    "SummaryRequest",
    "summarize_many",
]
