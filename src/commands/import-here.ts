// Where an import goes: through the process that holds the data folder, else straight into the database.
import { join } from 'node:path';
import Holidays from 'date-holidays';
import { starterCharter } from '../charter/starter.js';
import type { Config } from '../config.js';
import { ConfigError } from '../errors.js';
import { deliverOverHolder } from '../intake/csv/loopback-client.js';
import { deliverHere } from '../intake/keep.js';
import { holidayLookup } from '../journey/holidays.js';
import { takeIn } from '../journey/take-in.js';
import { logAt } from '../log.js';
import { seedWorkspace } from '../sandbox/seed.js';
import { clientFor } from '../slack/connect.js';
import { identify } from '../slack/identify.js';
import { openStore, type Store } from '../store/store.js';
import { importFile } from './import.js';
import { movedClock } from './moved-clock.js';

/** The workspace that a command on this machine is about, and its channel. Throws a ConfigError while none can be told. */
export async function workspaceFor(store: Store, config: Config): Promise<{ id: string; channel: string }> {
  if (config.slack !== null) {
    const { channel, marketing } = config.slack;
    const log = logAt(config.logLevel);
    const { team: id } = await identify(clientFor(config.slack, log), log);
    return { id, channel: await store.register(id, { playground: false, channel, marketing }) };
  }
  const known = await store.workspaces();
  const real = known.filter(({ playground }) => !playground);
  if (real.length > 1)
    throw new ConfigError(
      'This database serves several Slack workspaces. Set SLACK_BOT_TOKEN, so that it is told which one is meant.',
    );
  const [only] = real.length > 0 ? real : known;
  if (only !== undefined) return only;
  if (!store.embedded)
    throw new ConfigError(
      'This database knows no Slack workspace yet, and leads belong to one. Set the Slack variables, or start the bot once.',
    );
  const { team, channels } = seedWorkspace();
  const channel = channels[0]?.id ?? '';
  await store.register(team.id, { playground: true, channel });
  return { id: team.id, channel };
}

/** Runs `npm run import` with these arguments; returns the exit code. */
export async function importHere(args: string[], config: Config, signal: AbortSignal): Promise<number> {
  const told = {
    out: (line: string) => void process.stdout.write(`${line}\n`),
    err: (line: string) => void process.stderr.write(`${line}\n`),
    progress: process.stderr,
    signal,
  };
  const folder = 'folder' in config.database ? config.database.folder : null;
  const now = folder === null ? () => new Date() : movedClock(join(folder, 'clock.json')).now;
  // Files go by the real clock, and the sandbox's may be far behind it.
  const latest = (): Date => new Date(Math.max(now().getTime(), Date.now()));
  const overHolder = folder === null ? null : deliverOverHolder(folder);
  if (overHolder !== null) return importFile(args, { ...told, now: latest, deliver: overHolder });
  const store = await openStore(config.database);
  try {
    const { id, channel } = await workspaceFor(store, config);
    const workspace = store.of(id);
    await workspace.charters.begin(starterCharter, now());
    const workplace = { store: workspace, channel, now, holidaysOf: holidayLookup(Holidays), owed: () => {} };
    const deliver = deliverHere({ takeIn: (parcels) => takeIn(workplace, parcels), now: latest });
    return await importFile(args, { ...told, now: latest, deliver });
  } finally {
    await store.close();
  }
}
