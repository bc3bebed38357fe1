"""The price is agreed and reserved: one page with the whole price, one order, one way back."""

import os
import secrets
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from duly.cases.actions.collect import settle_order
from duly.cases.actions.dispatch import NotConfigured, NotUnderWay
from duly.cases.actions.draft import draft_of, token_digest
from duly.cases.actions.order import (
    Agreed,
    AlreadyUnderWay,
    NothingToPay,
    PriceChanged,
    call_off_order,
    open_order,
    place_order,
    redeem_voucher,
    start_payment,
)
from duly.cases.actions.reconcile import UnknownPayment, take_report
from duly.cases.actions.seal import Blocked, Changed
from duly.cases.actions.seal import review as review_case
from duly.cases.consent import own_text, own_text_language
from duly.cases.models import Case, Letter, Order
from duly.cases.pricing import quote_letter, quote_of
from duly.cases.service import kind_on_the_way
from duly.channels import Quote, channel_names
from duly.channels import Refused as CannotGo
from duly.channels import Unavailable as CannotGoNow
from duly.knowledge.guides import read_guide
from duly.payments import (
    InDoubt,
    Payment,
    Refused,
    Unavailable,
    offered,
    processor,
    processor_names,
)
from duly.payments.offline.folder import read_settings
from duly.web.channel_words import channel_words
from duly.web.folder import case_or_404
from duly.web.forms.pay import OrderForm, VoucherForm, signed_offer
from duly.web.limits import CHECKS, SENDS, count
from duly.web.mine import remember, tokens_of
from duly.web.pay_words import pay_words
from duly.web.shown_price import price_changed
from duly.web.views.errors import no_room
from duly.web.views.review import refusal

CHECKOUT = "https://checkout.stripe.com/"  # the one place that a form may lead to


def page(request: HttpRequest, token: str) -> HttpResponse:
    """The order that is open, or the price with its boxes and one button."""
    case = case_or_404(token)
    order = open_order(case)
    if order is not None:
        return order_page(request, token, order)
    channel = request.POST.get("channel") or request.GET.get("way") or ""
    channel = channel or str(draft_of(case).get("carrier", ""))
    letter = letter_of(case)
    if letter is None or channel not in channel_names():
        return redirect("web:review", token=token)
    try:
        quote = quote_letter(case, letter, channel=channel, now=timezone.now())
    except (CannotGo, CannotGoNow):
        return redirect("web:review", token=token)
    if quote.total.amount == 0:
        return redirect("web:review", token=token)
    if request.method == "POST":
        return ordered(request, token, case, letter, quote, channel)
    response = shown(request, token, case, letter, quote, channel=channel)
    return remember(request, response, token)


def letter_of(case: Case) -> Letter | None:
    """The sealed letter, or the one that was just looked at; none while something blocks it."""
    sealed = case.letters.filter(sealed_at__isnull=False).first()
    return sealed or review_case(case, now=timezone.now()).letter


def shown(
    request: HttpRequest,
    token: str,
    case: Case,
    letter: Letter,
    quote: Quote,
    *,
    channel: str,
    form: OrderForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "token": token,
        "case": case,
        "letter": letter,
        "quote": quote,
        "way": channel_words(kind_on_the_way(draft_of(case), channel_name=channel)),
        "form": form or order_form(letter, quote, channel),
        "payings": [pay_words(each.name) for each in offered(os.environ)],
        "problem": problem,
    }
    return render(request, "web/pay/page.html", context, status=status)


def order_form(letter: Letter, quote: Quote, channel: str) -> OrderForm:
    return OrderForm(
        initial={
            "reviewed_sha256": letter.reviewed_sha256,
            "key": secrets.token_urlsafe(16),
            "channel": channel,
            "offer": signed_offer(quote.total, at=timezone.now()),
        },
        price=quote.total,
        processors=offered(os.environ),
        auto_id="%s",
    )


def ordered(
    request: HttpRequest,
    token: str,
    case: Case,
    letter: Letter,
    quote: Quote,
    channel: str,
) -> HttpResponse:
    """One press: the order is written down and the processor asked. The same press again is the same order."""
    again = partial(shown, request, token, case, letter, channel=channel)
    form = OrderForm(
        request.POST,
        price=quote.total,
        processors=offered(os.environ),
        auto_id="%s",
    )
    if not form.is_valid():
        return again(quote, form=form, status=422)
    count(SENDS, request)
    try:
        order = place_order(case, agreed_in(form), now=timezone.now())
    except OSError:
        return no_room(request)
    except PriceChanged as reason:
        words = price_changed(form.cleaned_data["offer"][0], reason.quote.total)
        return again(reason.quote, problem=words, status=409)
    except (AlreadyUnderWay, NothingToPay):
        return redirect("web:case", token=token)
    except (Blocked, Changed, NotConfigured) as reason:
        problem, status = refusal(reason)
        return again(quote, problem=problem, status=status)
    return started(request, token, order)


def agreed_in(form: OrderForm) -> Agreed:
    given = form.cleaned_data
    amount, quoted_at = given["offer"]
    return Agreed(
        channel=given["channel"],
        processor=given["processor"],
        amount=amount,
        quoted_at=quoted_at,
        reviewed_sha256=given["reviewed_sha256"],
        key=given["key"],
    )


def started(request: HttpRequest, token: str, order: Order) -> HttpResponse:
    back = request.build_absolute_uri(
        reverse("web:paid_back", args=[order.reference])
    )  # no secret link: the processor keeps this address
    try:
        payment = start_payment(order, return_url=back, now=timezone.now())
    except (Unavailable, InDoubt, Refused):
        return order_page(request, token, order, problem=no_processor(), status=503)
    if (payment.page_url or "").startswith(CHECKOUT):
        return redirect(str(payment.page_url))
    return redirect("web:pay", token=token)


def no_processor() -> str:
    return gettext(
        "The payment page does not answer now. Nothing was taken and nothing was sent. Try again in a few minutes, or call the order off."
    )


def order_page(
    request: HttpRequest,
    token: str,
    order: Order,
    *,
    problem: str = "",
    voucher: VoucherForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Where an open order stands: what is missing, and the way back."""
    payment, away = payment_of(order)
    context = {
        "token": token,
        "case": order.case,
        "order": order,
        "quote": quote_of(order.quote),
        "way": channel_words(
            kind_on_the_way(draft_of(order.case), channel_name=order.channel)
        ),
        "paying": pay_words(order.processor),
        "page_url": (payment.page_url or "") if payment else "",
        "account": account_of(order),
        "voucher": voucher or VoucherForm(auto_id="%s"),
        "problem": problem or away,
    }
    return render(request, "web/pay/order.html", context, status=status)


def payment_of(order: Order) -> tuple[Payment | None, str]:
    if order.state != Order.WAITING or not order.payment_id:
        return None, ""
    try:
        return processor(order.processor).find(order.payment_id), ""
    except (Unavailable, InDoubt, Refused):
        return None, no_processor()


def account_of(order: Order) -> str:
    is_offline = order.processor == "offline"
    return read_settings(os.environ).account if is_offline else ""


@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """The processor did not answer: the same order once more, never a second one."""
    order = open_order_or_404(token)
    if order.state != Order.WAITING:
        return redirect("web:case", token=token)
    return started(request, token, order)


@require_POST
def voucher(request: HttpRequest, token: str) -> HttpResponse:
    order = open_order_or_404(token)
    form = VoucherForm(request.POST, auto_id="%s")
    if not form.is_valid():
        return order_page(request, token, order, voucher=form, status=422)
    count(CHECKS, request)
    try:
        redeem_voucher(order, code=form.cleaned_data["code"], now=timezone.now())
    except (Refused, Unavailable) as reason:
        form.add_error("code", gettext(str(reason)))
        return order_page(request, token, order, voucher=form, status=422)
    settle_order(order.pk, clock=timezone.now)
    return redirect("web:case", token=token)


@require_POST
def call_off(request: HttpRequest, token: str) -> HttpResponse:
    order = open_order_or_404(token)
    try:
        call_off_order(order, now=timezone.now())
    except NotUnderWay:
        pass  # it has gone meanwhile: the case page says so
    except (Unavailable, InDoubt, Refused):
        return order_page(request, token, order, problem=no_processor(), status=503)
    else:
        settle_order(order.pk, clock=timezone.now)
    return redirect("web:case", token=token)


def open_order_or_404(token: str) -> Order:
    order = open_order(case_or_404(token))
    if order is None:
        raise Http404
    return order


@require_GET
def paid_back(request: HttpRequest, reference: str) -> HttpResponse:
    """The browser comes back from the processor. It proves nothing: the processor is asked."""
    order = Order.objects.select_related("case").filter(reference=reference).first()
    tokens = {token_digest(token): token for token in tokens_of(request)}
    token = tokens.get(order.case.token_sha256) if order else None
    if order is None or token is None:
        return render(request, "web/pay/back.html")
    settle_order(order.pk, clock=timezone.now)
    order.refresh_from_db()
    step = "web:pay" if order.state == Order.WAITING else "web:case"
    return redirect(step, token=token)


@csrf_exempt
@require_POST
def report(request: HttpRequest, name: str) -> HttpResponse:
    """A processor reports by itself; what nobody signed is refused before it is read."""
    if name not in processor_names():
        raise Http404
    try:
        take_report(name, request.body, request.headers, clock=timezone.now)
    except Refused:
        return HttpResponse("refused\n", status=400, content_type="text/plain")
    except UnknownPayment:
        # Perhaps it is quicker than our own row: asked to come again later.
        return HttpResponse("unknown\n", status=404, content_type="text/plain")
    except (Unavailable, InDoubt):
        return HttpResponse("later\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def terms(request: HttpRequest) -> HttpResponse:
    return operator_page(request, "terms")


def your_payment(request: HttpRequest) -> HttpResponse:
    return operator_page(request, "privacy")


def operator_page(request: HttpRequest, name: str) -> HttpResponse:
    language = getattr(request, "LANGUAGE_CODE", "en")
    guide = read_guide(own_text(name, language))
    context = {"guide": guide, "written_in": own_text_language(name, language)}
    return render(request, "web/pay/operator_text.html", context)
