// Taking figures: the median of several, the memory of a process, and a load run in a process of its own.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Load, LoadOrder } from './load.js';

const LOAD = fileURLToPath(new URL('load.ts', import.meta.url));

/** The middle one; of an even number the lower of the two. Throws when there are none. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('there are no figures to take the median of');
  return middle;
}

/** Several loads of one kind as one: the median of each figure, and everything that failed. */
export const medianLoad = (loads: readonly Load[]): Load => ({
  perSecond: median(loads.map(({ perSecond }) => perSecond)),
  p50: median(loads.map(({ p50 }) => p50)),
  p99: median(loads.map(({ p99 }) => p99)),
  done: loads.reduce((sum, { done }) => sum + done, 0),
  failed: loads.reduce((sum, { failed }) => sum + failed, 0),
});

/** Runs a load to its end. Throws when the load tool fails. */
export async function load(order: LoadOrder): Promise<Load> {
  const tool = spawn(process.execPath, ['--import', 'tsx', LOAD], { stdio: ['pipe', 'pipe', 'inherit'] });
  tool.stdin.end(JSON.stringify(order));
  const printed = await text(tool.stdout);
  if (printed === '') throw new Error('the load tool said nothing; its error stands above');
  return JSON.parse(printed) as Load;
}

const KIB_A_MB = 1e6 / 1024;

/** The resident memory of a process in MB, now and at its highest. */
export async function memoryOf(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN);
  return { now: of('VmRSS') / KIB_A_MB, peak: of('VmHWM') / KIB_A_MB };
}
