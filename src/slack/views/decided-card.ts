// The card after a decision: a short record of who decided what and when, and what the next step is.
import type { KnownBlock, SectionBlock } from '@slack/types';
import type {
  Accepted,
  HandedBack,
  Handshake,
  Offered,
  Qualified,
  Rejected,
} from '../../handshake/handshake.js';
import type { SaidOfIt } from '../../handshake/rejection-story.js';
import type { Drawing } from '../drawing.js';
import { inZone, mention, when, within } from '../mrkdwn.js';
import { followButtons, whyMenu } from './answer-buttons.js';
import { context, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { dueWords, runningClock } from './clock-words.js';
import { earlierBlocks } from './earlier.js';
import { leadWords } from './lead-facts.js';
import { failedWords, replySentence } from './rejection-words.js';
import { endingSentence } from './thread.js';
import { boldTitle, criterionNames, nextStepWords, pointsWords, spokenTitle } from './wording.js';

const NAMES_CHARACTERS = 600;
const COMMITMENT_CHARACTERS = 600;

type Decided = Exclude<Handshake, Offered>;

/** The short record of a handshake that is not waiting for an answer any more. */
export function decidedCard(scene: CardScene, handshake: Decided): Drawing {
  switch (handshake.status) {
    case 'accepted':
      return acceptedCard(scene, handshake);
    case 'rejected':
    case 'handed_back':
      return endedCard(scene, handshake);
    case 'qualified':
      return qualifiedCard(scene, handshake);
  }
}

const zoneOf = ({ charter }: CardScene): string => charter.charter.working.zone;

/** The two clocks of the work: the first touch, due or done, then the decision. */
function workWords(scene: CardScene, { touchedAt }: Accepted): string[] {
  const [touch, decide] = [runningClock(scene, 'first_touch'), runningClock(scene, 'decide_sql')];
  return [
    ...(touchedAt === null ? [] : [`*First touch:* ${when(touchedAt, zoneOf(scene))}`]),
    ...(touch === null ? [] : [dueWords(touch, scene)]),
    ...(decide === null ? [] : [dueWords(decide, scene)]),
  ];
}

function acceptedCard(scene: CardScene, handshake: Accepted): Drawing {
  const { by, at } = handshake;
  const promise = within(scene.charter.charter.commitment, COMMITMENT_CHARACTERS);
  const work = workWords(scene, handshake);
  const blocks: KnownBlock[] = [
    section(`${boldTitle(scene)}\nAccepted by ${mention(by)}, ${when(at, zoneOf(scene))}. ${promise}`),
    ...(work.length === 0 ? [] : [section(work.join('\n'))]),
    // The rep is about to call: how to reach the lead and what it did last must not be gone with the offer.
    section(leadWords(scene)),
    ...earlierBlocks(scene),
    ...context([`Offered with ${pointsWords(scene.offered.score.total)}`]),
    followButtons(scene, handshake),
  ];
  const text = `${spokenTitle(scene)}: accepted by ${mention(by)} on ${inZone(at, zoneOf(scene))}. ${promise}`;
  return { text, blocks };
}

/** A record has no buttons, only a menu in which to ask why the lead was judged as it was. */
const record = ({ id }: Decided, text: string): SectionBlock => ({
  ...section(text),
  accessory: whyMenu(id),
});

/** What was last said of it, as far as the handshake knows; the thread knows the words. */
const saidSoFar = ({ reply, upheld }: Rejected | HandedBack): SaidOfIt[] => [
  ...(reply === null || (reply.kind === 'fixed' && upheld !== null) ? [] : [reply]),
  ...(upheld === null ? [] : [{ ...upheld, kind: 'upheld' as const }]),
  ...(reply?.kind === 'fixed' && upheld !== null ? [reply] : []),
];

function endedCard(scene: CardScene, handshake: Rejected | HandedBack): Drawing {
  const { by, at, nextStep, nextOn, cited } = handshake;
  const deed = handshake.status === 'rejected' ? 'rejected' : 'handed back';
  const failed = failedWords(cited, scene.reasons?.other === true, scene.charter.charter);
  const next = nextStepWords(nextStep, nextOn);
  const zone = zoneOf(scene);
  const aloud = (instant: string): string => inZone(instant, zone);
  const seen = (instant: string): string => when(instant, zone);
  const first = (moment: string) => `${deed} by ${mention(by)}, ${moment}. Failed: ${failed}.`;
  const story = { said: saidSoFar(handshake) };
  return {
    text: `${spokenTitle(scene)}: ${first(aloud(at))} Next: ${next}. ${replySentence(story, aloud)}`,
    blocks: [
      record(
        handshake,
        `${boldTitle(scene)}: ${first(seen(at))}\nNext: ${next}. ${replySentence(story, seen)}`,
      ),
    ],
  };
}

function qualifiedCard(scene: CardScene, handshake: Qualified): Drawing {
  const { by, at, ticked, closed } = handshake;
  const zone = zoneOf(scene);
  const ending = closed === null ? '' : endingSentence(handshake, scene, (instant) => inZone(instant, zone));
  const names = criterionNames(ticked, scene.charter.charter, NAMES_CHARACTERS);
  const confirmed = names === '' ? '' : ` Confirmed: ${names}.`;
  return {
    text: `${spokenTitle(scene)}: now sales-qualified (SQL), marked by ${mention(by)} on ${inZone(at, zone)}.${confirmed}${ending === '' ? '' : ` ${ending.replaceAll('*', '')}`}`,
    blocks: [
      record(
        handshake,
        `${boldTitle(scene)} is sales-qualified (SQL)\nMarked by ${mention(by)}, ${when(at, zone)}.${confirmed}\n${closed === null ? 'Its deal is open; the thread has the buttons for how it ended.' : endingSentence(handshake, scene, (instant) => when(instant, zone))}`,
      ),
    ],
  };
}
