// What is asked of the cells in the benchmark, and what plain SQL over the handshakes can say of the same.
import type { Question } from '../../src/funnel/cells.js';

/** What a diagnosis of all there ever was asks. */
export const history = { from: null, to: null, grain: 'all' } as const;
export const questions: Record<string, Question> = {
  'the funnel': {
    ...history,
    by: [],
    measures: ['lead', 'mql', 'offered', 'fate', 'unanswered', 'reached', 'again', 'timed'],
  },
  'time to each stage': {
    ...history,
    by: [],
    measures: ['answering', 'working', 'touching', 'dealing', 'posted'],
  },
  'by source': { ...history, by: ['source'], measures: ['offered', 'outcome', 'fate', 'reached'] },
  'by segment': { ...history, by: ['segment'], measures: ['offered', 'outcome', 'fate', 'reached'] },
  'by campaign': { ...history, by: ['campaign'], measures: ['offered', 'outcome', 'fate'] },
  'by rep': { ...history, by: ['rep'], measures: ['outcome', 'accepted', 'rejected'] },
  'reasons by source': { ...history, by: ['source'], measures: ['cited', 'reason', 'reply', 'ruling'] },
  'reps by segment and source': { ...history, by: ['segment', 'source', 'rep'], measures: ['outcome'] },
  'score and criteria': { ...history, by: [], measures: ['band', 'rule', 'verdict'] },
  'two years of weeks': {
    ...history,
    grain: 'week',
    by: [],
    measures: ['outcome', 'offered', 'cited', 'accepted', 'rejected'],
  },
};

/** The same by plain SQL, where it can say it: counts and one median. */
export const plain: Record<string, string> = {
  'fates by source': `SELECT source, status, count(*) FROM handshake WHERE workspace = $1 GROUP BY 1, 2`,
  'reasons by source': `SELECT h.source, c, count(*) FROM handshake_event e JOIN handshake h ON h.id = e.handshake_id,
    jsonb_array_elements_text(e.data->'cited') c WHERE e.workspace = $1 AND e.type IN ('rejected', 'handed_back') GROUP BY 1, 2`,
  'median time to answer by rep': `SELECT e.actor, percentile_disc(0.5) WITHIN GROUP (ORDER BY e.at - h.offered_at)
    FROM handshake_event e JOIN handshake h ON h.id = e.handshake_id
    WHERE e.workspace = $1 AND e.type IN ('accepted', 'rejected') GROUP BY 1`,
  'median time to answer': `SELECT extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY e.at - h.offered_at)) / 60 AS minutes,
      count(*)::int AS answered
    FROM handshake_event e JOIN handshake h ON h.id = e.handshake_id
    WHERE e.workspace = $1 AND e.type IN ('accepted', 'rejected')`,
};
