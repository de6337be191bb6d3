"""Is a certificate still good: asked of its issuer by OCSP (RFC 6960), with all checks of smart-id.md §11.

Lists of revoked certificates (CRL) are not read: without an answer nobody is let in.
"""

from gateways.ocsp.answer import read_answer as read_answer
from gateways.ocsp.asking import check_recently as check_recently
from gateways.ocsp.asking import check_revocation as check_revocation
