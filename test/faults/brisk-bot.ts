// The bot with short patience, for a fault run that is to settle within seconds; otherwise started as `npm start` does.
import { startApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import type { Patience } from '../../src/slack/courier.js';
import { openStore } from '../../src/store/store.js';

/** Seconds. A lease must outlast a call to Slack, which may take ten. */
const brisk: Patience = { lease: 12, doubt: 1, recheck: 3, rest: 0.2 };

const config = readConfig();
if (config.slack === null)
  throw new Error('The brisk bot needs the Slack variables; see test/faults/kill-rounds.ts.');
const store = await openStore(config.database);
const app = await startApp({ config, slack: config.slack, store, patience: brisk });
process.once('SIGTERM', async () => {
  await app.stop();
  await store.close();
});
