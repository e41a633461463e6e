-- What every lead pays for at its coming in: an index by a number that nothing is looked up by, and one that only the
-- forgetting of old deliveries goes by, whose rows lie in that order anyway.
ALTER TABLE "handshake_event" DROP CONSTRAINT "handshake_event_pkey",
  ADD CONSTRAINT "handshake_event_pkey" PRIMARY KEY USING INDEX "handshake_event_handshake_id_version_key";
ALTER TABLE "lead_facts" DROP CONSTRAINT "lead_facts_pkey",
  ADD CONSTRAINT "lead_facts_pkey" PRIMARY KEY USING INDEX "lead_facts_workspace_source_lead_id_digest_key";
DROP INDEX "delivery_received_at_idx";
CREATE INDEX "delivery_received_at_idx" ON "delivery" USING BRIN ("received_at");
