// What was said of a rejection, in words that its thread, the card and the managers' messages share.
import type { KnownBlock } from '@slack/types';
import type { Charter } from '../../charter/charter.js';
import { lastSaid, type RejectionStory, type SaidOfIt, saidOf } from '../../handshake/rejection-story.js';
import type { ToldRejection } from '../../store/rejections.js';
import { mention, quote, when } from '../mrkdwn.js';
import { context, section } from './block-parts.js';
import { criterionNames } from './wording.js';

const QUOTE_CHARACTERS = 900;
const NAMES_CHARACTERS = 600;
const MENTIONS_CHARACTERS = 800;

/** What each of them is called when it is told who said it. */
export const saidNames: Readonly<Record<SaidOfIt['kind'], string>> = {
  acknowledged: 'Acknowledged',
  fixed: 'Fixed',
  disputed: 'Disputed',
  upheld: 'Upheld',
  overturned: 'Overturned',
};

/** "*Disputed* by <@ULEO>, …", and their words below; those that were erased are not there. */
export function saidWords(
  { kind, by, at }: SaidOfIt,
  words: ToldRejection['words'],
  zone: string,
  most = QUOTE_CHARACTERS,
): string {
  const who = `*${saidNames[kind]}* by ${mention(by)}, ${when(at, zone)}`;
  const own = words[kind] ?? '';
  return own.trim() === '' ? who : `${who}\n${quote(own, most)}`;
}

/** Everything that was said of it, in that order; that it was read is small print. */
export const saidBlocks = ({ said, words }: ToldRejection, zone: string): KnownBlock[] =>
  said.flatMap((each): KnownBlock[] => {
    const text = saidWords(each, words, zone);
    return each.kind === 'acknowledged' ? context([text.replaceAll('*', '')]) : [section(text)];
  });

/** As many whole mentions as fit into one message, else what the team is called: half a mention would mention nobody. */
export function teamOf(mentioned: string, name: string): string {
  let team = '';
  for (const each of mentioned.split(' ')) {
    const longer = `${team} ${each}`.trim();
    if (longer.length > MENTIONS_CHARACTERS) break;
    team = longer;
  }
  return team || name;
}

/**
 * What failed, in the charter's words, escaped: the criteria, within about `most` characters, and whether the rep said
 * something else besides.
 */
export function failedWords(
  cited: readonly string[],
  other: boolean,
  charter: Charter,
  most = NAMES_CHARACTERS,
): string {
  const names = criterionNames(cited, charter, most);
  if (names === '') return 'something that is not on the checklist';
  return other || cited.length === 0 ? `${names} and something else` : names;
}

/** "rejected" or "handed back". */
export const deedWords = ({ kind }: Pick<RejectionStory, 'kind'>): string =>
  kind === 'rejected' ? 'rejected' : 'handed back';

/** What marketing and managers make of a rejection so far, in a sentence for its card. `moment` says an instant. */
export function replySentence(story: Pick<RejectionStory, 'said'>, moment: (at: string) => string): string {
  const last = lastSaid(story);
  if (last === null) return 'Marketing has not answered it yet; the reason is in the thread.';
  const by = `(${mention(last.by)}, ${moment(last.at)})`;
  switch (last.kind) {
    case 'acknowledged':
      return `Marketing has acknowledged it ${by}.`;
    case 'fixed':
      return `Marketing has fixed the cause ${by}; what changed is in the thread.`;
    case 'disputed':
      return `Marketing disputes it ${by}; a manager rules on that in the thread.`;
    case 'upheld':
      return `Marketing disputed it, and a manager upheld it ${by}.`;
    case 'overturned':
      return `A manager overturned it ${by}.`;
  }
}

/** Who disputes it, or null. */
export const disputer = (story: Pick<RejectionStory, 'said'>): string | null =>
  saidOf(story, 'disputed')?.by ?? null;
