"""What Smart-ID and Mobile-ID have asked people's phones, who these people are, and how it may go wrong."""

from sandbox.asked.book import Asked as Asked
from sandbox.asked.house import House as House
from sandbox.asked.people import Person as Person
from sandbox.asked.terms import Terms as Terms
