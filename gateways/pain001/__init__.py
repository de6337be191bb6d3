"""Transfers out of our account: `write` a batch as pain.001 for the bank, `check` a file by its schema."""

from gateways.pain001.schema import Version as Version
from gateways.pain001.schema import check as check
from gateways.pain001.writing import write as write
