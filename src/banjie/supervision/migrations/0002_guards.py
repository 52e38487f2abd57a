"""Triggers for the rules that span tables; `banjie/supervision/guards.py` words them."""

from django.db import migrations

from banjie.common.guards import set_guards
from banjie.supervision.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial"), ("people", "0001_initial")]
    operations = [set_guards(GUARDS)]
