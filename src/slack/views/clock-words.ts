// How clocks are told: when something is due, how much of its working time is used, and by how much it is over.
import type { Clock } from '../../handshake/clocks.js';
import type { ClockKind } from '../../handshake/rungs.js';
import { when } from '../mrkdwn.js';
import type { CardScene } from './card-scene.js';

const MINUTES_AN_HOUR = 60;

/** Working minutes in words, whole ones: "2 h 10 min". */
export function durationWords(minutes: number): string {
  const whole = Math.floor(minutes);
  if (whole < 1) return 'less than a minute';
  const hours = Math.floor(whole / MINUTES_AN_HOUR);
  const rest = whole % MINUTES_AN_HOUR;
  return [
    ...(hours === 0 ? [] : [`${hours.toLocaleString('en-AU')} h`]),
    ...(rest === 0 ? [] : [`${rest} min`]),
  ].join(' ');
}

/** What each clock asks for, before and after the time is over. */
const asks: Readonly<Record<ClockKind, { due: string; was: string }>> = {
  answer: { due: 'Answer due', was: 'Answer was due' },
  first_touch: { due: 'First touch due', was: 'First touch was due' },
  decide_sql: { due: 'Decide SQL by', was: 'SQL was to be decided by' },
};

/** The clock of a kind that runs, or null when it has not begun or has stopped. */
export const runningClock = ({ clocks = [] }: CardScene, kind: ClockKind): Clock | null =>
  clocks.find((clock) => clock.kind === kind && clock.stoppedAt === null) ?? null;

/** "*Answer due:* …", each reader in their own zone; once it is over, by how much it is at the time of drawing. */
export function dueWords({ kind, dueAt, overdueMinutes }: Clock, { charter, now }: CardScene): string {
  const { zone } = charter.charter.working;
  const due = when(dueAt, zone);
  if (overdueMinutes === null) return `*${asks[kind].due}:* ${due}`;
  return `*${asks[kind].was}:* ${due}, over by ${durationWords(overdueMinutes)} of working time as of ${when(now, zone)}`;
}

/** "2 h of 4 h of working time used", or how much is over. */
export const usedWords = ({ usedMinutes, allowedMinutes, overdueMinutes }: Clock): string =>
  overdueMinutes === null
    ? `${durationWords(usedMinutes)} of ${durationWords(allowedMinutes)} of working time used`
    : `${durationWords(overdueMinutes)} of working time over`;
