// How the commands are used: what help and unknown words are answered with.
import type { Drawing } from '../drawing.js';
import { within } from '../mrkdwn.js';
import { section } from './block-parts.js';

const WORD_CHARACTERS = 60;
const REASON_CHARACTERS = 200;

function usage(lines: readonly string[], unknown: string | null): Drawing {
  const said =
    unknown === null ? [] : [`“${within(unknown, WORD_CHARACTERS)}” is not understood here. These are:`];
  const text = [...said, ...lines].join('\n');
  return { text, blocks: [section(text)] };
}

/** How the charter command is used; `unknown` is what somebody typed that it does not know. */
export const charterUsage = (unknown: string | null = null): Drawing =>
  usage(
    [
      '`/charter` shows the charter in force: what makes a lead an MQL and an SQL, the points, the clocks, who signed it.',
      '`/charter propose` changes it: part by part, from a template, or as a YAML file. Both leaders sign before it holds.',
      '`/charter draft` shows what is proposed now, with the buttons to sign, decline or change it.',
      '`/charter history` lists the versions: who changed what and why, and when each was in force.',
      '`/charter export` sends you the charter as a YAML file.',
      '`/charter review` lets the leaders sign that it stays as it is.',
      '`/charter help` shows this.',
    ],
    unknown,
  );

/** How the funnel command is used; `unknown` is what somebody typed that it does not know. */
export const funnelUsage = (unknown: string | null = null): Drawing =>
  usage(
    [
      '`/funnel diagnose [30d|90d|quarter|from..to] [by source|rep|segment|campaign] [share]` shows managers and leaders where leads stall, why, what it costs and what to change; without a period the last 90 days.',
      '`/funnel away` notes when you are on leave, `/funnel away list` shows who is; `/funnel away help` says more.',
      '`/funnel setup` sets the shared channel and who is who: the owner of the charter, the leaders who sign it, managers, sales and marketing.',
      '`/funnel leads` lists the open leads; also `overdue`, `unanswered`, `accepted`, `rejected`, `sql`, `all` or `mine`, and then a source, a campaign or a segment: `/funnel leads rejected source webinar`.',
      '`/funnel lead NAME` tells the whole story of one lead, by a part of its name, its e-mail address, its company or its id.',
      '`/funnel export` sends managers the handshakes as a CSV file; the words of `/funnel leads` narrow it.',
      '`/funnel digest` shows the last week that was told, `/funnel digest 2026-11-16` the week of that day, `/funnel digest now` the one that runs.',
      '`/funnel digest me` shows your own figures; `me on` sends them to you each week, `me off` stops that.',
      '`/funnel jobs` shows managers how each job ran last: when, what it took and did, and whether it failed.',
      '`/funnel help` shows this.',
    ],
    unknown,
  );

/** How the diagnosis is asked for, and what was not understood. */
export function diagnoseUsage({ word, why }: { word: string; why: string }): Drawing {
  const text = [
    `“${within(word, WORD_CHARACTERS)}” is not understood here. ${within(why, REASON_CHARACTERS)}`,
    '`/funnel diagnose [30d|90d|quarter|from..to] [by source|rep|segment|campaign] [share]`',
    '`30d` is the last 30 days, `quarter` this quarter so far, `2026-07-01..2026-09-30` from one day to another. Without days it is the last 90.',
    '`share` posts it in the channel, with your name.',
  ].join('\n');
  return { text, blocks: [section(text)] };
}
