// What may go wrong between a post and the note that it was made, with every process alive: still one card a lead.
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { startApp } from '../../src/app.js';
import { sandboxCredentials as credentials } from '../../src/sandbox/credentials.js';
import { type Bot, people, startBot } from '../bot.js';
import { type Engine, engines } from '../engines.js';
import { rowOf } from './sender.js';

/** Seconds. The lease outlasts one slow call, but not a handful of them. */
const impatient = { lease: 2, doubt: 0.3, recheck: 60, rest: 0.1 };

const SLOW_MS = 700;

const names = (count: number): string[] => Array.from({ length: count }, (_, number) => `Zed00000${number}`);

const rows = (count: number): object[] =>
  names(count).map((name) => rowOf({ name, mql: true }, new Date().toISOString()));

let bot: Bot;
afterEach(() => bot.stop());

/** Who has a card now, in the order of the cards. */
async function carded(): Promise<string[]> {
  const messages = await bot.channel();
  return messages.flatMap(({ text }) => /Zed\d+/.exec(text)?.[0] ?? []);
}

/** Waits until nothing is owed and nothing is in anybody's hands any more. */
async function untilAllIsSaid(): Promise<void> {
  const { messages } = bot.app.workplace.store;
  await bot.until(async () => (await messages.owed()).owed === 0);
}

async function slackIsSlow(times: number): Promise<void> {
  const planned = await bot.hand('faults', { method: 'chat.postMessage', kind: 'slow', ms: SLOW_MS, times });
  expect(planned.error).toBeUndefined();
}

describe.each(engines)('on $name', (engine: Engine) => {
  test('two processes and a slow Slack post each card once', async () => {
    bot = await startBot(engine, { patience: impatient });
    const second = await startApp({
      config: {
        port: 0,
        host: '127.0.0.1',
        dataDir: '',
        database: { folder: null },
        intakeSecrets: [credentials.intakeSecret],
        postsPerSecond: 200,
        logLevel: 'silent',
        slack: null,
        sandbox: { port: 0, requestUrl: '' },
      },
      slack: {
        botToken: credentials.botToken,
        connection: { kind: 'http', signingSecret: credentials.signingSecret },
        apiUrl: bot.sandbox.apiUrl,
        channel: bot.sandbox.channel.id,
        marketing: [people.mia],
      },
      store: bot.store,
      patience: impatient,
    });
    try {
      await slackIsSlow(20);
      await bot.send('leads', rows(8));
      await untilAllIsSaid();
      expect((await carded()).sort()).toEqual(names(8));
    } finally {
      await second.stop();
    }
  });
});

describe.each(engines.filter(({ name }) => name === 'PostgreSQL'))('on $name', (engine: Engine) => {
  test('a database that fails right after the post does not double the card', async () => {
    let address = '';
    const noticed: Engine = {
      ...engine,
      async empty() {
        const database = await engine.empty();
        if ('url' in database.location) address = database.location.url;
        return database;
      },
    };
    bot = await startBot(noticed, { patience: impatient });
    await slackIsSlow(1);
    await bot.send('leads', rows(1));
    const blocker = new pg.Client({ connectionString: address });
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT id FROM handshake FOR UPDATE');
    await bot.until(async () => (await carded()).length === 1);
    // Longer than a statement that serves people may take.
    await blocker.query('SELECT pg_sleep(3)');
    await blocker.query('COMMIT');
    await blocker.end();
    await untilAllIsSaid();
    expect(await carded()).toEqual(names(1));
  });
});
