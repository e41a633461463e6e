-- Everything the first handshake needs.

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "playground" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "charter" (
    "workspace" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "signed" BOOLEAN NOT NULL,
    "in_force_from" TIMESTAMPTZ(3) NOT NULL,
    "in_force_until" TIMESTAMPTZ(3),

    CONSTRAINT "charter_pkey" PRIMARY KEY ("workspace","version")
);

-- CreateTable
CREATE TABLE "lead" (
    "workspace" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "email" TEXT,
    "arrived_at" TIMESTAMPTZ(3),
    "score" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "mql" BOOLEAN NOT NULL DEFAULT false,
    "assessed_at" TIMESTAMPTZ(3),

    CONSTRAINT "lead_pkey" PRIMARY KEY ("workspace","source","id")
);

-- CreateTable
CREATE TABLE "lead_facts" (
    "seq" BIGSERIAL NOT NULL,
    "workspace" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "lead_id" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "lead_facts_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "signal" (
    "workspace" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "lead_source" TEXT NOT NULL,
    "lead_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "value" DOUBLE PRECISION,
    "facts" JSONB,

    CONSTRAINT "signal_pkey" PRIMARY KEY ("workspace","source","id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "workspace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("workspace","id")
);

-- CreateTable
CREATE TABLE "handshake" (
    "workspace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "lead_id" TEXT NOT NULL,
    "cycle" INTEGER NOT NULL,
    "email" TEXT,
    "status" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "charter_version" INTEGER NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "holder" TEXT,
    "next_on" TEXT,
    "undo_until" TIMESTAMPTZ(3),
    "state" JSONB NOT NULL,
    "offered" JSONB NOT NULL,

    CONSTRAINT "handshake_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handshake_event" (
    "seq" BIGSERIAL NOT NULL,
    "workspace" TEXT NOT NULL,
    "handshake_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT,
    "charter_version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "handshake_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "rejection" (
    "workspace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "handshake_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "other" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "contradiction" TEXT NOT NULL,
    "next_step" TEXT NOT NULL,
    "next_on" TEXT,

    CONSTRAINT "rejection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rejection_criterion" (
    "rejection_id" TEXT NOT NULL,
    "criterion" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "contradicted" BOOLEAN NOT NULL,

    CONSTRAINT "rejection_criterion_pkey" PRIMARY KEY ("rejection_id","criterion")
);

-- CreateTable
CREATE TABLE "message" (
    "workspace" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "handshake_id" TEXT,
    "thread" TEXT,
    "channel" TEXT NOT NULL,
    "wanted" INTEGER NOT NULL DEFAULT 1,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "ts" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "lease_by" TEXT,
    "sending_at" TIMESTAMPTZ(3),
    "delivery_id" TEXT,
    "missed_reads" INTEGER NOT NULL DEFAULT 0,
    "recheck_at" TIMESTAMPTZ(3),
    "given_up" TEXT,

    CONSTRAINT "message_pkey" PRIMARY KEY ("workspace","key")
);

-- CreateTable
CREATE TABLE "lane" (
    "workspace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL,
    "held_until" TIMESTAMPTZ(3),

    CONSTRAINT "lane_pkey" PRIMARY KEY ("workspace","name")
);

-- CreateIndex
CREATE INDEX "lead_workspace_assessed_at_idx" ON "lead"("workspace", "assessed_at");

-- CreateIndex
CREATE UNIQUE INDEX "lead_facts_workspace_source_lead_id_digest_key" ON "lead_facts"("workspace", "source", "lead_id", "digest");

-- CreateIndex
CREATE INDEX "signal_workspace_lead_source_lead_id_idx" ON "signal"("workspace", "lead_source", "lead_id");

-- CreateIndex
CREATE INDEX "delivery_received_at_idx" ON "delivery"("received_at");

-- CreateIndex
CREATE INDEX "handshake_workspace_email_idx" ON "handshake"("workspace", "email");

-- CreateIndex
CREATE INDEX "handshake_workspace_status_next_on_idx" ON "handshake"("workspace", "status", "next_on");

-- CreateIndex
CREATE INDEX "handshake_workspace_holder_open_idx" ON "handshake"("workspace", "holder", "open");

-- CreateIndex
CREATE UNIQUE INDEX "handshake_workspace_source_lead_id_cycle_key" ON "handshake"("workspace", "source", "lead_id", "cycle");

-- CreateIndex
CREATE UNIQUE INDEX "handshake_event_handshake_id_version_key" ON "handshake_event"("handshake_id", "version");

-- CreateIndex
CREATE INDEX "rejection_workspace_at_idx" ON "rejection"("workspace", "at");

-- AddForeignKey
ALTER TABLE "handshake_event" ADD CONSTRAINT "handshake_event_handshake_id_fkey" FOREIGN KEY ("handshake_id") REFERENCES "handshake"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejection_criterion" ADD CONSTRAINT "rejection_criterion_rejection_id_fkey" FOREIGN KEY ("rejection_id") REFERENCES "rejection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

-- One open handshake a lead, and one an e-mail address, whoever asks first.
CREATE UNIQUE INDEX "handshake_open_lead_key" ON "handshake"("workspace", "source", "lead_id") WHERE "open";
CREATE UNIQUE INDEX "handshake_open_email_key" ON "handshake"("workspace", "email") WHERE "open" AND "email" IS NOT NULL;

-- The courier looks only at what is owed; sweeps look only at what is due.
CREATE INDEX "message_owed_idx" ON "message"("workspace", ("ts" IS NULL), "next_try_at") WHERE "wanted" > "sent" AND "given_up" IS NULL;
CREATE INDEX "message_recheck_idx" ON "message"("workspace", "recheck_at") WHERE "recheck_at" IS NOT NULL;
CREATE INDEX "handshake_undo_idx" ON "handshake"("workspace", "undo_until") WHERE "undo_until" IS NOT NULL;
