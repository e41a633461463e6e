// Who a lead is, where it came from and what it did, one short line each; what is not known is left out.
import { factOf, textOf } from '../../handshake/lead.js';
import { oneLine, when, within } from '../mrkdwn.js';
import type { CardScene } from './card-scene.js';
import { boldTitle, estimatedValue, factWords, signalLabel } from './wording.js';

const VALUE_CHARACTERS = 90;
const SIGNALS_SHOWN = 5;

/** An address that cannot be mistaken for anything else inside a link. */
const PLAIN_EMAIL = /^[\w.%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const LONGEST_LINK = 100;

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

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

/** A word before a value, or nothing where the value is not known. */
const named = (label: string, value: string): string => (value === '' ? '' : `${label} ${short(value)}`);

const contactParts = (scene: CardScene): string[] => [
  short(textOf(scene.facts, 'jobTitle')),
  emailWords(scene),
  short(textOf(scene.facts, 'phone')),
];

/** Who to reach and how, their company, and where the lead came from, one labelled line of mrkdwn each. */
function whoLines(scene: CardScene): string[] {
  const { facts, handshake } = scene;
  const place = [textOf(facts, 'company.region'), textOf(facts, 'company.country')]
    .filter((part) => part !== '')
    .join(', ');
  const lines: readonly (readonly [string, string[]])[] = [
    ['Contact', contactParts(scene)],
    ['Company', [companySize(scene), short(textOf(facts, 'company.industry')), short(place)]],
    [
      'Source',
      [
        short(handshake.lead.source),
        named('campaign', textOf(facts, 'campaign')),
        named('owner', textOf(facts, 'owner')),
        named('estimated value', estimatedValue(scene)),
      ],
    ],
  ];
  return lines.flatMap(([label, parts]) => (joined(parts) === '' ? [] : [`*${label}:* ${joined(parts)}`]));
}

/** Who the lead is and what it did last: four labelled lines at the most, together well below 3,000 characters. */
export const leadWords = (scene: CardScene): string =>
  [...whoLines(scene), signalsLine(scene)].filter((line) => line !== '').join('\n');

/** The lead in three lines at the most: who it is, how to reach them, and what they did last. */
export const leadInBrief = (scene: CardScene): string =>
  [boldTitle(scene), joined(contactParts(scene)), signalsLine({ ...scene, signals: newestOf(scene, 1) })]
    .filter((line) => line !== '')
    .join('\n');

const newestOf = ({ signals }: CardScene, most: number): CardScene['signals'] =>
  [...signals].sort((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime()).slice(0, most);

/** The last signals on a line of mrkdwn, the newest first; those of one kind are told together, each with its time. */
function signalsLine(scene: CardScene): string {
  const { charter } = scene;
  const { zone } = charter.charter.working;
  const newest = newestOf(scene, SIGNALS_SHOWN);
  const times = new Map<string, string[]>();
  for (const { type, value, occurredAt } of newest) {
    const amount = value === null ? '' : ` (${within(factWords(value), VALUE_CHARACTERS)})`;
    const kind = `${signalLabel(type, charter.charter)}${amount}`;
    times.set(kind, [...(times.get(kind) ?? []), when(occurredAt, zone)]);
  }
  const kinds = [...times].map(([kind, at]) => `${kind}, ${at.join(', ')}`);
  const label = newest.length === 1 ? 'Last signal' : 'Last signals';
  return kinds.length === 0 ? '' : `*${label}:* ${kinds.join(' · ')}`;
}
