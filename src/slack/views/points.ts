// The joint score as people read it: marketing's and sales's points side by side, rule by rule.
import type { SectionBlock } from '@slack/types';
import { type Score, type ScoreLine, shown } from '../../handshake/score.js';
import { within } from '../mrkdwn.js';
import { columns, linesWithin } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { pointsWords } from './wording.js';

const LABEL_CHARACTERS = 48;
const TEAM_CHARACTERS = 800;
const SILENT_CHARACTERS = 300;

/** The score when the lead was offered, what was needed, and the score now where it shows another number. */
export function scoreWords({ offered, score }: CardScene): string {
  const now = shown(score) === shown(offered.score.total) ? '' : `; now ${shown(score)}`;
  return `${pointsWords(offered.score.total)}, ${offered.threshold} needed${now}`;
}

const byPoints = (a: ScoreLine, b: ScoreLine): number => b.points - a.points;

/** "Company size 15"; a share that rounds down to nothing is "less than 1". */
function share({ label, points }: ScoreLine): string {
  const whole = shown(points);
  const number = whole === 0 ? 'less than 1' : whole.toLocaleString('en-AU');
  return `${within(label, LABEL_CHARACTERS)} ${number}`;
}

function team(name: string, points: number, lines: readonly ScoreLine[]): string {
  const scored = lines.filter((line) => line.points > 0).sort(byPoints);
  const listed = linesWithin(scored.map(share), TEAM_CHARACTERS).replaceAll('\n', ', ');
  return `*${name}: ${pointsWords(points)}*\n${listed}`.trimEnd();
}

/** Both teams' points in two columns. */
export function pointsByTeam(score: Score): SectionBlock[] {
  const of = (owner: ScoreLine['owner']) => score.lines.filter((line) => line.owner === owner);
  return columns([
    team('Marketing', score.marketing, of('marketing')),
    team('Sales', score.sales, of('sales')),
  ]);
}

/** Small print: why the teams' points may not add up to the score, and one line for the rules that gave none. */
export function pointsSmallPrint({ lines }: Score): string[] {
  const silent = lines.filter((line) => line.points === 0).map((line) => line.label);
  return [
    'Points are rounded down',
    ...(silent.length === 0 ? [] : [`No points from: ${within(silent.join(', '), SILENT_CHARACTERS)}`]),
  ];
}
