// Promises of the lane: one transaction at a time, shared by whoever waits, each with a receipt of its own.
import { describe, expect, it } from 'vitest';
import { Busy, takeInLane } from '../../src/intake/lane.js';
import type { Parcel, Receipt } from '../../src/journey/take-in.js';

const NOW = new Date('2026-03-03T00:00:00Z');

/** A parcel with as many leads as asked, told apart by its delivery's id. */
const aParcel = (id: string, rows = 1): Parcel => ({
  delivery: { id, digest: id },
  leads: Array.from({ length: rows }, (_, n) => ({
    key: { source: 'forms', id: `${id}-${n}` },
    facts: {},
    occurredAt: NOW,
    signals: [],
  })),
  signals: [],
  history: false,
});

const idsOf = (parcels: Parcel[]): string[] => parcels.map(({ delivery }) => delivery?.id ?? '');

/** A taking-in whose transactions are let through one at a time, and which spoils those that hold a bad parcel. */
function aGate(bad: string[] = []) {
  const transactions: string[][] = [];
  const gates: (() => void)[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  let waiting = true;
  const takeIn = async (parcels: Parcel[]): Promise<Receipt[]> => {
    transactions.push(idsOf(parcels));
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    if (waiting) await new Promise<void>((resolve) => gates.push(resolve));
    inFlight--;
    const spoilt = idsOf(parcels).find((id) => bad.includes(id));
    if (spoilt !== undefined) throw new Error(`${spoilt} is bad`);
    return parcels.map(({ leads }) => ({ accepted: leads.length, duplicates: 0, updated: 0 }));
  };
  return {
    takeIn,
    transactions,
    mostInFlight: () => mostInFlight,
    open: () => {
      waiting = false;
      for (const pass of gates.splice(0)) pass();
    },
  };
}

describe('the lane', () => {
  it('lets whoever waits share the next transaction, in order, each with a receipt of its own', async () => {
    const gate = aGate();
    const lane = takeInLane(gate.takeIn);
    const calls = [['a', 1] as const, ['b', 2] as const, ['c', 3] as const].map(([id, rows]) =>
      lane([aParcel(id, rows)]),
    );
    gate.open();
    expect((await Promise.all(calls)).flat()).toEqual(
      [1, 2, 3].map((accepted) => ({ accepted, duplicates: 0, updated: 0 })),
    );
    expect(gate.transactions).toEqual([['a'], ['b', 'c']]);
  });

  it('has one transaction in flight at most, and takes hundreds of calls in few of them', async () => {
    const gate = aGate();
    const lane = takeInLane(gate.takeIn);
    const calls = Array.from({ length: 300 }, (_, n) => lane([aParcel(`${n}`)]));
    gate.open();
    await Promise.all(calls);
    expect(gate.mostInFlight()).toBe(1);
    expect(gate.transactions).toHaveLength(2);
    expect(gate.transactions.flat()).toEqual(Array.from({ length: 300 }, (_, n) => `${n}`));
  });

  it('keeps a transaction to its number of rows, and lets a parcel of more go alone', async () => {
    const gate = aGate();
    const lane = takeInLane(gate.takeIn, { most: 10 });
    const calls = (
      [
        ['first', 1],
        ['six', 6],
        ['four', 4],
        ['one', 1],
        ['twenty', 20],
        ['two', 2],
      ] as const
    ).map(([id, rows]) => lane([aParcel(id, rows)]));
    gate.open();
    await Promise.all(calls);
    expect(gate.transactions).toEqual([['first'], ['six', 'four'], ['one'], ['twenty'], ['two']]);
  });

  it('does not let one bad parcel spoil the others that share its transaction', async () => {
    const gate = aGate(['bad']);
    const lane = takeInLane(gate.takeIn);
    const calls = ['first', 'good', 'bad', 'fine'].map((id) => lane([aParcel(id)]));
    gate.open();
    const results = await Promise.allSettled(calls);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(results[2]).toMatchObject({ reason: new Error('bad is bad') });
    expect(gate.transactions).toEqual([['first'], ['good', 'bad', 'fine'], ['good'], ['bad'], ['fine']]);
  });

  it('does not try a lonely parcel twice, and goes on after it failed', async () => {
    const gate = aGate(['bad']);
    gate.open();
    const lane = takeInLane(gate.takeIn);
    await expect(lane([aParcel('bad')])).rejects.toThrow('bad is bad');
    await expect(lane([aParcel('good')])).resolves.toHaveLength(1);
    expect(gate.transactions).toEqual([['bad'], ['good']]);
  });

  it('turns callers away while too much waits, and takes them again afterwards', async () => {
    const gate = aGate();
    const lane = takeInLane(gate.takeIn, { most: 10, waitingMost: 10 });
    const kept = [lane([aParcel('running', 8)]), lane([aParcel('waiting', 8)])];
    await expect(lane([aParcel('too many', 8)])).rejects.toBeInstanceOf(Busy);
    gate.open();
    await Promise.all(kept);
    await expect(lane([aParcel('later', 8)])).resolves.toHaveLength(1);
  });
});
