// `/funnel`: its setup, which is the shared channel and who is who, and for managers how the jobs run.
import { WebAPIPlatformError } from '@slack/web-api';
import { changeSetup, readSetup } from '../../journey/setup.js';
import { readTeams } from '../../journey/teams.js';
import { type CommandCall, openModal, refused, type Submission } from '../boundary.js';
import { actorOf, type Desk } from '../desk.js';
import { admit } from '../gate.js';
import { admitToJobs } from '../seeing-jobs.js';
import { jobsMessage } from '../views/job-lines.js';
import { channelError, readSetupForm, setupDone, setupErrors, setupModal } from '../views/setup-modal.js';
import { funnelUsage } from '../views/usage.js';
import { awayWord } from './away.js';
import { diagnoseWord } from './diagnosing.js';
import { digestWord } from './digest-word.js';
import { exportWord, leadsWord, leadWord } from './lead-words.js';
import { groupsOf } from './user-groups.js';

/** Answers one word of `/funnel`; `words` are what follows it, as typed. */
export type FunnelWord = (call: CommandCall, desk: Desk, words: string) => Promise<void>;

const help: FunnelWord = (call) => call.ack({ response_type: 'ephemeral', ...funnelUsage() });

const jobs: FunnelWord = async (call, desk) => {
  await admitToJobs(desk, call.person);
  const runs = await desk.workplace.store.jobRuns.latest();
  return call.ack({ response_type: 'ephemeral', ...jobsMessage(runs, await zoneOf(desk)) });
};

/** The first words after `/funnel`, one line each. */
const funnelWords: Readonly<Record<string, FunnelWord>> = {
  '': help,
  away: awayWord,
  digest: digestWord,
  help,
  diagnose: diagnoseWord,
  export: exportWord,
  jobs,
  lead: leadWord,
  leads: leadsWord,
  setup: openSetup,
};

/** Slack spells three signs out where it turns mentions into ids: see should_escape in manifest.yml. */
const unescaped = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

export async function funnelCommand(call: CommandCall, desk: Desk): Promise<void> {
  const text = unescaped(call.text);
  const [, first = '', words = ''] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(text) ?? [];
  const word = first.toLowerCase();
  const answer = Object.hasOwn(funnelWords, word) ? funnelWords[word] : undefined;
  if (answer === undefined) return call.ack({ response_type: 'ephemeral', ...funnelUsage(text) });
  return answer({ ...call, text }, desk, words);
}

const zoneOf = async ({ workplace }: Desk): Promise<string> =>
  (await workplace.store.charters.inForce()).charter.working.zone;

/** What the setup offers to choose from, and the teams that stand beside it. */
async function setupMenus(desk: Desk) {
  const [groups, zone, teams] = await Promise.all([groupsOf(desk), zoneOf(desk), readTeams(desk.workplace)]);
  return { groups, zone, teams };
}

async function openSetup(call: CommandCall, desk: Desk): Promise<void> {
  await admit(desk, 'set up', call);
  const setup = await readSetup(desk.workplace);
  await openModal(desk.client, call, setupModal({ setup, ...(await setupMenus(desk)) }));
  return call.ack();
}

/** Why new cards could not be posted in a channel; null when they can. */
async function channelProblem({ client }: Desk, channel: string): Promise<string | null> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    if (found?.is_archived) return 'This channel is archived. Choose another one.';
    return found?.is_member
      ? null
      : 'The bot is not in this channel. Type /invite @handshake there, then save again.';
  } catch (error) {
    if (error instanceof WebAPIPlatformError && error.data.error === 'channel_not_found')
      return 'The bot cannot see this channel. Type /invite @handshake there, then save again.';
    throw error;
  }
}

export async function submitSetup(submission: Submission, desk: Desk): Promise<void> {
  const { workplace } = desk;
  const wanted = readSetupForm(submission.view);
  const by = await actorOf(desk, submission.person);
  const before = await readSetup(workplace);
  const wrong = wanted.channel === before.channel ? null : await channelProblem(desk, wanted.channel);
  if (wrong !== null) return submission.ack({ response_action: 'errors', errors: channelError(wrong) });
  const { setup, refused: why } = await changeSetup(workplace, { by, ...wanted });
  if (why === null) return submission.ack({ response_action: 'update', view: setupDone(setup) });
  switch (why.kind) {
    case 'not permitted':
      return refused(submission, why.sentence);
    case 'problems':
      return submission.ack({ response_action: 'errors', errors: setupErrors(why.problems) });
    case 'changed since': {
      const note =
        '*Somebody else set this up meanwhile*, so nothing of yours was kept. This is what holds now.';
      const view = setupModal({ setup, note, ...(await setupMenus(desk)) });
      return submission.ack({ response_action: 'update', view });
    }
  }
}
