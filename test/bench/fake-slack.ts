// A Slack that says yes to everything and notes when each card came: as light as can be, so that it costs little.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const answers: Record<string, object> = {
  'auth.test': { team_id: 'TSANDBOX', team: 'Southern Cross Advisory', bot_id: 'BSANDBOX', user_id: 'UBOT' },
  'usergroups.users.list': { users: ['UMIA', 'ULEO'] },
  'conversations.history': { messages: [], has_more: false },
  'conversations.replies': { messages: [], has_more: false },
};

const MICROS = 1e6;
let posts = 0;
/** When the posts that name a lead came, by that name, in milliseconds since 1970. */
const came = new Map<string, number>();

const server = createServer(async (request, response) => {
  const method = request.url?.slice('/api/'.length) ?? '';
  const body = await text(request);
  const name = /Idle\d+/.exec(body)?.[0];
  if (method === 'chat.postMessage' && name !== undefined)
    came.set(name, performance.timeOrigin + performance.now());
  const ts = `${1_700_000_000 + Math.floor(posts / MICROS)}.${String(posts++ % MICROS).padStart(6, '0')}`;
  const asked = request.url?.startsWith('/came/')
    ? { at: came.get(request.url.slice('/came/'.length)) ?? null }
    : null;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(asked ?? { ok: true, ts, channel: 'CHANDSHAKE', ...answers[method] }));
});
server.keepAliveTimeout = 65_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
