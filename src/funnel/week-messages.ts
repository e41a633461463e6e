// The messages by which a week is told: one to all, a reply a team under it, and privately to managers and to reps who asked.
import { foldedBy } from './sections/folding.js';
import { isQuiet } from './sections/sections.js';
import type { Week } from './week.js';
import type { GroupFigures, WeekFigures } from './week-figures.js';

export type WeekMessageKind = 'digest' | 'digest_team' | 'digest_managers' | 'digest_own';

/** One message that Slack should show. `to` is the person it is private to, or null for the shared channel. */
export interface WeekMessage {
  key: string;
  kind: WeekMessageKind;
  /** The key of the message it hangs under. */
  thread: string | null;
  to: string | null;
}

/** Who hears of a week besides the channel: people, by their Slack ids. */
export interface WeekHearers {
  managers: readonly string[];
  /** Those who asked for their own figures. */
  readers: readonly string[];
}

/** The key of the message that tells a week. */
export const digestKey = (week: Week): string => `digest:${week}`;

/** What is said of a team in the thread: by the place of the team among those told, or of all the small ones together. */
const OTHERS = 'others';

export interface TeamsTold {
  told: GroupFigures[];
  /** The small ones added up; null where there is none. */
  others: GroupFigures | null;
}

/** More teams than this are read in the managers' message. */
const TEAMS_MOST = 8;

/** The teams that get a reply of their own, the largest first. Where no lead has a segment there are none. */
export function teamsTold({ teams }: Pick<WeekFigures, 'teams'>): TeamsTold {
  if (teams.every(({ name }) => name === null)) return { told: [], others: null };
  const { told } = foldedBy(teams, ({ offered }) => offered, { folded: true });
  const first = told.slice(0, TEAMS_MOST);
  const small = teams.filter((team) => !first.includes(team) && team.offered > 0);
  const sum = (of: (team: GroupFigures) => number): number =>
    small.reduce((total, team) => total + of(team), 0);
  const others: GroupFigures = {
    name: null,
    offered: sum(({ offered }) => offered),
    accepted: sum(({ accepted }) => accepted),
    rejected: sum(({ rejected }) => rejected),
    sql: sum(({ sql }) => sql),
    unanswered: sum(({ unanswered }) => unanswered),
  };
  return { told: first, others: small.length === 0 ? null : others };
}

/** Every message that a week owes. A quiet one is told to all in two lines, and to nobody else. */
export function messagesOfWeek(figures: WeekFigures, { managers, readers }: WeekHearers): WeekMessage[] {
  const { week, reps } = figures;
  const key = digestKey(week);
  const digest: WeekMessage = { key, kind: 'digest', thread: null, to: null };
  if (isQuiet(figures)) return [digest];
  const { told, others } = teamsTold(figures);
  const places = [...told.map((_, place) => String(place)), ...(others === null ? [] : [OTHERS])];
  return [
    digest,
    ...places.map(
      (place): WeekMessage => ({ key: `${key}:team:${place}`, kind: 'digest_team', thread: key, to: null }),
    ),
    ...managers.map(
      (to): WeekMessage => ({ key: `${key}:managers:${to}`, kind: 'digest_managers', thread: null, to }),
    ),
    ...readers
      .filter((reader) => reps.some(({ rep }) => rep === reader))
      .map((to): WeekMessage => ({ key: `${key}:own:${to}`, kind: 'digest_own', thread: null, to })),
  ];
}

/** The week that a message tells, and of whom or of which team. */
export function saidOfWeek(key: string): { week: Week; of: string } {
  const [, week = '', , of = ''] = key.split(':');
  return { week, of };
}

/** The team that a reply is about. */
export function teamAt(figures: WeekFigures, of: string): GroupFigures | null {
  const { told, others } = teamsTold(figures);
  return of === OTHERS ? others : (told[Number(of)] ?? null);
}
