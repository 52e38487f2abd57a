"""Numbers keep six decimals (`common/amounts.py`); the way back rounds them to two: PostgreSQL
what is stored, SQLite what is read.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="figure",
            name="value",
            field=models.DecimalField(decimal_places=6, max_digits=20),
        ),
        migrations.AlterField(
            model_name="target",
            name="value",
            field=models.DecimalField(decimal_places=6, max_digits=20),
        ),
    ]
