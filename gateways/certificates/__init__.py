"""Whose certificates we believe, and what stands in them (smart-id.md §11, mobile-id.md §5)."""

from gateways.certificates.contents import eku as eku
from gateways.certificates.contents import key_usage as key_usage
from gateways.certificates.contents import policies as policies
from gateways.certificates.contents import subject_person as subject_person
from gateways.certificates.reading import is_test_anchor as is_test_anchor
from gateways.certificates.reading import read_anchors as read_anchors
from gateways.certificates.reading import read_base64 as read_base64
from gateways.certificates.reading import read_certificate as read_certificate
from gateways.certificates.trust import Trust as Trust
from gateways.errors import Untrusted as Untrusted
