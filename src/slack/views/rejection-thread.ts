// A rejection in its thread: the reasons for marketing to answer, a dispute for managers to rule on, and their ruling.
import type { Button, KnownBlock } from '@slack/types';
import { isDisputed, lastSaid, saidOf } from '../../handshake/rejection-story.js';
import type { ToldRejection } from '../../store/rejections.js';
import type { SpokenReasons } from '../../store/spoken-words.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { inZone, link, mention, quote, when } from '../mrkdwn.js';
import { actions, allowance, button, context, section, titled } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { citedLine, criterionOrId } from './checklist.js';
import { deedWords, disputer, failedWords, saidBlocks, saidWords, teamOf } from './rejection-words.js';
import { boldTitle, capital, leadName, nextStepWords, spokenTitle } from './wording.js';

const CITED_CHARACTERS = 4_000;
const LINE_CHARACTERS = 360;
const NOTE_CHARACTERS = 1_400;
const BRIEF_CHARACTERS = 600;

const zoneOf = ({ charter }: CardScene): string => charter.charter.working.zone;

/** What failed, in the words of the charter that it was judged by. */
export const failedOf = (scene: CardScene, { cited, reasons }: ToldRejection): string =>
  failedWords(cited, reasons?.other === true, scene.charter.charter);

/**
 * The reasons of a rejection or a hand-back, for marketing to answer, and everything that was said of them since.
 * `marketing` is a ready mention, such as `<!subteam^S1>` or `<@U1> <@U2>`, or empty.
 */
export function reasonMessage(scene: CardScene, told: ToldRejection, marketing: string): Drawing {
  const { by, at, nextStep, nextOn, contradicted } = told;
  const deed = capital(deedWords(told));
  const next = `Next: ${nextStepWords(nextStep, nextOn)}.`;
  const team = teamOf(marketing, 'Marketing');
  const asked =
    lastSaid(told) === null
      ? `${team}: please read why, then acknowledge it, say what you fixed, or dispute it.`
      : `For ${team}.`;
  const blocks: KnownBlock[] = [
    section(`${boldTitle(scene)}\n${deed} by ${mention(by)}, ${when(at, zoneOf(scene))}. ${asked}`),
    ...citedLines(scene, told),
    ...ownWords(told.reasons),
    section(next),
    ...saidBlocks(told, zoneOf(scene)),
    ...replyButtons(scene, told),
  ];
  const wrong = contradicted.length > 0 ? ' The rep says that the data is wrong.' : '';
  const text = `${deed}: ${spokenTitle(scene)}, by ${mention(by)}. Failed: ${failedOf(scene, told)}.${wrong} ${next} ${asked}`;
  return { text, blocks };
}

/** Each cited criterion as the data had it; those that the data says are met are marked. */
function citedLines(scene: CardScene, { cited, contradicted, reasons }: ToldRejection): KnownBlock[] {
  const { charter, offered } = scene;
  const verdicts = [...(reasons?.verdicts ?? []), ...offered.verdicts];
  const most = allowance(CITED_CHARACTERS, cited.length, LINE_CHARACTERS);
  const lines = cited.map((id) => {
    const line = `• ${citedLine(criterionOrId(charter.charter, id), verdicts, most)}`;
    return contradicted.includes(id) ? `${line}. *Sales says the data is wrong*` : line;
  });
  return titled('What failed', lines);
}

function ownWords(reasons: SpokenReasons | null, most = NOTE_CHARACTERS): KnownBlock[] {
  if (reasons === null) return [section('The words of this answer have been erased.')];
  const { contradicted, contradiction, other, note } = reasons;
  const wrong = contradicted.length > 0 && contradiction.trim() !== '';
  const title = other ? '*Other*' : '*Note*';
  return [
    ...(wrong ? [section(`*What is wrong with the data*\n${quote(contradiction, most)}`)] : []),
    ...(note.trim() === '' ? [] : [section(`${title}\n${quote(note, most)}`)]),
  ];
}

/** What marketing may still say: while nothing is disputed, and after a dispute was upheld that the cause is fixed. */
export function replyButtons(scene: CardScene, told: ToldRejection): KnownBlock[] {
  const last = lastSaid(told)?.kind ?? null;
  const offer = (action: string, text: string, primary = false): Button =>
    button({
      action,
      text,
      value: `${scene.handshake.id}:${told.rejection}`,
      label: `${text}: ${leadName(scene)}`,
      primary,
    });
  const fix = offer(actionIds.fix, 'Say what was fixed');
  switch (last) {
    case null:
      return [
        actions([
          offer(actionIds.acknowledge, 'Acknowledge reason', true),
          fix,
          offer(actionIds.dispute, 'Dispute reason'),
        ]),
      ];
    case 'acknowledged':
      return [actions([fix, offer(actionIds.dispute, 'Dispute reason')])];
    case 'upheld':
      return [actions([fix])];
    case 'fixed':
      return context([afterFix(told)]);
    case 'disputed':
    case 'overturned':
      return [];
  }
}

/** What follows from a fix, as a promise that holds whatever the lead's data says by now. */
const afterFix = ({ nextStep }: ToldRejection): string =>
  nextStep === 'duplicate'
    ? 'A duplicate is not offered again; what was fixed is kept here'
    : 'A lead whose cause was fixed is offered again once it is an MQL and something that failed is met; what no rule can judge counts as met';

/** The rejection and the dispute, in brief, for a manager to rule on. */
function disputeBlocks(scene: CardScene, told: ToldRejection): KnownBlock[] {
  const zone = zoneOf(scene);
  const { by, at, reasons } = told;
  const dispute = saidOf(told, 'disputed');
  const ruling = saidOf(told, 'upheld') ?? saidOf(told, 'overturned');
  return [
    section(
      `${boldTitle(scene)}\n${capital(deedWords(told))} by ${mention(by)}, ${when(at, zone)}. Failed: ${failedOf(scene, told)}.`,
    ),
    ...ownWords(reasons, BRIEF_CHARACTERS),
    ...(dispute === null ? [] : [section(saidWords(dispute, told.words, zone))]),
    ...(ruling === null ? [] : [section(saidWords(ruling, told.words, zone))]),
  ];
}

function rulingButtons(scene: CardScene, { rejection }: ToldRejection): KnownBlock {
  const value = `${scene.handshake.id}:${rejection}`;
  const name = leadName(scene);
  return actions([
    button({
      action: actionIds.uphold,
      text: 'Uphold rejection',
      value,
      label: `Uphold rejection of ${name}`,
    }),
    button({
      action: actionIds.overturn,
      text: 'Overturn rejection',
      value,
      label: `Overturn rejection of ${name}`,
    }),
  ]);
}

/**
 * Asks managers to rule on a dispute; afterwards the record of it. Private to one of them `card` is where its card is and
 * `managers` is null; in the thread `managers` are ready mentions, or empty.
 */
export function disputeMessage(
  scene: CardScene,
  told: ToldRejection,
  to: { managers: string | null; card: string | null },
): Drawing {
  const open = isDisputed(told);
  const team = to.managers === null ? '' : `${teamOf(to.managers, 'Managers')}: `;
  const ask = `${team}${team === '' ? 'Marketing' : 'marketing'} disputes why this lead was ${deedWords(told)}. Please uphold or overturn the rejection, with a sentence why.`;
  const where = link(to.card, 'Open the card');
  return {
    text: `${spokenTitle(scene)}: ${open ? ask : `the dispute over why it was ${deedWords(told)} is settled.`}`,
    blocks: [
      ...(open ? [section(ask)] : []),
      ...disputeBlocks(scene, told),
      ...(open ? [rulingButtons(scene, told)] : []),
      ...context([
        ...(where === null ? [] : [where]),
        ...(open && to.managers === null ? ['You are a manager in `/funnel setup`'] : []),
      ]),
    ],
  };
}

/** What follows from a ruling. `moment` says an instant. */
function consequence({ handshake }: CardScene, told: ToldRejection, moment: (at: string) => string): string {
  if (saidOf(told, 'overturned') === null) return 'The rejection stands.';
  const { dueAt } = handshake;
  const due = dueAt === null || handshake.status !== 'offered' ? '' : ` Answer due: ${moment(dueAt)}.`;
  const to =
    told.offeredTo === null
      ? 'The lead is offered again, to everybody in sales.'
      : `The lead is offered again, to ${mention(told.offeredTo)} first; anyone in sales may take it.`;
  return `${to}${due}`;
}

/** Tells what a manager said of a dispute, to those whose matter it was, and what follows. */
export function rulingMessage(scene: CardScene, told: ToldRejection): Drawing {
  const ruling = saidOf(told, 'overturned') ?? saidOf(told, 'upheld');
  if (ruling === null) return { text: spokenTitle(scene), blocks: [section(boldTitle(scene))] };
  const concerned = [...new Set([disputer(told) ?? told.by, told.by])].map(mention).join(' and ');
  const deed = `For ${concerned}: ${mention(ruling.by)} ${ruling.kind} the rejection`;
  const words = told.words[ruling.kind] ?? '';
  const zone = zoneOf(scene);
  const aloud = (at: string): string => inZone(at, zone);
  const seen = (at: string): string => when(at, zone);
  return {
    text: `${deed} of ${spokenTitle(scene)} on ${aloud(ruling.at)}. ${consequence(scene, told, aloud)}`,
    blocks: [
      section(`${deed}${words.trim() === '' ? '.' : `:\n${quote(words, BRIEF_CHARACTERS)}`}`),
      section(consequence(scene, told, seen)),
    ],
  };
}
