"""Of an HTML mail only what a person sees is read."""

import pytest

from duly.replies.shown import shown_text

HIDDEN = "Your contract has been cancelled."


@pytest.mark.parametrize(
    "element",
    [
        '<div style="display:none">{}</div>',
        '<div style="display: none !important">{}</div>',
        '<p style="visibility:hidden">{}</p>',
        '<span style="font-size:0">{}</span>',
        '<span style="font-size:1px;line-height:1px">{}</span>',
        '<span style="opacity:0">{}</span>',
        '<div style="max-height:0;overflow:hidden">{}</div>',
        '<div style="mso-hide:all">{}</div>',
        '<div style="color:#ffffff">{}</div>',
        '<div style="color:#eee;background-color:#eee">{}</div>',
        '<div style="position:absolute;left:-9999px">{}</div>',
        "<div hidden>{}</div>",
        "<!-- {} -->",
        "<style>{}</style>",
        "<title>{}</title>",
    ],
)
def test_hidden_text_is_not_seen(element):
    page = f"<html><body>{element.format(HIDDEN)}<p>Thank you.</p></body></html>"
    assert shown_text(page) == "Thank you."


@pytest.mark.parametrize(
    "element",
    [
        '<div style="display:block">{}</div>',
        '<p style="font-size:10px">{}</p>',
        '<p style="opacity:0.9">{}</p>',
        '<p style="color:#fff;background:#005">{}</p>',
        '<table bgcolor="#005500"><tr><td style="color:#fff">{}</td></tr></table>',
        '<p data-hidden-note="x">{}</p>',
    ],
)
def test_what_is_seen_is_read(element):
    assert HIDDEN in shown_text(f"<body>{element.format(HIDDEN)}</body>")


@pytest.mark.parametrize(
    "quote",
    [
        '<div class="gmail_quote">{}</div>',
        '<blockquote type="cite">{}</blockquote>',
        '<div class="yahoo_quoted"><div>{}</div></div>',
        '<div id="divRplyFwdMsg">From: Ada</div><div>{}</div>',
        '<div id="x_appendonsend"></div><p>{}</p>',
    ],
)
def test_the_letter_answered_is_left_out(quote):
    page = f"<body><p>Thank you.</p>{quote.format(HIDDEN)}</body>"
    assert shown_text(page) == "Thank you."


def test_an_answer_below_a_quote_is_read():
    page = f'<blockquote type="cite"><blockquote>a</blockquote>b</blockquote><p>{HIDDEN}</p>'
    assert shown_text(page) == HIDDEN


def test_a_row_of_a_table_is_one_line():
    page = "<table><tr><td>End date</td><td><b>31 March 2026</b></td></tr><tr><td>Refund</td><td>none</td></tr></table>"
    rows = [line for line in shown_text(page).splitlines() if line]
    assert rows == ["End date 31 March 2026", "Refund none"]


def test_letters_written_as_entities_are_letters():
    assert (
        shown_text("<p>K&uuml;ndigung&nbsp;best&#228;tigt</p>") == "Kündigung bestätigt"
    )
