"""What an HTML mail shows: no hidden text, no quoted letter, a table's row as one line.

Linear in the size of the page, however broken it is: a tag ends at the next `<` or `>`.
"""

import re
from html import unescape

from duly.replies.mail import UNSEEN, without_blocks

LINES = frozenset(
    {
        "p",
        "div",
        "tr",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "section",
        "br",
    }
)
PARAGRAPHS = frozenset({"p", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"})
VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "wbr",
    }
)
UNREAD = frozenset({"head", "title", "template", "noscript", "object", "svg"})
TOKEN = re.compile(
    r"<(/?)([a-zA-Z][\w:-]{0,30})([^<>]{0,4000})>|<[!?][^<>]*>|([^<]+|<)"
)
MARK = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>]+))""")
HIDING = re.compile(
    r"""(?ix)display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse) | mso-hide\s*:\s*all
    | (?<![-\w])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$) | font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)
    | max-height\s*:\s*0(?:px)?\s*(?:;|!|$) | text-indent\s*:\s*-\d{3,} | (?:left|top)\s*:\s*-\d{3,}px | (?<![-\w])color\s*:\s*transparent"""
)
COLOUR = re.compile(r"(?i)(?<![-\w])color\s*:\s*([#\w]+)")
GROUND = re.compile(r"(?i)background(?:-color)?\s*:\s*([#\w]+)")
# Classes and ids by which mail programs mark the letter that is answered.
QUOTED = re.compile(
    r"(?i)\b(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|tutanota_quote|quotedtext)"
)
# From here on the rest of the mail is the letter answered (Outlook).
REST = re.compile(r"(?i)^(?:x_)?(?:divRplyFwdMsg|appendonsend|mail-editor-reference)")
WHITE = frozenset({"white", "#fff", "#ffffff"})


def shown_text(page: str) -> str:
    for opening, closing in UNSEEN:
        page = without_blocks(page, opening, closing)
    reader = Shown()
    for token in TOKEN.finditer(page.replace("-->", "")):
        if token[4]:
            reader.read_words(token[4])
        elif token[2] and token[1]:
            reader.close_element(token[2].lower())
        elif token[2]:
            reader.open_element(token[2].lower(), token[3])
        if reader.is_over:
            break
    text = unescape("".join(reader.words))
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


class Shown:
    """Collects the words that are seen. An element that is never closed hides what follows it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.skipped = ""  # the tag whose content is left out
        self.depth = 0
        self.has_ground = False
        self.is_over = False

    def open_element(self, tag: str, attributes: str) -> None:
        if self.skipped:
            self.depth += tag == self.skipped
            return
        marks = {
            found[1].lower(): found[2] or found[3] or found[4] or ""
            for found in MARK.finditer(attributes)
        }
        self.is_over = bool(REST.search(marks.get("id", "")))
        if tag not in VOID and self.leaves_out(tag, marks, attributes):
            self.skipped, self.depth = tag, 1
            return
        self.has_ground = (
            self.has_ground
            or "bgcolor" in marks
            or bool(GROUND.search(marks.get("style", "")))
        )
        self.break_at(tag)

    def close_element(self, tag: str) -> None:
        if not self.skipped:
            self.break_at(tag)
        elif tag == self.skipped:
            self.depth -= 1
            if not self.depth:
                self.skipped = ""

    def read_words(self, text: str) -> None:
        if not self.skipped:
            self.words.append(re.sub(r"\s+", " ", text))

    def break_at(self, tag: str) -> None:
        if tag == "hr":
            self.words.append("\n\n----------\n\n")
        elif tag in PARAGRAPHS:
            self.words.append("\n\n")
        elif tag in LINES:
            self.words.append("\n")
        elif tag in ("td", "th"):
            self.words.append(" ")

    def leaves_out(self, tag: str, marks: dict[str, str], attributes: str) -> bool:
        if tag in UNREAD or is_quote(tag, marks):
            return True
        return bool(re.search(r"(?i)(?:^|\s)hidden(?:\s|/|=|$)", attributes)) or (
            self.hides(marks.get("style", ""))
        )

    def hides(self, style: str) -> bool:
        if HIDING.search(style):
            return True
        colour, ground = COLOUR.search(style), GROUND.search(style)
        if not colour:
            return False
        if ground:
            return colour[1].lower() == ground[1].lower()
        return colour[1].lower() in WHITE and not self.has_ground


def is_quote(tag: str, marks: dict[str, str]) -> bool:
    if tag == "blockquote" and marks.get("type", "").lower() == "cite":
        return True
    return bool(QUOTED.search(f"{marks.get('class', '')} {marks.get('id', '')}"))
