-- What amending the charter and setting up need.

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "roles" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "charter_draft" (
    "workspace" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "charter_draft_pkey" PRIMARY KEY ("workspace","version")
);

-- CreateTable
CREATE TABLE "charter_event" (
    "id" BIGSERIAL NOT NULL,
    "workspace" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "charter_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_event" (
    "workspace" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "setup_event_pkey" PRIMARY KEY ("workspace","revision")
);

-- CreateIndex
CREATE UNIQUE INDEX "charter_event_workspace_version_seq_key" ON "charter_event"("workspace", "version", "seq");

-- AddForeignKey
ALTER TABLE "charter_event" ADD CONSTRAINT "charter_event_workspace_version_fkey" FOREIGN KEY ("workspace", "version") REFERENCES "charter_draft"("workspace", "version") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

-- Never two charters in force, and one open draft at a time, whoever asks first.
CREATE UNIQUE INDEX "charter_in_force_key" ON "charter"("workspace") WHERE "in_force_until" IS NULL;
CREATE UNIQUE INDEX "charter_draft_open_key" ON "charter_draft"("workspace") WHERE "status" = 'open';
