// One lead's whole story: what is known of it and since when, how its score moved, and what became of each handshake.
import type { KnownBlock } from '@slack/types';
import type { Charter } from '../../charter/charter.js';
import type { ScoreAt } from '../../funnel/score-history.js';
import { type Facts, nameOf, textOf } from '../../handshake/lead.js';
import { shown } from '../../handshake/score.js';
import type { WholeStory } from '../../journey/leads.js';
import type { ToldHandshake } from '../../store/lead-book.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { when, within } from '../mrkdwn.js';
import { actions, button, context, header, linesWithin, section } from './block-parts.js';
import { eventLines, standsNow } from './event-words.js';
import { counted, factWords, pointsWords, signalLabel } from './wording.js';

const NAME_CHARACTERS = 120;
const FIELD_CHARACTERS = 40;
const VALUE_CHARACTERS = 90;
const FACTS_CHARACTERS = 1_800;
const SCORES_CHARACTERS = 1_100;
const SIGNALS_CHARACTERS = 1_200;
const EVENTS_CHARACTERS = 1_400;

/** A lead that keeps coming back has its last handshakes told; the earlier ones are counted. */
const HANDSHAKES_SHOWN = 3;

function factLines(facts: Facts, zone: string): string[] {
  return Object.entries(facts)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([field, { value, at }]) =>
        `• ${within(field, FIELD_CHARACTERS)}: ${within(factWords(value), VALUE_CHARACTERS)} (${when(at, zone)})`,
    );
}

/** Only where the shown points or the verdict change: a score that fades by a hair tells nothing. */
const turns = (scores: readonly ScoreAt[]): ScoreAt[] =>
  scores.filter((score, index) => {
    const before = scores[index - 1];
    if (before === undefined || index === scores.length - 1) return true;
    return shown(score.points) !== shown(before.points) || score.mql !== before.mql;
  });

function scoreLines(scores: readonly ScoreAt[], zone: string): string[] {
  const told = turns(scores);
  return told.map(({ at, points, threshold, mql, charterVersion }, index) => {
    const before = told[index - 1];
    const crossed = mql === (before?.mql ?? false) ? '' : mql ? ', became an MQL' : ', no MQL any more';
    const charter =
      before === undefined || before.charterVersion === charterVersion
        ? ''
        : `, charter version ${charterVersion}`;
    return `• ${when(at, zone)}: ${pointsWords(points)} of ${threshold} needed${crossed}${charter}`;
  });
}

function signalLines({ signals }: WholeStory, charter: Charter): string[] {
  return [...signals].reverse().map(({ type, value, occurredAt }) => {
    const amount = value === null ? '' : ` (${value.toLocaleString('en-AU')})`;
    return `• ${when(occurredAt, charter.working.zone)}: ${signalLabel(type, charter)}${amount}`;
  });
}

/** A part with a title; nothing makes one line that says so. */
const part = (title: string, lines: readonly string[], of: { most: number; none: string }): KnownBlock =>
  section(`*${title}*\n${lines.length === 0 ? of.none : linesWithin(lines, of.most)}`);

function handshakeBlocks(told: ToldHandshake, story: WholeStory, name: string, now: string): KnownBlock[] {
  const { handshake, offered } = told;
  const version = story.charters.find(({ version }) => version === handshake.charterVersion);
  const charter = version?.charter;
  if (charter === undefined) return [];
  const { zone } = charter.working;
  const title = `*Handshake ${handshake.cycle}*: ${standsNow(told, zone, now)}`;
  const under = `Offered with ${pointsWords(offered.score.total)} of ${offered.threshold} needed, under charter version ${handshake.charterVersion}`;
  return [
    section(`${title}\n${under}\n${linesWithin(eventLines(told, charter), EVENTS_CHARACTERS)}`),
    actions([
      button({
        action: actionIds.whyScore,
        text: 'Why this score?',
        value: handshake.id,
        label: `Why this score? Handshake ${handshake.cycle} of ${name}`,
      }),
    ]),
  ];
}

/** The whole story of a lead, for the eyes of whoever asked. `charter` is the one in force. */
export function leadStoryMessage(story: WholeStory, charter: Charter, now: Date): Drawing {
  const { zone } = charter.working;
  const name = nameOf(story.facts, story.key);
  const company = textOf(story.facts, 'company.name');
  const title = company === '' ? name : `${name} · ${company}`;
  const last = story.scores.at(-1);
  const points = last === undefined ? story.score : last.points;
  const stands = `${pointsWords(points)} now of ${charter.mql.threshold} needed${story.mql ? ', an MQL' : ''}`;
  const shownHandshakes = story.handshakes.slice(-HANDSHAKES_SHOWN).reverse();
  const earlier = story.handshakes.length - shownHandshakes.length;
  const blocks: KnownBlock[] = [
    header(title),
    section(
      `From ${within(story.key.source, NAME_CHARACTERS)}, since ${when(story.arrivedAt, zone)}: ${stands}.`,
    ),
    ...(story.handshakes.length === 0
      ? [section('*Handshakes*\nNone: it was never offered to sales.')]
      : shownHandshakes.flatMap((told) => handshakeBlocks(told, story, name, now.toISOString()))),
    ...context(earlier === 0 ? [] : [`and ${counted(earlier, 'earlier handshake')}`]),
    part('Score over time', scoreLines(story.scores, zone), {
      most: SCORES_CHARACTERS,
      none: 'It was not judged yet.',
    }),
    part('Signals, the newest first', signalLines(story, charter), {
      most: SIGNALS_CHARACTERS,
      none: 'None yet.',
    }),
    part('What is known, and when that was so', factLines(story.facts, zone), {
      most: FACTS_CHARACTERS,
      none: 'Nothing yet.',
    }),
  ];
  const latest = story.handshakes.at(-1);
  const how = latest === undefined ? 'never offered' : standsNow(latest, zone, now.toISOString());
  return { text: `${within(title, NAME_CHARACTERS)}: ${stands}, ${how}.`, blocks };
}
