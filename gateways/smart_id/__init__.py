"""Smart-ID, Relying Party API v3 (3.2.3): people prove who they are with the app on their phone.

In order: a request, `open_session`, `device_link` or `verification_code` on the page, `ask` until there is an answer,
`verify`. Source: knowledge/smart-id.md.
"""

from gateways.smart_id.answer import needs_callback as needs_callback
from gateways.smart_id.callback import Callback as Callback
from gateways.smart_id.callback import callback_fits as callback_fits
from gateways.smart_id.callback import read_callback as read_callback
from gateways.smart_id.callback_url import callback_url_allowed as callback_url_allowed
from gateways.smart_id.links import device_link as device_link
from gateways.smart_id.links import verification_code as verification_code
from gateways.smart_id.request import Request as Request
from gateways.smart_id.request import device_link_request as device_link_request
from gateways.smart_id.request import push_request as push_request
from gateways.smart_id.service import Service as Service
from gateways.smart_id.session import Session as Session
from gateways.smart_id.session import ask as ask
from gateways.smart_id.session import open_session as open_session
from gateways.smart_id.verification import verify as verify
