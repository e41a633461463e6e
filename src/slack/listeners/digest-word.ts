// `/funnel digest`: a week as it was told, the one that runs so far, and one's own figures if one wants them.
import { dayNumber, mondayOf } from '../../funnel/days.js';
import type { Week } from '../../funnel/week.js';
import type { WeekFigures } from '../../funnel/week-figures.js';
import { runningWeek, weekSoFar } from '../../journey/digest.js';
import { type CommandCall, type Press, tell } from '../boundary.js';
import { type Desk, mayDo } from '../desk.js';
import type { Drawing } from '../drawing.js';
import { admit } from '../gate.js';
import { answerWith } from '../plainer.js';
import { section } from '../views/block-parts.js';
import { managersMessage } from '../views/digest-managers.js';
import { digestMessage, ownMessage } from '../views/digest-view.js';
import { funnelUsage } from '../views/usage.js';

/** What somebody asks for: a week, their own figures, or that these come or come no more. */
export type DigestAsked =
  | { kind: 'week'; week: Week | 'last' | 'running' }
  | { kind: 'own' }
  | { kind: 'want own'; wanted: boolean };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function weekOfDay(word: string): Week | null {
  if (!DAY.test(word)) return null;
  try {
    const week = mondayOf(word);
    // 31 February is read as a day of March.
    return new Date(dayNumber(word) * 86_400_000).toISOString().startsWith(word) ? week : null;
  } catch {
    return null;
  }
}

/** Reads what follows `/funnel digest`; null when the words are not understood. */
export function readDigestWords(words: string): DigestAsked | null {
  switch (words.trim().toLowerCase().replace(/\s+/g, ' ')) {
    case '':
    case 'last':
      return { kind: 'week', week: 'last' };
    case 'now':
    case 'this week':
      return { kind: 'week', week: 'running' };
    case 'me':
      return { kind: 'own' };
    case 'me on':
      return { kind: 'want own', wanted: true };
    case 'me off':
      return { kind: 'want own', wanted: false };
  }
  const week = weekOfDay(words.trim());
  return week === null ? null : { kind: 'week', week };
}

const said = (text: string): Drawing => ({ text, blocks: [section(text)] });

/** The figures of a week: as it was told, or as it stands while it runs; null when it was never told. */
async function figuresFor(
  { workplace }: Desk,
  asked: Week | 'last' | 'running',
): Promise<WeekFigures | null> {
  const { digests } = workplace.store;
  const running = await runningWeek(workplace);
  const week = asked === 'running' ? running : asked === 'last' ? (await digests.standing()).last : asked;
  if (week === null || week === running) return weekSoFar(workplace);
  return digests.told(week);
}

const WEEKS_NAMED = 6;

async function neverTold({ workplace }: Desk): Promise<string> {
  const weeks = await workplace.store.digests.list(WEEKS_NAMED);
  const known =
    weeks.length === 0
      ? 'No week has been told yet'
      : `The last ones that were told: ${weeks.map((week) => `\`${week}\``).join(', ')}`;
  return `That week was not told. ${known}; \`/funnel digest now\` shows the one that runs.`;
}

async function wantOwn(desk: Desk, person: string, wanted: boolean): Promise<string> {
  const { store, now } = desk.workplace;
  await store.digests.want(person, wanted, now());
  return wanted
    ? 'You get your own figures of each week, privately, when the week is told. `/funnel digest me off` stops that.'
    : 'You get your own figures no more. `/funnel digest me` still shows them when you ask.';
}

const NOTHING_OWN = 'Nothing was offered to you or answered by you in that week.';

export async function digestWord(call: CommandCall, desk: Desk, words: string): Promise<void> {
  const asked = readDigestWords(words);
  if (asked === null) return call.ack({ response_type: 'ephemeral', ...funnelUsage(call.text) });
  await admit(desk, 'read a digest', call);
  if (asked.kind === 'want own')
    return call.ack({ response_type: 'ephemeral', ...said(await wantOwn(desk, call.person, asked.wanted)) });
  // Counting may take longer than Slack waits, and only through the address of the answer it tells whether it takes a chart.
  await call.ack();
  const figures = await figuresFor(desk, asked.kind === 'own' ? 'last' : asked.week);
  if (figures === null) return answerWith(call.respond, said(await neverTold(desk)));
  if (asked.kind === 'own')
    return answerWith(call.respond, ownMessage(figures, call.person) ?? said(NOTHING_OWN));
  const all = (await mayDo(desk, 'see reps one by one', call)) === true;
  await answerWith(call.respond, digestMessage(figures, { folded: !all, offersOwn: false }));
  if (all) await answerWith(call.respond, managersMessage(figures));
}

/** The button under a digest. */
export async function askForOwn(press: Press, desk: Desk): Promise<void> {
  await admit(desk, 'read a digest', press);
  const answer = await wantOwn(desk, press.person, true);
  await press.ack();
  await tell(press, answer);
}
