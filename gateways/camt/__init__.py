"""Statements of banks (camt.053, camt.052, camt.054): `read` the file, and every trap of it is said in the result."""

from gateways.camt.reader import read as read
from rules.statements import BadStatement as BadStatement
from rules.statements import Balance as Balance
from rules.statements import Entry as Entry
from rules.statements import Statement as Statement
