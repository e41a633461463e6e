// Files as text in messages, for where Slack takes no files: line by line, as many as a few messages hold.
import type { Drawing } from '../drawing.js';
import { coded, within } from '../mrkdwn.js';
import { section } from './block-parts.js';

const BLOCK_CHARACTERS = 2_700;
const BLOCKS_A_PAGE = 4;

/** No line of a charter is longer; with every sign escaped it still fits into a block. */
const WITHIN_A_BLOCK = /.{1,530}/gs;

/** An answer to a command may be given five times, and one of them is used already. */
const PAGES_MOST = 4;

/** Lines, escaped, in blocks of code; a line too long for one goes on in the next. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let block = '';
  for (const line of text.split('\n').flatMap((each) => each.match(WITHIN_A_BLOCK) ?? [''])) {
    const next = `${coded(line)}\n`;
    if (block.length + next.length > BLOCK_CHARACTERS) {
      blocks.push(block);
      block = '';
    }
    block += next;
  }
  return [...blocks, block];
}

/** The files as at most four messages. What does not fit is said. */
export function codePages(files: readonly { name: string; text: string }[]): Drawing[] {
  const all = files.flatMap(({ name, text }) =>
    blocksOf(text).map(
      (block, index) => `${index === 0 ? `*${within(name, 80)}*\n` : ''}\`\`\`${block}\`\`\``,
    ),
  );
  const shown = all.slice(0, PAGES_MOST * BLOCKS_A_PAGE);
  const pages = Array.from({ length: Math.ceil(shown.length / BLOCKS_A_PAGE) }, (_, index) =>
    shown.slice(index * BLOCKS_A_PAGE, (index + 1) * BLOCKS_A_PAGE),
  );
  return pages.map((blocks, index) => {
    const last = index === pages.length - 1;
    const rest =
      last && all.length > shown.length
        ? [
            section(
              'The rest does not fit here. Ask who runs Handshake to give the app the scope files:write.',
            ),
          ]
        : [];
    const text =
      index === 0
        ? 'Slack takes no files from this app, so here is the charter as text to copy.'
        : 'The charter as text, continued.';
    return { text, blocks: [...(index === 0 ? [section(text)] : []), ...blocks.map(section), ...rest] };
  });
}
