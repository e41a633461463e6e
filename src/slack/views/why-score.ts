// "Why this score?": the whole arithmetic behind an offer, rule by rule and criterion by criterion.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Charter, ScoringRule } from '../../charter/charter.js';
import { criterionOf } from '../../charter/charter.js';
import { type ScoreLine, shown } from '../../handshake/score.js';
import { within } from '../mrkdwn.js';
import { context, plain, section, titled } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { checklist } from './checklist.js';
import { scoreWords } from './points.js';
import { boldTitle, charterLabel, counted, pointsWords } from './wording.js';

const LABEL_CHARACTERS = 120;

/** A modal may be long: everything is told in full. */
const CHECKLIST_CHARACTERS = 40_000;

/** What a rule counts, in words: "when Company size is met", "2 signals counted". */
function counts(line: ScoreLine, rule: ScoringRule | undefined, charter: Charter): string {
  if (rule !== undefined && 'criterion' in rule.when) {
    const id = rule.when.criterion;
    const name = within(criterionOf(charter, id)?.name ?? id, LABEL_CHARACTERS);
    return line.points > 0 ? `because ${name} is met` : `because ${name} is not met or not known`;
  }
  return `${counted(line.count, 'signal')} counted`;
}

/** How fast a rule's points fade, in words. */
export const fading = (halfLifeDays: number | undefined): string =>
  halfLifeDays === undefined
    ? 'the points stay'
    : `each signal's points halve every ${counted(halfLifeDays, 'day')}`;

function ruleLine(line: ScoreLine, charter: Charter): string {
  const rule = charter.scoring.find(({ id }) => id === line.rule);
  const each = rule === undefined || 'criterion' in rule.when ? '' : `, ${pointsWords(rule.points)} each`;
  const fades = rule === undefined ? '' : `, ${fading(rule.halfLifeDays)}`;
  return `• *${within(line.label, LABEL_CHARACTERS)}: ${pointsWords(line.points)}* of at most ${line.cap}: ${counts(line, rule, charter)}${each}${fades}`;
}

/** Every rule's share of the score, every verdict, the threshold and the charter version; nothing to submit. */
export function whyScore(scene: CardScene): ModalView {
  const { offered, charter, score } = scene;
  const { lines, marketing, sales, total } = offered.score;
  const of = (owner: ScoreLine['owner']): string[] =>
    lines.filter((line) => line.owner === owner).map((line) => ruleLine(line, charter.charter));
  const enough = total >= offered.threshold ? 'reaches' : 'is below';
  const blocks: KnownBlock[] = [
    section(
      `${boldTitle(scene)}\n*Score when it was offered: ${scoreWords(scene)}.* The sum of both teams' points ${enough} the threshold of ${offered.threshold}.`,
    ),
    ...(shown(score) === shown(total)
      ? []
      : [
          section(
            `*Score now: ${pointsWords(score)}.* It moves with new signals and with time; the offer stands as it was made.`,
          ),
        ]),
    ...titled(`Marketing: ${pointsWords(marketing)}`, of('marketing')),
    ...titled(`Sales: ${pointsWords(sales)}`, of('sales')),
    ...checklist(charter.charter, offered.verdicts, { total: CHECKLIST_CHARACTERS }),
    ...context([`${charterLabel(charter)}. Points are compared unrounded and shown rounded down.`]),
  ];
  return { type: 'modal', title: plain('Why this score?', 24), close: plain('Close', 24), blocks };
}
