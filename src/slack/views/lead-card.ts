// The card of a lead in the shared channel: everything a rep needs to answer while it is open, a short record afterwards.
import type { KnownBlock, Overflow } from '@slack/types';
import type { Offered } from '../../handshake/handshake.js';
import { shown } from '../../handshake/score.js';
import type { Drawing } from '../drawing.js';
import { actionIds, moreChoices } from '../ids.js';
import { inZone, mention, when } from '../mrkdwn.js';
import { actions, button, context, header, plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { checklist } from './checklist.js';
import { decidedCard } from './decided-card.js';
import { leadWords } from './lead-facts.js';
import { pointsByTeam, pointsSmallPrint, scoreWords } from './points.js';
import { charterLabel, companyName, leadName, spokenTitle } from './wording.js';

export type { CardScene } from './card-scene.js';

/** Slack refuses a message of more than about 13,200 characters; the checklist is what grows with the charter. */
const CHECKLIST_CHARACTERS = 4_400;

/** The card of a handshake as it stands. */
export function leadCard(scene: CardScene): Drawing {
  const { handshake } = scene;
  switch (handshake.status) {
    case 'offered':
      return offerCard(scene, handshake);
    case 'accepted':
    case 'rejected':
    case 'handed_back':
    case 'qualified':
      return decidedCard(scene, handshake);
  }
}

/** When the answer is due: what the handshake knows, else what is known at its first posting. */
const dueOf = ({ handshake, dueAt }: CardScene): Date | null =>
  handshake.dueAt === null ? dueAt : new Date(handshake.dueAt);

function offerCard(scene: CardScene, offered: Offered): Drawing {
  const { charter } = scene;
  const company = companyName(scene);
  const blocks: KnownBlock[] = [
    header(company === '' ? leadName(scene) : `${leadName(scene)} · ${company}`),
    section(askLines(scene, offered).join('\n')),
    section(leadWords(scene)),
    ...pointsByTeam(scene.offered.score),
    ...checklist(charter.charter, scene.offered.verdicts, { total: CHECKLIST_CHARACTERS, brief: true }),
    ...context([
      charterLabel(charter),
      ...(offered.cycle > 1 ? [`Offered for the ${ordinal(offered.cycle)} time`] : []),
      ...pointsSmallPrint(scene.offered.score),
    ]),
    actions([
      button({
        action: actionIds.accept,
        text: 'Accept lead',
        value: offered.id,
        label: `Accept lead ${leadName(scene)}`,
        primary: true,
      }),
      button({
        action: actionIds.reject,
        text: 'Reject lead',
        value: offered.id,
        label: `Reject lead ${leadName(scene)}`,
      }),
      more(offered.id),
    ]),
  ];
  return { text: spoken(scene, offered), blocks };
}

function askLines(scene: CardScene, { suggested, snoozedUntil }: Offered): string[] {
  const { zone } = scene.charter.charter.working;
  const due = dueOf(scene);
  const dueWords = due === null ? '' : `*Answer due:* ${when(due, zone)} · `;
  return [
    `${dueWords}*Score:* ${scoreWords(scene)}`,
    ...(suggested === null ? [] : [`*Meant for:* ${mention(suggested)}; anyone in sales may take it`]),
    ...(snoozedUntil === null || new Date(snoozedUntil) <= scene.now
      ? []
      : [`*Snoozed until:* ${when(snoozedUntil, zone)}; it can still be answered`]),
  ];
}

/** The key content in plain words, for notifications and screen readers. */
function spoken(scene: CardScene, { suggested }: Offered): string {
  const due = dueOf(scene);
  const { offered, charter } = scene;
  const sentences = [
    `New lead to answer: ${spokenTitle(scene)}.`,
    `Score ${shown(offered.score.total)}, ${offered.threshold} needed.`,
    ...(due === null ? [] : [`Answer due by ${inZone(due, charter.charter.working.zone)}.`]),
    ...(suggested === null ? [] : [`Meant for ${mention(suggested)}.`]),
    'Accept or reject the lead on its card.',
  ];
  return sentences.join(' ');
}

const more = (id: string): Overflow => ({
  type: 'overflow',
  action_id: actionIds.more,
  options: [
    { text: plain('Why this score?', 75), value: `${moreChoices.why}:${id}` },
    { text: plain('Reassign lead', 75), value: `${moreChoices.reassign}:${id}` },
    { text: plain('Snooze lead', 75), value: `${moreChoices.snooze}:${id}` },
  ],
});

/** "2nd", "3rd", "11th". */
function ordinal(number: number): string {
  const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${number}${suffixes[new Intl.PluralRules('en-AU', { type: 'ordinal' }).select(number)] ?? 'th'}`;
}
