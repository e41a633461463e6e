// The measures: everything that is counted of leads and handshakes, as one closed list of names.
import type { NextStep } from '../charter/charter.js';
import type { Again } from '../handshake/handshake.js';
import type { ReplyKind } from '../handshake/replies.js';
import type { Audience } from '../handshake/rungs.js';
import type { Verdict } from '../handshake/verdicts.js';

/** How a handshake ended or stands; each has exactly one, so over any group they add up to `offered`. */
export type Fate =
  | 'sql'
  | 'in_work'
  /** Accepted, and left untouched until the time for it ran out. */
  | 'hollow'
  | `rejected:${NextStep}`
  | `handed_back:${NextStep}`
  /** In time or overdue: see `unanswered:`. */
  | 'unanswered';

/** How far a handshake stands from its offer; each is part of the one before. An SQL counts as touched. */
export type Stage = 'answered' | 'accepted' | 'touched' | 'sql' | 'won';

/** What sales makes of a lead so far: accepted and not handed back, or rejected or handed back. */
export type Outcome = 'accepted' | 'rejected';

/** How the offered fare that share something, a score or a second cycle. */
export type Faring = 'offered' | Outcome | 'sql' | 'won';

/** What stands on the day of the offer, about every handshake offered on it. Cents are the estimated value, where known. */
type OfTheOffer =
  | 'offered'
  | `fate:${Fate}`
  /** Of `fate:unanswered`: past the last rung; the other two change by time alone and are counted live, at the question. */
  | `unanswered:${'lapsed' | 'in_time' | 'overdue'}`
  /** Minutes of the wall clock since the offer, so that conversion can be read at any age; `won` has the cents. */
  | `reached:${Stage}`
  | `outcome:${Outcome}`
  /** What sales said to the card in the end, whatever a conversation showed later: a hand-back was accepted. */
  | `said:${Outcome}`
  /** By tens of points of the score it was offered with: `band:50:…` holds 50 to 59. `won` has the cents. */
  | `band:${number}:${Faring}`
  /** Of the offers whose lead this scoring rule gave points; all of them are in `outcome:`. */
  | `rule:${string}:${Outcome}`
  /** What the machine said of a criterion that has a rule, and what sales made of the lead. */
  | `verdict:${string}:${Verdict}:${Outcome}`
  /** The answered, by whether the answer that stands came in time: what late costs. */
  | `timed:${'in_time' | 'late'}:${Faring}`
  /** The offers of a second or later cycle. */
  | `again:${Faring}`
  /**
   * Every card that was posted, once more for each new offer, by what came first. Minutes of work since it was posted;
   * those that are `open` are counted live, with their minutes so far.
   */
  | `answering:${'accepted' | 'rejected' | 'lapsed' | 'reoffered' | 'open'}`;

/**
 * What stands on the day of the accept, or of the SQL: how that stage ended, with the minutes of work it took. Open ones
 * have no minutes in the counts, and get their minutes so far at the question.
 */
type OfTheStage =
  | `working:${'sql' | 'handed_back' | 'reoffered' | 'open'}`
  /** From the accept to the first touch; `ended` when the work ended without one. */
  | `touching:${'touched' | 'ended' | 'open'}`
  | `dealing:${'won' | 'lost' | 'open'}`;

/** What stands on its own day. */
type OnItsDay =
  /** A lead arrived, or first became an MQL, offered or not. No rep is known of either. */
  | 'lead'
  | 'mql'
  /** The card was in the channel first; minutes of the wall clock since the offer: the system's delay. */
  | 'posted'
  /** Answers, with the minutes of work since the card was posted; an accept that was undone is none. */
  | `accepted:${'in_time' | 'late'}`
  | `rejected:${'in_time' | 'late'}`
  | 'lapsed'
  /** Since the accept, in minutes of work; a lead may be touched before it is accepted, and then there are none. */
  | 'handed_back'
  | 'touched'
  | 'sql'
  | 'left_untouched'
  /** Since the SQL, in minutes of work; with cents where somebody said what the deal was worth. */
  | `won:${'valued' | 'unvalued'}`
  | 'lost'
  /** A won deal from its offer on, in minutes of the wall clock. */
  | 'cycle'
  /** A won deal whose value is known; its length is whole units of the currency and no time, so that there is a median. */
  | 'worth'
  | `nudged:${Audience}`
  | `reoffered:${Again | 'overturned'}`
  /** Answered within ten seconds of the card, or in the last 5 % of the time allowed. */
  | `gaming:${'quick' | 'last_minute'}`;

/** What stands on the day of the rejection or the hand-back it is about; those are the `rejected` and `handed_back`. */
type OfTheRejection =
  /** A criterion was cited, and what the machine had said of it at the offer. */
  | `cited:${string}:${Verdict}`
  /** It was Other, with or without criteria; the first in the list and nothing else; or one the data says is met. */
  | `reason:${'other' | 'only_first_listed' | 'contradicted'}`
  /** Marketing's latest reply, with the minutes of work until the first. Those without one are the difference. */
  | `reply:${ReplyKind}`
  | `ruling:${'upheld' | 'overturned'}`;

export type Measure = OfTheOffer | OfTheStage | OnItsDay | OfTheRejection;

/** The beginning of a measure, up to a colon or all of it: `fate` and `fate:rejected` each stand for several. */
export type MeasurePrefix = string;

/** Whether a measure is the one named, or one of those that its beginning stands for. */
export const isUnder = (measure: string, prefix: MeasurePrefix): boolean =>
  measure.startsWith(prefix) && (measure.length === prefix.length || measure[prefix.length] === ':');
