// One finding as marketing reads it in the channel, with who tells it.
import type { Finding } from '../../../funnel/findings/finding.js';
import type { Drawing } from '../../drawing.js';
import { mention, within } from '../../mrkdwn.js';
import { section } from '../block-parts.js';
import { daysWords } from './amounts.js';
import { findingBlocks, type Shown } from './finding-blocks.js';

/** `marketing` mentions whoever is to read it; empty where nobody is set up. */
export function findingForMarketing(
  finding: Finding,
  shown: Shown,
  { by, marketing }: { by: string; marketing: string },
): Drawing {
  const to = marketing === '' ? 'Marketing' : marketing;
  const told = `${to}, ${mention(by)} asks you to look at a finding of the funnel diagnosis, ${daysWords(shown.turn)}.`;
  // Marketing was told just now.
  const steps = finding.steps.filter((step) => step.do !== 'tell marketing');
  return {
    text: `${told} ${within(finding.title, 150)}`,
    blocks: [section(told), ...findingBlocks({ ...finding, steps }, shown)],
  };
}
