// What is said in a card's thread of how the lead stands: an SQL and its deal, whom it is meant for, and what changed about it.
import { type HandshakeEvent, isOpen, type Qualified } from '../../handshake/handshake.js';
import type { LeadKey } from '../../handshake/lead.js';
import { shown } from '../../handshake/score.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { inZone, mention, when, within } from '../mrkdwn.js';
import { actions, button, linesWithin, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { amountWords, criterionNames, leadName, spokenTitle } from './wording.js';

const NAMES_CHARACTERS = 600;
const SOURCE_CHARACTERS = 60;
const SOURCES_CHARACTERS = 1_500;

/** A message of one section, which is also its text. */
const short = (text: string): Drawing => ({ text, blocks: [section(text)] });

const settled = (scene: CardScene): Drawing =>
  short(`${spokenTitle(scene)}: the card shows how this lead stands now.`);

/** How the deal of an SQL ended, in a sentence; that it is open is said too. `moment` says an instant. */
export function endingSentence(
  { closed }: Pick<Qualified, 'closed'>,
  { charter }: CardScene,
  moment: (at: string) => string,
): string {
  if (closed === null) return 'Its deal is open.';
  const by = closed.by === null ? 'as its source tells' : `as ${mention(closed.by)} says`;
  const worth = closed.value === null ? '' : `, ${amountWords(closed.value, charter.charter)}`;
  return `*${closed.kind === 'won' ? 'Won' : 'Lost'}${worth}*, ${moment(closed.at)}, ${by}.`;
}

/** An accepted lead became an SQL; here it is said how its deal ended. */
export function qualifiedMessage(scene: CardScene): Drawing {
  const { handshake } = scene;
  if (handshake.status !== 'qualified') return settled(scene);
  const names = criterionNames(handshake.ticked, scene.charter.charter, NAMES_CHARACTERS);
  const confirmed = names === '' ? '' : ` Confirmed: ${names}.`;
  const { zone } = scene.charter.charter.working;
  const told = `${mention(handshake.by)} marked this lead as sales-qualified (SQL).${confirmed}`;
  const ending = (moment: (at: string) => string) => endingSentence(handshake, scene, moment);
  const aloud = ending((at) => inZone(at, zone)).replaceAll('*', '');
  const name = leadName(scene);
  return {
    text: `${spokenTitle(scene)}: ${told}${handshake.closed === null ? '' : ` ${aloud}`}`,
    blocks: [
      section(`${spokenTitle(scene)}: ${told}`),
      section(ending((at) => when(at, zone))),
      actions([
        button({
          action: actionIds.won,
          text: 'Mark deal as won',
          value: handshake.id,
          label: `Mark deal as won: ${name}`,
        }),
        button({
          action: actionIds.lost,
          text: 'Mark deal as lost',
          value: handshake.id,
          label: `Mark deal as lost: ${name}`,
        }),
      ]),
    ],
  };
}

/** Why an open lead has gone on, before what it is now; nobody is blamed. */
function causeOf(event: HandshakeEvent | null): string {
  if (event?.type !== 'reoffered') return '';
  switch (event.because) {
    case 'away':
      // Whoever is on leave is not called by name: that would be a message to them.
      return 'the rep it was with is on leave, so ';
    case 'unanswered':
      return 'nobody has got to it yet, so ';
    case 'untaken':
      return 'you have room again, so ';
  }
}

/** An open offer is meant for somebody in particular, or not any more. */
export function reassignedMessage(scene: CardScene, event: HandshakeEvent | null = null): Drawing {
  const { suggested } = scene.handshake;
  // Of a lead that has moved on since only where it is now is told.
  const cause = event !== null && 'to' in event && event.to === suggested ? causeOf(event) : '';
  const told =
    suggested === null
      ? `${cause}this lead is open to everybody in sales now.`
      : `${mention(suggested)}, ${cause}this lead is meant for you now. Anyone in sales can still take it.`;
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
