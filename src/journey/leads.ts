// Leads: lists by how their handshakes stand, people found by a word, and one lead's whole story with its score over time.
import { type HeldSince, type ScoreAt, scoreHistory } from '../funnel/score-history.js';
import type { LeadKey } from '../handshake/lead.js';
import type { FoundLead, LeadFilter, LeadStory, ListedLead } from '../store/lead-book.js';
import type { Workplace } from './workplace.js';

/** Leads a page: with all that is said of each they stay well below what Slack takes in one message. */
const PAGE = 10;
const FOUND_MOST = 10;

/** One page of a list. `next` asks for the one after it, or is null at the end. */
export interface LeadPage {
  filter: LeadFilter;
  leads: ListedLead[];
  next: string | null;
}

/** One page of the handshakes that a filter asks for, the newest first; `after` comes from the page before. */
export async function listLeads(
  { store, now }: Workplace,
  filter: LeadFilter,
  after: string | null,
): Promise<LeadPage> {
  const found = await store.leadBook.list(filter, { now: now(), after, most: PAGE + 1 });
  const leads = found.slice(0, PAGE);
  return { filter, leads, next: found.length > PAGE ? (leads.at(-1)?.handshake.id ?? null) : null };
}

/** The leads that somebody may mean by these words, the likeliest first; `more` when there are others. */
export async function findLeads(
  { store }: Workplace,
  words: string,
): Promise<{ found: FoundLead[]; more: boolean }> {
  const found = await store.leadBook.find(words, FOUND_MOST + 1);
  return { found: found.slice(0, FOUND_MOST), more: found.length > FOUND_MOST };
}

/** Everything about one lead: what came in, how it was judged over time, and each handshake. */
export interface WholeStory extends LeadStory {
  scores: ScoreAt[];
  /** The versions that are or were in force. */
  charters: HeldSince[];
}

/** The whole story of a lead, or null when it is not known. */
export async function wholeStory({ store, now }: Workplace, key: LeadKey): Promise<WholeStory | null> {
  const story = await store.leadBook.story(key);
  if (story === null) return null;
  const spans = await store.charters.spans();
  const charters = await Promise.all(
    spans.map(async ({ version, since }) => ({ ...(await store.charters.version(version)), since })),
  );
  const { arrivedAt, told: facts, signals } = story;
  return { ...story, charters, scores: scoreHistory({ arrivedAt, facts, signals }, charters, now()) };
}
