// The runs of the jobs as managers read them: when each ran last, what it took and did, and why it failed if it did.
import type { JobRun } from '../../store/job-runs.js';
import type { Drawing } from '../drawing.js';
import { when, within } from '../mrkdwn.js';
import { section, titled } from './block-parts.js';

const NAME_CHARACTERS = 60;
const REASON_CHARACTERS = 200;
const SECOND_MS = 1_000;

/** What each job is for; one that is not here is told by its name. */
const purposes: Readonly<Partial<Record<string, string>>> = {
  nudge: 'reminds of what is due',
  count: 'counts what has happened, for the figures',
  'close-undo': 'takes Undo accept off the cards in time',
  'know-people': 'asks Slack who belongs to the groups that sell, and who has left',
  'place-leads': 'hands over the leads of those on leave, and offers what nobody had room for',
  'judge-again': 'judges every lead again, once a day',
  'bring-back': 'offers recycled leads on their day',
  digest: 'tells the week that is over',
  'review-charter': 'reminds of the review of the charter',
  'remind-marketing': 'lists unanswered rejections, once a working day',
  'forget-deliveries': 'forgets old ids of deliveries',
  'forget-runs': 'forgets old runs of jobs',
};

const tookWords = (ms: number): string =>
  ms < SECOND_MS ? `${ms} ms` : `${(ms / SECOND_MS).toLocaleString('en-AU', { maximumFractionDigits: 1 })} s`;

function line({ job, startedAt, tookMs, did, failed }: JobRun, zone: string): string {
  const name = within(job, NAME_CHARACTERS);
  const purpose = purposes[job];
  const title = purpose === undefined ? `*${name}*` : `*${name}* ${purpose}`;
  const came =
    failed === null
      ? `did ${did.toLocaleString('en-AU')}`
      : `*failed:* ${within(failed, REASON_CHARACTERS)}. Its next run does what is due`;
  return `${title}\nLast run ${when(startedAt, zone)}, took ${tookWords(tookMs)}, ${came}`;
}

/** The last run of each job, the failed ones first. `zone` is the charter's. */
export function jobLines(runs: readonly JobRun[], zone: string): string[] {
  if (runs.length === 0) return ['No job has run yet. They run at their times while the bot runs.'];
  const failedFirst = [...runs].sort((a, b) => Number(b.failed !== null) - Number(a.failed !== null));
  return failedFirst.map((run) => line(run, zone));
}

const AGAIN = 'Whoever runs the bot can run one by hand: `npm run job -- nudge`.';

/** The answer to `/funnel jobs`. */
export function jobsMessage(runs: readonly JobRun[], zone: string): Drawing {
  const failed = runs.filter((run) => run.failed !== null).map(({ job }) => within(job, NAME_CHARACTERS));
  const text =
    failed.length === 0
      ? `The last runs of ${runs.length} jobs: none failed.`
      : `The last runs of ${runs.length} jobs; failed: ${within(failed.join(', '), REASON_CHARACTERS)}.`;
  return {
    text,
    blocks: [...titled('The jobs, and how each ran last', jobLines(runs, zone)), section(AGAIN)],
  };
}
