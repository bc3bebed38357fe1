"""Our faces come from installed packages and cover what the languages of our letters need."""

import string

from duly.letters.fonts import SANS, SERIF, coverage, font_files, typst_fonts

NEEDED = {
    "English": string.printable.strip() + "‘’“”–—…£€$¢§¶©®™×÷½·",
    "French": "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»",
    "German": "äöüßÄÖÜẞ„“‚‘§",
    "Spanish": "áéíñóúü¿¡ÁÉÍÑÓÚÜªº",
    "Italian": "àèéìòùÀÈÉÌÒÙ",
    "Dutch": "ëïéèĳĲ",
    "Polish and Czech names": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůýžČĎĚŇŘŠŤŮÝŽ",
    "Turkish and Nordic names": "ğışİĞŞåæøÅÆØþðÞÐ",
    "Romanian and Baltic names": "ășțĂȘȚāčēģīķļņšūžėįųų",
    "Vietnamese names": "ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ",
    "Greek and Cyrillic": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώабвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
}


def test_every_language_of_ours_is_covered() -> None:
    for name, text in NEEDED.items():
        assert {c for c in text if ord(c) not in coverage()} == set(), name


def test_an_emoji_is_not_covered() -> None:
    assert 0x1F600 not in coverage()


def test_the_faces_come_from_packages_and_typst_finds_them() -> None:
    assert all("fontpkg" in str(path) for path in font_files())
    assert set(typst_fonts().families()) == {*SERIF, *SANS}
