// Factories: each gives a valid thing, so that a test says only what matters to it.
import type { Charter, CharterVersion } from '../src/charter/charter.js';
import { starterCharter } from '../src/charter/starter.js';
import { assess } from '../src/handshake/assessment.js';
import type { Accepted, HandedBack, Offered, Qualified, Rejected } from '../src/handshake/handshake.js';
import type { Facts, FactValue, Signal } from '../src/handshake/lead.js';
import type { Reasons } from '../src/handshake/rejection.js';
import type { CardScene } from '../src/slack/views/card-scene.js';
import type { ToldRejection } from '../src/store/rejections.js';
import type { SpokenReasons } from '../src/store/spoken-words.js';

/** Wednesday 11 November 2026, 10:00 in Sydney (daylight saving, UTC+11). */
export const NOW = new Date('2026-11-10T23:00:00.000Z');

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The instant so many minutes after NOW; negative for before. */
export const minutesFromNow = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE_MS);

/** The starter charter with changes, as version 3, signed; `of` changes the number or the signature. */
export const aCharter = (
  changes: Partial<Charter> = {},
  of: Partial<Omit<CharterVersion, 'charter'>> = {},
): CharterVersion => ({ version: 3, signed: true, charter: { ...starterCharter, ...changes }, ...of });

const facts: Record<string, FactValue> = {
  firstName: 'Isla',
  lastName: 'Fenwick',
  email: 'isla.fenwick@harbour-legal.example',
  phone: '+61 2 5550 0100',
  jobTitle: 'Operations manager',
  'company.name': 'Harbour Legal',
  'company.employees': 120,
  'company.industry': 'Legal services',
  'company.country': 'AU',
  campaign: 'spring-webinar',
  owner: 'Mia',
  estimatedValue: 24_000,
};

/** A lead's facts by field, as of yesterday; a change of null takes the field away. */
export function aLead(changes: Record<string, FactValue | null> = {}): Facts {
  const at = new Date(NOW.getTime() - DAY_MS).toISOString();
  const known = Object.entries<FactValue | null>({ ...facts, ...changes });
  return Object.fromEntries(
    known.flatMap(([field, value]) => (value === null ? [] : [[field, { value, at }]])),
  );
}

/** A pricing guide downloaded yesterday. */
export const aSignal = (changes: Partial<Signal> = {}): Signal => ({
  source: 'webinar',
  id: 'signal-1',
  type: 'pricing_guide_downloaded',
  occurredAt: new Date(NOW.getTime() - DAY_MS),
  value: null,
  ...changes,
});

const offer = {
  id: '5f0c6f0e-0b2e-4a55-9a37-1f2d3c4b5a69',
  lead: { source: 'webinar', id: 'lead-1' },
  cycle: 1,
  version: 2,
  charterVersion: 3,
  offeredAt: minutesFromNow(-20).toISOString(),
  postedAt: minutesFromNow(-20).toISOString(),
  dueAt: minutesFromNow(220).toISOString(),
  suggested: null,
  why: null,
  told: [],
  touchedAt: null,
  about: { campaign: 'spring-webinar', segment: null, value: 24_000 },
};

const ended = {
  by: 'UDANA',
  at: minutesFromNow(-2).toISOString(),
  rejection: '0e0d6c1a-7a38-4d0c-8a4e-5b6c7d8e9f00',
  cited: ['company_size'],
  nextStep: 'recycle',
  nextOn: '2026-12-14',
  reply: null,
  upheld: null,
} as const;

const accepted = { by: 'UDANA', at: minutesFromNow(-2).toISOString() };

/** An offer that is in the channel and open. */
export const aHandshake = (changes: Partial<Offered> = {}): Offered => ({
  ...offer,
  status: 'offered',
  snoozedUntil: null,
  ...changes,
});

/** Accepted two minutes ago; it can be undone for three more. */
export const anAccepted = (changes: Partial<Accepted> = {}): Accepted => ({
  ...offer,
  ...accepted,
  status: 'accepted',
  undoUntil: minutesFromNow(3).toISOString(),
  leftUntouched: false,
  ...changes,
});

/** Rejected over company size, to come back on 14 December 2026. */
export const aRejected = (changes: Partial<Rejected> = {}): Rejected => ({
  ...offer,
  ...ended,
  cited: [...ended.cited],
  status: 'rejected',
  ...changes,
});

/** Accepted, then handed back over company size. */
export const aHandedBack = (changes: Partial<HandedBack> = {}): HandedBack => ({
  ...offer,
  ...ended,
  cited: [...ended.cited],
  status: 'handed_back',
  accepted,
  ...changes,
});

/** Accepted, then marked sales-qualified with all three SQL criteria ticked. */
export const aQualified = (changes: Partial<Qualified> = {}): Qualified => ({
  ...offer,
  ...accepted,
  status: 'qualified',
  ticked: ['budget', 'decision_maker', 'timeline'],
  accepted,
  closed: null,
  ...changes,
});

/** Reasons as a rep fills them in: company size failed, recycle on a day. */
export const someReasons = (changes: Partial<Reasons> = {}): Reasons => ({
  cited: ['company_size'],
  other: false,
  note: 'Only the Sydney office would use it.',
  contradiction: 'The 120 employees are the whole group; this office has 11.',
  nextStep: 'recycle',
  nextOn: '2026-12-14',
  ...changes,
});

/** The same reasons as they are kept, with what the data said. */
export const someSpokenReasons = (changes: Partial<SpokenReasons> = {}): SpokenReasons => ({
  ...someReasons(),
  id: ended.rejection,
  kind: 'rejected',
  by: ended.by,
  at: ended.at,
  verdicts: [{ criterion: 'company_size', verdict: 'met', value: '120' }],
  contradicted: ['company_size'],
  ...changes,
});

/**
 * A handshake with everything a message about it may show. Verdicts and score follow from the facts, the signals and
 * the charter unless they are given; a handshake that ended with reasons has some.
 */
export function aScene(changes: Partial<CardScene> = {}): CardScene {
  const handshake = changes.handshake ?? aHandshake();
  const charter = changes.charter ?? aCharter();
  const evidence = {
    facts: changes.facts ?? aLead(),
    signals: changes.signals ?? [aSignal()],
    now: changes.now ?? NOW,
  };
  const offered = assess(charter.charter, evidence);
  const explained = handshake.status === 'rejected' || handshake.status === 'handed_back';
  return {
    ...evidence,
    handshake,
    charter,
    offered,
    score: (changes.offered ?? offered).score.total,
    reasons: explained ? someSpokenReasons({ kind: handshake.status, ...endedWords(handshake) }) : null,
    dueAt: null,
    overturned: false,
    account: null,
    ...changes,
  };
}

/** The rejection that a scene shows, with its words; `said` and `words` are what was said of it since. */
export function aToldRejection(
  { handshake, reasons }: CardScene,
  { said = [], words = {}, ...changes }: Partial<ToldRejection> = {},
): ToldRejection {
  const of = handshake.status === 'handed_back' ? handshake : aRejected();
  const { rejection, by, at, cited, nextStep, nextOn } = handshake.status === 'rejected' ? handshake : of;
  const kind = handshake.status === 'handed_back' ? 'handed_back' : 'rejected';
  const contradicted = reasons?.contradicted ?? [];
  const story = { rejection, kind, by, at, cited, contradicted, nextStep, nextOn, offeredTo: null } as const;
  return { ...story, said, words, reasons, ...changes };
}

const endedWords = ({
  rejection,
  by,
  at,
  nextStep,
  nextOn,
}: Rejected | HandedBack): Partial<SpokenReasons> => ({
  id: rejection,
  by,
  at,
  nextStep,
  nextOn,
});
