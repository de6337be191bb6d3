"""Payments: what can be paid, attempts to pay it, and what the banks told about them."""

from data.payments.attempts import Item as Item
from data.payments.attempts import Paying as Paying
from data.payments.attempts import by_number as by_number
from data.payments.attempts import mark_redirected as mark_redirected
from data.payments.attempts import of as of
from data.payments.attempts import one as one
from data.payments.attempts import start as start
from data.payments.clashes import is_outdated as is_outdated
from data.payments.clashes import rivals as rivals
from data.payments.dues import dues as dues
from data.payments.messages import Trouble as Trouble
from data.payments.messages import apply as apply
from data.payments.messages import handled as handled
from data.payments.messages import keep as keep
from data.payments.messages import troubles as troubles
from data.payments.messages import unread as unread
from data.payments.orders import by_stamp as by_stamp
from data.payments.orders import ordered as ordered
from data.payments.orders import unanswered as unanswered
from data.payments.orders import want_order as want_order
from data.payments.out import COLUMNS as COLUMNS
from data.payments.out import out as out
from data.payments.tables import BankMessage as BankMessage
from data.payments.tables import Payment as Payment
from data.payments.tables import PaymentItem as PaymentItem
