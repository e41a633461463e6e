// The leads of a season before anybody has judged them: who they are, where they come from and what they do.
import type { FactValue, LeadKey, Signal } from '../../handshake/lead.js';
import { DAY_MS, MINUTE_MS } from '../../handshake/wall-hours.js';
import type { Dice, Weighted } from './dice.js';
import type { Leaks } from './leaks.js';
import {
  australianRegions,
  campaignsBySource,
  firmNames,
  firstNames,
  jobTitles,
  lastNames,
  misleading,
  newZealandRegions,
  otherCountries,
  otherTrades,
  servedTrades,
} from './words.js';

/** Something that comes in of a lead at an instant, in ms: values of its fields, and what it did. */
export interface News {
  at: number;
  facts: Record<string, FactValue>;
  signals: Signal[];
}

/** A lead as a source sends it: the first news brings it. */
export interface Stranger {
  key: LeadKey;
  news: News[];
}

/** What a lead is drawn for: to become an MQL, as most of those do, or never to. */
export type Prospect = 'fitting' | 'other';

const FITTING_LEAST = 22;
const FITTING_MOST = 490;
const EMPLOYEES_MEDIAN = 110;
const EMPLOYEES_SPREAD = 0.8;
/** Fits the first charter and not the amended one. */
const LARGE = { share: 0.06, least: 520, most: 950 };
const SERVED = 0.55;
const FROM_AUSTRALIA = 0.85;
const VALUE_PER_EMPLOYEE = 280;
const VALUE_SPREAD = 0.35;
const VALUE_STEP = 500;
/** Most leads come with all that they did; the others do some of it later. */
const AT_ONCE = 0.65;
const DID_BEFORE_DAYS = 18;
const DOES_LATER_DAYS = 14;

/** How likely a lead does each thing, and how often. */
const doings: Readonly<Record<string, Weighted<number>>> = {
  pricing_guide_downloaded: [
    [0, 42],
    [1, 58],
  ],
  demo_webinar_attended: [
    [0, 45],
    [1, 55],
  ],
  demo_requested: [
    [0, 45],
    [1, 55],
  ],
  pricing_page_viewed: [
    [0, 52],
    [1, 5],
    [2, 5],
    [3, 18],
    [4, 12],
    [5, 8],
  ],
  content_downloaded: [
    [0, 50],
    [1, 10],
    [2, 25],
    [3, 15],
  ],
  budget_confirmed: [
    [0, 93],
    [1, 7],
  ],
  decision_maker_identified: [
    [0, 93],
    [1, 7],
  ],
};

function employeesOf(prospect: Prospect, dice: Dice): number {
  if (prospect === 'other') return dice.whole(2, 18);
  if (dice.chance(LARGE.share)) return dice.whole(LARGE.least, LARGE.most);
  for (;;) {
    const employees = Math.round(dice.around(EMPLOYEES_MEDIAN, EMPLOYEES_SPREAD));
    if (employees >= FITTING_LEAST && employees <= FITTING_MOST) return employees;
  }
}

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z]+/g, '');

/** The source and the campaign. */
function originOf({ campaign }: Leaks, dice: Dice): { source: string; campaign: string } {
  if (campaign !== null && dice.chance(campaign.share)) return misleading;
  const source = dice.pick(Object.keys(campaignsBySource));
  return { source, campaign: dice.pick(campaignsBySource[source] ?? []) };
}

/** Why a lead never becomes an MQL: too small, abroad, or not interested enough. */
type Lack = 'size' | 'country' | 'interest' | null;

function factsOf(lack: Lack, number: number, dice: Dice): Record<string, FactValue> {
  const [first, last] = [dice.pick(firstNames), dice.pick(lastNames)];
  const [word, industry] = dice.pick(dice.chance(SERVED) ? servedTrades : otherTrades);
  const company = `${dice.pick(firmNames)} ${word}`;
  const domain = `${slug(company)}.example`;
  const employees = employeesOf(lack === 'size' ? 'other' : 'fitting', dice);
  const australian = dice.chance(FROM_AUSTRALIA);
  const home = australian ? 'Australia' : 'New Zealand';
  const value = dice.around(employees * VALUE_PER_EMPLOYEE, VALUE_SPREAD);
  return {
    firstName: first,
    lastName: last,
    // Two people of one name in one firm still have an address each.
    email: `${slug(first)}.${slug(last)}.${number}@${domain}`,
    jobTitle: dice.pick(jobTitles),
    'company.name': company,
    'company.domain': domain,
    'company.employees': employees,
    'company.industry': industry,
    'company.country': lack === 'country' ? dice.pick(otherCountries) : home,
    ...(lack === 'country'
      ? {}
      : { 'company.region': dice.pick(australian ? australianRegions : newZealandRegions) }),
    estimatedValue: Math.max(VALUE_STEP, Math.round(value / VALUE_STEP) * VALUE_STEP),
  };
}

/** What a lead does, by type: how often each. */
function deedsOf(lack: Lack, dice: Dice): string[] {
  if (lack === 'interest') return Array.from({ length: dice.whole(0, 2) }, () => 'content_downloaded');
  return Object.entries(doings).flatMap(([type, times]) =>
    Array.from({ length: dice.weighted(times) }, () => type),
  );
}

/** Draws a lead that arrives at an instant, in ms. `number` tells it from all others of the season. */
export function stranger(
  of: { at: number; number: number; prospect: Prospect; leaks: Leaks },
  dice: Dice,
): Stranger {
  const { at, number, prospect, leaks } = of;
  const { source, campaign } = originOf(leaks, dice);
  const lack =
    prospect === 'fitting' ? null : dice.pick(['size', 'country', 'interest', 'interest'] as const);
  const key = { source, id: `${source}-${number}` };
  const facts = { ...factsOf(lack, number, dice), campaign };
  const deeds = deedsOf(lack, dice);
  const first: News = { at, facts, signals: [] };
  const news = [first];
  const atOnce = dice.chance(AT_ONCE);
  for (const [place, type] of deeds.entries()) {
    const later = !atOnce && dice.chance(0.5);
    const occurred = later
      ? at + dice.between(0.01, DOES_LATER_DAYS) * DAY_MS
      : at - dice.between(0.005, DID_BEFORE_DAYS) * DAY_MS;
    const signal = {
      source,
      id: `${key.id}-${place + 1}`,
      type,
      occurredAt: new Date(Math.round(occurred)),
      value: null,
    };
    if (later)
      news.push({
        at: Math.round(occurred + dice.between(0.1, 3) * MINUTE_MS),
        facts: {},
        signals: [signal],
      });
    else first.signals.push(signal);
  }
  return { key, news };
}
