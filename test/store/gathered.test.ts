// The promises of gathering: nobody waits for nothing, nobody is given what was read before they asked, none spoils another.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gathered } from '../../src/store/gathered.js';

/** A counter that is read slowly, and what each read found. */
function slowly() {
  const runs: number[][] = [];
  let value = 0;
  const read = gathered<number, number>(async (inputs) => {
    runs.push([...inputs]);
    const seen = value;
    await pause(5);
    return inputs.map(() => seen);
  }, 3);
  const set = (to: number): void => {
    value = to;
  };
  return { read, runs, set };
}

test('serves together those who call at once, and those who call meanwhile by the next run', async () => {
  const { read, runs } = slowly();
  const first = [read(1), read(2)];
  await pause(2);
  await Promise.all([...first, read(3), read(4)]);
  expect(runs).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('serves no more together than it was told', async () => {
  const { read, runs } = slowly();
  await Promise.all([1, 2, 3, 4].map(read));
  expect(runs).toEqual([[1, 2, 3], [4]]);
});

test('never answers with what was read before the call', async () => {
  const { read, set } = slowly();
  const before = read(1);
  await pause(2);
  set(7);
  expect(await read(2)).toBe(7);
  expect(await before).toBe(0);
});

test('fails all who were served together, and goes on', async () => {
  let broken = true;
  const read = gathered<string, string>(async (inputs) => {
    if (broken) throw new Error('down');
    return inputs;
  }, 10);
  expect(await Promise.allSettled([read('a'), read('b')])).toMatchObject([
    { status: 'rejected' },
    { status: 'rejected' },
  ]);
  broken = false;
  expect(await read('c')).toBe('c');
});

test('lets an answer that is still to come hold up nobody else', async () => {
  const slow = pause(200, 'slow');
  const read = gathered<string, string>(
    async (inputs) => inputs.map((input) => (input === 'slow' ? slow : input)),
    10,
  );
  const first = read('slow');
  const second = await Promise.race([read('b'), first]);
  expect(second).toBe('b');
  expect(await first).toBe('slow');
});
