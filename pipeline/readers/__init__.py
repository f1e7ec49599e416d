"""Reading: bytes, a file or a stream in; articles out.

The format is sniffed from the content, never guessed from a suffix.
"""

from pipeline.readers.base import Reader
from pipeline.readers.language import french_share, is_french
from pipeline.readers.registry import MAX_BYTES, READERS, read_bytes
from pipeline.readers.source import read_path, read_stream

__all__ = [
    "MAX_BYTES",
    "READERS",
    "Reader",
    "french_share",
    "is_french",
    "read_bytes",
    "read_path",
    "read_stream",
]
