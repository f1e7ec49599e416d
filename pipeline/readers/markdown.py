"""Markdown files (CommonMark with tables), through markdown-it-py."""

from __future__ import annotations

import re
from typing import Any

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers.compose import compose
from pipeline.readers.encoding import decode
from pipeline.readers.fragment import (
    html_parts,
    one_line,
    running_role,
    with_headline,
)
from pipeline.readers.markup import Part, bound
from pipeline.readers.vocabulary import moment_with_offset
from pipeline.wire import Status, WireItem

MAX_MARKDOWN_BYTES = 500_000
"""The parser's time grows with the square of some inputs; a wire has a hundredth of this."""
_LONGEST_FRONT = 20_000

# What no plain wire has. Bullets, rules, quotes and one line after "#" are not among them.
_SIGNS = (
    rb"(?m)^#{1,6} \S[^\n]{0,200}$(?s:.{0,20000}?)^#{1,6} \S",  # two headings
    rb"\[[^\]\n]{1,200}\]\((?:https?://|mailto:|/|#)[^)\s]{0,500}\)",
    rb"(?m)(?:^|[ (])\*\*[^*\s][^*\n]{0,200}\*\*(?=[ ,.;:!?)\r\n]|$)",
    rb"(?m)^\|?(?: ?:?-{3,}:? ?\|)+(?: ?:?-{3,}:? ?)?\|?[ \r]*$",
    rb"(?m)^```[\w-]{0,20}[ \r]*$",
    rb"(?m)\A#{1,2} \S[^\n]{0,200}\r?\n\r?\n",
    rb"(?m)^[^\s#>|-][^\n]{2,160}\r?\n(?:={4,}|-{4,})[ \r]*$\n",
    rb"!\[[^\]\n]{0,300}\]\([^)\s]{1,500}\)",
)


class MarkdownReader:
    """One story a file, with or without front matter."""

    name = "Markdown"

    def sniff(self, data: bytes) -> bool:
        """Front matter with a title, or two different signs that no plain wire has."""
        head = data[:200_000].removeprefix(b"\xef\xbb\xbf")
        if re.match(
            rb"\s*---[ \t]*\r?\n(?:[^\n]*\n){0,60}?title[ \t]*:[^\n]*\n"
            rb"(?:[^\n]*\n){0,60}?---[ \t]*\r?(?:\n|\Z)",
            head,
        ):
            return True
        return sum(bool(re.search(sign, head)) for sign in _SIGNS) >= 2

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read the story; see :class:`pipeline.readers.base.Reader`.

        Raises:
            InputTooLargeError: over :data:`MAX_MARKDOWN_BYTES`.
            EmptyInputError: no text in it.
            BinaryInputError, EncodingError: not text.
        """
        if len(data) > MAX_MARKDOWN_BYTES:
            raise InputTooLargeError(
                f"{name} is Markdown of more than {MAX_MARKDOWN_BYTES // 1000} kB.",
                hint="Split it into one file an article.",
            )
        decoded = decode(data, name)
        front, text = _front_matter(decoded.text)
        parts = _parts(text, name)
        item = _item(front)
        first = next((words for role, words in parts if role is Role.HEADLINE), "")
        parts = with_headline(item.headline or one_line(first), parts)
        if item.byline and not any(role is Role.BYLINE for role, _ in parts):
            parts.insert(
                1 if parts and parts[0][0] is Role.HEADLINE else 0, (Role.BYLINE, item.byline)
            )
        metadata = {key: value for key, value in front.items() if isinstance(value, str) and value}
        article = compose(name, parts, encoding=decoded.encoding, item=item, metadata=metadata)
        if not article.blocks:
            raise EmptyInputError(
                f"{name} is Markdown without text.", hint="Give the text of a French wire."
            )
        return (article,)


def _front_matter(text: str) -> tuple[dict[str, str | list[str]], str]:
    """The fields of the YAML at the head, as text or lists of text, and the rest."""
    found = re.match(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", text[:_LONGEST_FRONT], re.DOTALL)
    if not found:
        return {}, text
    import yaml

    try:
        # Every plain value as a string: "no" is a word here, and dates stay as written.
        held: Any = yaml.load(found[1], Loader=yaml.BaseLoader)  # noqa: S506  # BaseLoader makes strings alone
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, text
    if not isinstance(held, dict):
        return {}, text
    fields: dict[str, str | list[str]] = {}
    for key, value in list(held.items())[:100]:
        if isinstance(value, str):
            fields[str(key).casefold()[:60]] = one_line(value)
        elif isinstance(value, list):
            fields[str(key).casefold()[:60]] = [
                one_line(v) for v in value[:200] if isinstance(v, str)
            ]
    return fields, text[found.end() :]


def _item(front: dict[str, str | list[str]]) -> WireItem:
    def said(*names: str) -> str:
        for name in names:
            value = front.get(name, "")
            text = ", ".join(value) if isinstance(value, list) else value
            if text:
                return text
        return ""

    def listed(*names: str) -> tuple[str, ...]:
        for name in names:
            value = front.get(name)
            if value:
                found = value if isinstance(value, list) else re.split(r"\s*,\s*", value)
                return tuple(dict.fromkeys(word for word in found if word))
        return ()

    urgency, version = said("urgency", "urgence"), said("version")
    date = said("date", "updated", "modified", "published")
    held = said("embargo", "embargoed")
    embargo = moment_with_offset(held)
    if len(embargo) == 10:
        embargo += "T00:00:00+00:00"
    return WireItem(
        identity=said("id", "uri", "guid"),
        version=int(version) if re.fullmatch(r"[0-9]{1,9}", version) else 0,
        created=moment_with_offset(date),
        provider=said("provider", "agency", "agence", "source"),
        slug=said("slug", "slugline"),
        headline=said("title", "headline", "titre"),
        subheadline=said("subtitle", "description", "chapo"),
        byline=said("byline", "author", "authors", "auteur"),
        language=said("language", "lang", "langue").casefold(),
        urgency=int(urgency) if re.fullmatch("[1-8]", urgency) else 0,
        keywords=listed("keywords", "tags", "categories"),
        genre=said("genre"),
        credit=said("credit", "crédit"),
        copyright=said("copyright", "rights"),
        usage_terms=said("usage_terms", "license", "licence"),
        editor_note=said("editor_note", "ednote"),
        embargo=embargo,
        status=Status.WITHHELD if held and not embargo else Status.USABLE,
    )


def _parts(text: str, name: str) -> list[Part]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    try:
        tokens = parser.parse(text)
    except (RecursionError, ValueError, IndexError) as error:
        raise InputError(
            f"{name} is Markdown that cannot be taken apart ({type(error).__name__}).",
            hint="Save it as plain text.",
        ) from error
    parts = _laid_out(tokens, name)
    bound(len(parts), name)
    return [(role, words) for role, words in parts if words.strip()]


def _laid_out(tokens: list[Any], name: str) -> list[Part]:
    parts: list[Part] = []
    role: Role | None = None
    row: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            first = token.tag == "h1" and not any(r is Role.HEADLINE for r, _ in parts[:3])
            role = Role.HEADLINE if first and len(parts) < 3 else Role.CROSSHEAD
        elif token.type == "heading_close":
            role = None
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            parts.append((Role.PARAGRAPH, " | ".join(cell for cell in row or [] if cell)))
            row = None
        elif token.type == "inline":
            words, captions = _inline(token)
            if row is not None:
                row.append(one_line(words))
            else:
                parts.append((role or running_role(words), words))
            parts.extend((Role.CAPTION, caption) for caption in captions)
        else:
            parts.extend(_verbatim(token, name))
    return parts


def _verbatim(token: Any, name: str) -> list[Part]:
    """The text of what Markdown does not look into: code, and HTML."""
    if token.type == "html_block":
        return html_parts(token.content, name)
    return [(Role.PARAGRAPH, token.content)] if token.type in ("fence", "code_block") else []


def _inline(token: Any) -> tuple[str, list[str]]:
    """The words of a run of text, and the captions of the pictures in it."""
    words: list[str] = []
    captions: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline", "text_special"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            words.append("\n")
        elif child.type == "image":
            captions.append(one_line(str(child.attrs.get("title") or "") or child.content))
        elif child.type == "html_inline" and re.match(r"<br\s*/?>", child.content, re.IGNORECASE):
            words.append("\n")
    return "".join(words), [caption for caption in captions if caption]
