"""Montonio Stargate: payments from banks and cards, refunds and payouts (montonio.md).

`create` an order and send the browser to its address; `read_webhook` what comes to its two addresses; `ask` when
nothing came, or when the webhook says so. Refunds take a key that was stored before.
"""

from gateways.montonio.contract import Contract as Contract
from gateways.montonio.orders import Created as Created
from gateways.montonio.orders import Order as Order
from gateways.montonio.orders import Told as Told
from gateways.montonio.orders import ask as ask
from gateways.montonio.orders import create as create
from gateways.montonio.payouts import BankMethod as BankMethod
from gateways.montonio.payouts import Payout as Payout
from gateways.montonio.payouts import methods as methods
from gateways.montonio.payouts import payouts as payouts
from gateways.montonio.refunds import RefundFact as RefundFact
from gateways.montonio.refunds import refund as refund
from gateways.montonio.tokens import Expired as Expired
from gateways.montonio.tokens import read_token as read_token
from gateways.montonio.tokens import signed as signed
from gateways.montonio.webhook import Ask as Ask
from gateways.montonio.webhook import read_webhook as read_webhook
