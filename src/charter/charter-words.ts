// The parts of a charter in words: points, clocks, rungs, working hours, groups and people. Unescaped, each on one line.
import {
  type Charter,
  type Criterion,
  criterionOf,
  type ScoringRule,
  type Segment,
  type Weekday,
  type WorkingHours,
  weekdays,
} from './charter.js';
import { countWords, named, numberWords, ruleWords, signalWords } from './rule-words.js';

/** "1 point", "50 points". */
export const pointsOf = (points: number): string => countWords(points, 'point');

/** "15 points", "5 points each, up to 15, halving every 30 days". */
export function scoringWords({ points, cap, halfLifeDays, when }: ScoringRule): string {
  const upTo = 'signal' in when || cap !== points ? [`up to ${numberWords(cap)}`] : [];
  return [
    'signal' in when ? `${pointsOf(points)} each` : pointsOf(points),
    ...upTo,
    ...(halfLifeDays === undefined ? [] : [`halving every ${countWords(halfLifeDays, 'day')}`]),
  ].join(', ');
}

/** What a scoring rule counts: "when Company size is met", "for each pricing page viewed at 90 or less". */
export function whenWords(when: ScoringRule['when'], charter: Charter): string {
  if ('criterion' in when)
    return `when ${named(criterionOf(charter, when.criterion)?.name ?? when.criterion)} is met`;
  const value = when.valueAtMost === undefined ? '' : ` at ${numberWords(when.valueAtMost)} or less`;
  return `for each ${signalWords(when.signal, charter.signals)}${value}`;
}

/** What a criterion asks of a lead, or that a person judges it. */
export const judgedBy = ({ rule }: Pick<Criterion, 'rule'>, charter: Pick<Charter, 'signals'>): string =>
  rule === null ? 'judged by a person' : ruleWords(rule, charter);

/** "Enterprise: company employees 200 or more". */
export const segmentWords = ({ name, rule }: Segment, charter: Pick<Charter, 'signals'>): string =>
  `${named(name)}: ${ruleWords(rule, charter)}`;

/** Working minutes: "4 working hours", "1 working hour 30 minutes". */
export function workingTimeWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return countWords(rest, 'working minute');
  const whole = countWords(hours, 'working hour');
  return rest === 0 ? whole : `${whole} ${countWords(rest, 'minute')}`;
}

/** Each clock by its name: "4 working hours", "10 working days", "5 minutes". */
export const clockWords = (clocks: Charter['clocks']): Record<keyof Charter['clocks'], string> => ({
  answerWorkingMinutes: workingTimeWords(clocks.answerWorkingMinutes),
  firstTouchWorkingMinutes: workingTimeWords(clocks.firstTouchWorkingMinutes),
  decideSqlWorkingDays: countWords(clocks.decideSqlWorkingDays, 'working day'),
  undoMinutes: countWords(clocks.undoMinutes, 'minute'),
});

/** What people call the clocks. */
export const clockNames: Readonly<Record<keyof Charter['clocks'], string>> = {
  answerWorkingMinutes: 'Time to answer',
  firstTouchWorkingMinutes: 'Time to the first touch',
  decideSqlWorkingDays: 'Time to decide SQL',
  undoMinutes: 'Time to undo an accept',
};

type Rung = Charter['ladder'][number];

const rungNames: Readonly<Record<Rung['who'], string>> = {
  rep: 'remind the rep',
  thread: "tell the card's thread",
  manager: 'tell the manager',
  reassign: 'give the lead to the next rep',
  all: 'open the lead to all',
};

/** "at 50 % remind the rep". */
export const rungWords = ({ atPercent, who }: Rung): string =>
  `at ${numberWords(atPercent)} % ${rungNames[who]}`;

/** Each cap by its name: "5 a rep and working day", "20 a rep". */
export const capWords = (caps: Charter['caps']): Record<keyof Charter['caps'], string> => ({
  nudgesARepADay: `${numberWords(caps.nudgesARepADay)} a rep and working day`,
  openARep: `${numberWords(caps.openARep)} a rep`,
});

/** What people call the caps. */
export const capNames: Readonly<Record<keyof Charter['caps'], string>> = {
  nudgesARepADay: 'Private reminders at most',
  openARep: 'Open leads at most',
};

/** "Monday at 09:00". */
export const digestWords = ({ day, time }: Charter['digest']): string => `${capital(day)} at ${time}`;

const capital = (day: string): string => `${day.charAt(0).toUpperCase()}${day.slice(1)}`;

/** "Monday to Friday" for three days or more in a row, else each by its name. */
function dayNames(days: readonly Weekday[]): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '';
  const inARow =
    days.length >= 3 && days.every((day, index) => weekdays[weekdays.indexOf(first) + index] === day);
  return inARow ? `${capital(first)} to ${capital(last)}` : days.map(capital).join(', ');
}

/** "Monday to Friday 09:00–17:00 without 12:00–13:00"; days that keep the same hours are told together. */
export function hoursWords({ days }: Pick<WorkingHours, 'days'>): string {
  const byHours = new Map<string, Weekday[]>();
  for (const day of weekdays) {
    const hours = days[day];
    if (hours === undefined) continue;
    const pauses = (hours.breaks ?? []).map(({ from, to }) => `${from}–${to}`);
    const span = `${hours.from}–${hours.to}${pauses.length === 0 ? '' : ` without ${pauses.join(' and ')}`}`;
    byHours.set(span, [...(byHours.get(span) ?? []), day]);
  }
  return [...byHours].map(([span, names]) => `${dayNames(names)} ${span}`).join('; ') || 'no working days';
}

/** "closed on public holidays of AU-NSW". */
export function holidayWords({ holidays }: Pick<WorkingHours, 'holidays'>): string {
  if (holidays === null) return 'open on public holidays';
  const { country, region } = holidays;
  return `closed on public holidays of ${named(region === undefined ? country : `${country}-${region}`)}`;
}

/** "at least one of Pricing guide, Demo webinar; at least one of …". */
export const groupsWords = (groups: readonly (readonly string[])[], charter: Charter): string =>
  groups
    .map(
      (group) =>
        `at least one of ${group.map((id) => named(criterionOf(charter, id)?.name ?? id)).join(', ')}`,
    )
    .join('; ') || 'no group';

/** What the checklist says of a criterion beside its statement: "MQL, mandatory". */
export const gateWords = ({ gate, mandatory }: Pick<Criterion, 'gate' | 'mandatory'>): string =>
  `${gate}, ${mandatory ? 'mandatory' : 'not mandatory'}`;
