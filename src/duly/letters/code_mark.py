"""The square code at the foot of the letter: it leads to a public page only, and is read back by zxing-cpp in the check."""

from functools import lru_cache


@lru_cache(maxsize=64)
def code_svg(url: str) -> str:
    """A QR code as one path, level M, without a border: the layout keeps the room around it free."""
    import segno

    matrix = segno.make_qr(url, error="m").matrix
    side = len(matrix)
    cells = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{cells}" fill="#000"/></svg>'
    )
