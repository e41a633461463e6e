// The joint score as people read it: marketing's and sales's points side by side, rule by rule.
import type { ContextBlock, SectionBlock } from '@slack/types';
import { type Score, type ScoreLine, shown } from '../../handshake/score.js';
import { within } from '../mrkdwn.js';
import { columns, context, linesWithin } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { pointsWords } from './wording.js';

const LABEL_CHARACTERS = 48;
const TEAM_CHARACTERS = 800;
const SILENT_CHARACTERS = 300;

/** The score when the lead was offered, what was needed, and the score now where it shows another number. */
export function scoreWords({ offered, score }: CardScene): string {
  const now = shown(score) === shown(offered.score.total) ? '' : `, now ${shown(score)}`;
  return `${pointsWords(offered.score.total)} of ${offered.threshold} needed${now}`;
}

const byPoints = (a: ScoreLine, b: ScoreLine): number => b.points - a.points;

function team(name: string, points: number, lines: readonly ScoreLine[]): string {
  const scored = lines.filter((line) => line.points > 0).sort(byPoints);
  const listed = scored.map((line) => `${within(line.label, LABEL_CHARACTERS)}: ${pointsWords(line.points)}`);
  return `*${name}: ${pointsWords(points)}*\n${linesWithin(listed, TEAM_CHARACTERS)}`.trimEnd();
}

/** Both teams' points in two columns, and one line for the rules that gave none. */
export function pointsByTeam(score: Score): (SectionBlock | ContextBlock)[] {
  const of = (owner: ScoreLine['owner']) => score.lines.filter((line) => line.owner === owner);
  const silent = score.lines.filter((line) => line.points === 0).map((line) => line.label);
  return [
    ...columns([
      team('Marketing', score.marketing, of('marketing')),
      team('Sales', score.sales, of('sales')),
    ]),
    ...context(
      silent.length === 0 ? [] : [`No points from: ${within(silent.join(', '), SILENT_CHARACTERS)}`],
    ),
  ];
}
