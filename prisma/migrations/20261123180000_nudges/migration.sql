-- What nudges need, and the record of the jobs.

-- CreateTable
CREATE TABLE "watch" (
    "workspace" TEXT NOT NULL,
    "handshake_id" TEXT NOT NULL,
    "holder" TEXT,
    "next_nudge_at" TIMESTAMPTZ(3) NOT NULL,
    "held" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "watch_pkey" PRIMARY KEY ("handshake_id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "workspace" TEXT NOT NULL,
    "lead_source" TEXT NOT NULL,
    "lead_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "rep" TEXT NOT NULL,
    "handshake_id" TEXT NOT NULL,
    "clock" TEXT NOT NULL,
    "at_percent" INTEGER NOT NULL,
    "bundled" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("lead_id","lead_source","workspace","day")
);

-- CreateTable
CREATE TABLE "leave" (
    "workspace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_run" (
    "id" BIGSERIAL NOT NULL,
    "workspace" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "did" INTEGER NOT NULL,
    "failed" TEXT,

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "watch_next_nudge_at_workspace_idx" ON "watch"("next_nudge_at", "workspace");

-- CreateIndex
CREATE INDEX "reminder_rep_at_idx" ON "reminder"("rep", "at");

-- CreateIndex
CREATE INDEX "leave_person_until_at_workspace_idx" ON "leave"("person", "until_at", "workspace");

-- CreateIndex
CREATE INDEX "job_run_job_started_at_workspace_idx" ON "job_run"("job", "started_at", "workspace");



-- What Prisma's schema cannot say.

-- A change of manners looks only at what they hold back.
CREATE INDEX "watch_held_idx" ON "watch"("holder", "workspace") WHERE "held";

-- Room for a handshake to change in its page: a nudge changes nothing that an index knows, and then writes no index.
ALTER TABLE "handshake" SET (fillfactor = 80);

-- The first sweep looks at all that is open, and works out when to look again.
INSERT INTO "watch" ("workspace", "handshake_id", "holder", "next_nudge_at")
SELECT "workspace", "id", "holder", now() FROM "handshake" WHERE "open";
