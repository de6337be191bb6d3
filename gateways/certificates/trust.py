"""From a person's certificate up to a CA of our own list, none of them revoked (smart-id.md §11)."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.x509.verification import ExtensionPolicy, PolicyBuilder, Store, VerificationError

from gateways.certificates.path import walk
from gateways.certificates.reading import is_authority
from gateways.errors import Untrusted
from gateways.https import post_to_anyone
from gateways.ocsp import check_recently, check_revocation


@dataclass(frozen=True)
class Trust:
    """The CAs that a service's certificates may come from: configured, never the system's.

    `ocsp_url` is asked instead of the address in the certificate: for stand-ins and for contracts. `old_dates` takes
    the paths of SK's older CAs too: path.py says what is wrong with them.
    """

    anchors: tuple[x509.Certificate, ...]
    intermediates: tuple[x509.Certificate, ...] = ()
    ocsp_url: str = ""
    old_dates: bool = False

    def chain(self, leaf: x509.Certificate, moment: datetime) -> list[x509.Certificate]:
        """The verified path at this moment (aware): the leaf first, one of our anchors last.

        Raises Untrusted: `validity` when the leaf itself is not in force, `chain` for anything else. Extensions of
        the leaf are not looked at, for these certificates are for people and not for servers.
        """
        if not leaf.not_valid_before_utc <= moment <= leaf.not_valid_after_utc:
            raise Untrusted("validity")
        if not self.anchors:
            raise Untrusted("chain")
        policy = PolicyBuilder().store(Store(list(self.anchors))).time(moment)
        policy = policy.extension_policies(
            ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=ExtensionPolicy.permit_all()
        )
        try:
            return list(policy.build_client_verifier().verify(leaf, list(self.intermediates)).chain)
        except VerificationError as error:
            old = self.old_dates and "must be UtcTime" in str(error)
            path = walk([leaf], self.anchors, self.intermediates, moment) if old else None
            if not path:
                raise Untrusted("chain") from None  # the verifier's words hold the whole subject
            return path

    def check(self, leaf: x509.Certificate, moment: datetime) -> None:
        """That the leaf is a person's, has a path to an anchor, and that neither it nor a CA between is revoked.

        Asks the network. Raises Untrusted with the step that failed.
        """
        path = self.chain(leaf, moment)
        if is_authority(leaf):
            raise Untrusted("the certificate is a CA's")
        for certificate, issuer in pairwise(path):
            ask = check_revocation if certificate is path[0] else check_recently
            ask(certificate, issuer, self.ocsp_url, moment, post_to_anyone)
