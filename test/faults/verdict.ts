// The verdict on a fault run: what was acknowledged held against what stands in Slack. Pure.
import type { Click } from './rep.js';
import type { SentLead } from './sender.js';
import type { SlackMessage } from './slack-as-seen.js';

/** A card with the replies under it. */
export interface Thread {
  card: SlackMessage;
  replies: SlackMessage[];
}

export interface Verdict {
  leads: number;
  cards: number;
  clicks: number;
  /** Each fault in one sentence, by kind. */
  lost: string[];
  doubled: string[];
  stray: string[];
  clicksLost: string[];
  twoWinners: string[];
}

/** A verdict with nothing in any of the lists of faults. */
export const isClean = ({ lost, doubled, stray, clicksLost, twoWinners }: Verdict): boolean =>
  [lost, doubled, stray, clicksLost, twoWinners].every((faults) => faults.length === 0);

function grouped<T>(items: readonly T[], name: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = name(item);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

const leadOn = ({ text }: SlackMessage): string | null => /Zed\d{6}/.exec(text)?.[0] ?? null;

/** Who a card says decided, and what. */
function decisionOn({ text }: SlackMessage): { person: string; answer: string } | null {
  const [, answer, person] = /: (accepted|rejected) by <@(U[A-Z]+)>/.exec(text) ?? [];
  return answer === undefined || person === undefined ? null : { person, answer };
}

/**
 * What is wrong with how a card stands, given every answer to it. An acknowledged answer stands unless somebody else's
 * had begun before: whoever begins after an acknowledgement has lost, and whoever was told of a winner was told the truth.
 */
function judged({ card, replies }: Thread, clicks: readonly Click[]): { lost: string[]; winners: string[] } {
  const decision = decisionOn(card);
  const acknowledged = clicks.flatMap(({ acknowledged: at }) => at ?? []);
  if (acknowledged.length === 0) return { lost: [], winners: [] };
  if (decision === null)
    return { lost: [`${card.key} is open, and an answer to it was acknowledged`], winners: [] };
  const earliest = Math.min(...acknowledged);
  const rightful = clicks.some(
    ({ person, answer, begun }) =>
      person === decision.person && answer === decision.answer && begun <= earliest,
  );
  const misled = clicks.filter(({ told }) => told !== null && told !== decision.person);
  const reasons = replies.filter(({ key }) => key?.startsWith('reason:')).length;
  const expected = decision.answer === 'rejected' ? 1 : 0;
  return {
    lost: [
      ...(rightful ? [] : [`${card.key} says ${decision.person}, who was not the first`]),
      ...(reasons === expected
        ? []
        : [`${card.key} has ${reasons} reasons in its thread and needs ${expected}`]),
    ],
    winners: misled.map(
      ({ person, told }) => `${card.key}: ${person} was told ${told}, the card says ${decision.person}`,
    ),
  };
}

/** Judges a run by everything that was sent and clicked and everything that stands in the channel. */
export function verdictOn(
  leads: readonly SentLead[],
  clicks: readonly Click[],
  threads: readonly Thread[],
): Verdict {
  const cards = threads.map(({ card }) => card).filter(({ key }) => key?.startsWith('card:'));
  const byLead = grouped(cards, leadOn);
  const every = threads.flatMap(({ card, replies }) => [card, ...replies]);
  const byKey = grouped(every, ({ key }) => key);
  const clicksOf = grouped(clicks, ({ key }) => key);
  const judgements = threads.map((thread) => judged(thread, clicksOf.get(thread.card.key ?? '') ?? []));
  const known = new Set(cards.map(({ key }) => key));
  return {
    leads: leads.filter(({ acknowledged }) => acknowledged).length,
    cards: cards.length,
    clicks: clicks.filter(({ acknowledged }) => acknowledged !== null).length,
    lost: leads
      .filter(({ name, mql, acknowledged }) => mql && acknowledged && !byLead.has(name))
      .map(({ name }) => `${name} has no card`),
    doubled: [
      ...[...byLead].filter(([, on]) => on.length > 1).map(([name, on]) => `${name} has ${on.length} cards`),
      ...[...byKey].filter(([, of]) => of.length > 1).map(([key, of]) => `${key} stands ${of.length} times`),
    ],
    stray: [
      ...leads
        .filter(({ name, mql }) => !mql && byLead.has(name))
        .map(({ name }) => `${name} is no MQL and has a card`),
      ...threads
        .filter(({ card }) => !known.has(card.key))
        .map(({ card }) => `a message at ${card.ts} is no card`),
    ],
    clicksLost: [
      ...judgements.flatMap(({ lost }) => lost),
      ...[...clicksOf.keys()]
        .filter((key) => !known.has(key))
        .map((key) => `${key} was answered and is gone`),
    ],
    twoWinners: judgements.flatMap(({ winners }) => winners),
  };
}
