// What all findings share: how many cases are enough, and a rate as a figure.
import { type Tally, wilson } from '../methods/wilson.js';
import type { Figure } from './finding.js';

/** Fewer cases than this tell too little about a rate. */
export const ENOUGH_CASES = 30;

/** A rate as a figure. */
export const rateFigure = (label: string, tally: Tally): Figure => ({
  kind: 'rate',
  label,
  rate: wilson(tally),
});

/** What a finding is about whose kind knows only one. */
export const aboutAll = { about: '' };
