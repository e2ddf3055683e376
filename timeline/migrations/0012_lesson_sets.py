"""Lesson sets with their events, and who may edit them."""

import django.core.validators
import django.db.models.deletion
import timeline.models.base
from django.db import migrations, models

from timeline.roles import make_roles


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0011_reports'),
    ]

    operations = [
        migrations.CreateModel(
            name='LessonSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=timeline.models.base.new_key, editable=False, max_length=8, unique=True)),
                ('imported', models.CharField(blank=True, editable=False, max_length=16)),
                ('slug', models.SlugField(help_text='The last part of the address. After a change the old address leads to the new one.', max_length=120, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('introduction', models.TextField(help_text="Three to five sentences that say only what the events' citations support; an empty line begins a paragraph.", validators=[django.core.validators.MaxLengthValidator(1500)])),
                ('for_whom', models.CharField(blank=True, help_text='Ages 13 to 16, one lesson. Empty where it is for anybody.', max_length=120, verbose_name='for whom')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('published', 'published')], default='draft', max_length=10)),
                ('order', models.PositiveIntegerField(default=1000, help_text='Its place in the list of sets, the lowest first.')),
            ],
            options={
                'verbose_name': 'lesson set',
                'ordering': ['order', 'key'],
            },
        ),
        migrations.CreateModel(
            name='LessonItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(blank=True, help_text='One question that a pupil can answer from the page of the event.', max_length=300)),
                ('order', models.PositiveSmallIntegerField()),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lesson_items', to='timeline.event')),
                ('lesson_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='timeline.lessonset')),
            ],
            options={
                'verbose_name': 'event of a lesson set',
                'verbose_name_plural': 'events of lesson sets',
                'ordering': ['lesson_set', 'order'],
                'constraints': [models.UniqueConstraint(fields=('lesson_set', 'order'), name='places_in_a_lesson_set_are_unique', violation_error_message='Two events have the same place in the set: number them 1, 2, 3.'), models.UniqueConstraint(fields=('lesson_set', 'event'), name='event_is_in_a_lesson_set_once', violation_error_message='The event is in this set already: ask both questions at one place.')],
            },
        ),
        migrations.RunPython(lambda apps, _: make_roles(apps), migrations.RunPython.noop),
    ]
