"""OpenID Connect: people proven by a national gateway, a foreign one, or a company's own provider.

`begin` gives the address where the person goes; `finish` takes what the browser brought back and says who they are.
Codes for tokens go through Authlib, signatures through joserfc; what these leave open is closed here.
Source: knowledge/oidc.md; OpenID Connect Core 1.0, Discovery 1.0, Back-Channel Logout 1.0; RFC 7636, RFC 9207.
"""

from gateways.oidc.logging_out import Logout as Logout
from gateways.oidc.logging_out import logout_token as logout_token
from gateways.oidc.logging_out import logout_url as logout_url
from gateways.oidc.service import Begun as Begun
from gateways.oidc.service import Service as Service
from gateways.oidc.signing_in import begin as begin
from gateways.oidc.signing_in import finish as finish
