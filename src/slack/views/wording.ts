// The words all views share, so that one thing is called the same everywhere.
import {
  type Charter,
  type CharterVersion,
  criterionOf,
  type Dimension,
  type NextStep,
} from '../../charter/charter.js';
import { type FactValue, factOf, nameOf, textOf } from '../../handshake/lead.js';
import { shown } from '../../handshake/score.js';
import type { Verdict } from '../../handshake/verdicts.js';
import { calendarDay, oneLine, within } from '../mrkdwn.js';
import type { CardScene } from './card-scene.js';

const NAME_CHARACTERS = 90;
const SIGNAL_CHARACTERS = 70;

export const dimensionNames: Readonly<Record<Dimension, string>> = {
  fit: 'Demographic fit',
  intent: 'Intent signals',
  readiness: 'Commercial readiness',
};

/** The sign helps the eye; the words carry the meaning. */
export const verdictNames: Readonly<Record<Verdict, { sign: string; words: string }>> = {
  met: { sign: '✓', words: 'Met' },
  unmet: { sign: '✗', words: 'Not met' },
  unknown: { sign: '?', words: 'Not known' },
};

export const nextStepNames: Readonly<Record<NextStep, string>> = {
  recycle: 'Recycle on a date',
  fix: 'Fix the data and offer again',
  archive: 'Archive',
  duplicate: 'Duplicate',
  wrong_owner: 'Wrong owner',
};

/** The lead's name, unescaped and never empty. */
export const leadName = ({ facts, handshake }: CardScene): string =>
  oneLine(nameOf(facts, handshake.lead)) || `Lead ${handshake.lead.id}`;

/** The lead's company, unescaped, or an empty string. */
export const companyName = ({ facts }: CardScene): string => oneLine(textOf(facts, 'company.name'));

/** Name and company as bold mrkdwn. */
export function boldTitle(scene: CardScene): string {
  const company = companyName(scene);
  const name = within(leadName(scene), NAME_CHARACTERS);
  return company === '' ? `*${name}*` : `*${name} · ${within(company, NAME_CHARACTERS)}*`;
}

/** Name, job title and company in plain words, escaped: "Isla Fenwick, Operations manager at Harbour Legal". */
export function spokenTitle(scene: CardScene): string {
  const title = textOf(scene.facts, 'jobTitle');
  const company = companyName(scene);
  return [
    within(leadName(scene), NAME_CHARACTERS),
    title === '' ? '' : `, ${within(title, NAME_CHARACTERS)}`,
    company === '' ? '' : `${title === '' ? ',' : ' at'} ${within(company, NAME_CHARACTERS)}`,
  ].join('');
}

/** A fact's value in words, unescaped. */
export function factWords(value: FactValue): string {
  if (typeof value === 'number') return value.toLocaleString('en-AU');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value;
}

/** The estimated value in the charter's currency ("AUD 24,000"), unescaped, or an empty string. */
export function estimatedValue({ facts, charter }: CardScene): string {
  const value = factOf(facts, 'estimatedValue');
  return value === null ? '' : `${charter.charter.currency} ${factWords(value)}`;
}

/** An amount in the charter's currency ("AUD 24,000"), escaped. */
export const amountWords = (value: number, { currency }: Pick<Charter, 'currency'>): string =>
  `${within(currency, 3)} ${value.toLocaleString('en-AU', { maximumFractionDigits: 2 })}`;

/** The names of criteria in the charter's words, escaped, as one list of at most `max` characters. */
export function criterionNames(ids: readonly string[], charter: Charter, max: number): string {
  const names = ids.map((id) => criterionOf(charter, id)?.name ?? id);
  return within(names.join(', '), max);
}

/** "Charter version 3", and whether it is signed. */
export const charterLabel = ({ version, signed }: CharterVersion): string =>
  signed ? `Charter version ${version}` : `Charter version ${version} (provisional, unsigned)`;

/** Where an ended lead goes next, in mrkdwn. `nextOn` is a calendar day. */
export function nextStepWords(step: NextStep, nextOn: string | null): string {
  switch (step) {
    case 'recycle':
      return nextOn === null ? 'it may come back' : `it may come back on ${calendarDay(nextOn)}`;
    case 'fix':
      return 'fix the data, then it is offered again';
    case 'archive':
      return 'archive it';
    case 'duplicate':
      return 'it is a duplicate';
    case 'wrong_owner':
      return 'it belongs to somebody else';
  }
}

/** "15 points", rounded down; a share that rounds down to nothing is "less than 1 point". */
export function pointsWords(points: number): string {
  const whole = shown(points);
  if (whole === 0 && points > 0) return 'less than 1 point';
  return `${whole.toLocaleString('en-AU')} ${whole === 1 ? 'point' : 'points'}`;
}

/** A number of things: "1 signal", "3 signals". */
export const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en-AU')} ${one}${count === 1 ? '' : 's'}`;

/** The label of a signal type in the charter's words, escaped. */
export const signalLabel = (type: string, charter: Charter): string => {
  const label = Object.hasOwn(charter.signals, type) ? charter.signals[type] : undefined;
  return within(label || type.replaceAll('_', ' '), SIGNAL_CHARACTERS);
};

/** With a capital, as a sentence begins. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
