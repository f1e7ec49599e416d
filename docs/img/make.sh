#!/bin/sh
# Makes docs/img/page.png, the picture of a page in docs/trust.md, from the repository's root:
#
#     sh docs/img/make.sh [WIRE]
#
# Needs chromium and Pillow (which matplotlib brings). Look at the picture before you commit it: it
# shows what the shipped model says.
set -eu
wire=${1:-seeds/frappes-russes-syrie.txt}
python=$(command -v .venv/bin/python || command -v python3)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m pipeline brief "$wire" --quiet -o "$work/page.md" > "$work/name"
"$python" - "$work/page.md" "$work/page.html" <<'PYTHON'
import sys
from pathlib import Path

from markdown_it import MarkdownIt

STYLE = """
body { font: 15px/1.45 Georgia, "DejaVu Serif", serif; color: #1b1b1b; margin: 28px 40px;
       background: #fff; }
h1 { font-size: 27px; margin: 0 0 6px; }
h2 { font-size: 19px; margin: 22px 0 8px; }
a { color: #0b5394; text-decoration: none; }
sup { font: 11px "DejaVu Sans", sans-serif; }
blockquote { margin: 12px 0; padding: 2px 14px; border-left: 4px solid #d0d0d0; color: #444; }
ul { padding-left: 22px; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
th, td { border: 1px solid #d0d0d0; padding: 5px 8px; text-align: left; vertical-align: top; }
th { background: #f2f2f2; font-family: "DejaVu Sans", sans-serif; font-size: 12px; }
th:nth-child(1) { width: 9%; } th:nth-child(4) { width: 21%; }
td:nth-child(1), td:nth-child(4) { font: 12px/1.4 "DejaVu Sans", sans-serif; }
"""
text = Path(sys.argv[1]).read_text("utf-8")
body = text.partition("\n---\n")[2]  # a reader of the page does not see its front matter
html = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
Path(sys.argv[2]).write_text(
    f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{html}", "utf-8"
)
PYTHON
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1100,1460 \
    --user-data-dir="$work/profile" --screenshot="$work/page.png" "file://$work/page.html" 2>/dev/null
# Text in greys and blues: 96 colours look the same and take half the bytes.
"$python" - "$work/page.png" docs/img/page.png <<'PYTHON'
import sys

from PIL import Image

Image.open(sys.argv[1]).convert("RGB").quantize(96, Image.Quantize.FASTOCTREE).save(sys.argv[2], optimize=True)
PYTHON
ls -l docs/img/page.png
