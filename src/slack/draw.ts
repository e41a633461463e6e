// Draws a message row from today's state: one case for each kind of message, none left out.
import { isOpen } from '../handshake/handshake.js';
import { earlierOf } from '../journey/earlier.js';
import { answerDue } from '../journey/offer.js';
import type { Workplace } from '../journey/workplace.js';
import type { OwedMessage } from '../store/messages.js';
import { sceneOf } from './desk.js';
import { drawDiagnosis, isOfDiagnosis } from './draw-diagnosis.js';
import { drawHome } from './draw-home.js';
import { drawNotice } from './draw-notice.js';
import { drawNudge, isNudge, nudgesAbout } from './draw-nudge.js';
import { drawRejection, isAboutRejection, type RejectionRow } from './draw-rejection.js';
import { drawStaffing, isOfStaffing } from './draw-staffing.js';
import { drawUnanswered, isOfUnanswered } from './draw-unanswered.js';
import { drawWeek, isOfWeek } from './draw-week.js';
import type { Drawing, DrawingDesk, Drawn } from './drawing.js';
import type { CardScene } from './views/card-scene.js';
import { leadCard } from './views/lead-card.js';
import { qualifiedMessage, reassignedMessage, samePersonMessage, unmadeMessage } from './views/thread.js';

/** What the message should show now. */
export async function draw(message: OwedMessage, desk: DrawingDesk): Promise<Drawn> {
  if (message.kind === 'home') return drawHome(message, desk);
  if (message.kind === 'diagnosis' || message.kind === 'finding')
    return drawDiagnosis(message, desk.workplace);
  if (isOfDiagnosis(message)) return drawDiagnosis(message, desk.workplace);
  if (isOfStaffing(message)) return drawStaffing(message, desk);
  if (isNudge(message)) return drawNudge(message, desk);
  if (isAboutRejection(message)) return drawRejection(message, desk);
  if (isOfUnanswered(message)) return drawUnanswered(message, desk);
  if (isOfWeek(message)) return drawWeek(message, desk.workplace);
  const { workplace } = desk;
  return message.handshakeId === null ? drawNotice(message, workplace) : drawHandshake(message, workplace);
}

type AboutHandshake = Exclude<Extract<OwedMessage, { handshakeId: string }>, RejectionRow>;

async function drawHandshake(message: AboutHandshake, workplace: Workplace): Promise<Drawn> {
  const scene = await sceneOf(workplace, message.handshakeId);
  const { handshake, now } = scene;
  const dueAt = handshake.dueAt === null ? await answerDue(workplace, message.handshakeId, now) : null;
  const drawing = await drawingOf(message, { ...scene, dueAt }, workplace);
  // What was answered on the card is to be answered in a reminder no more.
  const also = message.kind === 'card' ? await nudgesAbout(workplace, handshake) : [];
  return { drawing, at: now, worthPostingAnew: isOpen(handshake), also };
}

/** How an open lead was answered before: whoever takes it now is to know, and what changed since. */
const earlierFor = async ({ handshake, overturned }: CardScene, workplace: Workplace) =>
  isOpen(handshake) && (handshake.cycle > 1 || overturned) ? earlierOf(workplace, handshake) : null;

/** The version of the handshake that a key names at its end: `reassigned:<handshake>:<version>`. */
const versionIn = (key: string): number => Number(key.split(':').at(-1));

async function drawingOf(
  { key, kind, handshakeId }: AboutHandshake,
  scene: CardScene,
  workplace: Workplace,
): Promise<Drawing> {
  switch (kind) {
    case 'card':
      return leadCard({ ...scene, earlier: await earlierFor(scene, workplace) });
    case 'qualified':
      return qualifiedMessage(scene);
    case 'reassigned':
      return reassignedMessage(scene, await workplace.store.handshakes.event(handshakeId, versionIn(key)));
    case 'same_person':
      return samePersonMessage(scene, await workplace.store.handshakes.samePeople(handshakeId));
    case 'unmade':
      return unmadeMessage(scene);
  }
}
