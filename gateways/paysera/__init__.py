"""Paysera Checkout Classic (webtopay): a signed address to Paysera, a signed callback from it.

Pure: no network, no clock, no database. The callback is the truth; what the browser brings back is only a sign that the
payer has returned. Source: knowledge/paysera.md.
"""

from gateways.paysera.callback import read_callback as read_callback
from gateways.paysera.contract import Contract as Contract
from gateways.paysera.request import Order as Order
from gateways.paysera.request import payment_url as payment_url
from gateways.paysera.request import signed as signed
from gateways.paysera.signature import strength as strength
