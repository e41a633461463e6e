// What a control chart says of each week: where it lies, and between which limits weeks lie by chance.

/** One week on a chart. Outside its limits it would hardly be by chance. */
export interface Point {
  value: number;
  low: number;
  high: number;
}

/** The weeks in the order they were given, and the line around which they scatter. */
export interface Chart<P extends Point = Point> {
  centre: number;
  points: P[];
}

export const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** The mean distance from each number to the next; none between fewer than two. */
export const movingRange = (numbers: readonly number[]): number =>
  mean(numbers.slice(1).map((one, place) => Math.abs(one - (numbers[place] ?? one))));
