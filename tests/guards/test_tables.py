"""The tables that the migrations build are the tables that the models describe."""

import peewee
import pytest
from playhouse.schema_diff import SchemaDiff
