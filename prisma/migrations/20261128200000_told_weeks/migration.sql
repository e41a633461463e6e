-- CreateTable
CREATE TABLE "told_week" (
    "workspace" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "told_week_pkey" PRIMARY KEY ("week","workspace")
);

-- CreateTable
CREATE TABLE "digest_reader" (
    "workspace" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digest_reader_pkey" PRIMARY KEY ("person","workspace")
);
