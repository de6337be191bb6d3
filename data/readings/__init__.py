"""Readings: what a meter's declaring page knows, declaring and taking back, and what was declared before."""

from data.readings.bringing import bring as bring
from data.readings.bringing import registers as registers
from data.readings.compared import plans as plans
from data.readings.compared import year_of_use as year_of_use
from data.readings.declaring import NotAllowed as NotAllowed
from data.readings.declaring import Reader as Reader
from data.readings.declaring import declare as declare
from data.readings.declaring import paid as paid
from data.readings.declaring import withdraw as withdraw
from data.readings.history import history as history
from data.readings.known import meter as meter
from data.readings.known import meter_of_nobody as meter_of_nobody
from data.readings.known import meters as meters
from data.readings.tables import Declaration as Declaration
from data.readings.tables import Reading as Reading
from data.readings.tasks import Task as Task
from data.readings.tasks import tasks as tasks
from data.readings.told import Receipt as Receipt
from data.readings.told import Version as Version
from data.readings.told import receipt as receipt
from data.readings.told import told_of as told_of
