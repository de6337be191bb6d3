"""Services: providers, the accounts people have with them, meters, and whose service each is to whom."""

from data.services import linking as linking
from data.services.adding import add as add
from data.services.adding import remove as remove
from data.services.adding import rename as rename
from data.services.adding import restore as restore
from data.services.codes import fits as fits
from data.services.codes import look_up as look_up
from data.services.codes import prove as prove
from data.services.linking import STRONG as STRONG
from data.services.mine import Bill as Bill
from data.services.mine import Mine as Mine
from data.services.mine import bills as bills
from data.services.mine import of as of
from data.services.mine import one as one
from data.services.providers import provider as provider
from data.services.providers import providers as providers
from data.services.tables import Account as Account
from data.services.tables import LinkEvent as LinkEvent
from data.services.tables import Meter as Meter
from data.services.tables import Provider as Provider
from data.services.tables import Register as Register
from data.services.tables import Service as Service
