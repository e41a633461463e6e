// Why nothing was done about the charter, told kindly to the one person who tried, with what to do next.
import type { AmendRefusal } from '../../journey/amending.js';
import { changeLines } from './draft-card.js';
import { peopleWords, sideNames } from './standing-lines.js';
import { counted } from './wording.js';

const CHANGES_CHARACTERS = 2_000;

/** What became different since somebody read the text, as a list; an empty string when nobody can tell. */
export const changedLines = (changes: readonly string[]): string =>
  changes.length === 0 ? '' : `\n${changeLines(changes, CHANGES_CHARACTERS)}`;

/** A few sentences of mrkdwn. */
export function amendRefusalText(refused: AmendRefusal): string {
  switch (refused.kind) {
    case 'not permitted':
      return refused.sentence;
    case 'no such draft':
      return 'There is no such draft here. `/charter draft` shows what is proposed now.';
    case 'not open':
      return 'This draft is closed, so nothing was changed. `/charter` shows how things stand; `/charter propose` starts anew.';
    case 'open already':
      return 'Somebody has proposed a draft meanwhile, and one is open at a time. `/charter draft` shows it; change that one, so that nothing is lost.';
    case 'changed since':
      return `It changed since you read it, so nothing of yours was kept yet.${changedLines(refused.changes)}`;
    case 'nothing changes':
      return 'This says just what the charter in force says already, so there is nothing to propose. Change something first.';
    case 'words needed':
      return `Please say why, in up to ${counted(refused.most, 'character')}.`;
    case 'not yours to name':
      return 'Who owns the charter, who leads, and how often it is reviewed is for the owner, the leaders or a Slack admin to change. Please ask one of them; everything else you may propose.';
    case 'no leader named':
      return `Nobody is named yet as leader of ${sideNames[refused.side]}, so nobody can sign for it. A Slack admin or the owner names the leaders with \`/funnel setup\`.`;
    case 'not the leader':
      return `Only the leader of ${sideNames[refused.side]} can sign for it: ${peopleWords(refused.leaders)}. Please ask them.`;
    case 'already signed':
      return `${peopleWords([refused.by])} has signed for ${sideNames[refused.side]} already. The other side's leader is to sign too.`;
    case 'signed for the other side':
      return `You have signed for ${sideNames[refused.side]}, and one person cannot sign for both sides. The other leader is to sign.`;
  }
}
