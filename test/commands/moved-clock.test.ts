// The sandbox's clock: begun on the morning on which its season ends, and remembered over a restart.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { movedClock } from '../../src/commands/moved-clock.js';

const BEGINNING = new Date('2024-05-06T23:30:00Z');
const SOON_MS = 60_000;

let file: string;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clock-'));
  file = join(folder, 'clock.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const since = (clock: { now(): Date }): number => clock.now().getTime() - BEGINNING.getTime();

test('goes on from an earlier instant, also after a restart', () => {
  movedClock(file).beginAt(BEGINNING);
  const restarted = movedClock(file);
  expect(since(restarted)).toBeGreaterThanOrEqual(0);
  expect(since(restarted)).toBeLessThan(SOON_MS);
});

test('is moved ahead from there, and not back', async () => {
  const clock = movedClock(file);
  clock.beginAt(BEGINNING);
  await clock.moveTo(new Date('2024-05-08T23:30:00Z'));
  await clock.moveTo(new Date('2024-05-07T23:30:00Z'));
  expect(clock.now() >= new Date('2024-05-08T23:30:00Z')).toBe(true);
  expect(since(movedClock(file))).toBeGreaterThan(0);
});

test('is the real one where the file says nothing', () => {
  writeFileSync(file, '"soon"');
  expect(Math.abs(movedClock(file).now().getTime() - Date.now())).toBeLessThan(SOON_MS);
});
