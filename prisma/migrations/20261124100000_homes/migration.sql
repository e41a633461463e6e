-- Whose Home tab is kept fresh, and what they chose to see there.

-- CreateTable
CREATE TABLE "home" (
    "workspace" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "days" INTEGER NOT NULL DEFAULT 90,
    "segment" TEXT,
    "page" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "home_pkey" PRIMARY KEY ("person","workspace")
);
