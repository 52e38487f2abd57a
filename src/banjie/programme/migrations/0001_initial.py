import banjie.common.clock
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('common', '0001_initial'),
        ('documents', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=20)),
                ('title', models.CharField(max_length=300)),
                ('position', models.PositiveIntegerField()),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='programme.area')),
            ],
            options={
                'ordering': ('position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('state', models.CharField(choices=[('open', 'under review'), ('kept', 'kept as draft'), ('discarded', 'discarded'), ('opened', 'opened as programme'), ('read-in', 'read into a programme')], default='open', max_length=10)),
                ('unit_answers', models.JSONField(blank=True, default=dict)),
                ('begun_at', models.DateTimeField(default=banjie.common.clock.now)),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='documents.document')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'ordering': ('-begun_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('number', models.CharField(blank=True, max_length=20)),
                ('title', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('meeting', 'meeting'), ('training', 'training'), ('contest', 'contest'), ('call-for-submissions', 'call for submissions'), ('visit', 'visit'), ('exhibition', 'exhibition'), ('performance', 'performance'), ('research', 'research'), ('service', 'service'), ('campaign', 'campaign'), ('construction', 'construction'), ('other', 'other')], max_length=24)),
                ('place', models.CharField(blank=True, max_length=300)),
                ('participants', models.CharField(blank=True, max_length=500)),
                ('span_start', models.PositiveIntegerField(null=True)),
                ('span_end', models.PositiveIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('duty', models.CharField(choices=[('required', 'required'), ('optional', 'optional')], default='required', max_length=8, verbose_name='duty')),
                ('baseline', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_reason', models.CharField(blank=True, max_length=500)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='programme.activity')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='programme.activity')),
                ('rolled_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rolled_to', to='programme.activity')),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='programme.area')),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.draft')),
            ],
            options={
                'verbose_name_plural': 'activities',
                'ordering': ('position', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('dropped_at', None), models.Q(('dropped_reason', ''), _negated=True), _connector='OR'), name='drop_needs_reason')],
            },
        ),
        migrations.CreateModel(
            name='DraftItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('heading', models.PositiveIntegerField(null=True)),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='number')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('title_span', models.JSONField(null=True)),
                ('kind', models.CharField(choices=[('meeting', 'meeting'), ('training', 'training'), ('contest', 'contest'), ('call-for-submissions', 'call for submissions'), ('visit', 'visit'), ('exhibition', 'exhibition'), ('performance', 'performance'), ('research', 'research'), ('service', 'service'), ('campaign', 'campaign'), ('construction', 'construction'), ('other', 'other')], max_length=24, verbose_name='kind')),
                ('span_start', models.PositiveIntegerField(null=True)),
                ('span_end', models.PositiveIntegerField(null=True)),
                ('fields', models.JSONField(default=dict)),
                ('rule', models.CharField(blank=True, max_length=40)),
                ('origin', models.CharField(choices=[('read', 'read from the document'), ('added', 'added by hand'), ('merged', 'merged'), ('split', 'split off')], default='read', max_length=8)),
                ('kept', models.BooleanField(default=True)),
                ('edited', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='programme.draft')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='steps', to='programme.draftitem')),
                ('repeats', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programme.draftitem')),
            ],
            options={
                'ordering': ('position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('theme', models.CharField(blank=True, max_length=200, verbose_name='theme')),
                ('start', models.DateField(null=True)),
                ('end', models.DateField(null=True)),
                ('dropped_reason', models.CharField(blank=True, max_length=300)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='programme.activity')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('activity', 'number'), name='one_session_a_number'), models.CheckConstraint(condition=models.Q(('start', None), ('end', None), ('end__gt', models.F('start')), _connector='OR'), name='occurrence_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('start', models.DateField(null=True, verbose_name='first day')),
                ('end', models.DateField(null=True)),
                ('deliverable', models.CharField(blank=True, max_length=300, verbose_name='what it delivers')),
                ('span_start', models.PositiveIntegerField(null=True)),
                ('span_end', models.PositiveIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='programme.activity')),
            ],
            options={
                'ordering': ('position', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('start', None), ('end', None), ('end__gt', models.F('start')), _connector='OR'), name='phase_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('year', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('open', 'open'), ('closed', 'closed'), ('template', 'template')], default='open', max_length=8)),
                ('opened_at', models.DateTimeField(default=banjie.common.clock.now)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='documents.document')),
                ('draft', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programme', to='programme.draft')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='people.unit')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rolled_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rolled_to', to='programme.programme')),
            ],
            options={
                'ordering': ('-year', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_on', models.DateField(editable=False, null=True)),
                ('due', models.DateField(editable=False, null=True, verbose_name='last day')),
                ('rule_name', models.CharField(blank=True, editable=False, max_length=60)),
                ('rule_value', models.PositiveIntegerField(editable=False, null=True)),
                ('rule_unit', models.CharField(blank=True, choices=[('day', 'days'), ('working_day', 'working days'), ('month', 'months'), ('number', 'in number')], editable=False, max_length=12)),
                ('rule_source', models.CharField(blank=True, editable=False, max_length=200)),
                ('rule_since', models.DateField(editable=False, null=True)),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('period_start', models.DateField(verbose_name='first day')),
                ('period_end', models.DateField()),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cycles', to='programme.programme')),
            ],
            options={
                'ordering': ('-due', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('period_end__gt', models.F('period_start'))), name='cycle_ends_after_start'), models.CheckConstraint(condition=models.Q(('due__isnull', False)), name='cycle_has_a_last_day'), models.UniqueConstraint(fields=('programme', 'title'), name='one_cycle_a_title')],
            },
        ),
        migrations.AddField(
            model_name='area',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='programme.programme'),
        ),
        migrations.AddField(
            model_name='activity',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='programme.programme'),
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='day')),
                ('held_until', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('text', models.TextField(max_length=3000, verbose_name='what was done')),
                ('completes', models.BooleanField(default=False, verbose_name='this completes the activity')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('returned', 'returned'), ('accepted', 'accepted')], default='draft', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='programme.activity')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('occurrence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='programme.occurrence')),
                ('phase', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='programme.phase')),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scanned_reports', to='common.attachment')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='people.unit')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-held_on', '-pk'),
                'indexes': [models.Index(fields=['activity', 'state', 'completes', 'held_on'], name='programme_r_activit_6b09e1_idx'), models.Index(fields=['state', 'submitted_at'], name='programme_r_state_44b2bf_idx'), models.Index(fields=['held_on', 'id'], name='programme_r_held_on_6bc289_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('held_until', None), ('held_until__gte', models.F('held_on')), _connector='OR'), name='report_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='return_needs_reason')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=100)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16)),
                ('unit', models.CharField(blank=True, max_length=20)),
                ('reused_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reused', to='programme.figure')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='programme.report')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('value__gte', Decimal('0'))), name='figure_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='common.attachment')),
                ('figure', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='evidence', to='programme.figure')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='programme.report')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='ReportVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('correction', models.CharField(blank=True, max_length=500)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='programme.report')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='one_version_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Unfinished',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('activity', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='unfinished', to='programme.activity')),
                ('carried_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.activity')),
            ],
            options={
                'ordering': ('activity__position', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('carried_to__isnull', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='carried_over_or_ended')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'under review'), ('done', 'carried out'), ('discarded', 'discarded')], default='open', max_length=10)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('pairs', models.JSONField(blank=True, default=dict)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('begun_at', models.DateTimeField(default=banjie.common.clock.now)),
                ('done_at', models.DateTimeField(null=True)),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='programme.draft')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='programme.programme')),
            ],
            options={
                'ordering': ('-pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('programme',), name='one_open_revision'), models.UniqueConstraint(condition=models.Q(('state', 'discarded'), _negated=True), fields=('draft',), name='a_draft_revises_once')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('added', 'added'), ('dropped', 'dropped'), ('date', 'date moved'), ('unit', 'unit moved'), ('words', 'words changed'), ('merged', 'merged')], max_length=8)),
                ('before', models.JSONField(default=list)),
                ('after', models.JSONField(default=list)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('at', models.DateTimeField(default=banjie.common.clock.now)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='programme.activity')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='programme.revision')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=100)),
                ('start', models.DateField(null=True)),
                ('end', models.DateField(null=True)),
                ('recurrence', models.CharField(blank=True, max_length=200)),
                ('for_report', models.BooleanField(default=False)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='programme.activity')),
            ],
            options={
                'ordering': (models.OrderBy(models.F('start'), nulls_last=True), 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('start', None), ('end', None), ('end__gt', models.F('start')), _connector='OR'), name='schedule_ends_after_start')],
            },
        ),
        migrations.AddField(
            model_name='occurrence',
            name='schedule',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='occurrences', to='programme.schedule'),
        ),
        migrations.CreateModel(
            name='SheetImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('head', models.JSONField()),
                ('rows', models.JSONField()),
                ('state', models.CharField(choices=[('open', 'under review'), ('done', 'carried out'), ('discarded', 'discarded')], default='open', max_length=10)),
                ('sent_at', models.DateTimeField(default=banjie.common.clock.now)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='programme.programme')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=100)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16)),
                ('unit', models.CharField(blank=True, max_length=20)),
                ('words', models.CharField(blank=True, max_length=100)),
                ('each', models.CharField(blank=True, max_length=10)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='programme.activity')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.AddField(
            model_name='figure',
            name='target',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='programme.target'),
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'lead'), ('responsible', 'responsible'), ('cooperating', 'co-operating'), ('overseeing', 'overseeing post')], max_length=12)),
                ('post', models.CharField(blank=True, max_length=100)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('answer', models.CharField(choices=[('waiting', 'not answered yet'), ('confirmed', 'confirmed'), ('change', 'change asked for'), ('handed', 'handed on')], default='waiting', max_length=9)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('answered_at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='programme.activity')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handed_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='handed_to', to='programme.assignment')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='people.unit')),
            ],
            options={
                'ordering': ('position', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', 'change'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='change_needs_reason'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'overseeing'), _negated=True), ('unit', None), _connector='OR'), name='a_post_oversees'), models.UniqueConstraint(condition=models.Q(('unit__isnull', False)), fields=('activity', 'role', 'unit'), name='one_role_once'), models.CheckConstraint(condition=models.Q(models.Q(('post', ''), ('unit__isnull', False)), models.Q(('unit', None), models.Q(('post', ''), _negated=True)), _connector='OR'), name='unit_or_post')],
            },
        ),
        migrations.CreateModel(
            name='CycleItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='nothing to tell, because')),
                ('at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cycle_items', to='programme.activity')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='programme.cycle')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'ordering': ('unit__name', 'activity__position', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('cycle', 'activity', 'unit'), name='one_question_an_item_and_unit')],
            },
        ),
        migrations.CreateModel(
            name='Dependency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='programme.activity')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='programme.activity')),
            ],
            options={
                'verbose_name_plural': 'dependencies',
                'constraints': [models.UniqueConstraint(fields=('before', 'after'), name='one_dependency_once'), models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='nothing_before_itself')],
            },
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('open', 'kept'))), fields=('document',), name='one_living_draft_a_document'),
        ),
    ]
