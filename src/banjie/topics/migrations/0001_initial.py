import banjie.common.clock
import banjie.topics.models.experts
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('approvals', '0001_initial'),
        ('common', '0001_initial'),
        ('consultation', '0002_guards'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('programme', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Minute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(choices=[('agreed', 'agreed'), ('differing', 'seen differently'), ('pending', 'left open')], max_length=9)),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=1000)),
            ],
            options={
                'ordering': ('standing', 'order'),
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_on', models.DateField(editable=False, null=True)),
                ('due', models.DateField(editable=False, null=True, verbose_name='last day')),
                ('rule_name', models.CharField(blank=True, editable=False, max_length=60)),
                ('rule_value', models.PositiveIntegerField(editable=False, null=True)),
                ('rule_unit', models.CharField(blank=True, choices=[('day', 'days'), ('working_day', 'working days'), ('month', 'months'), ('number', 'in number')], editable=False, max_length=12)),
                ('rule_source', models.CharField(blank=True, editable=False, max_length=200)),
                ('rule_since', models.DateField(editable=False, null=True)),
                ('order', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=20)),
                ('planned_first', models.DateField(null=True, verbose_name='planned from')),
                ('planned_last', models.DateField(null=True, verbose_name='planned until')),
                ('told', models.TextField(blank=True, max_length=5000, verbose_name='in words')),
                ('where', models.CharField(blank=True, max_length=200, verbose_name='where')),
                ('done_on', models.DateField(null=True)),
            ],
            options={
                'ordering': ('order',),
                'constraints': [models.CheckConstraint(condition=models.Q(('planned_first', None), ('planned_last', None), ('planned_last__gte', models.F('planned_first')), _connector='OR'), name='stage_window_in_order'), models.CheckConstraint(condition=models.Q(('done_on', None), ('begun_on__isnull', False), _connector='OR'), name='stage_begun_before_done')],
            },
        ),
        migrations.CreateModel(
            name='AnnualPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('fixed_on', models.DateField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topic_plans', to='people.unit')),
                ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topic_plan', to='approvals.paper')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topic_plans', to='programme.programme', verbose_name='programme of the year')),
            ],
            options={
                'ordering': ('-year',),
                'constraints': [models.UniqueConstraint(fields=('office', 'year'), name='one_plan_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wanted', models.PositiveSmallIntegerField(null=True, verbose_name='how many, by lot')),
                ('seed', models.CharField(default=banjie.topics.models.experts._ticket, max_length=64)),
                ('announced_on', models.DateField(default=banjie.common.clock.today)),
                ('tickets', models.JSONField(default=list)),
                ('drawn_on', models.DateField(null=True)),
                ('announced_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('wanted', None), ('wanted__gte', 1), _connector='OR'), name='draw_wants_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Expert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ticket', models.CharField(default=banjie.topics.models.experts._ticket, max_length=32, unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Drawn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drawn', to='topics.draw')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='topics.expert')),
            ],
            options={
                'verbose_name_plural': 'drawn',
                'ordering': ('place',),
                'constraints': [models.UniqueConstraint(fields=('draw', 'expert'), name='one_place_an_expert')],
            },
        ),
        migrations.CreateModel(
            name='Knowledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='field of knowledge')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fields_of_knowledge', to='people.unit')),
            ],
            options={
                'verbose_name_plural': 'fields of knowledge',
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='one_knowledge_a_name')],
            },
        ),
        migrations.AddField(
            model_name='expert',
            name='knowledge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='experts', to='topics.knowledge'),
        ),
        migrations.AddField(
            model_name='draw',
            name='knowledge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='topics.knowledge'),
        ),
        migrations.CreateModel(
            name='Carried',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why nothing more is to be done')),
                ('on', models.DateField(default=banjie.common.clock.today)),
                ('activity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decided_in', to='programme.activity')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decided_in', to='consultation.case')),
                ('minute', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='topics.minute')),
            ],
            options={
                'verbose_name_plural': 'carried',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('case', None), ('reason', '')), models.Q(('activity', None), ('case__isnull', False), ('reason', '')), models.Q(('activity', None), ('case', None), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='carried_to_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='OpenText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_on', models.DateField(editable=False, null=True)),
                ('due', models.DateField(editable=False, null=True, verbose_name='last day')),
                ('rule_name', models.CharField(blank=True, editable=False, max_length=60)),
                ('rule_value', models.PositiveIntegerField(editable=False, null=True)),
                ('rule_unit', models.CharField(blank=True, choices=[('day', 'days'), ('working_day', 'working days'), ('month', 'months'), ('number', 'in number')], editable=False, max_length=12)),
                ('rule_source', models.CharField(blank=True, editable=False, max_length=200)),
                ('rule_since', models.DateField(editable=False, null=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('intro', models.TextField(max_length=2000, verbose_name='what is asked, and why')),
                ('last', models.DateField(verbose_name='open until')),
                ('short_reason', models.CharField(blank=True, max_length=300, verbose_name='why the time is shorter')),
                ('summary', models.TextField(blank=True, max_length=4000, verbose_name='what was said, in short')),
                ('published_on', models.DateField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='open_texts', to='people.unit')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('due')), models.Q(('short_reason', ''), _negated=True), _connector='OR'), name='short_comment_time_is_explained'), models.CheckConstraint(condition=models.Q(('published_on', None), models.Q(('summary', ''), _negated=True), _connector='OR'), name='text_published_in_short')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
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
                ('title', models.CharField(max_length=120, verbose_name='what it is about')),
                ('opening', models.TextField(max_length=3000, verbose_name='opening')),
                ('sent_on', models.DateField(null=True)),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes_received', to='people.unit')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('serial__isnull', False)), fields=('letters', 'mark', 'year', 'serial'), name='one_outcome_a_number'), models.CheckConstraint(condition=models.Q(('sent_on', None), models.Q(('due__isnull', False), ('serial__isnull', False)), _connector='OR'), name='outcome_sent_with_number_and_day')],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=1000)),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='topics.outcome')),
            ],
            options={
                'ordering': ('order',),
                'constraints': [models.UniqueConstraint(fields=('outcome', 'order'), name='one_ask_a_place')],
            },
        ),
        migrations.CreateModel(
            name='OutcomeReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letters', models.CharField(blank=True, editable=False, max_length=12)),
                ('mark', models.CharField(blank=True, editable=False, max_length=4)),
                ('year', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('serial', models.PositiveIntegerField(editable=False, null=True)),
                ('post', models.CharField(max_length=60, verbose_name='approved by the post')),
                ('sent_on', models.DateField(default=banjie.common.clock.today)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outcome', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reply', to='topics.outcome')),
            ],
            options={
                'verbose_name_plural': 'outcome replies',
                'constraints': [models.UniqueConstraint(fields=('letters', 'mark', 'year', 'serial'), name='one_outcome_reply_a_number')],
            },
        ),
        migrations.CreateModel(
            name='AskAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('adopted', 'adopted'), ('partly', 'adopted in part'), ('not', 'not adopted')], max_length=7)),
                ('text', models.TextField(max_length=3000, verbose_name='how, or why not')),
                ('ask', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='topics.ask')),
                ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='topics.outcomereply')),
            ],
            options={
                'ordering': ('ask__order',),
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='answer_gives_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='Paragraph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('words', models.TextField(max_length=5000)),
                ('answer', models.TextField(blank=True, max_length=3000, verbose_name="the office's answer")),
                ('text_of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paragraphs', to='topics.opentext')),
            ],
            options={
                'ordering': ('order',),
                'constraints': [models.UniqueConstraint(fields=('text_of', 'order'), name='one_paragraph_a_place')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000, verbose_name='comment')),
                ('on', models.DateField(default=banjie.common.clock.today)),
                ('form_key', models.CharField(max_length=120, unique=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paragraph', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='topics.paragraph')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000, verbose_name='what has been done')),
                ('done', models.BooleanField(default=False, verbose_name='this point is done')),
                ('on', models.DateField(default=banjie.common.clock.today)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='progress', to='topics.askanswer')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'progress',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letters', models.CharField(blank=True, editable=False, max_length=12)),
                ('mark', models.CharField(blank=True, editable=False, max_length=4)),
                ('year', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('serial', models.PositiveIntegerField(editable=False, null=True)),
                ('day', models.DateField(verbose_name='day')),
                ('begins', models.TimeField(verbose_name='begins at')),
                ('place', models.CharField(max_length=120, verbose_name='place, down to the room')),
                ('bring', models.CharField(blank=True, max_length=200, verbose_name='what to bring')),
                ('answer_to', models.CharField(blank=True, max_length=60, verbose_name='whom to answer, as a post')),
                ('notice_on', models.DateField(null=True)),
                ('held_on', models.DateField(null=True, verbose_name='held on')),
                ('minutes_on', models.DateField(null=True)),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('day', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('serial__isnull', False)), fields=('letters', 'mark', 'year', 'serial'), name='one_session_notice_a_number')],
            },
        ),
        migrations.AddField(
            model_name='minute',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='minutes', to='topics.session'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(choices=[('attends', 'attends'), ('sits-in', 'sits in')], max_length=8)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topic_invitations', to='people.unit')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='topics.session')),
            ],
            options={
                'ordering': ('standing', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('session', 'unit'), name='one_invitation_a_unit')],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_on', models.DateField(editable=False, null=True)),
                ('due', models.DateField(editable=False, null=True, verbose_name='last day')),
                ('rule_name', models.CharField(blank=True, editable=False, max_length=60)),
                ('rule_value', models.PositiveIntegerField(editable=False, null=True)),
                ('rule_unit', models.CharField(blank=True, choices=[('day', 'days'), ('working_day', 'working days'), ('month', 'months'), ('number', 'in number')], editable=False, max_length=12)),
                ('rule_source', models.CharField(blank=True, editable=False, max_length=200)),
                ('rule_since', models.DateField(editable=False, null=True)),
                ('kind', models.CharField(choices=[('notice', 'notice'), ('papers', 'papers'), ('minutes', 'minutes')], max_length=8)),
                ('done_on', models.DateField(null=True)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='topics.session')),
            ],
            options={
                'ordering': ('due',),
                'constraints': [models.UniqueConstraint(fields=('session', 'kind'), name='one_deadline_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(max_length=20)),
                ('heads', models.PositiveIntegerField()),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='topics.session')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('session', 'group'), name='one_count_a_group')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='topics.session')),
            ],
            options={
                'ordering': ('order',),
                'constraints': [models.UniqueConstraint(fields=('session', 'order'), name='one_agenda_item_a_place')],
            },
        ),
        migrations.CreateModel(
            name='SessionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='session_file', to='common.attachment')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='topics.session')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='StageFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='stage_file', to='common.attachment')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='topics.stage')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Station',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'county'), (2, 'township or street'), (3, 'village or community')], verbose_name='level')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('where', models.CharField(max_length=120, verbose_name='where it is')),
                ('host', models.CharField(max_length=60, verbose_name='convener, as a post')),
                ('about', models.TextField(blank=True, max_length=1000, verbose_name='what can be talked over here')),
                ('is_open', models.BooleanField(default=True, verbose_name='open')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stations', to='people.unit')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='topics.station')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stations_run', to='people.unit', verbose_name='run by')),
            ],
            options={
                'ordering': ('level', 'name'),
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='one_station_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('level', 1), ('parent', None)), models.Q(('level__gt', 1), ('parent__isnull', False)), _connector='OR'), name='station_stands_in_the_tree')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.PositiveSmallIntegerField(choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')])),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='topics.station')),
            ],
            options={
                'ordering': ('day',),
                'constraints': [models.UniqueConstraint(fields=('station', 'day'), name='one_opening_a_day'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='opening_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('procedure', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('question', models.TextField(max_length=3000, verbose_name='what is to be talked over, and why')),
                ('state', models.CharField(choices=[('pool', 'in the pool'), ('chosen', 'chosen for the plan'), ('running', 'at work'), ('done', 'through all stages'), ('dropped', 'not taken up')], default='pool', max_length=8)),
                ('dropped_reason', models.CharField(blank=True, max_length=500, verbose_name='why it is not taken up')),
                ('result', models.TextField(blank=True, max_length=3000, verbose_name='what came of it')),
                ('shown_on', models.DateField(null=True)),
                ('entered_on', models.DateField(default=banjie.common.clock.today)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='people.unit')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='topics.annualplan')),
                ('raised_at', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items_raised', to='topics.station')),
                ('raised_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics_raised', to='people.unit', verbose_name='unit that raised it')),
                ('station', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='topics.station')),
            ],
            options={
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['office', 'state', '-id'], name='topic_of_office'), models.Index(fields=['shown_on'], name='topic_shown')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('dropped_reason', ''), _negated=True), _connector='OR'), name='topic_dropped_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('raised_at', None), ('station', None)), models.Q(('raised_at__isnull', False), ('station__isnull', False)), _connector='OR'), name='topic_at_a_station_or_none'), models.CheckConstraint(condition=models.Q(('shown_on', None), models.Q(('result', ''), _negated=True), _connector='OR'), name='topic_shown_with_a_result')],
            },
        ),
        migrations.AddField(
            model_name='stage',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='topics.topic'),
        ),
        migrations.AddField(
            model_name='session',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='topics.topic'),
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('on', models.DateField(default=banjie.common.clock.today)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('left', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referred_up', to='topics.station')),
                ('reached', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received_up', to='topics.station')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='topics.topic')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('topic', 'left'), name='one_referral_a_level'), models.CheckConstraint(condition=models.Q(('left', models.F('reached')), _negated=True), name='referral_goes_up')],
            },
        ),
        migrations.AddField(
            model_name='outcome',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='topics.topic'),
        ),
        migrations.AddField(
            model_name='opentext',
            name='topic',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='open_texts', to='topics.topic', verbose_name='topic'),
        ),
        migrations.AddField(
            model_name='draw',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='topics.topic'),
        ),
        migrations.AddConstraint(
            model_name='expert',
            constraint=models.UniqueConstraint(fields=('knowledge', 'user'), name='one_expert_a_field'),
        ),
        migrations.AddConstraint(
            model_name='minute',
            constraint=models.UniqueConstraint(fields=('session', 'standing', 'order'), name='one_minute_a_place'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(fields=('topic', 'order'), name='one_stage_a_place'),
        ),
        migrations.AddConstraint(
            model_name='draw',
            constraint=models.UniqueConstraint(fields=('topic', 'knowledge'), name='one_draw_a_field'),
        ),
    ]
