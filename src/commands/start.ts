// npm start: the bot with the Slack that is configured, or with the sandbox's where none is.
import { startApp } from '../app.js';
import type { Config, SlackConfig } from '../config.js';
import { openStore, type Store } from '../store/store.js';
import type { Out, Running } from './running.js';

async function startReal(config: Config, slack: SlackConfig, store: Store, out: Out): Promise<Running> {
  const app = await startApp({ config, slack, store });
  const how =
    slack.connection.kind === 'socket' ? 'over Socket Mode' : `over HTTP at ${app.url}/slack/events`;
  out(`Handshake is connected to Slack ${how} and takes leads in at ${app.url}/intake/leads.`);
  return app;
}

/** Starts what the configuration asks for. Throws a UserError where that cannot be. */
export async function start(config: Config, out: Out): Promise<Running> {
  const store = await openStore(config.database);
  try {
    const running = await (config.slack === null
      ? import('./playground.js').then(({ startPlayground }) => startPlayground(config, store, out))
      : startReal(config, config.slack, store, out));
    return {
      async stop() {
        await running.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
