import banjie.common.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('common', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_on', models.DateField(editable=False, null=True)),
                ('due', models.DateField(editable=False, null=True, verbose_name='last day')),
                ('rule_name', models.CharField(blank=True, editable=False, max_length=60)),
                ('rule_value', models.PositiveIntegerField(editable=False, null=True)),
                ('rule_unit', models.CharField(blank=True, choices=[('day', 'days'), ('working_day', 'working days'), ('month', 'months'), ('number', 'in number')], editable=False, max_length=12)),
                ('rule_source', models.CharField(blank=True, editable=False, max_length=200)),
                ('rule_since', models.DateField(editable=False, null=True)),
                ('letters', models.CharField(blank=True, editable=False, max_length=12)),
                ('mark', models.CharField(blank=True, editable=False, max_length=4)),
                ('year', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('serial', models.PositiveIntegerField(editable=False, null=True)),
                ('flow', models.CharField(choices=[('steps', 'request, several steps'), ('simple', 'request, one leader'), ('filing', 'filing')], default='simple', max_length=8)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('body', models.TextField(max_length=8000, verbose_name='text')),
                ('about_address', models.CharField(blank=True, max_length=200)),
                ('about_label', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('out', 'being signed'), ('returned', 'returned'), ('approved', 'approved')], default='draft', max_length=8)),
                ('at_step', models.PositiveSmallIntegerField(default=0)),
                ('drafted_at', models.DateTimeField(default=banjie.common.clock.now)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit', verbose_name='main addressee')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='people.unit', verbose_name='from')),
            ],
            options={
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['unit', 'state'], name='paper_of_unit')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'mark', 'year', 'serial'), name='one_paper_a_number'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('serial__isnull', False), _connector='OR'), name='paper_out_has_number'), models.CheckConstraint(condition=models.Q(models.Q(('flow', 'filing'), _negated=True), ('state', 'draft'), ('due__isnull', False), _connector='OR'), name='filing_out_has_last_day'), models.CheckConstraint(condition=models.Q(('about_address', ''), models.Q(('about_address__startswith', '/'), models.Q(('about_address__startswith', '//'), _negated=True)), _connector='OR'), name='paper_is_about_a_page_of_the_site')],
            },
        ),
        migrations.CreateModel(
            name='PaperFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper_file', to='common.attachment')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='approvals.paper')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(blank=True, max_length=120)),
                ('body', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='approvals.paper')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('paper', 'number'), name='one_round_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=4)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'verbose_name_plural': 'series',
                'constraints': [models.UniqueConstraint(fields=('unit', 'mark', 'year'), name='one_series_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('mode', models.CharField(choices=[('all', 'all of them agree'), ('any', 'one of them suffices')], default='all', max_length=3)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='approvals.round')),
            ],
            options={
                'ordering': ('position',),
                'constraints': [models.UniqueConstraint(fields=('round', 'position'), name='one_step_a_position')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(choices=[('officer', 'programme officer'), ('liaison', 'liaison'), ('handler', 'handler'), ('leader', 'leader')], max_length=12)),
                ('verdict', models.CharField(blank=True, choices=[('', 'not signed yet'), ('agreed', 'agreed'), ('returned', 'returned'), ('passed', 'passed on')], default='', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('passed_to', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passed_from', to='approvals.signature')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='approvals.step')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('by', models.F('drafted_by')), _negated=True), models.Q(('user', models.F('drafted_by')), _negated=True)), name='nobody_signs_their_own_draft'), models.CheckConstraint(condition=models.Q(models.Q(('at', None), ('by', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('at__isnull', False), ('by__isnull', False)), _connector='OR'), name='verdict_has_signer_and_time'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='paper_return_needs_reason'), models.UniqueConstraint(condition=models.Q(('user', None), models.Q(('verdict', 'passed'), _negated=True)), fields=('step', 'unit', 'duty'), name='post_signs_once_a_step'), models.UniqueConstraint(condition=models.Q(('verdict', 'passed'), _negated=True), fields=('step', 'user'), name='account_signs_once_a_step')],
            },
        ),
        migrations.CreateModel(
            name='UnitLetters',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letters', models.CharField(max_length=12, verbose_name='letters of our numbers')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='people.unit')),
            ],
            options={
                'verbose_name_plural': 'unit letters',
            },
        ),
    ]
