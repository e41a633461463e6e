-- Who sells to whom, whose turn it is, who is away, and which leads found nobody.

-- AlterTable
ALTER TABLE "handshake" ADD COLUMN "account" TEXT;

-- Which rep knows a company: asked for at every offer. An offer that is meant for nobody is not in it.
CREATE INDEX "handshake_account_idx" ON "handshake"("account", "workspace") WHERE "account" IS NOT NULL AND "holder" IS NOT NULL;

-- AlterTable
ALTER TABLE "leave" ADD COLUMN "begun" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "leave_until_at_workspace_idx" ON "leave"("until_at", "workspace");
CREATE INDEX "leave_begins_idx" ON "leave"("from_at", "workspace") WHERE NOT "begun";

-- CreateTable
CREATE TABLE "team_setup" (
    "workspace" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "team_setup_pkey" PRIMARY KEY ("workspace","revision")
);

-- CreateTable
CREATE TABLE "roster" (
    "workspace" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "roster_pkey" PRIMARY KEY ("workspace")
);

-- CreateTable
CREATE TABLE "turn" (
    "workspace" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "owed" JSONB NOT NULL,

    CONSTRAINT "turn_pkey" PRIMARY KEY ("workspace","team")
);

-- CreateTable
CREATE TABLE "unplaced" (
    "workspace" TEXT NOT NULL,
    "lead_source" TEXT NOT NULL,
    "lead_id" TEXT NOT NULL,
    "handshake_id" TEXT,
    "segment" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "day" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unplaced_pkey" PRIMARY KEY ("lead_id","lead_source","workspace")
);

-- CreateTable
CREATE TABLE "handed_over" (
    "workspace" TEXT NOT NULL,
    "leave_id" TEXT NOT NULL,
    "handshake_id" TEXT NOT NULL,
    "to" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handed_over_pkey" PRIMARY KEY ("leave_id","handshake_id")
);
