"""Strong identities: whose they are, and from which browsers they were proven."""

from data.identities.browsers import Browser as Browser
from data.identities.browsers import KnownBrowser as KnownBrowser
from data.identities.browsers import block_pushes as block_pushes
from data.identities.browsers import browsers_of as browsers_of
from data.identities.browsers import forget_browser as forget_browser
from data.identities.browsers import is_known as is_known
from data.identities.browsers import notice as notice
from data.identities.browsers import pushes_allowed as pushes_allowed
from data.identities.browsers import recognise as recognise
from data.identities.disowning import disown as disown
from data.identities.disowning import may_disown as may_disown
from data.identities.owners import IdentityRow as IdentityRow
from data.identities.owners import Known as Known
from data.identities.owners import Taken as Taken
from data.identities.owners import attach as attach
from data.identities.owners import has_identity as has_identity
from data.identities.owners import identities_of as identities_of
from data.identities.owners import indexes_of as indexes_of
from data.identities.owners import make_person as make_person
from data.identities.owners import person_of as person_of
from data.identities.owners import recall as recall
