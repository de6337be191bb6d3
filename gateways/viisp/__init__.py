"""VIISP, "Elektroniniai valdžios vartai": the person goes to the national gateway, and we read its signed answer.

begin `ticket` → send the browser to `leave_url` → it comes back with the ticket → `answer` → `identity`.
"""

from gateways.viisp.decision import identity as identity
from gateways.viisp.messages import Answer as Answer
from gateways.viisp.service import Service as Service
from gateways.viisp.service import answer as answer
from gateways.viisp.service import check as check
from gateways.viisp.service import leave_url as leave_url
from gateways.viisp.service import ticket as ticket
