// The floor of intake: node:http and pg alone; checks the signature, keeps a row and an outbox row, then answers 202.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import pg from 'pg';

const TABLES = `
  CREATE TABLE IF NOT EXISTS floor_lead (id text PRIMARY KEY, body jsonb NOT NULL, received_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS floor_outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, lead text NOT NULL, digest text NOT NULL)`;

const IN_ONE = {
  name: 'floor_keep',
  text: `WITH kept AS (INSERT INTO floor_lead (id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id)
    INSERT INTO floor_outbox (lead, digest) SELECT id, $3 FROM kept`,
};
const LEAD = {
  name: 'floor_lead',
  text: 'INSERT INTO floor_lead (id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING',
};
const OUTBOX = { name: 'floor_outbox', text: 'INSERT INTO floor_outbox (lead, digest) VALUES ($1, $2)' };

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '', max: 8 });
await pool.query(TABLES);
const secret = Buffer.from((process.env.INTAKE_SECRET ?? '').replace(/^whsec_/, ''), 'base64');

async function keepInOne(id: string, body: string, digest: string): Promise<void> {
  await pool.query({ ...IN_ONE, values: [id, body, digest] });
}

async function keepInThree(id: string, body: string, digest: string): Promise<void> {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query({ ...LEAD, values: [id, body] });
  await client.query({ ...OUTBOX, values: [id, digest] });
  await client.query('COMMIT');
  client.release();
}

const keep = process.env.FLOOR === 'three statements' ? keepInThree : keepInOne;

function isSigned(id: string, timestamp: string, given: string, body: string): boolean {
  const mine = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest();
  const theirs = Buffer.from(given.replace(/^v1,/, ''), 'base64');
  return theirs.length === mine.length && timingSafeEqual(mine, theirs);
}

const server = createServer(async (request, response) => {
  if (request.method === 'GET') return response.end('ready');
  const body = await text(request);
  const header = (name: string): string => String(request.headers[`webhook-${name}`]);
  const id = header('id');
  if (!isSigned(id, header('timestamp'), header('signature'), body)) return response.writeHead(401).end();
  await keep(id, body, createHash('sha256').update(body).digest('hex'));
  response.writeHead(202, { 'content-type': 'application/json' }).end('{"accepted":1}');
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
