// How many of what was counted took longer than a time.
import type { Figure } from '../cells.js';
import { bucketsOf, middleOf } from '../methods/histogram.js';

/** Those whose bucket's middle lies beyond so many minutes. */
export const longerThan = (limit: number, { minutes }: Figure): number =>
  bucketsOf(minutes).reduce((sum, [bucket, count]) => sum + (middleOf(bucket) > limit ? count : 0), 0);
