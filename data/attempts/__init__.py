"""Attempts to prove who one is: begun by a page, carried by the worker, used once by the browser that began them."""

from data.attempts.browser import Asked as Asked
from data.attempts.browser import Busy as Busy
from data.attempts.browser import Shown as Shown
from data.attempts.browser import begin as begin
from data.attempts.browser import begun_with as begun_with
from data.attempts.browser import cancel as cancel
from data.attempts.browser import follow as follow
from data.attempts.browser import peek as peek
from data.attempts.browser import returned as returned
from data.attempts.browser import seen_by as seen_by
from data.attempts.browser import use as use
from data.attempts.tables import PUSH as PUSH
from data.attempts.tables import Attempt as Attempt
from data.attempts.tables import Method as Method
from data.attempts.worker import Leased as Leased
from data.attempts.worker import began as began
from data.attempts.worker import beginning as beginning
from data.attempts.worker import due as due
from data.attempts.worker import ended as ended
from data.attempts.worker import expire as expire
from data.attempts.worker import forget_old as forget_old
from data.attempts.worker import lease as lease
from data.attempts.worker import not_yet as not_yet
from data.attempts.worker import verified as verified
