// A rep who answers cards: accepts, or rejects with a reason, sometimes at the same moment as a colleague.
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './random.js';
import { newest, type SlackMessage } from './slack-as-seen.js';

/** One answer that somebody gave, and whether Slack showed them no error. */
export interface Click {
  key: string;
  person: string;
  answer: 'accepted' | 'rejected';
  /** By a monotonic clock, in milliseconds. */
  begun: number;
  acknowledged: number | null;
  /** Whom the person was told to have been faster, if anybody. */
  told: string | null;
}

export interface Floor {
  slackUrl: string;
  apiUrl: string;
  channel: string;
  clicks: Click[];
  isOver: () => boolean;
}

const BETWEEN_CLICKS_MS = [100, 500] as const;
const BEFORE_AGAIN_MS = [300, 700] as const;
const TRIES = 4;
const CARDS_LOOKED_AT = 40;

/** What the sandbox shows a person after a deed, as far as it matters here. */
interface Seen {
  error?: string;
  errors?: Record<string, string>;
  modal?: object | null;
  ephemerals?: { ts: string; text: string }[];
}

async function hand(floor: Floor, act: string, body: Record<string, unknown>): Promise<Seen> {
  const response = await fetch(`${floor.slackUrl}/hands/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Seen;
}

/** Whom a private message after the instant `since` (a ts) names as the one who decided. */
function toldOf(since: string, { ephemerals = [] }: Seen): string | null {
  const fresh = ephemerals.filter(({ ts }) => ts > since);
  const named = fresh.map(({ text }) => /<@(U[A-Z]+)> (accepted|rejected) this lead/.exec(text)?.[1]);
  return named.findLast((person) => person !== undefined) ?? null;
}

/** The ts of the last private message that a person got. */
async function lastWord(floor: Floor, person: string): Promise<string> {
  const seen = (await (await fetch(`${floor.slackUrl}/hands/see?as=${person}`)).json()) as Seen;
  return seen.ephemerals?.at(-1)?.ts ?? '';
}

/** Notes the click before it is made: what was kept and never acknowledged is allowed to stand. */
function noted(floor: Floor, of: Pick<Click, 'key' | 'person' | 'answer'>): Click {
  const click: Click = { ...of, begun: performance.now(), acknowledged: null, told: null };
  floor.clicks.push(click);
  return click;
}

async function accept(floor: Floor, card: SlackMessage, person: string): Promise<boolean> {
  const since = await lastWord(floor, person);
  const click = noted(floor, { key: card.key ?? '', person, answer: 'accepted' });
  const seen = await hand(floor, 'click', {
    as: person,
    channel: floor.channel,
    ts: card.ts,
    action: 'accept_lead',
  });
  if (seen.error !== undefined) return seen.error === 'action_not_found';
  click.acknowledged = performance.now();
  click.told = toldOf(since, seen);
  return true;
}

const REASONS = { cited_intent_1: ['demo_webinar'], next_step: 'archive' };

async function reject(floor: Floor, card: SlackMessage, person: string): Promise<boolean> {
  // A modal that a killed bot left open would lie under the new one.
  await hand(floor, 'close', { as: person, all: true });
  const opened = await hand(floor, 'click', {
    as: person,
    channel: floor.channel,
    ts: card.ts,
    action: 'reject_lead',
  });
  if (opened.error !== undefined) return opened.error === 'action_not_found';
  if (!opened.modal) return true; // somebody was faster, and the person was told
  const click = noted(floor, { key: card.key ?? '', person, answer: 'rejected' });
  const seen = await hand(floor, 'submit', { as: person, values: REASONS });
  if (seen.errors !== undefined) throw new Error(`the reasons were refused: ${JSON.stringify(seen.errors)}`);
  if (seen.error === undefined && seen.modal === null) {
    click.acknowledged = performance.now();
    return true;
  }
  return seen.error === undefined;
}

/** Clicks again after an error, as people do, a few times. */
async function insist(floor: Floor, chance: Chance, answer: () => Promise<boolean>): Promise<void> {
  for (let attempt = 1; attempt <= TRIES && !(await answer()); attempt++) {
    if (floor.isOver()) return;
    await pause(chance.between(...BEFORE_AGAIN_MS));
  }
}

/** Answers open cards until it is asked to stop. `rival` is the colleague who now and then clicks at the same moment. */
export async function workThrough(
  floor: Floor,
  person: string,
  rival: string,
  chance: Chance,
): Promise<void> {
  while (!floor.isOver()) {
    await pause(chance.between(...BETWEEN_CLICKS_MS));
    const cards = await newest(floor.apiUrl, floor.channel, CARDS_LOOKED_AT);
    const open = cards.filter(({ hasAccept, key }) => hasAccept && key?.startsWith('card:'));
    if (open.length === 0) continue;
    const card = chance.pick(open);
    const answer = chance.happens(0.7) ? accept : reject;
    const deeds = [insist(floor, chance, () => answer(floor, card, person))];
    if (chance.happens(0.25)) deeds.push(accept(floor, card, rival).then(() => undefined));
    await Promise.all(deeds);
  }
}
