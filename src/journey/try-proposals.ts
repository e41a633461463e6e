// Tries the changes that a diagnosis speaks for on the past, one after the other, without holding up anybody else.
import { withPart } from '../charter/edits.js';
import type { Diagnosis } from '../funnel/diagnosis.js';
import type { Period } from '../funnel/past.js';
import { type Proposal, proposals } from '../funnel/proposals.js';
import type { Replay } from '../funnel/replay.js';
import { replayDraft } from './replay.js';
import type { Workplace } from './workplace.js';

/** A proposal with what it would have changed; null when there was no time to find out. */
export interface Tried {
  proposal: Proposal;
  replay: Replay | null;
}

/** Finds out what to propose. Of a criterion at most so many values are looked at, the latest first. */
const VALUES_MOST = 200;

/** What the figures of a diagnosis speak for; `period` is its days as instants. */
export async function proposalsOf(
  { store }: Workplace,
  diagnosis: Diagnosis,
  period: Period,
): Promise<Proposal[]> {
  const diverging = diagnosis.findings.filter(({ kind }) => kind === 'diverging_criterion');
  const cited = new Map<string, number[]>();
  for (const { about } of diverging)
    cited.set(about, await store.leadBook.citedValues(about, period, VALUES_MOST));
  return proposals(diagnosis.scope, { findings: diagnosis.findings, cited });
}

/** Tries proposals on the leads of the period. Whatever `signal` breaks off comes without its effect. */
export async function tryProposals(
  workplace: Workplace,
  of: { proposals: readonly Proposal[]; period: Period; signal: AbortSignal },
): Promise<Tried[]> {
  const { period, signal } = of;
  const { charter } = await workplace.store.charters.inForce();
  const tried: Tried[] = [];
  for (const proposal of of.proposals) {
    const edited = withPart(charter, proposal.part);
    // A change that the charter cannot take is none to propose.
    if ('problems' in edited) continue;
    tried.push({ proposal, replay: await replayed(workplace, { draft: edited.charter, period, signal }) });
  }
  return tried;
}

async function replayed(
  workplace: Workplace,
  trial: Parameters<typeof replayDraft>[1] & { signal: AbortSignal },
): Promise<Replay | null> {
  try {
    return await replayDraft(workplace, trial);
  } catch (error) {
    if (trial.signal.aborted) return null;
    throw error;
  }
}
