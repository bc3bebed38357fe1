"""The addresses of the pages."""

from django.urls import path

from duly.web.views import (
    another_way,
    case,
    catalogue,
    letter_check,
    my_cases,
    pages,
    prices,
    public,
    review,
    verify,
    write,
)

app_name = "web"

urlpatterns = [
    path("", pages.home, name="home"),
    path("search", catalogue.search, name="search"),
    path("s/<slug:country>/<slug:slug>/", catalogue.provider_page, name="provider"),
    path(
        "s/<slug:country>/<slug:slug>/calendar.ics",
        catalogue.provider_calendar,
        name="provider_calendar",
    ),
    path("write/", write.write, name="write_any"),
    path("write/preview", write.preview, name="preview"),
    path("write/address", write.address, name="address"),
    path("write/<slug:country>/<slug:slug>/", write.write, name="write"),
    path("case/<str:token>/", case.page, name="case"),
    path("case/<str:token>/edit", review.edit, name="edit"),
    path("case/<str:token>/review", review.page, name="review"),
    path("case/<str:token>/letter.pdf", review.pdf, name="letter_pdf"),
    path("case/<str:token>/page-<int:number>.png", review.picture, name="letter_page"),
    path("case/<str:token>/envelope.png", review.envelope, name="envelope"),
    path("case/<str:token>/send", review.send, name="send"),
    path("case/<str:token>/another-way", another_way.page, name="another_way"),
    path("case/<str:token>/happened", case.happened, name="happened"),
    path("case/<str:token>/calendar.ics", case.calendar, name="case_calendar"),
    path("case/<str:token>/proof", case.proof, name="proof"),
    path("case/<str:token>/paper/<int:number>", case.paper, name="paper"),
    path("case/<str:token>/posted", case.posted, name="posted"),
    path("case/<str:token>/answer", case.answer, name="answer"),
    path("case/<str:token>/charged", case.charged, name="charged"),
    path("case/<str:token>/decide", case.decide, name="decide"),
    path("case/<str:token>/delete", case.delete, name="delete"),
    path("my-cases/", my_cases.page, name="my_cases"),
    path("verify/", verify.page, name="verify"),
    path("v/<str:reference>", public.page, name="public"),
    path("check-a-letter/", letter_check.page, name="check_a_letter"),
    path("prices/", prices.prices, name="prices"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("healthz", pages.health, name="health"),
]
