// Who a lead is and where it came from, as short labelled fields; what is not known is left out.
import { factOf, textOf } from '../../handshake/lead.js';
import { oneLine, when, within } from '../mrkdwn.js';
import type { CardScene } from './card-scene.js';
import { estimatedValue, factWords, signalLabel } from './wording.js';

const VALUE_CHARACTERS = 90;
const SIGNALS_SHOWN = 5;

/** An address that cannot be mistaken for anything else inside a link. */
const PLAIN_EMAIL = /^[\w.%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const LONGEST_LINK = 100;

const present = (pairs: readonly (readonly [string, string])[]): string[] =>
  pairs.filter(([, value]) => value !== '').map(([label, value]) => `*${label}*\n${value}`);

const short = (text: string): string => within(text, VALUE_CHARACTERS);

/** The e-mail address as mrkdwn, as a link to write to where that is safe, or an empty string. */
export function emailWords({ facts }: CardScene): string {
  const email = oneLine(textOf(facts, 'email'));
  return email.length <= LONGEST_LINK && PLAIN_EMAIL.test(email)
    ? `<mailto:${email}|${email}>`
    : short(email);
}

function companySize({ facts }: CardScene): string {
  const employees = factOf(facts, 'company.employees');
  return employees === null || employees === '' ? '' : `${short(factWords(employees))} employees`;
}

/** Ten labelled fields at the most: who the lead is, then where it came from. */
export function leadFields(scene: CardScene): string[] {
  const { facts, handshake } = scene;
  const place = [textOf(facts, 'company.region'), textOf(facts, 'company.country')].filter(
    (part) => part !== '',
  );
  return present([
    ['Job title', short(textOf(facts, 'jobTitle'))],
    ['E-mail', emailWords(scene)],
    ['Phone', short(textOf(facts, 'phone'))],
    ['Company size', companySize(scene)],
    ['Industry', short(textOf(facts, 'company.industry'))],
    ['Location', short(place.join(', '))],
    ['Source', short(handshake.lead.source)],
    ['Campaign', short(textOf(facts, 'campaign'))],
    ['Owner', short(textOf(facts, 'owner'))],
    ['Estimated value', short(estimatedValue(scene))],
  ]);
}

/** How to reach the lead, on one line of mrkdwn, or an empty string. */
export const contactLine = (scene: CardScene): string =>
  [short(textOf(scene.facts, 'jobTitle')), emailWords(scene), short(textOf(scene.facts, 'phone'))]
    .filter((part) => part !== '')
    .join(' · ');

/** The last signals, the newest first, one line of mrkdwn each. */
export function signalLines({ signals, charter }: CardScene): string[] {
  const { zone } = charter.charter.working;
  return [...signals]
    .sort((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime())
    .slice(0, SIGNALS_SHOWN)
    .map(({ type, value, occurredAt }) => {
      const amount = value === null ? '' : ` (${within(factWords(value), VALUE_CHARACTERS)})`;
      return `• ${signalLabel(type, charter.charter)}${amount}, ${when(occurredAt, zone)}`;
    });
}
