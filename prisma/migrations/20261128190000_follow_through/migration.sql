-- What marketing and managers say of a rejection, and which rejections nobody has answered.

-- AlterTable
ALTER TABLE "rejection" ADD COLUMN     "answered_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "rejection_reply" (
    "workspace" TEXT NOT NULL,
    "rejection_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "rejection_reply_pkey" PRIMARY KEY ("rejection_id","kind")
);



-- What Prisma's schema cannot say.

-- Those that marketing has acknowledged before this was kept beside the reasons.
UPDATE "rejection" r SET "answered_at" = e."at" FROM "handshake_event" e
WHERE e."handshake_id" = r."handshake_id" AND e."type" = 'acknowledged' AND e."data"->>'rejection' = r."id";

-- Once a day marketing is told of what waits for an answer.
CREATE INDEX "rejection_unanswered_idx" ON "rejection"("at", "workspace") WHERE "answered_at" IS NULL;
