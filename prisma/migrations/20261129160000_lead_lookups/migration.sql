-- While it knew the workspace too, leads were looked up by it wherever PostgreSQL had counted the table while it was empty.
DROP INDEX "lead_assessed_at_workspace_idx";
CREATE INDEX "lead_assessed_at_idx" ON "lead"("assessed_at");
