"""Mobile-ID („mobilusis parašas“) over REST: the phone is asked for a PIN and signs our random hash (mobile-id.md).

In this order: `request` (the code can be shown now), `open_session`, `ask` until it gives an answer, `verify`.
"""

from gateways.mobile_id.asking import ask as ask
from gateways.mobile_id.asking import open_session as open_session
from gateways.mobile_id.request import Request as Request
from gateways.mobile_id.request import Service as Service
from gateways.mobile_id.request import Session as Session
from gateways.mobile_id.request import request as request
from gateways.mobile_id.request import verification_code as verification_code
from gateways.mobile_id.verification import verify as verify
