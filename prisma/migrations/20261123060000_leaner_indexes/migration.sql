-- Every statement names the workspace, so an index that begins with it looks usable for each of them: planned while the
-- tables are empty, PostgreSQL would take any. Indexes begin with what tells rows apart instead.

DROP INDEX "lead_workspace_assessed_at_idx";
CREATE INDEX "lead_assessed_at_workspace_idx" ON "lead"("assessed_at", "workspace");

ALTER TABLE "signal" DROP CONSTRAINT "signal_pkey", ADD CONSTRAINT "signal_pkey" PRIMARY KEY ("id", "source", "workspace");
DROP INDEX "signal_workspace_lead_source_lead_id_idx";
CREATE INDEX "signal_lead_id_lead_source_workspace_idx" ON "signal"("lead_id", "lead_source", "workspace");

DROP INDEX "handshake_workspace_source_lead_id_cycle_key";
CREATE UNIQUE INDEX "handshake_lead_id_source_workspace_cycle_key" ON "handshake"("lead_id", "source", "workspace", "cycle");
DROP INDEX "handshake_workspace_email_idx";
CREATE INDEX "handshake_email_workspace_idx" ON "handshake"("email", "workspace");
DROP INDEX "handshake_open_lead_key";
CREATE UNIQUE INDEX "handshake_open_lead_key" ON "handshake"("lead_id", "source", "workspace") WHERE "open";
DROP INDEX "handshake_open_email_key";
CREATE UNIQUE INDEX "handshake_open_email_key" ON "handshake"("email", "workspace") WHERE "open" AND "email" IS NOT NULL;

ALTER TABLE "message" DROP CONSTRAINT "message_pkey", ADD CONSTRAINT "message_pkey" PRIMARY KEY ("key", "workspace");
DROP INDEX "message_owed_idx";
CREATE INDEX "message_owed_idx" ON "message"(("ts" IS NULL), "workspace", "next_try_at") WHERE "wanted" > "sent" AND "given_up" IS NULL;
DROP INDEX "message_recheck_idx";
CREATE INDEX "message_recheck_idx" ON "message"("recheck_at", "workspace") WHERE "recheck_at" IS NOT NULL;

DROP INDEX "rejection_workspace_at_idx";
CREATE INDEX "rejection_at_workspace_idx" ON "rejection"("at", "workspace");

-- Most handshakes wait for nothing: they need no entry in the indexes that sweeps and the Home tab read.
DROP INDEX "handshake_workspace_status_next_on_idx";
CREATE INDEX "handshake_next_on_idx" ON "handshake"("next_on", "workspace") WHERE "next_on" IS NOT NULL;
DROP INDEX "handshake_workspace_holder_open_idx";
CREATE INDEX "handshake_holder_idx" ON "handshake"("holder", "open", "workspace") WHERE "holder" IS NOT NULL;
DROP INDEX "handshake_undo_idx";
CREATE INDEX "handshake_undo_idx" ON "handshake"("undo_until", "workspace") WHERE "undo_until" IS NOT NULL;

-- An event is kept by the statement that keeps its handshake, so that looking the handshake up again proves nothing.
ALTER TABLE "handshake_event" DROP CONSTRAINT "handshake_event_handshake_id_fkey";

-- An assessment is kept in the order of its charter, without what the charter says anyway.
UPDATE "handshake" SET "offered" = jsonb_build_object(
  'verdicts', (SELECT coalesce(jsonb_agg(jsonb_build_array(v.one -> 'verdict', v.one -> 'value', v.one -> 'basis') ORDER BY v.place), '[]')
    FROM jsonb_array_elements("offered" -> 'verdicts') WITH ORDINALITY AS v(one, place)),
  'points', (SELECT coalesce(jsonb_agg(jsonb_build_array(l.one -> 'points', l.one -> 'count') ORDER BY l.place), '[]')
    FROM jsonb_array_elements("offered" -> 'score' -> 'lines') WITH ORDINALITY AS l(one, place)),
  'mql', "offered" -> 'mql');
