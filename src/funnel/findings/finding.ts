// What a finding is: what was seen, how sure that is, what it costs, and the next step; and what a kind of finding does.
import type { Part } from '../../charter/edits.js';
import type { Inquiry } from '../inquiry.js';
import type { Rate } from '../methods/wilson.js';
import type { Cost } from './cost.js';
import type { Sought } from './sought.js';

/** Every kind of finding, so that it may be named without its file. */
export type FindingName =
  | 'charter_state'
  | 'diverging_criterion'
  | 'contradicted'
  | 'dispersion'
  | 'misleading_source'
  | 'late_answers'
  | 'stalled_stage'
  | 'hollow_accepts'
  | 'score_order'
  | 'idle_rules'
  | 'system_delay'
  | 'shifted_reason'
  | 'unanswered_rejections'
  | 'disputes'
  | 'recycled'
  | 'gaming';

/** A figure that a finding rests on: a rate with its interval, a length of time, a count, or a value of a method. */
export type Figure =
  | { kind: 'rate'; label: string; rate: Rate }
  | { kind: 'minutes'; label: string; minutes: number; clock: 'working' | 'wall'; n: number }
  | { kind: 'number'; label: string; value: number; n: number };

/** What a person may do about it at once. */
export type Step =
  | { do: 'see leads'; sought: Sought }
  /** Opens the charter at one part: one criterion or rule by its id, all of them where it is null, or "clocks". */
  | { do: 'open clause'; part: Part['part']; id: string | null }
  | { do: 'tell marketing' };

/**
 * One thing that was looked for, whether it stands or not. Words are plain: outside words in them are not escaped yet.
 * `p` is the probability that chance alone shows as much, already corrected for how often its own kind looked; null
 * where there is nothing to chance: a state of the data that is so or not.
 */
export interface Candidate {
  kind: FindingName;
  /** What it is about, so that the same finding is found again: a criterion, a source, or an empty text. */
  about: string;
  title: string;
  seen: string;
  figures: readonly Figure[];
  p: number | null;
  cost: Cost;
  steps: readonly Step[];
}

/** A candidate that stands. `p` is corrected for everything that the diagnosis looked for. */
export type Finding = Candidate;

/** What a kind of finding saw: what it tested, and in words what it had too little of, or null. */
export interface Looked {
  candidates: readonly Candidate[];
  lacking: string | null;
}

/** A kind of finding: what it asks the cells, and what it makes of the answers. */
export interface FindingKind<Names extends string = string> extends Inquiry<Looked, Names> {
  name: FindingName;
  /** In plain words, as in "looked for: …". */
  looksFor: string;
}

/** Nothing was found, and there was enough to say so. */
export const nothing: Looked = { candidates: [], lacking: null };

/** There was too little of something to say anything: "12 answered leads of 30". */
export const lacking = (what: string): Looked => ({ candidates: [], lacking: what });
