-- An offer that waits is written once and deleted once: one index does for both, and for reading all of a book.
DROP INDEX "cell_waiting_book_idx";
ALTER TABLE "cell_waiting" DROP CONSTRAINT "cell_waiting_pkey", ADD CONSTRAINT "cell_waiting_pkey" PRIMARY KEY ("book", "handshake_id");
