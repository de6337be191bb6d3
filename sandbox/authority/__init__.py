"""A throw-away test authority, one for each folder: a root, an issuer for each service, and who vouches by OCSP."""

from sandbox.authority.issuers import ISSUERS as ISSUERS
from sandbox.authority.issuers import make as make
from sandbox.authority.papers import Paper as Paper
from sandbox.authority.papers import Profile as Profile
from sandbox.authority.papers import Subject as Subject
from sandbox.authority.papers import issue as issue
