// The card of a lead in the shared channel: everything a rep needs to answer while it is open, a short record afterwards.
import type { KnownBlock } from '@slack/types';
import type { Offered } from '../../handshake/handshake.js';
import { shown } from '../../handshake/score.js';
import type { Drawing } from '../drawing.js';
import { inZone, mention, when } from '../mrkdwn.js';
import { answerButtons } from './answer-buttons.js';
import { context, header, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { checklist } from './checklist.js';
import { dueWords, runningClock } from './clock-words.js';
import { decidedCard } from './decided-card.js';
import { earlierBlocks } from './earlier.js';
import { leadWords } from './lead-facts.js';
import { pointsByTeam, pointsSmallPrint, scoreWords } from './points.js';
import { whyRepBriefly } from './why-rep.js';
import { charterLabel, companyName, leadName, spokenTitle } from './wording.js';

export type { CardScene } from './card-scene.js';

/** Slack refuses a message of more than about 13,200 characters; the checklist is what grows with the charter. */
const CHECKLIST_CHARACTERS = 4_400;
const CHECKLIST_BESIDE_EARLIER = 3_000;

/** What the checklist may take: less where the card also tells how the lead was answered before. */
const checklistRoom = ({ earlier = null }: CardScene): number =>
  earlier === null ? CHECKLIST_CHARACTERS : CHECKLIST_BESIDE_EARLIER;

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
    ...earlierBlocks(scene),
    ...pointsByTeam(scene.offered.score),
    ...checklist(charter.charter, scene.offered.verdicts, { total: checklistRoom(scene), brief: true }),
    ...context([
      charterLabel(charter),
      ...(offered.cycle > 1 ? [`Offered for the ${ordinal(offered.cycle)} time`] : []),
      ...pointsSmallPrint(scene.offered.score),
    ]),
    answerButtons(scene, offered),
  ];
  return { text: spoken(scene, offered), blocks };
}

/** When the answer is due; once it is over, by how much. Where nobody ever works nothing is said of it. */
function answerWords(scene: CardScene): string {
  const clock = runningClock(scene, 'answer');
  if (clock !== null && clock.overdueMinutes !== null) return `${dueWords(clock, scene)} · `;
  const due = dueOf(scene);
  return due === null ? '' : `*Answer due:* ${when(due, scene.charter.charter.working.zone)} · `;
}

/** Whom it is meant for, or that the ladder has opened it to all. */
function meantWords(offered: Offered): string[] {
  const { suggested, told, why } = offered;
  if (suggested !== null)
    return [`*Meant for:* ${mention(suggested)}${whyRepBriefly(offered)}; anyone in sales may take it`];
  if (why === 'nobody_free')
    return ['*Open to all:* nobody it could be meant for is free; anyone in sales may take it'];
  return told.some(({ who }) => who === 'all') ? ['*Open to all:* anyone in sales may take it'] : [];
}

function askLines(scene: CardScene, offered: Offered): string[] {
  const { zone } = scene.charter.charter.working;
  const { snoozedUntil } = offered;
  return [
    `${answerWords(scene)}*Score:* ${scoreWords(scene)}`,
    ...meantWords(offered),
    ...(snoozedUntil === null || new Date(snoozedUntil) <= scene.now
      ? []
      : [
          `*Snoozed until:* ${when(snoozedUntil, zone)}, or until something new is known; it can still be answered`,
        ]),
  ];
}

/** The key content in plain words, for notifications and screen readers. */
function spoken(scene: CardScene, { suggested }: Offered): string {
  const due = dueOf(scene);
  const { offered, charter } = scene;
  const sentences = [
    `${scene.earlier ? 'Lead to answer again' : 'New lead to answer'}: ${spokenTitle(scene)}.`,
    `Score ${shown(offered.score.total)}, ${offered.threshold} needed.`,
    ...(due === null ? [] : [`Answer due by ${inZone(due, charter.charter.working.zone)}.`]),
    ...(suggested === null ? [] : [`Meant for ${mention(suggested)}.`]),
    'Accept or reject the lead on its card.',
  ];
  return sentences.join(' ');
}

/** "2nd", "3rd", "11th". */
function ordinal(number: number): string {
  const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${number}${suffixes[new Intl.PluralRules('en-AU', { type: 'ordinal' }).select(number)] ?? 'th'}`;
}
