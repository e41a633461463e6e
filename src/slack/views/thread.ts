// What is said in a card's thread: the reasons of a rejection for marketing, and what changed about the lead.
import type { KnownBlock } from '@slack/types';
import { type HandedBack, isOpen, type Rejected } from '../../handshake/handshake.js';
import type { LeadKey } from '../../handshake/lead.js';
import { shown } from '../../handshake/score.js';
import type { SpokenReasons } from '../../store/handshakes.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { mention, quote, when, within } from '../mrkdwn.js';
import { actions, allowance, button, context, linesWithin, section, titled } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { citedLine, criterionOrId } from './checklist.js';
import { failedWords } from './decided-card.js';
import { boldTitle, criterionNames, leadName, nextStepWords, spokenTitle } from './wording.js';

const CITED_CHARACTERS = 4_400;
const LINE_CHARACTERS = 360;
const QUOTE_CHARACTERS = 2_600;
const NAMES_CHARACTERS = 600;
const MENTIONS_CHARACTERS = 800;
const SOURCE_CHARACTERS = 60;
const SOURCES_CHARACTERS = 1_500;

const zoneOf = ({ charter }: CardScene): string => charter.charter.working.zone;

/** A message of one section, which is also its text. */
const short = (text: string): Drawing => ({ text, blocks: [section(text)] });

/** As many whole mentions as fit into one message: half a mention would mention nobody. */
function teamOf(marketing: string): string {
  let team = '';
  for (const each of marketing.split(' ')) {
    const longer = `${team} ${each}`.trim();
    if (longer.length > MENTIONS_CHARACTERS) break;
    team = longer;
  }
  return team || 'Marketing';
}

const settled = (scene: CardScene): Drawing =>
  short(`${spokenTitle(scene)}: the card shows how this lead stands now.`);

/**
 * The reasons of a rejection or a hand-back, for marketing to acknowledge.
 * `marketing` is a ready mention, such as `<!subteam^S1>` or `<@U1> <@U2>`, or empty.
 */
export function reasonMessage(scene: CardScene, marketing: string): Drawing {
  const { handshake } = scene;
  if (handshake.status !== 'rejected' && handshake.status !== 'handed_back') return settled(scene);
  const deed = handshake.status === 'rejected' ? 'Rejected' : 'Handed back';
  const next = `Next: ${nextStepWords(handshake.nextStep, handshake.nextOn)}.`;
  const team = teamOf(marketing);
  const asked = handshake.reply === null ? `${team}: please read why, then acknowledge it.` : `For ${team}.`;
  const blocks: KnownBlock[] = [
    section(
      `${boldTitle(scene)}\n${deed} by ${mention(handshake.by)}, ${when(handshake.at, zoneOf(scene))}. ${asked}`,
    ),
    ...citedLines(scene, handshake),
    ...ownWords(scene.reasons),
    section(next),
    ...acknowledgement(scene, handshake),
  ];
  const contradicted = scene.reasons?.contradicted.length ? ' The rep says that the data is wrong.' : '';
  const text = `${deed}: ${spokenTitle(scene)}, by ${mention(handshake.by)}. Failed: ${failedWords(scene, handshake)}.${contradicted} ${next} ${asked}`;
  return { text, blocks };
}

/** Each cited criterion as the data had it; those that the data says are met are marked. */
function citedLines(scene: CardScene, { cited }: Rejected | HandedBack): KnownBlock[] {
  const { charter, offered, reasons } = scene;
  const verdicts = [...(reasons?.verdicts ?? []), ...offered.verdicts];
  const most = allowance(CITED_CHARACTERS, cited.length, LINE_CHARACTERS);
  const lines = cited.map((id) => {
    const line = `• ${citedLine(criterionOrId(charter.charter, id), verdicts, most)}`;
    return reasons?.contradicted.includes(id) ? `${line}. *Sales says the data is wrong*` : line;
  });
  return titled('What failed', lines);
}

function ownWords(reasons: SpokenReasons | null): KnownBlock[] {
  if (reasons === null) return [section('The words of this answer have been erased.')];
  const { contradicted, contradiction, other, note } = reasons;
  const wrong = contradicted.length > 0 && contradiction.trim() !== '';
  const title = other ? '*Other*' : '*Note*';
  return [
    ...(wrong ? [section(`*What is wrong with the data*\n${quote(contradiction, QUOTE_CHARACTERS)}`)] : []),
    ...(note.trim() === '' ? [] : [section(`${title}\n${quote(note, QUOTE_CHARACTERS)}`)]),
  ];
}

function acknowledgement(scene: CardScene, { reply, id }: Rejected | HandedBack): KnownBlock[] {
  if (reply !== null)
    return context([`Acknowledged by ${mention(reply.by)}, ${when(reply.at, zoneOf(scene))}`]);
  const label = `Acknowledge the reason for ${leadName(scene)}`;
  return [
    actions([
      button({ action: actionIds.acknowledge, text: 'Acknowledge', value: id, label, primary: true }),
    ]),
  ];
}

/** An accepted lead became an SQL. */
export function qualifiedMessage(scene: CardScene): Drawing {
  const { handshake } = scene;
  if (handshake.status !== 'qualified') return settled(scene);
  const names = criterionNames(handshake.ticked, scene.charter.charter, NAMES_CHARACTERS);
  const confirmed = names === '' ? '' : ` Confirmed: ${names}.`;
  const told = `${mention(handshake.by)} marked this lead as sales-qualified (SQL).${confirmed}`;
  return short(`${spokenTitle(scene)}: ${told}`);
}

/** An open offer is meant for somebody in particular, or not any more. */
export function reassignedMessage(scene: CardScene): Drawing {
  const { suggested } = scene.handshake;
  const told =
    suggested === null
      ? 'this lead is open to everybody in sales.'
      : `${mention(suggested)}, this lead is meant for you now. Anyone in sales can still take it.`;
  return short(`${spokenTitle(scene)}: ${told}`);
}

/** The same e-mail address came from other sources too: they are named here instead of being offered twice. */
export function samePersonMessage(scene: CardScene, other: readonly LeadKey[]): Drawing {
  const names = other.map(
    ({ source, id }) => `• ${within(source, SOURCE_CHARACTERS)}, lead ${within(id, SOURCE_CHARACTERS)}`,
  );
  const told = `${spokenTitle(scene)}: the same e-mail address also came from another source. That is told here, and not offered a second time.`;
  const listed = linesWithin(names, SOURCES_CHARACTERS);
  return short(listed === '' ? told : `${told}\n${listed}`);
}

/** A correction made the lead fall short of the MQL definition while it was open. */
export function unmadeMessage(scene: CardScene): Drawing {
  const { handshake, score, offered } = scene;
  const stands = isOpen(handshake)
    ? 'It stays open: answer it as you see fit; a rejection can cite the criterion that changed.'
    : 'Its answer stands.';
  return short(
    `${spokenTitle(scene)}: new facts came in, and this lead no longer meets the MQL definition. Score now ${shown(score)}, with ${offered.threshold} needed. ${stands}`,
  );
}
