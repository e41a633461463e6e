// Promises of the jobs' runs as managers read them: last run, took, did, failed.
import { describe, expect, it } from 'vitest';
import { jobsMessage } from '../../../src/slack/views/job-lines.js';
import { aHome, aManager, homeView } from './a-home.js';
import { aRun } from './a-nudge-scene.js';
import { expectOpenable, expectSendable, names, readable } from './limits.js';

const zone = 'Australia/Sydney';
const read = (...runs: Parameters<typeof aRun>[0][]): string => readable(jobsMessage(runs.map(aRun), zone));

describe('the runs of the jobs', () => {
  it('say when each ran last, what it took and what it did', () => {
    expect(read({})).toMatch(/\*nudge\* reminds of what is due\nLast run <!date[^>]+>, took 12 ms, did 3/);
    expect(read({ tookMs: 61_240, did: 12_000 })).toContain('took 61.2 s, did 12,000');
  });

  it('name what failed first, and why', () => {
    const text = read({}, { job: 'bring-back', failed: 'the database is <away>' });
    expect(text.indexOf('bring-back')).toBeLessThan(text.indexOf('*nudge*'));
    expect(text).toContain('*failed:* the database is &lt;away&gt;. Its next run does what is due');
    expect(jobsMessage([aRun({ failed: 'x' })], zone).text).toContain('failed: nudge');
  });

  it('say what to expect before any has run', () => {
    expect(read()).toContain('No job has run yet.');
  });

  it('tell a job by its name that nobody has described', () => {
    expect(read({ job: 'new-job' })).toContain('*new-job*\nLast run');
  });

  it.each(Object.entries(names))(
    'fit into a message and the Home tab with reasons such as "%s"',
    (_kind, word) => {
      const runs = Array.from({ length: 30 }, (_, index) =>
        aRun({ job: `${index}${word}`, failed: word.repeat(20) }),
      );
      expectSendable(jobsMessage(runs.slice(0, 12), zone));
      expectOpenable(homeView(aHome({ manager: aManager({ jobs: runs }) })));
    },
  );
});
