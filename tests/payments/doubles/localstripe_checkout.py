"""Runs inside localstripe's own environment, never inside ours: localstripe on 127.0.0.1, with the page that it lacks.

    python localstripe_checkout.py PORT

localstripe (GPL-3.0-or-later) listens on all interfaces and has no Checkout. This launcher binds it to loopback and
adds checkout sessions over its own payment intents, and a page with a card field for the person. The page lies under
/_config/, the one prefix for which localstripe asks for no key.
"""

import asyncio
import html
import secrets
import sys

from aiohttp import web
from localstripe.errors import UserError
from localstripe.resources import Customer, Event, PaymentIntent, PaymentMethod, Refund
from localstripe.server import app, get_post_data
from localstripe.webhooks import schedule_webhook

SESSIONS = {}


class Session:
    """One page for one payment."""

    object = "checkout.session"

    def __init__(self, asked, base):
        price = asked["line_items"][0]["price_data"]
        intent = asked["payment_intent_data"]
        self.id = f"cs_test_{secrets.token_hex(12)}"
        self.status = "open"
        self.asked = asked
        self.url = f"{base}/_config/checkout/{self.id}"
        self.made = PaymentIntent(
            amount=price["unit_amount"],
            currency=price["currency"],
            capture_method=intent["capture_method"],
            metadata=intent["metadata"],
        )

    def _export(self, expand=None):
        intent = self.made._export()
        taken = self.made.status == "succeeded"
        intent["amount_received"] = self.made.amount if taken else 0
        return {
            "id": self.id,
            "object": self.object,
            "mode": self.asked["mode"],
            "status": self.status,
            "amount_total": self.made.amount,
            "currency": self.made.currency,
            "client_reference_id": self.asked["client_reference_id"],
            "customer": None,
            "payment_intent": intent if expand else self.made.id,
            "url": self.url if self.status == "open" else None,
            "success_url": self.asked["success_url"],
            "cancel_url": self.asked["cancel_url"],
        }


def session_of(request):
    session = SESSIONS.get(request.match_info["id"])
    if session is None:
        raise UserError(404, "No such checkout.session")
    return session


async def create(request):
    """The same key gives the same session, as theirs does and localstripe does not."""
    key = request.headers.get("Idempotency-Key", secrets.token_hex(8))
    if key not in SESSIONS:
        asked = await get_post_data(request)
        base = f"http://127.0.0.1:{request.url.port}"
        session = Session(asked, base)
        SESSIONS[key] = SESSIONS[session.id] = session
    return web.json_response(SESSIONS[key]._export())


async def retrieve(request):
    return web.json_response(session_of(request)._export(expand=["payment_intent"]))


async def expire(request):
    session = session_of(request)
    if session.status != "open":
        raise UserError(400, "Only open sessions expire")
    session.status = "expired"
    return web.json_response(session._export())


def shown(session, problem=""):
    name = html.escape(
        session.asked["line_items"][0]["price_data"]["product_data"]["name"]
    )
    amount = f"{session.made.amount / 100:.2f} {session.made.currency.upper()}"
    step = (
        '<button name="authenticated" value="1">It is me</button>'
        '<button name="authenticated" value="0">It is not me</button>'
        if session.made.status == "requires_action"
        else f'<label>Card <input name="card"></label><button>Pay {amount}</button>'
    )
    return web.Response(
        text=f'<!doctype html><html lang="en"><title>Stand-in</title><h1>{name}</h1><p>{amount}</p>'
        f'<p role="alert">{html.escape(problem)}</p><form method="post">{step}</form>'
        f'<a href="{html.escape(session.asked["cancel_url"])}">Back</a></html>',
        content_type="text/html",
    )


async def page(request):
    return shown(session_of(request))


async def pay(request):
    session = session_of(request)
    given = await request.post()
    try:
        if "authenticated" in given:
            PaymentIntent._api_authenticate(
                session.made.id,
                client_secret=session.made.client_secret,
                success=given["authenticated"] == "1",
            )
        else:
            with_card(session, str(given.get("card", "")).replace(" ", ""))
    except UserError as reason:
        return shown(session, reason.body["error"].get("message", "declined"))
    if session.made.status != "requires_capture":
        return shown(session, "Not authorised yet.")
    session.status = "complete"
    schedule_webhook(Event("checkout.session.completed", session))
    raise web.HTTPSeeOther(session.asked["success_url"])


def with_card(session, number):
    """A customer only inside the stand-in: without one it declines no card."""
    card = {"number": number, "exp_month": 12, "exp_year": 2030, "cvc": "123"}
    method = PaymentMethod(type="card", card=card)
    customer = Customer()
    PaymentMethod._api_attach(method.id, customer=customer.id)
    session.made.customer = customer.id
    session.made.payment_method = method.id
    session.made.latest_charge = None
    PaymentIntent._api_confirm(session.made.id)


async def figures(request):
    """What it really holds, took and paid back, in whole cents."""
    intents = [
        session.made for key, session in SESSIONS.items() if key.startswith("cs_")
    ]
    taken = [each for each in intents if each.status == "succeeded"]
    back = 0
    for each in taken:
        refunds = Refund._api_list_all("/v1/refunds", payment_intent=each.id)._list
        back += sum(refund.amount for refund in refunds)
    return web.json_response(
        {
            "held": sum(
                each.amount for each in intents if each.status == "requires_capture"
            ),
            "taken": sum(each.amount for each in taken),
            "paid_back": back,
            "under_way": CAPTURES["under_way"],
        }
    )


CAPTURES = {"are_held": False, "under_way": 0}


@web.middleware
async def held_capture(request, handler):
    """A capture waits for as long as a test wishes; what was asked for is done all the same."""
    if not request.path.endswith("/capture"):
        return await handler(request)
    await request.read()  # whoever asked may be gone when it is let go
    CAPTURES["under_way"] += 1
    try:
        while CAPTURES["are_held"]:
            await asyncio.sleep(0.05)
        return await handler(request)
    finally:
        CAPTURES["under_way"] -= 1


async def hold(request):
    CAPTURES["are_held"] = request.path.endswith("/hold")
    return web.Response()


app.middlewares.insert(0, held_capture)
app.router.add_post("/_config/hold", hold)
app.router.add_post("/_config/let_go", hold)
app.router.add_post("/v1/checkout/sessions", create)
app.router.add_get("/v1/checkout/sessions/{id}", retrieve)
app.router.add_post("/v1/checkout/sessions/{id}/expire", expire)
app.router.add_get("/_config/checkout/{id}", page)
app.router.add_post("/_config/checkout/{id}", pay)
app.router.add_get("/_config/figures", figures)

if __name__ == "__main__":
    web.run_app(
        app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None
    )
