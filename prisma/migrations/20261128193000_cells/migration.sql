-- What everything is counted into, and by which a row of an event is known to be of a transaction that has ended.

-- AlterTable
ALTER TABLE "handshake_event" ADD COLUMN     "xid" xid8 NOT NULL DEFAULT pg_current_xact_id();

-- AlterTable
ALTER TABLE "lead_facts" ADD COLUMN     "xid" xid8 NOT NULL DEFAULT pg_current_xact_id();

-- CreateTable
CREATE TABLE "unoffered_mql" (
    "seq" BIGSERIAL NOT NULL,
    "workspace" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "lead_id" TEXT NOT NULL,
    "charter_version" INTEGER NOT NULL,
    "campaign" TEXT,
    "segment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "unoffered_mql_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "cell_book" (
    "id" BIGSERIAL NOT NULL,
    "workspace" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "held_until" TIMESTAMPTZ(3),
    "event_xid" xid8 NOT NULL DEFAULT '0'::xid8,
    "event_seq" BIGINT NOT NULL DEFAULT 0,
    "facts_xid" xid8 NOT NULL DEFAULT '0'::xid8,
    "facts_seq" BIGINT NOT NULL DEFAULT 0,
    "mql_xid" xid8 NOT NULL DEFAULT '0'::xid8,
    "mql_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "cell_book_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cell_delta" (
    "seq" BIGSERIAL NOT NULL,
    "book" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "charter" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "campaign" TEXT,
    "segment" TEXT,
    "rep" TEXT,
    "figures" JSONB NOT NULL,

    CONSTRAINT "cell_delta_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "cell_slice" (
    "book" BIGINT NOT NULL,
    "slice" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "upto" BIGINT NOT NULL,

    CONSTRAINT "cell_slice_pkey" PRIMARY KEY ("book","slice","days")
);

-- CreateTable
CREATE TABLE "cell" (
    "book" BIGINT NOT NULL,
    "slice" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "start" DATE NOT NULL,
    "sheet" TEXT NOT NULL,
    "charter" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "segment" TEXT NOT NULL,
    "rep" TEXT NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "cell_pkey" PRIMARY KEY ("book","slice","days","start","sheet","charter","source","campaign","segment","rep")
);

-- CreateTable
CREATE TABLE "cell_waiting" (
    "book" BIGINT NOT NULL,
    "handshake_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "charter" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "campaign" TEXT,
    "segment" TEXT,
    "rep" TEXT,
    "since" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "cell_waiting_pkey" PRIMARY KEY ("handshake_id","book")
);

-- CreateIndex
CREATE INDEX "unoffered_mql_xid_seq_idx" ON "unoffered_mql"("xid", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "unoffered_mql_lead_id_source_workspace_key" ON "unoffered_mql"("lead_id", "source", "workspace");

-- CreateIndex
CREATE INDEX "cell_delta_book_seq_idx" ON "cell_delta"("book", "seq");

-- CreateIndex
CREATE INDEX "cell_waiting_book_idx" ON "cell_waiting"("book");

-- CreateIndex
CREATE INDEX "handshake_event_xid_seq_idx" ON "handshake_event"("xid", "seq");

-- CreateIndex
CREATE INDEX "lead_facts_xid_seq_idx" ON "lead_facts"("xid", "seq");


-- What Prisma's schema cannot say.

-- One book of a workspace is read, and one takes its place.
CREATE UNIQUE INDEX "cell_book_role_key" ON "cell_book"("workspace", "role") WHERE "role" <> 'trial';

-- Figures change in their page: an update writes no index.
ALTER TABLE "cell" SET (fillfactor = 80);

-- MQLs from before they were written down that were never offered: as of when they were judged last.
INSERT INTO "unoffered_mql" ("workspace", "source", "lead_id", "charter_version", "campaign", "at")
SELECT l."workspace", l."source", l."id", c."version", nullif(l."facts"->'campaign'->>'value', ''), l."assessed_at"
FROM "lead" l JOIN "charter" c ON c."workspace" = l."workspace" AND c."in_force_until" IS NULL
WHERE l."mql" AND l."assessed_at" IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM "handshake" h WHERE h."lead_id" = l."id" AND h."source" = l."source" AND h."workspace" = l."workspace");
