// "Why this rep?": in a sentence, how it came that a lead is meant for somebody, or for nobody in particular.
import type { ModalView } from '@slack/types';
import type { Offered } from '../../handshake/handshake.js';
import { mention, within } from '../mrkdwn.js';
import { context, plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { boldTitle, companyName } from './wording.js';

const NAME_CHARACTERS = 60;

/** "those who sell to Enterprise", "those in sales". */
function teamWords({ charter, handshake }: CardScene): string {
  const { segment } = handshake.about;
  const name = charter.charter.segments.find(({ id }) => id === segment)?.name;
  return name === undefined
    ? 'those who sell to leads like this'
    : `those who sell to ${within(name, NAME_CHARACTERS)}`;
}

/** Why the lead is meant for whom it is meant for, as told to `reader`; null where nobody has chosen. */
export function whyRep(scene: CardScene, { suggested, why }: Offered, reader: string | null): string | null {
  const company = within(companyName(scene), NAME_CHARACTERS) || 'this company';
  const you = suggested !== null && suggested === reader;
  const who = you ? 'you' : suggested === null ? '' : mention(suggested);
  switch (why) {
    case 'account':
      return `${you ? 'You know' : `${who} knows`} ${company}: ${you ? 'you have, or had,' : 'they have, or had,'} a lead of the same company.`;
    case 'owner':
      return `The lead’s own data names ${who} as its owner.`;
    case 'turn':
      return `It is ${you ? 'your' : `${who}’s`} turn among ${teamWords(scene)}. Everybody gets their share, whoever is away or full is passed over, and nobody gets a lead back that they let go.`;
    case 'given':
      return `Somebody in sales gave it to ${who}.`;
    case 'nobody_free':
      return `Of ${teamWords(scene)} nobody is free: each is away, has as many open leads as the charter allows, or has let this one go. Managers were told, and it is meant for the next one who has room.`;
    case null:
      return null;
  }
}

/** In a few words, after the name of the rep. */
export function whyRepBriefly({ why }: Offered): string {
  switch (why) {
    case 'account':
      return ', who knows the company';
    case 'owner':
      return ', who is named as its owner';
    case 'turn':
      return ', whose turn it is';
    case 'given':
    case 'nobody_free':
    case null:
      return '';
  }
}

/** The sentence for whoever asks; nothing to submit. */
export function whyRepModal(scene: CardScene, reader: string): ModalView {
  const { handshake } = scene;
  const why = handshake.status === 'offered' ? whyRep(scene, handshake, reader) : null;
  const told =
    handshake.status === 'offered'
      ? (why ??
        'It is meant for nobody in particular: whoever in sales is first has it. `/funnel setup` says who is in sales, and then leads go round among them.')
      : 'This lead was answered; its card says by whom.';
  return {
    type: 'modal',
    title: plain('Why this rep?', 24),
    close: plain('Close', 24),
    blocks: [
      section(`${boldTitle(scene)}\n${told}`),
      ...context(['Anyone in sales may take an open lead, whoever it is meant for.']),
    ],
  };
}
