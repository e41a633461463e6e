// The first start of the sandbox: a season is written, its last days are put into the channel, and its clock begins.
import Holidays from 'date-holidays';
import type { SlackConfig } from '../../config.js';
import { count } from '../../journey/count.js';
import { holidayLookup } from '../../journey/holidays.js';
import { logAt } from '../../log.js';
import type { Clock } from '../../sandbox/clock.js';
import { clientFor } from '../../slack/connect.js';
import { directoryOf } from '../../slack/directory.js';
import type { Store } from '../../store/store.js';
import type { MovedClock } from '../moved-clock.js';
import type { Out } from '../running.js';
import { postSeason } from './post-season.js';
import { SANDBOX_SEED, season } from './season.js';
import { shownOf, writeSeason } from './write-season.js';

/** The sandbox's clock, which stands in the past while messages of the past are posted. */
export class SlackClock implements Clock {
  #standing: Date | null = null;

  constructor(private readonly clock: MovedClock) {}

  now(): Date {
    return this.#standing ?? this.clock.now();
  }

  moveTo(to: Date): Promise<void> {
    return this.clock.moveTo(to);
  }

  /** Stops it at an instant; null lets it go on with the business clock. */
  standAt(instant: Date | null): void {
    this.#standing = instant;
  }
}

/** What the beginning of a sandbox is made of; it has no leads yet, and its bot has not started. */
export interface Beginning {
  store: Store;
  team: string;
  slack: SlackConfig;
  clock: MovedClock;
  slackClock: SlackClock;
  out: Out;
}

const counted = (number: number): string => number.toLocaleString('en-AU');

/** Writes the sandbox's season and begins its clock on the season's last morning. */
export async function beginSeason(of: Beginning): Promise<void> {
  const { store, team, slack, clock, slackClock, out } = of;
  const began = performance.now();
  const { channel, marketing } = slack;
  await store.register(team, { playground: true, channel, marketing });
  const drawn = season(SANDBOX_SEED);
  const { until, weeks } = drawn.ground.plan;
  out(
    `First start: ${weeks} weeks of an invented firm are written, with ${counted(drawn.leads.length)} leads.`,
  );
  clock.beginAt(until);
  const told = (leads: number): void => out(`  ${counted(leads)} leads`);
  await writeSeason(store.of(team), drawn, { channel, told });
  const workplace = {
    store: store.of(team),
    channel,
    now: () => until,
    holidaysOf: holidayLookup(Holidays),
    owed: () => {},
  };
  out('  counting');
  await count(workplace);
  const client = clientFor(slack, logAt('silent'));
  const directory = directoryOf(client, () => Date.now());
  await postSeason(shownOf(drawn), { workplace, client, directory }, slackClock);
  clock.beginAt(until);
  out(`  Written in ${((performance.now() - began) / 1000).toFixed(1)} seconds.`);
}
