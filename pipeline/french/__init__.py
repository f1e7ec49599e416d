"""French news text: what no library knows about it.

Sentences, clauses, and datelines in English. Everything here is pure: text in, offsets or text out.
"""

from __future__ import annotations

from pipeline.french.clauses import split_clauses
from pipeline.french.sentences import SPLITTER_VERSION, sentences_of, split_sentences

__all__ = ["SPLITTER_VERSION", "sentences_of", "split_clauses", "split_sentences"]
