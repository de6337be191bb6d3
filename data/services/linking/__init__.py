"""Contracts in a person's name: linked at a strong sign-in, let go when the holder is another, undone and restored."""

from data.services.linking.changing import STRONG as STRONG
from data.services.linking.changing import Changes as Changes
from data.services.linking.changing import brought_back as brought_back
from data.services.linking.changing import let_go as let_go
from data.services.linking.changing import link_contracts as link_contracts
from data.services.linking.changing import removed as removed
from data.services.linking.changing import restore as restore
from data.services.linking.changing import undo as undo
from data.services.linking.history import Event as Event
from data.services.linking.history import history as history
from data.services.linking.history import latest as latest
from data.services.linking.news import WEEK as WEEK
from data.services.linking.news import Change as Change
from data.services.linking.news import News as News
from data.services.linking.news import news as news
from data.services.linking.news import seen as seen
