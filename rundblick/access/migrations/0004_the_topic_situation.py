"""The topic `situation`: what counselling tools show. Whoever reads the talks by their office reads it too."""

from django.db import migrations, models

TOPICS = [
    "master",
    "appointments",
    "notes",
    "tasks",
    "goals",
    "situation",
    "programmes",
    "journeys",
    "outcomes",
    "documents",
    "protected",
]

# Doors of the Jobcenter and of those who work on its behalf carry the talks because they accompany the person. Doors
# from consent, law or a person's own access stay as narrow as they were given.
OPENED = """
    SELECT set_config('rundblick.actor', 'migration', true), set_config('rundblick.reason', 'access.topic.new', true);
    UPDATE access_grant SET topics = array_append(topics, 'situation')
    WHERE 'notes' = ANY (topics) AND NOT 'situation' = ANY (topics)
      AND basis IN ('responsible', 'deputy', 'assignment', 'supervision', 'break_glass')
      AND (valid_until IS NULL OR valid_until > now());
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_doors_of_a_principal")]

    operations = [
        migrations.RemoveConstraint(model_name="grant", name="grant_topics_known"),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("topics__contained_by", TOPICS)),
                name="grant_topics_known",
            ),
        ),
        migrations.RunSQL(OPENED, migrations.RunSQL.noop),
    ]
