"""Every way of proving who one is, behind one shape, so that the worker need not know them apart."""

from gateways.ways.mobile_id import MobileIdWay as MobileIdWay
from gateways.ways.oidc import OidcWay as OidcWay
from gateways.ways.shape import Kept as Kept
from gateways.ways.shape import Parked as Parked
from gateways.ways.shape import Way as Way
from gateways.ways.smart_id import SmartIdWay as SmartIdWay
from gateways.ways.viisp import ViispWay as ViispWay
