// Replay: tries a draft of the charter on the leads of a period, without holding up anybody else.
import { setImmediate as letOthersWork } from 'node:timers/promises';
import type { Charter } from '../charter/charter.js';
import type { PastLead, Period } from '../funnel/past.js';
import { type Replay, type Replayer, replayer } from '../funnel/replay.js';
import type { Workplace } from './workplace.js';

/** What to try, and how to hear of it. */
export interface Trial {
  draft: Charter;
  period: Period;
  /** Called with the share of leads that are done, from 0 to 1: at the start, after each page, and at the end. */
  onProgress?(share: number): void;
  /** Aborting it ends the replay, which then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Judging goes on for so long at a time. */
const SLICE_MS = 4;

/** Lets clicks and the courier have their turn; throws the reason when the replay was aborted meanwhile. */
async function giveWay(signal: AbortSignal | undefined): Promise<void> {
  await letOthersWork();
  signal?.throwIfAborted();
}

/** Judges the leads of a page, in slices; the machine's clock, since it is about machines. */
async function judge(
  replay: Replayer,
  page: readonly PastLead[],
  signal: AbortSignal | undefined,
): Promise<void> {
  let until = performance.now() + SLICE_MS;
  for (const lead of page)
    for (const _ of replay.add(lead))
      if (performance.now() >= until) {
        await giveWay(signal);
        until = performance.now() + SLICE_MS;
      }
}

/**
 * Judges the leads of a period again, as they stood at the time, under the draft and under the charter in force.
 * Rejects when it is aborted, or when this workspace has no charter in force.
 */
export async function replayDraft({ store }: Workplace, trial: Trial): Promise<Replay> {
  const { draft, period, onProgress, signal } = trial;
  signal?.throwIfAborted();
  const { charter } = await store.charters.inForce();
  const replay = replayer({ inForce: charter, draft, period });
  await giveWay(signal);
  const total = await store.past.count(period.to);
  let done = 0;
  onProgress?.(0);
  await giveWay(signal);
  for await (const page of store.past.pages(period.to)) {
    // The embedded engine has just held up everybody for a page.
    await giveWay(signal);
    await judge(replay, page, signal);
    done += page.length;
    if (done < total) onProgress?.(done / total);
    await giveWay(signal);
  }
  onProgress?.(1);
  return replay.result();
}
