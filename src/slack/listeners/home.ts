// The Home tab: opened, and what is chosen on it. It is drawn by the courier, like everything that Slack should show.
import type { HomeChoice } from '../../store/homes.js';
import type { Press } from '../boundary.js';
import type { Desk } from '../desk.js';
import { ALL_SEGMENTS, homePeriods } from '../views/home.js';

export async function showHome(person: string, { workplace }: Desk): Promise<void> {
  await workplace.store.homes.open(person);
  workplace.owed();
}

/** Keeps what somebody chose; the tab is drawn anew. */
const chooses =
  (changeOf: (value: string) => Partial<HomeChoice> | null) =>
  async ({ person, value, ack }: Press, { workplace }: Desk): Promise<void> => {
    const { homes } = workplace.store;
    const change = changeOf(value);
    if (change !== null) await homes.choose(person, { ...(await homes.choiceOf(person)), ...change });
    await ack();
    workplace.owed();
  };

const page = (value: string): Partial<HomeChoice> | null =>
  /^\d{1,4}$/.test(value) ? { page: Number(value) } : null;

export const previousLeads = chooses((value) => page(value));
export const nextLeads = chooses((value) => page(value));
export const choosePeriod = chooses((value) =>
  homePeriods.some(([days]) => String(days) === value) ? { days: Number(value) } : null,
);
export const chooseSegment = chooses((value) => ({ segment: value === ALL_SEGMENTS ? null : value }));
