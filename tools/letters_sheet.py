"""A contact sheet of the letters: for each language one PNG with all its kinds, and one with a page for each place.

Usage: python -m tools.letters_sheet var/screens
"""

import io
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw

from duly.letters.compose import compose
from tests.letters.golden_cases import Row, case, few_rows, rows

COLUMNS = 3
PAGE_WIDTH = 620  # pixels of one page on the sheet; the text is just readable
MARGIN, CAPTION = 16, 22
URL = "https://duly.example/v/D-7K3M-9Q2T"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language, of_language in groupby(few_rows(), key=lambda row: row[0]):
        # The first place that shows a kind; few_rows has each at least once.
        by_kind = {row[1]: row for row in of_language}
        write_sheet(by_kind.values(), folder / f"letters-{language}.png")
    withdrawals = {row[2]: row for row in rows() if row[1] == "withdrawal"}
    write_sheet(withdrawals.values(), folder / "letters-places.png")


def write_sheet(shown: Iterable[Row], path: Path) -> None:
    pages = [(row, page) for row in shown for page in pages_of(row)]
    height = max(page.height for _, page in pages) + CAPTION + MARGIN
    lines = -(-len(pages) // COLUMNS)
    size = (COLUMNS * (PAGE_WIDTH + MARGIN) + MARGIN, lines * height + MARGIN)
    sheet = Image.new("RGB", size, "#8a8a8a")
    pen = ImageDraw.Draw(sheet)
    for number, (row, page) in enumerate(pages):
        x = MARGIN + number % COLUMNS * (PAGE_WIDTH + MARGIN)
        y = MARGIN + number // COLUMNS * height
        pen.text((x, y + 4), " ".join(row), fill="white")
        sheet.paste(page, (x, y + CAPTION))
    sheet.save(path)
    sys.stdout.write(f"{path}: {len(pages)} pages\n")


def pages_of(row: Row) -> Iterable[Image.Image]:
    case_file, answer = case(row)
    letter = compose(
        case_file,
        answer=answer,
        format="png",
        reference="D-7K3M-9Q2T",
        public_url=URL,
    )
    for png in letter.pages:
        page = Image.open(io.BytesIO(png)).convert("RGB")
        yield page.resize((PAGE_WIDTH, round(page.height * PAGE_WIDTH / page.width)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
