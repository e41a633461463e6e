// The floor of clicks: Bolt alone, which acks at once, or which first carries out one prepared statement.

import { createServer } from 'node:http';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import pg from 'pg';

const TABLE =
  'CREATE TABLE IF NOT EXISTS floor_click (id text PRIMARY KEY, by text NOT NULL, at timestamptz NOT NULL)';
const CLICK = {
  name: 'floor_click',
  text: `INSERT INTO floor_click (id, by, at) VALUES ($1, $2, now())
    ON CONFLICT (id) DO UPDATE SET by = excluded.by, at = excluded.at`,
};

const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  endpoints: '/slack/events',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  convoStore: false,
  authorize: async () => ({
    botToken: 'xoxb-sandbox',
    botId: 'BSANDBOX',
    botUserId: 'UBOT',
    teamId: 'TSANDBOX',
  }),
});
const keeps = process.env.FLOOR === 'one statement';
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '', max: 8 });
if (keeps) await pool.query(TABLE);

app.action('accept_lead', async ({ ack, action, body }) => {
  const value = 'value' in action ? String(action.value) : '';
  if (keeps) await pool.query({ ...CLICK, values: [value, body.user.id] });
  await ack();
});

const server = createServer((request, response) => {
  if (request.method === 'GET') response.end('ready');
  else receiver.requestListener(request, response);
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
