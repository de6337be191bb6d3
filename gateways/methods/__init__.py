"""The ways to pay, each behind the same shape, so that pages, worker and commands name none of them."""

from gateways.methods.banklink import BanklinkMethod as BanklinkMethod
from gateways.methods.montonio import MontonioMethod as MontonioMethod
from gateways.methods.paysera import PayseraMethod as PayseraMethod
from gateways.methods.shape import Asked as Asked
from gateways.methods.shape import Leave as Leave
from gateways.methods.shape import Method as Method
from gateways.methods.transfer import TransferMethod as TransferMethod
from gateways.methods.transfer import told as told
from gateways.methods.transfer import written as written
from rules.payments import Fact, Refusal


def read(method: Method, raw: bytes, at: int, way: str) -> Fact | Refusal:
    """What a kept message of this method tells, whatever way it came."""
    return told(raw) if way == "statement" else method.read(raw, at, way)
