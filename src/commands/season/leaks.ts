// The leaks that may be planted in a season, each with its size, and those that are planted in the sandbox's.

/** Null is a leak that is not there. Shares and probabilities are from 0 to 1, minutes are working minutes. */
export interface Leaks {
  /**
   * Definitions diverge: sales reads a criterion that the machine says is met as failed, for companies below so many
   * employees, with this probability, over their size.
   */
  definition: { belowEmployees: number; rejected: number } | null;
  /** The reps differ: the log odds to accept lie so far above and below the team's, rep by rep in turn. */
  dispersion: { logOdds: number } | null;
  /** A campaign misleads: this share of leads comes by it, and so many of those are rejected over one criterion. */
  campaign: { share: number; rejected: number; criterion: 'budget' | 'decision_maker' | 'timeline' } | null;
  /** Answers come late: this share of them, and of those that were accepted late fewer become SQLs, by this share. */
  late: { share: number; lost: number } | null;
  /** Nobody ever answers this share. */
  unanswered: { share: number } | null;
  /** This share of the accepted is never touched; after so many days of work they are handed back, or never. */
  hollow: { share: number; clearedAfterDays: number | null } | null;
  /** This share of the touched is left undecided for two to four times the days that were agreed. */
  stall: { share: number } | null;
  /** The score misleads: from so many points on leads are accepted with this probability, the best being the worst. */
  scoreOrder: { fromPoints: number; accepted: number } | null;
  /** A scoring rule tells nothing: its points move nobody. */
  deadRule: { rule: 'guide' | 'webinar' | 'pricing' | 'content' | 'demo' | 'industry' } | null;
  /** The system is slow: this share of the cards reaches the channel so many minutes late, by day and night. */
  systemDelay: { share: number; minutes: number } | null;
  /** A reason rises: in the last weeks this share of the rejections cites this criterion. */
  risingReason: { weeks: number; share: number; criterion: 'budget' | 'decision_maker' | 'timeline' } | null;
  /** This share of the rejections cites a criterion, any of them, that the data says is met. */
  contradicted: { share: number } | null;
  /** Marketing never answers this share of the rejections. */
  silence: { share: number } | null;
  /** Marketing contests this share of the rejections, and so many of those rulings overturn them. */
  disputes: { share: number; overturned: number } | null;
  /** Recycled leads that come back are accepted with this probability, whatever they did since. */
  recycled: { accepted: number } | null;
  /** The charter was never signed, or its review is overdue. */
  charter: 'unsigned' | 'overdue' | null;
  /** This share is answered within ten seconds of the card. */
  quick: { share: number } | null;
  /** This share is answered in the last twentieth of the time allowed. */
  bunching: { share: number } | null;
  /** This share of the rejections is Other and cites nothing: the checklist goes unused. */
  other: { share: number } | null;
  /** This share of the rejections cites the first criterion of the list and nothing else. */
  firstListed: { share: number } | null;
}

/** No leak at all: one definition for all, everybody alike, everything in time. */
export const noLeaks: Leaks = {
  definition: null,
  dispersion: null,
  campaign: null,
  late: null,
  unanswered: null,
  hollow: null,
  stall: null,
  scoreOrder: null,
  deadRule: null,
  systemDelay: null,
  risingReason: null,
  contradicted: null,
  silence: null,
  disputes: null,
  recycled: null,
  charter: null,
  quick: null,
  bunching: null,
  other: null,
  firstListed: null,
};

/**
 * What is wrong at Southern Cross Advisory, each at a size at which a diagnosis finds it; the few that nobody answers show
 * beside those that are answered late. What is left null there works as it should.
 */
export const plantedLeaks: Leaks = {
  ...noLeaks,
  definition: { belowEmployees: 58, rejected: 0.75 },
  dispersion: { logOdds: 1.5 },
  campaign: { share: 0.13, rejected: 0.65, criterion: 'budget' },
  late: { share: 0.34, lost: 0.5 },
  unanswered: { share: 0.012 },
  hollow: { share: 0.2, clearedAfterDays: 45 },
  stall: { share: 0.4 },
  deadRule: { rule: 'webinar' },
  risingReason: { weeks: 14, share: 0.9, criterion: 'decision_maker' },
  silence: { share: 0.2 },
  disputes: { share: 0.2, overturned: 0.9 },
  recycled: { accepted: 0.12 },
  charter: 'overdue',
};
