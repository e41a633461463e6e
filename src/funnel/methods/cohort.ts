// How many came through by a certain age, counted only over those that have reached it.
import { type Rate, wilson } from './wilson.js';

/** When something began, and when it came through; null when it has not. */
export interface Begun {
  from: Date;
  through: Date | null;
}

/** What is looked at: an age in ms, the instant of looking, and the log's first day. */
export interface Look {
  ageMs: number;
  now: Date;
  logBegins: Date;
}

/** The conversion at that age, and everything that does not count towards it, so that all add up. */
export interface Cohort {
  conversion: Rate;
  /** Not that old yet: among these only the quick could have come through. */
  tooYoung: number;
  /** Begun before the log: what came through early was not written down, so they would look slow. */
  beforeLog: number;
  /** Came through before they began: one of the two instants is wrong. */
  backwards: number;
}

/**
 * Conversion at a fixed age: of those that began since the log's first day and are at least so old, the share that came
 * through by that age, with Wilson's interval. Whatever came through later, or counts for a young one, is not in it.
 * The clinical "landmark" rate under complete follow-up: with all of them watched to that age it is Kaplan–Meier's
 * 1 − S (E. L. Kaplan, P. Meier, JASA 53, 1958).
 */
export function cohort(all: readonly Begun[], { ageMs, now, logBegins }: Look): Cohort {
  let [hits, of, tooYoung, beforeLog, backwards] = [0, 0, 0, 0, 0];
  for (const { from, through } of all) {
    const took = through === null ? null : through.getTime() - from.getTime();
    if (from < logBegins) beforeLog += 1;
    else if (took !== null && took < 0) backwards += 1;
    else if (now.getTime() - from.getTime() < ageMs) tooYoung += 1;
    else {
      of += 1;
      if (took !== null && took <= ageMs) hits += 1;
    }
  }
  return { conversion: wilson({ hits, of }), tooYoung, beforeLog, backwards };
}
