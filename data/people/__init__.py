"""People: their accounts, what lets them in, and where they are signed in."""

from data.people.keys import Keys as Keys
from data.people.keys import change_password as change_password
from data.people.keys import choose_language as choose_language
from data.people.keys import forget_wishes as forget_wishes
from data.people.keys import has_password as has_password
from data.people.keys import keys_of as keys_of
from data.people.keys import language_of as language_of
from data.people.keys import make_staff as make_staff
from data.people.keys import rehash as rehash
from data.people.sessions import Proofs as Proofs
from data.people.sessions import Shown as Shown
from data.people.sessions import Visitor as Visitor
from data.people.sessions import begin_session as begin_session
from data.people.sessions import end_session as end_session
from data.people.sessions import end_session_of as end_session_of
from data.people.sessions import end_sessions as end_sessions
from data.people.sessions import end_sessions_of_provider as end_sessions_of_provider
from data.people.sessions import forget_ended as forget_ended
from data.people.sessions import password_typed as password_typed
from data.people.sessions import proofs_of as proofs_of
from data.people.sessions import sessions_of as sessions_of
from data.people.sessions import visitor as visitor
from data.people.tables import EmailChange as EmailChange
from data.people.tables import MailLink as MailLink
from data.people.tables import Person as Person
from data.people.tables import Session as Session
