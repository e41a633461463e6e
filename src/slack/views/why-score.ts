// "Why this score?": the whole arithmetic behind an offer, rule by rule and criterion by criterion.
import type { KnownBlock, ModalView } from '@slack/types';
import {
  type Charter,
  criterionOf,
  type Dimension,
  dimensions,
  type ScoringRule,
} from '../../charter/charter.js';
import { judgedBy, scoringWords, whenWords } from '../../charter/charter-words.js';
import { type ScoreLine, shown } from '../../handshake/score.js';
import { actionIds } from '../ids.js';
import { within } from '../mrkdwn.js';
import { actions, button, context, plain, section, titled } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { verdictOf } from './checklist.js';
import { scoreWords } from './points.js';
import { boldTitle, charterLabel, counted, dimensionNames, pointsWords, verdictNames } from './wording.js';

const LABEL_CHARACTERS = 120;

const VALUE_CHARACTERS = 200;

/** A modal may be long: all but the longest lists is told in full. */
const RULE_CHARACTERS = 900;

/** What a rule counts, in words: "when Company size is met", "2 signals counted". */
function counts(line: ScoreLine, rule: ScoringRule | undefined, charter: Charter): string {
  if (rule !== undefined && 'criterion' in rule.when) {
    const id = rule.when.criterion;
    const name = within(criterionOf(charter, id)?.name ?? id, LABEL_CHARACTERS);
    return line.points > 0 ? `because ${name} is met` : `because ${name} is not met or not known`;
  }
  return `${counted(line.count, 'signal')} counted`;
}

function ruleLine(line: ScoreLine, charter: Charter): string {
  const rule = charter.scoring.find(({ id }) => id === line.rule);
  const says =
    rule === undefined
      ? ''
      : `. Rule: ${within(`${scoringWords(rule)}, ${whenWords(rule.when, charter)}`, RULE_CHARACTERS)}`;
  return `• *${within(line.label, LABEL_CHARACTERS)}: ${pointsWords(line.points)}* of at most ${line.cap}, ${counts(line, rule, charter)}${says}`;
}

/** Every criterion with its verdict, the lead's own value, and the rule that judged it. */
function verdictLines({ charter: { charter }, offered }: CardScene, dimension: Dimension): string[] {
  return charter.criteria
    .filter((criterion) => criterion.dimension === dimension)
    .map((criterion) => {
      const { verdict, value } = verdictOf(criterion.id, offered.verdicts);
      const { sign, words } = verdictNames[verdict];
      const rule = within(judgedBy(criterion, charter), RULE_CHARACTERS);
      return `${sign} ${words} · *${within(criterion.name, LABEL_CHARACTERS)}*: ${within(value, VALUE_CHARACTERS)}. ${criterion.rule === null ? 'Judged by a person' : `Rule: ${rule}`}`;
    });
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
    ...dimensions.flatMap((dimension) => titled(dimensionNames[dimension], verdictLines(scene, dimension))),
    actions([
      button({
        action: actionIds.readCharter,
        text: `Read charter version ${charter.version}`,
        value: String(charter.version),
        label: `Read charter version ${charter.version}, which this lead was judged by`,
      }),
    ]),
    ...context([`${charterLabel(charter)}. Points are compared unrounded and shown rounded down.`]),
  ];
  return { type: 'modal', title: plain('Why this score?', 24), close: plain('Close', 24), blocks };
}
