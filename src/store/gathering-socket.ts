// A socket that sends what is written at once as one packet: to send a packet costs more than what most of them hold.
import { Socket } from 'node:net';

/** Statements that are asked for in one go travel together, and wake the database once. */
export class GatheringSocket extends Socket {
  #gathering = false;

  /** pg corks the stream around each statement; the first of a go holds all of them back until the go is over. */
  override cork(): void {
    if (!this.#gathering) {
      this.#gathering = true;
      super.cork();
      process.nextTick(() => {
        this.#gathering = false;
        super.uncork();
      });
    }
    super.cork();
  }
}
