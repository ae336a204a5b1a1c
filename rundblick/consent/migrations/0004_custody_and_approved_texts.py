"""Who has custody, who approved which words; what shows that somebody consented is kept from agencies.

A signed sheet names whom a consent is about. Agencies may be shown documents, so sheets and signatures carry the topic
of talks, which no agency is ever shown.
"""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import rundblick.web.clock
import uuid
from django.conf import settings
from django.db import migrations, models


EVIDENCE = """
    SELECT set_config('rundblick.actor', 'migration', true), set_config('rundblick.reason', 'consent.evidence', true);
    UPDATE files_storedfile SET topic = 'notes' WHERE id IN (SELECT file_id FROM consent_evidence);
    DELETE FROM access_timelineentry WHERE kind = 'file' AND object_id IN (SELECT file_id FROM consent_evidence);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_doors_of_guests"),
        ("consent", "0003_languages_agencies_evidence"),
        ("files", "0002_for_both_houses"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Custody",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joint", "zwei Menschen gemeinsam"),
                            ("alone", "eine Person allein"),
                            ("guardian", "Vormundschaft oder Pflegschaft"),
                            ("unknown", "noch nicht geklärt"),
                        ],
                        max_length=10,
                        verbose_name="Sorgerecht",
                    ),
                ),
                (
                    "outside",
                    models.BooleanField(default=False, verbose_name="auch oder nur jemand außerhalb des Haushalts"),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis vor dem")),
                ("recorded_at", models.DateTimeField(default=rundblick.web.clock.now, verbose_name="eingetragen")),
            ],
            options={
                "verbose_name": "Sorgerecht",
            },
        ),
        migrations.CreateModel(
            name="CustodyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joint", "zwei Menschen gemeinsam"),
                            ("alone", "eine Person allein"),
                            ("guardian", "Vormundschaft oder Pflegschaft"),
                            ("unknown", "noch nicht geklärt"),
                        ],
                        max_length=10,
                        verbose_name="Sorgerecht",
                    ),
                ),
                (
                    "outside",
                    models.BooleanField(default=False, verbose_name="auch oder nur jemand außerhalb des Haushalts"),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis vor dem")),
                ("recorded_at", models.DateTimeField(default=rundblick.web.clock.now, verbose_name="eingetragen")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TextDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=40, verbose_name="Zweck")),
                ("version", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                ("language", models.CharField(max_length=2, verbose_name="Sprache")),
                ("text_hash", models.CharField(max_length=64, verbose_name="Prüfsumme (SHA-256)")),
                ("approved", models.BooleanField(verbose_name="freigegeben")),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="Grund")),
                ("decided_at", models.DateTimeField(default=rundblick.web.clock.now, verbose_name="entschieden")),
            ],
            options={
                "verbose_name": "Freigabe eines Textes",
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="consent_stays_as_given",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="consent",
            name="outside_proof",
            field=models.CharField(
                blank=True,
                choices=[("sheet", "unterschriebenes Blatt liegt hier"), ("at_hand", "Unterschrift liegt vor")],
                default="",
                max_length=10,
                verbose_name="Ja von außerhalb",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="outside_proof",
            field=models.CharField(
                blank=True,
                choices=[("sheet", "unterschriebenes Blatt liegt hier"), ("at_hand", "Unterschrift liegt vor")],
                default="",
                max_length=10,
                verbose_name="Ja von außerhalb",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="consent_stays_as_given",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."dossier_id" IS DISTINCT FROM (NEW."dossier_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."recipient_id" IS DISTINCT FROM (NEW."recipient_id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."topic" IS DISTINCT FROM (NEW."topic") OR OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."text_version" IS DISTINCT FROM (NEW."text_version") OR OLD."text_language" IS DISTINCT FROM (NEW."text_language") OR OLD."text_kind" IS DISTINCT FROM (NEW."text_kind") OR OLD."text_hash" IS DISTINCT FROM (NEW."text_hash") OR OLD."translation" IS DISTINCT FROM (NEW."translation") OR OLD."translation_hash" IS DISTINCT FROM (NEW."translation_hash") OR OLD."how" IS DISTINCT FROM (NEW."how") OR OLD."own" IS DISTINCT FROM (NEW."own") OR OLD."guardian_outside" IS DISTINCT FROM (NEW."guardian_outside") OR OLD."outside_proof" IS DISTINCT FROM (NEW."outside_proof") OR OLD."explained_by_id" IS DISTINCT FROM (NEW."explained_by_id") OR OLD."interpreter" IS DISTINCT FROM (NEW."interpreter") OR OLD."given_on" IS DISTINCT FROM (NEW."given_on") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="2ee45912edc23d1590ab8ab8430cf04a9c62f62b",
                    operation="UPDATE",
                    pgid="pgtrigger_consent_stays_as_given_e3f68",
                    table="consent_consent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "consent_consentevent" ("also_by_id", "dossier_id", "explained_by_id", "given_by_id", "given_on", "grant_id", "guardian_outside", "how", "id", "interpreter", "named", "organisation_id", "outside_proof", "own", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient_id", "recorded_at", "superseded_at", "text_hash", "text_kind", "text_language", "text_version", "topic", "translation", "translation_hash", "valid_until", "withdrawn_at") VALUES (OLD."also_by_id", OLD."dossier_id", OLD."explained_by_id", OLD."given_by_id", OLD."given_on", OLD."grant_id", OLD."guardian_outside", OLD."how", OLD."id", OLD."interpreter", OLD."named", OLD."organisation_id", OLD."outside_proof", OLD."own", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."purpose", OLD."recipient_id", OLD."recorded_at", OLD."superseded_at", OLD."text_hash", OLD."text_kind", OLD."text_language", OLD."text_version", OLD."topic", OLD."translation", OLD."translation_hash", OLD."valid_until", OLD."withdrawn_at"); RETURN NULL;',
                    hash="60d0c65e01b7f8bb10ad34837dde9c05ac4afffe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b14c",
                    table="consent_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_consentevent" ("also_by_id", "dossier_id", "explained_by_id", "given_by_id", "given_on", "grant_id", "guardian_outside", "how", "id", "interpreter", "named", "organisation_id", "outside_proof", "own", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient_id", "recorded_at", "superseded_at", "text_hash", "text_kind", "text_language", "text_version", "topic", "translation", "translation_hash", "valid_until", "withdrawn_at") VALUES (OLD."also_by_id", OLD."dossier_id", OLD."explained_by_id", OLD."given_by_id", OLD."given_on", OLD."grant_id", OLD."guardian_outside", OLD."how", OLD."id", OLD."interpreter", OLD."named", OLD."organisation_id", OLD."outside_proof", OLD."own", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."recipient_id", OLD."recorded_at", OLD."superseded_at", OLD."text_hash", OLD."text_kind", OLD."text_language", OLD."text_version", OLD."topic", OLD."translation", OLD."translation_hash", OLD."valid_until", OLD."withdrawn_at"); RETURN NULL;',
                    hash="a180022568ff651c45297cd5829dd8e93708ddf5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_124d9",
                    table="consent_consent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="dossier",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.dossier"),
        ),
        migrations.AddField(
            model_name="custody",
            name="first",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="custody",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="second",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="custodyevent",
            name="dossier",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="access.dossier",
            ),
        ),
        migrations.AddField(
            model_name="custodyevent",
            name="first",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="custodyevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="custodyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="former",
                related_query_name="former",
                to="consent.custody",
            ),
        ),
        migrations.AddField(
            model_name="custodyevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="custodyevent",
            name="second",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="textdecision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="entschieden von",
            ),
        ),
        migrations.AddField(
            model_name="textdecision",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gt", models.F("valid_from")), _connector="OR"
                ),
                name="custody_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_until__isnull", True)),
                fields=("dossier", "person"),
                name="custody_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first__isnull", False), ("second__isnull", True), _connector="OR"),
                    models.Q(
                        ("second__isnull", True),
                        models.Q(("second", models.F("first")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="custody_first_before_second",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="needs_reason",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF coalesce(current_setting('rundblick.actor', true), '') = ''\n       OR coalesce(current_setting('rundblick.reason', true), '') = '' THEN\n        RAISE EXCEPTION 'change without actor and reason refused on %', TG_TABLE_NAME\n            USING ERRCODE = 'insufficient_privilege';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="3192c5f51786ae0dd2bb73b3ea1a9d8854bba012",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_needs_reason_e20f3",
                    table="consent_custody",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "consent_custodyevent" ("dossier_id", "first_id", "id", "kind", "outside", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "second_id", "valid_from", "valid_until") VALUES (OLD."dossier_id", OLD."first_id", OLD."id", OLD."kind", OLD."outside", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."second_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="4e6c2f787d4f6ffbf43c596531c0a3b92b2af689",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_227ab",
                    table="consent_custody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_custodyevent" ("dossier_id", "first_id", "id", "kind", "outside", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "second_id", "valid_from", "valid_until") VALUES (OLD."dossier_id", OLD."first_id", OLD."id", OLD."kind", OLD."outside", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."second_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="57fd369dd67209d64e113a5ec65fac72a4754432",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6e748",
                    table="consent_custody",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="textdecision",
            index=models.Index(fields=["purpose", "version", "language", "-decided_at"], name="decision_by_text"),
        ),
        migrations.AddConstraint(
            model_name="textdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved", True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="taken_back_with_a_reason",
            ),
        ),
        migrations.RunSQL(EVIDENCE, migrations.RunSQL.noop),
    ]
