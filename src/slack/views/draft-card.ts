// The message of a draft in the shared channel: what it changes and why while it is open, a short record afterwards.
import type { Button, ConfirmationDialog, KnownBlock } from '@slack/types';
import type { Draft, OpenDraft } from '../../charter/draft.js';
import { type Leaders, sides } from '../../charter/roles.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { mention, quote, when, within, withPeople } from '../mrkdwn.js';
import { actions, button, context, header, linesWithin, plain, section, titled } from './block-parts.js';
import { peopleWords, shortHash, sideNames, signatureWords } from './standing-lines.js';
import { counted } from './wording.js';

/** Slack refuses a message of more than about 13,200 characters, and a long text in it. */
const CHANGES_CHARACTERS = 5_500;
const CHANGE_CHARACTERS = 400;
const SPOKEN_CHARACTERS = 1_200;
const WHY_CHARACTERS = 1_200;
const REASONS_SHOWN = 6;

/** A draft with all that its message may show. */
export interface DraftScene {
  draft: Draft;
  /** What is different from the base, in words. */
  changes: string[];
  /** Why each text of it was written, the first one first. */
  reasons: { by: string; why: string }[];
  leaders: Leaders;
}

const zoneOf = ({ draft }: DraftScene): string => draft.content.working.zone;

/** The message of a draft as it stands. */
export function draftCard(scene: DraftScene): Drawing {
  const { draft } = scene;
  switch (draft.status) {
    case 'open':
      return openCard(scene, draft);
    case 'in_force':
      return record(
        scene,
        `is in force since ${when(draft.since, zoneOf(scene))}. Leads are judged by it from then on; open ones keep the version they were offered under.`,
      );
    case 'superseded':
      return record(
        scene,
        `was in force from ${when(draft.since, zoneOf(scene))} until ${when(draft.until, zoneOf(scene))}; version ${draft.successor} follows it.`,
      );
    case 'declined':
      return record(
        scene,
        `was declined by ${mention(draft.closed.by)}, ${when(draft.closed.at, zoneOf(scene))}. Anybody may propose anew with \`/charter propose\`.`,
        draft.closed.reason,
      );
    case 'withdrawn':
      return record(
        scene,
        `was withdrawn by ${mention(draft.closed.by)}, ${when(draft.closed.at, zoneOf(scene))}.`,
      );
  }
}

/** Why it should change, in the words of everybody who wrote on it, within about `max` characters. */
export function reasonsWords({ reasons }: Pick<DraftScene, 'reasons'>, max: number): string {
  const most = Math.floor(max / Math.max(1, Math.min(reasons.length, REASONS_SHOWN)));
  const left = reasons.length - REASONS_SHOWN;
  const said = reasons
    .slice(0, REASONS_SHOWN)
    .map(({ by, why }) => `${mention(by)}:\n${quote(why, Math.max(40, most - 40))}`);
  return ['*Why*', ...said, ...(left > 0 ? [`and ${left} more in the thread`] : [])].join('\n');
}

/** The differences as a list of at most `max` characters; what does not fit is counted. */
export const changeLines = (changes: readonly string[], max: number): string =>
  linesWithin(
    changes.map((change) => `• ${withPeople(within(change, CHANGE_CHARACTERS))}`),
    max,
  );

function whatChanges({ draft, changes }: DraftScene): KnownBlock[] {
  if (changes.length === 0)
    return [section(`It is version ${draft.base} as it stands, to be signed by both leaders.`)];
  const listed = changeLines(changes, CHANGES_CHARACTERS).split('\n');
  const rest = listed.at(-1)?.startsWith('•') === false ? ' Sign shows all of them.' : '';
  return [
    ...titled(`What changes from version ${draft.base}`, listed),
    ...context(rest === '' ? [] : [rest.trim()]),
  ];
}

function signatureLines({ draft, leaders }: DraftScene): string {
  return sides
    .map((side) => {
      const signature = draft.signatures[side];
      const name = sideNames[side].replace(/^./, (letter) => letter.toUpperCase());
      if (signature !== null)
        return `• *${name}:* signed by ${mention(signature.by)}, ${when(signature.at, draft.content.working.zone)}`;
      const leader =
        leaders[side].length === 0
          ? 'no leader is named yet: `/funnel setup`'
          : `waiting for ${peopleWords(leaders[side])}`;
      return `• *${name}:* not signed, ${leader}`;
    })
    .join('\n');
}

const sureToWithdraw = (version: number): ConfirmationDialog => ({
  title: plain(`Withdraw version ${version}?`, 100),
  text: plain('The draft is closed and its signatures count no more. Its thread stays to be read.', 300),
  confirm: plain('Withdraw', 30),
  deny: plain('Keep it', 30),
});

function buttonsOf({ version }: OpenDraft): Button[] {
  const of = (action: string, text: string, does: string): Button =>
    button({ action, text, value: String(version), label: `${does} version ${version} of the charter` });
  return [
    { ...of(actionIds.signDraft, 'Sign', 'Sign'), style: 'primary' },
    of(actionIds.declineDraft, 'Decline', 'Decline'),
    of(actionIds.proposeChange, 'Change it', 'Change'),
    of(actionIds.tryDraft, 'Try it on the past', 'Try on past leads:'),
    { ...of(actionIds.withdrawDraft, 'Withdraw', 'Withdraw'), confirm: sureToWithdraw(version) },
  ];
}

function openCard(scene: DraftScene, draft: OpenDraft): Drawing {
  const { changes, leaders } = scene;
  const proposed = `Proposed by ${mention(draft.proposed.by)}, ${when(draft.proposed.at, zoneOf(scene))}.`;
  const blocks: KnownBlock[] = [
    header(`Draft of charter version ${draft.version}: ${draft.content.name}`),
    section(`${proposed}\n${reasonsWords(scene, WHY_CHARACTERS)}`),
    ...whatChanges(scene),
    section(`*Signatures*\n${signatureLines(scene)}`),
    ...context([
      `Text number ${draft.revision}, hash ${shortHash(draft)}. A change of the text voids the signatures. Say what you think in the thread.`,
    ]),
    actions(buttonsOf(draft)),
  ];
  const asked = sides
    .filter((side) => draft.signatures[side] === null)
    .map((side) => peopleWords(leaders[side]))
    .join(' and ');
  const told = changes.length === 0 ? 'It stays as it is.' : changeLines(changes, SPOKEN_CHARACTERS);
  const text = `Draft of charter version ${draft.version} by ${mention(draft.proposed.by)}, to be signed by both leaders (${asked}): ${told}`;
  return { text, blocks };
}

/** What is left to say of a draft that is not open any more. `reason` is somebody's own words. */
function record(scene: DraftScene, stands: string, reason: string | null = null): Drawing {
  const { draft, changes } = scene;
  const signed = signatureWords(draft.signatures, zoneOf(scene));
  const bySides = signed.length === 0 ? '' : `\nSigned ${signed.join(' and ')}. Hash ${shortHash(draft)}.`;
  const title = `Charter version ${draft.version}`;
  const what =
    changes.length === 0
      ? 'It changed nothing in the text.'
      : `*${counted(changes.length, 'change')} from version ${draft.base}*\n${changeLines(changes, SPOKEN_CHARACTERS)}`;
  const blocks: KnownBlock[] = [
    section(`*${title}* ${stands}${bySides}`),
    ...(reason === null ? [] : [section(quote(reason, WHY_CHARACTERS))]),
    section(`${what}\n${reasonsWords(scene, WHY_CHARACTERS)}`),
  ];
  return { text: `${title} ${stands}`, blocks };
}
