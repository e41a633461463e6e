// What every view is held against: Slack's limits, and scenes at their extremes.
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { expect } from 'vitest';
import type { Charter, Criterion, ScoringRule } from '../../../src/charter/charter.js';
import { Charter as CharterSchema } from '../../../src/charter/charter.js';
import { starterCharter } from '../../../src/charter/starter.js';
import type { Facts } from '../../../src/handshake/lead.js';
import { blocksComplaints, viewComplaints } from '../../../src/sandbox/block-kit/validate.js';
import type { Drawing } from '../../../src/slack/drawing.js';
import type { CardScene } from '../../../src/slack/views/card-scene.js';
import {
  aCharter,
  aHandedBack,
  aHandshake,
  aLead,
  anAccepted,
  aQualified,
  aRejected,
  aScene,
  aSignal,
  minutesFromNow,
  someSpokenReasons,
} from '../../make.js';

/** Slack refuses a message whose blocks hold more; counted as JSON, which is the strictest reading. */
const MESSAGE_CHARACTERS = 13_200;
const TEXT_CHARACTERS = 3_000;

/** Holds a message against Slack's limits. */
export function expectSendable({ text, blocks }: Drawing): void {
  expect(blocksComplaints(blocks, 'message', ['blocks'])).toEqual([]);
  expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(MESSAGE_CHARACTERS);
  expect(text.trim()).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(TEXT_CHARACTERS);
}

/** Holds a modal or a Home tab against Slack's limits. */
export function expectOpenable(view: ModalView | HomeView): void {
  expect(viewComplaints(view)).toEqual([]);
  expect(JSON.stringify(view).length).toBeLessThan(250_000);
}

/** Every string that Slack reads as mrkdwn. */
export function mrkdwnOf(of: unknown): string[] {
  if (Array.isArray(of)) return of.flatMap(mrkdwnOf);
  if (typeof of !== 'object' || of === null) return [];
  const { type, text } = of as { type?: unknown; text?: unknown };
  const own = type === 'mrkdwn' && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(of).flatMap(mrkdwnOf)];
}

/** What a reader sees of a message, as one text. */
export const readable = ({ blocks }: { blocks: unknown[] }): string => {
  const seen = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(seen);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      key === 'text' && typeof inner === 'string' ? [inner] : seen(inner),
    );
  };
  return seen(blocks).join('\n');
};

/** The action ids of what can be clicked in a message. */
export const clickable = (blocks: readonly KnownBlock[]): string[] =>
  blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.map((element) => element.action_id ?? '') : [],
  );

/** Names that somebody might try, and a sound one. */
export const names = {
  sound: 'Harbour Legal',
  channel: '<!channel> <@UDANA> <https://evil.example|Click here>',
  markup: '<img src=x onerror=alert(1)>',
  ampersands: '&'.repeat(500),
  words: 'supercalifragilistic '.repeat(24).trim(),
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(40),
  rightToLeft: 'שלום עולם مرحبا بالعالم \u202Eevil\u2066',
  lines: 'Harbour\n*Accepted by* <@UDANA>\r\n> Legal',
  controls: '\u0000\u0007\u202E\uFEFF',
  surrogate: '\uD83D half',
} as const;

const stretch = (word: string, max: number): string => {
  const units = Array.from(word.repeat(max).slice(0, max));
  return units.join('').slice(0, max);
};

/** A charter at the schema's limits: 40 criteria in one dimension, 60 rules of one team, ten groups, every name full. */
export function aFullCharter(
  word: string,
  dimension: Criterion['dimension'] = 'fit',
  owner: ScoringRule['owner'] = 'sales',
): Charter {
  const criteria: Criterion[] = Array.from({ length: 40 }, (_, index) => ({
    id: `c${index}${'x'.repeat(46)}`.slice(0, 50),
    name: stretch(word, 60),
    dimension,
    gate: index % 2 === 0 ? 'MQL' : 'SQL',
    mandatory: index % 3 === 0,
    statement: stretch(word, 140),
    rule: { fact: 'company.name', known: true },
  }));
  return CharterSchema.parse({
    ...starterCharter,
    name: stretch(word, 120),
    criteria,
    mql: { threshold: 10_000, atLeastOneOf: Array.from({ length: 10 }, () => criteria.map(({ id }) => id)) },
    scoring: Array.from({ length: 60 }, (_, index) => ({
      id: `r${index}`,
      label: stretch(word, 60),
      owner,
      points: 999.5,
      cap: 1000,
      halfLifeDays: 3660,
      when: { signal: 'pricing_guide_downloaded' },
    })),
    signals: { pricing_guide_downloaded: stretch(word, 60) },
    ladder: Array.from({ length: 10 }, (_, index) => ({ atPercent: index + 1, who: 'manager' })),
    commitment: stretch(word, 500),
  });
}

const full = (word: string): Facts =>
  aLead(
    Object.fromEntries(
      ['firstName', 'lastName', 'email', 'phone', 'jobTitle', 'campaign', 'owner', 'estimatedValue']
        .concat([
          'company.name',
          'company.employees',
          'company.industry',
          'company.region',
          'company.country',
        ])
        .map((field) => [field, stretch(word, 500)]),
    ),
  );

/** Scenes at the extremes, one for each way a handshake can stand, all made of the same word. */
export function extremeScenes(word: string): CardScene[] {
  const charter = aCharter(aFullCharter(word), { version: 999_999, signed: false });
  const cited = charter.charter.criteria.map(({ id }) => id);
  const lead = { source: stretch(word, 200), id: stretch(word, 200) };
  const common = { lead, cycle: 12, suggested: 'UDANA' };
  const scene = {
    charter,
    facts: full(word),
    signals: Array.from({ length: 20 }, (_, index) =>
      aSignal({ id: `s${index}`, value: 1e20, source: stretch(word, 200) }),
    ),
  };
  const words = someSpokenReasons({
    cited,
    contradicted: cited,
    verdicts: cited.map((criterion) => ({ criterion, verdict: 'met', value: stretch(word, 500) })),
    other: true,
    note: stretch(word, 2000),
    contradiction: stretch(word, 1000),
  });
  return [
    aScene({
      ...scene,
      handshake: aHandshake({ ...common, snoozedUntil: minutesFromNow(60).toISOString() }),
    }),
    aScene({ ...scene, handshake: anAccepted(common) }),
    aScene({ ...scene, handshake: aRejected({ ...common, cited }), reasons: words }),
    aScene({ ...scene, handshake: aHandedBack({ ...common, cited }), reasons: words }),
    aScene({ ...scene, handshake: aQualified({ ...common, ticked: cited }) }),
  ].map((each) => ({ ...each, score: 1e9 }));
}
