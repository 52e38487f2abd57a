import banjie.common.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('approvals', '0001_initial'),
        ('common', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('programme', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('text', models.TextField(max_length=5000, verbose_name='answer')),
                ('post', models.CharField(max_length=60, verbose_name='approved by the post')),
                ('interim', models.BooleanField(default=False, verbose_name='interim: the work goes on')),
                ('late_reason', models.CharField(blank=True, max_length=500, verbose_name='why it is late')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='AnswerFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='supervision.answer')),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='supervision_file', to='common.attachment')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Item',
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
                ('source', models.CharField(choices=[('decision', 'decision or official paper'), ('meeting', 'meeting'), ('instruction', 'instruction'), ('letter', 'letter'), ('overdue', 'overdue activity')], max_length=12, verbose_name='source')),
                ('limit', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('demand', models.TextField(max_length=4000, verbose_name='what is asked')),
                ('result_form', models.CharField(max_length=200, verbose_name='form of the result')),
                ('state', models.CharField(choices=[('draft', 'opening'), ('issued', 'at work'), ('verified', 'verified'), ('struck', 'struck off')], default='draft', max_length=8)),
                ('opened_at', models.DateTimeField(default=banjie.common.clock.now)),
                ('opened_on', models.DateField(default=banjie.common.clock.today)),
                ('verified_on', models.DateField(null=True)),
                ('archive_number', models.CharField(blank=True, max_length=60, verbose_name='archive number')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supervised', to='programme.activity')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervised', to='people.unit', verbose_name='office')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.paper')),
            ],
            options={
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['office', 'state'], name='item_of_office'), models.Index(fields=['office', 'due'], name='item_due')],
                'constraints': [models.UniqueConstraint(fields=('office', 'mark', 'year', 'serial'), name='one_item_a_number'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('due__isnull', False), ('serial__isnull', False)), _connector='OR'), name='item_out_has_number_and_day')],
            },
        ),
        migrations.AddField(
            model_name='answer',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='supervision.item'),
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letters', models.CharField(blank=True, editable=False, max_length=12)),
                ('mark', models.CharField(blank=True, editable=False, max_length=4)),
                ('year', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('serial', models.PositiveIntegerField(editable=False, null=True)),
                ('count', models.PositiveSmallIntegerField()),
                ('due', models.DateField()),
                ('step', models.SmallIntegerField()),
                ('written_on', models.DateField(default=banjie.common.clock.today)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters_sent', to='supervision.item')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'ordering': ('count',),
                'constraints': [models.UniqueConstraint(fields=('item', 'due', 'step'), name='one_letter_a_step'), models.UniqueConstraint(fields=('item', 'count'), name='one_letter_a_count'), models.UniqueConstraint(fields=('office', 'mark', 'year', 'serial'), name='one_letter_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'lead'), ('cooperating', 'co-operating')], max_length=12)),
                ('received_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='supervision.item')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervision_parts', to='people.unit')),
            ],
            options={
                'ordering': ('-role', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('item', 'unit'), name='one_part_a_unit'), models.UniqueConstraint(condition=models.Q(('role', 'lead')), fields=('item',), name='one_lead_an_item')],
            },
        ),
        migrations.CreateModel(
            name='StrikeOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='remark')),
                ('at', models.DateTimeField()),
                ('reopened_at', models.DateTimeField(null=True)),
                ('reopen_reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.answerfile', verbose_name='evidence')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strike_offs', to='supervision.item')),
                ('reopened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('reopened_at', None)), fields=('item',), name='one_living_strike_off'), models.CheckConstraint(condition=models.Q(models.Q(('reopen_reason', ''), ('reopened_at', None), ('reopened_by', None)), models.Q(('reopened_at__isnull', False), ('reopened_by__isnull', False), models.Q(('reopen_reason', ''), _negated=True)), _connector='OR'), name='reopening_needs_reason')],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_on', models.DateField(editable=False, null=True)),
                ('due', models.DateField(editable=False, null=True, verbose_name='last day')),
                ('rule_name', models.CharField(blank=True, editable=False, max_length=60)),
                ('rule_value', models.PositiveIntegerField(editable=False, null=True)),
                ('rule_unit', models.CharField(blank=True, choices=[('day', 'days'), ('working_day', 'working days'), ('month', 'months'), ('number', 'in number')], editable=False, max_length=12)),
                ('rule_source', models.CharField(blank=True, editable=False, max_length=200)),
                ('rule_since', models.DateField(editable=False, null=True)),
                ('passed', models.BooleanField()),
                ('facts', models.BooleanField(default=False, verbose_name='the facts are clear')),
                ('solved', models.BooleanField(default=False, verbose_name='the problem is solved')),
                ('done', models.BooleanField(default=False, verbose_name='the task is done')),
                ('accurate', models.BooleanField(default=False, verbose_name='the conclusion is accurate')),
                ('lawful', models.BooleanField(default=False, verbose_name='it is lawful')),
                ('form', models.BooleanField(default=False, verbose_name='its form is right')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('at', models.DateTimeField()),
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verdict', to='supervision.answer')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('passed', False), models.Q(('accurate', True), ('done', True), ('facts', True), ('form', True), ('lawful', True), ('solved', True)), _connector='OR'), name='passed_only_with_every_check'), models.CheckConstraint(condition=models.Q(('passed', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='verdict_back_needs_reason')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_on', models.DateField(editable=False, null=True)),
                ('due', models.DateField(editable=False, null=True, verbose_name='last day')),
                ('rule_name', models.CharField(blank=True, editable=False, max_length=60)),
                ('rule_value', models.PositiveIntegerField(editable=False, null=True)),
                ('rule_unit', models.CharField(blank=True, choices=[('day', 'days'), ('working_day', 'working days'), ('month', 'months'), ('number', 'in number')], editable=False, max_length=12)),
                ('rule_source', models.CharField(blank=True, editable=False, max_length=200)),
                ('rule_since', models.DateField(editable=False, null=True)),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('at', models.DateTimeField()),
                ('upheld', models.BooleanField(null=True, verbose_name='the objection is right')),
                ('decision', models.CharField(blank=True, max_length=500, verbose_name='decision')),
                ('decided_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.verdict')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('verdict', 'unit'), name='one_objection_a_unit'), models.CheckConstraint(condition=models.Q(('decided_by', models.F('author')), _negated=True), name='author_recuses'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('upheld', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('upheld__isnull', False), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='decision_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('old_due', models.DateField()),
                ('wanted', models.DateField(verbose_name='new last day')),
                ('on', models.DateField(default=banjie.common.clock.today)),
                ('approved', models.BooleanField(null=True)),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='decision')),
                ('decided_on', models.DateField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='supervision.item')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('approved', None)), fields=('item',), name='one_open_extension_an_item'), models.CheckConstraint(condition=models.Q(('on__lte', models.F('old_due')), ('wanted__gt', models.F('old_due'))), name='item_extended_in_time'), models.CheckConstraint(condition=models.Q(models.Q(('approved', None), ('decided_by', None)), models.Q(('approved__isnull', False), ('decided_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='extension_decided_with_words')],
            },
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('verified', 'struck')), _negated=True), ('verified_on__isnull', False), _connector='OR'), name='item_done_has_day'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('item', 'unit', 'version'), name='one_answer_a_version'),
        ),
    ]
