// `/funnel diagnose` and the buttons under a diagnosis: its pages, sharing it, and the next step of a finding.
import { z } from 'zod';
import { withPart } from '../../charter/edits.js';
import { UserError } from '../../errors.js';
import { readAsked } from '../../funnel/asked.js';
import type { Seer } from '../../funnel/split.js';
import { charterStanding } from '../../journey/charter-standing.js';
import { diagnose, periodOf, today } from '../../journey/diagnose.js';
import { shareDiagnosis as share, tellMarketing as tellOf } from '../../journey/tell-diagnosis.js';
import { proposalsOf, tryProposals } from '../../journey/try-proposals.js';
import { type CommandCall, openModal, type Press, show, tell } from '../boundary.js';
import { type Desk, mayDo } from '../desk.js';
import { admit } from '../gate.js';
import { answerWith } from '../plainer.js';
import { ledgerMessage, velocityMessage } from '../views/diagnosis/pages.js';
import { filledIn, proposalsMessage, readProposal } from '../views/diagnosis/proposals-view.js';
import { type DiagnosisScene, diagnosisMessage, findingsMessage } from '../views/diagnosis/summary.js';
import { readTurn, type Turn, turnOf } from '../views/diagnosis/turn.js';
import { formFor } from '../views/forms/forms.js';
import { listModal, lists, workingText } from '../views/propose-modals.js';
import { diagnoseUsage } from '../views/usage.js';
import { partAsked } from './proposing.js';

/** A change is tried on the past for so long at most; what is not done by then is proposed without it. */
const TRYING_MS = 60_000;

const older = (): UserError =>
  new UserError('This button is from an older version. Type `/funnel diagnose` for a new diagnosis.');

/** Whether somebody sees reps one by one, or only themselves. */
async function seerOf(desk: Desk, person: string): Promise<Seer> {
  return (await mayDo(desk, 'see reps one by one', { person })) === true
    ? { manager: true }
    : { manager: false, person };
}

/** The diagnosis of a page, as this person may see it. */
async function sceneOf(desk: Desk, person: string, turn: Turn): Promise<DiagnosisScene> {
  const { workplace, directory } = desk;
  const { from, to, by } = turn;
  const diagnosis = await diagnose(workplace, { days: { from, to }, by, seer: await seerOf(desk, person) });
  const names = new Map<string, string>();
  if (by === 'rep')
    for (const { name } of diagnosis.split?.rows ?? [])
      if (name !== null) names.set(name, await directory.nameOf(name));
  return {
    diagnosis,
    turn,
    nameOf: (name) =>
      name === null ? (by === 'rep' ? 'Nobody yet' : 'Nobody said') : (names.get(name) ?? name),
  };
}

/** `/funnel diagnose`: only the person who asks sees it, unless they said share. */
export async function diagnoseWord(call: CommandCall, desk: Desk, words: string): Promise<void> {
  const { person, respond } = call;
  // A review of thousands of leads on a busy machine may take longer than Slack waits.
  await call.ack();
  await admit(desk, 'diagnose the funnel', call);
  const asked = readAsked(words, await today(desk.workplace));
  if ('why' in asked) return answerWith(respond, diagnoseUsage(asked));
  if (asked.share) await share(desk.workplace, { ...asked, person });
  await answerWith(respond, diagnosisMessage(await sceneOf(desk, person, turnOf(asked))));
}

function turnIn({ value }: Press): Turn {
  const turn = readTurn(value);
  if (turn === null) throw older();
  return turn;
}

/** Shows a page below the diagnosis that it belongs to. */
const page =
  (view: (scene: DiagnosisScene) => Parameters<typeof show>[1]) =>
  async (press: Press, desk: Desk): Promise<void> => {
    const turn = turnIn(press);
    await press.ack();
    await show(press, view(await sceneOf(desk, press.person, turn)));
  };

export const showFindings = page(findingsMessage);
export const showLedger = page(ledgerMessage);
export const showVelocity = page(velocityMessage);

/** What the figures speak for, tried on the past meanwhile. */
export async function showProposals(press: Press, desk: Desk): Promise<void> {
  const turn = turnIn(press);
  const { workplace, leaving } = desk;
  await press.ack();
  const { diagnosis } = await sceneOf(desk, press.person, turn);
  const period = periodOf(turn, diagnosis.scope.charter);
  const proposals = await proposalsOf(workplace, diagnosis, period);
  const signal = AbortSignal.any([leaving, AbortSignal.timeout(TRYING_MS)]);
  await show(press, proposalsMessage(await tryProposals(workplace, { proposals, period, signal }), turn));
}

/** Posts it in the shared channel, with who asked. */
export async function shareDiagnosis(press: Press, { workplace }: Desk): Promise<void> {
  const { from, to, by: split } = turnIn(press);
  await share(workplace, { days: { from, to }, by: split, person: press.person });
  await press.ack();
  await tell(press, 'It is shared in the channel, with your name.');
}

const Told = z.object({ turn: z.unknown(), finding: z.string() });

/** Tells marketing of one finding, in the shared channel. */
export async function tellMarketing(press: Press, { workplace }: Desk): Promise<void> {
  const { turn, finding } = Told.parse(JSON.parse(press.value));
  const asked = readTurn(JSON.stringify(turn));
  if (asked === null) throw older();
  const { from, to } = asked;
  await tellOf(workplace, { days: { from, to }, finding, person: press.person });
  await press.ack();
  await tell(press, 'Marketing is told of this finding in the channel, with your name.');
}

/** Opens the charter at the part that a finding is about. */
export async function openClause(press: Press, desk: Desk): Promise<void> {
  const standing = await charterStanding(desk.workplace);
  const list = lists.find((each) => each === press.value);
  await openModal(
    desk.client,
    press,
    list === undefined ? partAsked(standing, press.value) : listModal(standing, list),
  );
  await press.ack();
}

/** Opens the form of the part that a proposal changes, filled in; nothing is kept until it is submitted. */
export async function propose(press: Press, desk: Desk): Promise<void> {
  const proposal = readProposal(press.value);
  if (proposal === null) throw older();
  const { charter, seen } = workingText(await charterStanding(desk.workplace));
  const { part, why } = proposal;
  const edited = withPart(charter, part);
  if ('problems' in edited)
    throw new UserError(
      `The charter has changed since, so this cannot be filled in: ${edited.problems[0]?.message ?? ''} Diagnose again.`,
    );
  const id = 'id' in part ? part.id : null;
  const form = formFor(edited.charter, { seen, part: part.part, id, why });
  await openModal(desk.client, press, filledIn(form, part));
  await press.ack();
}
