"""The letter of a case as a file and as pictures."""

from django.http import Http404, HttpRequest, HttpResponse

from duly.cases.files import read_file
from duly.cases.models import Case, Letter
from duly.knowledge.profiles import profile
from duly.web.folder import case_or_404, sealed_letter
from duly.web.pictures import envelope_png, page_png


def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The letter as it is kept: sealed once it is sealed."""
    case = case_or_404(token)
    content = letter_bytes(case, letter_asked_for(request, case))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = (
        f'attachment; filename="letter-{case.reference}.pdf"'
    )
    return response


def picture(request: HttpRequest, token: str, number: int) -> HttpResponse:
    case = case_or_404(token)
    content = letter_bytes(case, letter_asked_for(request, case))
    try:
        return HttpResponse(page_png(content, number=number), content_type="image/png")
    except IndexError:
        raise Http404 from None


def envelope(request: HttpRequest, token: str) -> HttpResponse:
    case = case_or_404(token)
    letter = letter_asked_for(request, case)
    content = envelope_png(letter_bytes(case, letter), profile=profile(letter.profile))
    return HttpResponse(content, content_type="image/png")


def letter_asked_for(request: HttpRequest, case: Case) -> Letter:
    """The letter with the fingerprint `?of=`: a draft that went back and forth has several."""
    asked = request.GET.get("of", "")
    letters = case.letters.order_by("-pk")
    found = letters.filter(reviewed_sha256=asked).first() if asked else None
    found = found or sealed_letter(case) or letters.first()
    if found is None:
        raise Http404
    return found


def letter_bytes(case: Case, letter: Letter) -> bytes:
    return bytes(read_file(case, letter.letter_sha256 or letter.reviewed_sha256))
