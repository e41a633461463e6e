// The load, in a process of its own: reads what to send from its standard input and prints what came of it.
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';
import { type Job, requestsOf } from './jobs.js';

export interface LoadOrder {
  url: string;
  connections: number;
  /** So long, or so many requests. */
  until: { seconds: number } | { requests: number };
  job: Job;
}

export interface Load {
  /** Answers with a success a second. */
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  done: number;
  failed: number;
}

const ANSWER_SECONDS = 30;

const { url, connections, until, job } = JSON.parse(await text(process.stdin)) as LoadOrder;
const next = requestsOf(job);
const result = await autocannon({
  url,
  connections,
  timeout: ANSWER_SECONDS,
  ...('seconds' in until ? { duration: until.seconds } : { amount: until.requests }),
  requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...next() }) }],
});
const load: Load = {
  perSecond: result['2xx'] / result.duration,
  p50: result.latency.p50,
  p99: result.latency.p99,
  done: result['2xx'],
  failed: result.errors + result.timeouts + result.non2xx,
};
process.stdout.write(JSON.stringify(load));
