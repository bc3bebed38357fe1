"""What is wrong with a letter that another service wrote? Checked and not kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duly.letters.check import check_text
from duly.web.forms.letter_check import LetterCheckForm
from duly.web.limits import CHECKS, count


def page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(
            request, "web/check_a_letter.html", {"form": LetterCheckForm(auto_id="%s")}
        )
    form = LetterCheckForm(request.POST, auto_id="%s")
    if not form.is_valid():
        return render(request, "web/check_a_letter.html", {"form": form}, status=422)
    count(CHECKS, request)
    given = form.cleaned_data
    findings = check_text(
        given["letter"],
        residence=given["residence"] or None,
        language=given["language"] or None,
        channel=given["channel"] or None,
    )
    context = {"form": form, "findings": findings, "is_checked": True}
    return render(request, "web/check_a_letter.html", context)
