// How figures are written down in the rows of the cells.
import type { Figure } from '../funnel/cells.js';
import type { Figures } from '../funnel/pile.js';

/** A figure without the nothings at its end. */
type PackedFigure = [n: number, cents?: number, seconds?: number, minutes?: Figure['minutes']];

/** Figures by their measure, as a row holds them. */
export type Packed = Record<string, PackedFigure>;

function packedFigure({ n, cents, seconds, minutes }: Figure): PackedFigure {
  if (Object.keys(minutes).length > 0) return [n, cents, seconds, minutes];
  if (seconds !== 0) return [n, cents, seconds];
  return cents === 0 ? [n] : [n, cents];
}

/** Figures as a row holds them. */
export const packed = (figures: Figures): Packed =>
  Object.fromEntries(Object.entries(figures).map(([measure, figure]) => [measure, packedFigure(figure)]));

/** The figures that a row holds. */
export const unpacked = (row: Packed): Figures =>
  Object.fromEntries(
    Object.entries(row).map(([measure, [n, cents = 0, seconds = 0, minutes = {}]]) => [
      measure,
      { n, cents, seconds, minutes },
    ]),
  );

/** A campaign, segment or rep that nobody named is kept as an empty text, so that it can be part of a key. */
export const named = (value: string | null): string => value ?? '';
export const orNull = (value: string): string | null => (value === '' ? null : value);
