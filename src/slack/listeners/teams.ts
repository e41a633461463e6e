// Who sells to what, changed from the setup: a segment's people, then the share of each.
import { UserError } from '../../errors.js';
import type { SetTeam } from '../../handshake/staff.js';
import { readSetup } from '../../journey/setup.js';
import { changeTeam, readTeams, type TeamRow } from '../../journey/teams.js';
import { concluded, type Press, refused, type Submission } from '../boundary.js';
import { actorOf, type Desk } from '../desk.js';
import { admit } from '../gate.js';
import { mentions } from '../mrkdwn.js';
import { setupModal } from '../views/setup-modal.js';
import {
  readShares,
  readTeam,
  segmentIn,
  sharesModal,
  teamAbout,
  teamError,
  teamModal,
} from '../views/team-modals.js';
import { groupsOf } from './user-groups.js';

const CHANGED =
  'Somebody else changed the teams meanwhile, so nothing of yours was kept. Open `/funnel setup` again.';

async function rowOf(
  { workplace }: Desk,
  segment: string | null,
): Promise<{ row: TeamRow; revision: number }> {
  const { rows, revision } = await readTeams(workplace);
  const row = rows.find((each) => each.segment === segment);
  if (row === undefined)
    throw new UserError('The charter in force has no such segment any more. Open `/funnel setup` again.');
  return { row, revision };
}

export async function openTeam(press: Press, desk: Desk): Promise<void> {
  await admit(desk, 'set up', press);
  const [{ row, revision }, groups] = await Promise.all([
    rowOf(desk, segmentIn(press.value)),
    groupsOf(desk),
  ]);
  await press.push(teamModal(row, revision, groups));
  await press.ack();
}

/** The setup below shows the team as it is now; what was entered there stays. */
async function refreshSetup({ view }: Submission, desk: Desk): Promise<void> {
  const { workplace, client, log } = desk;
  const { root_view_id: root } = view;
  if (root === null || root === view.id) return;
  try {
    const [setup, teams, groups, { charter }] = await Promise.all([
      readSetup(workplace),
      readTeams(workplace),
      groupsOf(desk),
      workplace.store.charters.inForce(),
    ]);
    const { zone } = charter.working;
    await client.views.update({ view_id: root, view: setupModal({ setup, teams, groups, zone }) });
  } catch (error) {
    log.warn({ err: error }, 'the setup below a form could not be drawn again');
  }
}

async function keep(
  submission: Submission,
  desk: Desk,
  of: { segment: string | null; revision: number; members: SetTeam['members'] },
): Promise<void> {
  const by = await actorOf(desk, submission.person);
  const why = await changeTeam(desk.workplace, { by, ...of });
  switch (why?.kind) {
    case undefined:
      await concluded(submission, 'Kept. It holds for the next lead; open leads stay where they are.');
      return refreshSetup(submission, desk);
    case 'not permitted':
      return refused(submission, why.sentence);
    case 'not in sales':
      return refused(
        submission,
        `Nothing was changed: ${mentions(why.people)} cannot answer leads, not being in sales. Add them under Sales first, and save.`,
      );
    case 'changed since':
      return refused(submission, CHANGED);
  }
}

/** People first; with one person or nobody there is no share to ask for. */
export async function submitTeam(submission: Submission, desk: Desk): Promise<void> {
  const { segment } = teamAbout(submission.view);
  const { revision } = teamAbout(submission.view);
  const ids = readTeam(submission.view.state.values);
  if (ids.length > 60)
    return submission.ack({
      response_action: 'errors',
      errors: teamError('Choose 60 at most, or a user group.'),
    });
  if (ids.length < 2)
    return keep(submission, desk, { segment, revision, members: ids.map((id) => ({ id, weight: 1 })) });
  const { row } = await rowOf(desk, segment);
  const groups = new Map((await groupsOf(desk)).map(({ id, name }) => [id, name]));
  const names = await Promise.all(
    ids.map(async (id) => [id, groups.get(id) ?? (await desk.directory.nameOf(id))] as const),
  );
  const view = sharesModal({ row, revision, ids, names: new Map(names) });
  return submission.ack({ response_action: 'update', view });
}

export async function submitShares(submission: Submission, desk: Desk): Promise<void> {
  const { segment, revision, ids = [] } = teamAbout(submission.view);
  const read = readShares(submission.view.state.values, ids);
  if ('errors' in read) return submission.ack({ response_action: 'errors', errors: read.errors });
  return keep(submission, desk, { segment, revision, members: read.members });
}
