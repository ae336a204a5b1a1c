"""Whether a door is a guest's, and the topics of working together.

Whoever works with the case by office talks with agencies and with the benefits department about it; a Träger's coach
keeps agreements by contract. Doors from consent, law or a person's own access stay as narrow as they were given; only
the protected area's reader reads what is said about health as well.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

_ACTOR = "SELECT set_config('rundblick.actor', 'migration', true), set_config('rundblick.reason', '{}', true);"

GUESTS = (
    _ACTOR.format("access.guest")
    + """
    UPDATE access_grant g SET guest = true
    FROM access_dossier d
    WHERE d.id = g.dossier_id AND g.basis <> 'self' AND d.organisation_id IS DISTINCT FROM (
        CASE g.principal_kind
            WHEN 'user' THEN (SELECT u.organisation_id FROM access_user u WHERE u.id = g.principal_id)
            WHEN 'team' THEN (SELECT t.organisation_id FROM access_team t WHERE t.id = g.principal_id)
            ELSE g.principal_id
        END);
"""
)
OPENED = _ACTOR.format("access.topic.new") + "".join(
    f"""
    UPDATE access_grant SET topics = array_append(topics, '{topic}')
    WHERE '{beside}' = ANY (topics) AND NOT '{topic}' = ANY (topics) AND basis IN ({bases})
      AND (valid_until IS NULL OR valid_until > now());
"""
    for topic, beside, bases in (
        ("cooperation", "notes", "'responsible', 'deputy', 'assignment', 'supervision', 'break_glass'"),
        ("benefits", "notes", "'responsible', 'deputy', 'supervision', 'break_glass'"),
        ("health", "protected", "'consent'"),
    )
)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_invitations_to_accounts"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="grant",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="grant",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="grant_topics_known",
        ),
        migrations.AddField(
            model_name="grant",
            name="guest",
            field=models.BooleanField(default=False, editable=False, verbose_name="aus einem anderen Haus"),
        ),
        migrations.AddField(
            model_name="grantevent",
            name="guest",
            field=models.BooleanField(default=False, editable=False, verbose_name="aus einem anderen Haus"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="grant_knows_guests",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    NEW.guest := NEW.basis <> 'self' AND (\n        SELECT o.organisation_id FROM access_owner_of(NEW.dossier_id) o\n    ) IS DISTINCT FROM (\n        CASE NEW.principal_kind\n            WHEN 'user' THEN (SELECT u.organisation_id FROM access_user u WHERE u.id = NEW.principal_id)\n            WHEN 'team' THEN (SELECT t.organisation_id FROM access_team t WHERE t.id = NEW.principal_id)\n            ELSE NEW.principal_id\n        END\n    );\n    RETURN NEW;\n",
                    hash="106c95cdd5d2a494797ad827a70bf78ee4c3eb89",
                    operation="INSERT",
                    pgid="pgtrigger_grant_knows_guests_f28aa",
                    table="access_grant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "access_grantevent" ("basis", "dossier_id", "evidence", "granted_by_id", "guest", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "principal_kind", "subject_id", "topics", "valid_from", "valid_until", "writes") VALUES (OLD."basis", OLD."dossier_id", OLD."evidence", OLD."granted_by_id", OLD."guest", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."principal_id", OLD."principal_kind", OLD."subject_id", OLD."topics", OLD."valid_from", OLD."valid_until", OLD."writes"); RETURN NULL;',
                    hash="0ea464608036a03e3221a72c58a516f8a55797f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c99f4",
                    table="access_grant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "access_grantevent" ("basis", "dossier_id", "evidence", "granted_by_id", "guest", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "principal_kind", "subject_id", "topics", "valid_from", "valid_until", "writes") VALUES (OLD."basis", OLD."dossier_id", OLD."evidence", OLD."granted_by_id", OLD."guest", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."principal_id", OLD."principal_kind", OLD."subject_id", OLD."topics", OLD."valid_from", OLD."valid_until", OLD."writes"); RETURN NULL;',
                    hash="2109c746ace39985f236109208eacff528907e1e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b6eaf",
                    table="access_grant",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "topics__contained_by",
                        [
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
                            "cooperation",
                            "benefits",
                            "health",
                            "protected",
                        ],
                    )
                ),
                name="grant_topics_known",
            ),
        ),
        migrations.RunSQL(GUESTS, migrations.RunSQL.noop),
        migrations.RunSQL(OPENED, migrations.RunSQL.noop),
    ]
