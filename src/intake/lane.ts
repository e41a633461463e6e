// The lane: parcels that wait while a transaction runs share the next one, so that a flood costs few commits.
import { setTimeout as pause } from 'node:timers/promises';
import type { Parcel, Receipt } from '../journey/take-in.js';

/** Keeps parcels, all or none, and gives a receipt for each in the same order. */
export type TakeIn = (parcels: Parcel[]) => Promise<Receipt[]>;

/** Rows that share one transaction at most. One parcel of more goes alone. */
const ROWS_A_TRANSACTION = 500;
/** Rows that may wait; beyond it senders are asked to come back. */
const ROWS_WAITING = 5_000;

/** Too much waits already. The sender may try again in a moment. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** The longest that a transaction waits for others to share it, in milliseconds. */
const GATHERING_MS = 5;

interface Waiting {
  parcels: Parcel[];
  rows: number;
  resolve(receipts: Receipt[]): void;
  reject(error: unknown): void;
}

const rowsOf = (parcels: Parcel[]): number =>
  parcels.reduce(
    (rows, { leads, signals }) =>
      rows + leads.length + signals.length + leads.reduce((sum, lead) => sum + lead.signals.length, 0),
    0,
  );

/** The callers at the head of the queue whose rows fit together, at least one. */
function takeGroup(queue: Waiting[], most: number): Waiting[] {
  const group = queue.splice(0, 1);
  let rows = group[0]?.rows ?? 0;
  for (let next = queue[0]; next !== undefined && rows + next.rows <= most; next = queue[0]) {
    queue.shift();
    group.push(next);
    rows += next.rows;
  }
  return group;
}

/** So many rows that wait are worth a transaction of their own, where another may run beside the first. */
const ROWS_WORTH_A_LANE = 50;

/**
 * The same taking-in with one transaction at a time, in the order of the calls, or up to `abreast` of them while much waits:
 * then the database works for one while this process works for another, and calls at the same time have no order; the
 * locks on their leads keep them apart where they meet. When a shared transaction fails, each caller's parcels are tried
 * alone once, so that one cannot spoil the others. Rejects with Busy when more than `waitingMost` rows wait.
 */
export function takeInLane(
  takeIn: TakeIn,
  { most = ROWS_A_TRANSACTION, waitingMost = ROWS_WAITING, abreast = 1 } = {},
): TakeIn {
  const queue: Waiting[] = [];
  let waiting = 0;
  let running = 0;

  const alone = (caller: Waiting): Promise<void> =>
    takeIn(caller.parcels).then(caller.resolve, caller.reject);

  async function together(group: Waiting[]): Promise<void> {
    let receipts: Receipt[];
    try {
      receipts = await takeIn(group.flatMap(({ parcels }) => parcels));
    } catch {
      for (const caller of group) await alone(caller);
      return;
    }
    for (const caller of group) caller.resolve(receipts.splice(0, caller.parcels.length));
  }

  /** The first lane runs while anything waits, the others while much does. */
  const isWanted = (lanes: number): boolean =>
    lanes === 1 ? queue.length > 0 : lanes <= abreast && waiting >= ROWS_WORTH_A_LANE;

  async function run(): Promise<void> {
    running++;
    while (isWanted(running)) {
      const group = takeGroup(queue, most);
      waiting -= group.reduce((rows, caller) => rows + caller.rows, 0);
      const [only, ...others] = group;
      if (only !== undefined) await (others.length === 0 ? alone(only) : together(group));
      if (others.length > 0) await gather();
    }
    running--;
  }

  /**
   * Under load, those who were just answered send their next delivery at once: the next transaction waits while they
   * keep coming, for a few milliseconds, instead of starting with the first of them alone.
   */
  async function gather(): Promise<void> {
    for (let round = 0, before = -1; round < GATHERING_MS && queue.length > before; round++) {
      before = queue.length;
      await pause(1);
    }
  }

  return (parcels) =>
    new Promise((resolve, reject) => {
      const rows = rowsOf(parcels);
      if (waiting > 0 && waiting + rows > waitingMost) return reject(new Busy(`${waiting} rows are waiting`));
      queue.push({ parcels, rows, resolve, reject });
      waiting += rows;
      if (isWanted(running + 1)) void run();
    });
}
