// The one message a day in which marketing reads which rejections wait for its answer.
import type { ToldRejection } from '../../store/rejections.js';
import type { Drawing } from '../drawing.js';
import { link, when, within } from '../mrkdwn.js';
import { context, section, titled } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { deedWords, failedWords, teamOf } from './rejection-words.js';
import { companyName, counted, leadName } from './wording.js';

/** So many lines, each with a link, an instant and names, fit into a message of Slack's, whatever they say. */
export const REJECTIONS_LISTED = 15;

const NAME_CHARACTERS = 80;
const COMPANY_CHARACTERS = 60;
const FAILED_CHARACTERS = 120;

/** A rejection that waits, and the address of its reason in the thread; null where Slack would not say. */
export interface WaitingRejection {
  scene: CardScene;
  told: ToldRejection;
  link: string | null;
}

/** Nobody in sales is called here: it is marketing's to answer. */
function line({ scene, told, link: to }: WaitingRejection): string {
  const { charter } = scene.charter;
  const company = within(companyName(scene), COMPANY_CHARACTERS);
  const name = `${within(leadName(scene), NAME_CHARACTERS)}${company === '' ? '' : ` · ${company}`}`;
  const failed = failedWords(told.cited, told.reasons?.other === true, charter, FAILED_CHARACTERS);
  return `• ${link(to, name) ?? name}\n${deedWords(told)} ${when(told.at, charter.working.zone)}: ${failed}`;
}

/**
 * Lists the rejections, the newest first; `total` is how many wait. `marketing` is a ready mention, or empty. Without any it
 * is the record of a list that was answered.
 */
export function unansweredMessage(
  listed: readonly WaitingRejection[],
  { total, marketing }: { total: number; marketing: string },
): Drawing {
  if (total === 0) {
    const text = 'Every rejection of this list is answered. It asks for nothing more.';
    return { text, blocks: [section(text)] };
  }
  const wait = `${counted(total, 'rejection')} from before today ${total === 1 ? 'waits' : 'wait'} for an answer`;
  const ask = `${teamOf(marketing, 'Marketing')}: ${wait}. Each is answered in the thread of its card.`;
  const rest = total - listed.length;
  return {
    text: ask,
    blocks: [
      section(ask),
      ...titled('The newest first', listed.map(line)),
      ...(rest > 0
        ? [section(`and ${counted(rest, 'older one')}; \`/funnel leads rejected\` lists them`)]
        : []),
      ...context([
        'This comes once a working day, and only while something waits; it gets shorter with every answer',
      ]),
    ],
  };
}
