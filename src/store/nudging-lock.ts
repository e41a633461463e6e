// The lock under which nudges are planned, and what they depend on is changed: one at a time in a workspace.
import { rowsOf, type Sql, type Statement } from './sql.js';

/** The kind of this advisory lock; charters are amended under kind 1, those of taking-in have one number, not two. */
const NUDGING = 2;

const ALONE: Statement = {
  name: 'nudging_alone',
  text: 'SELECT pg_advisory_xact_lock($1::int, hashtext($2))',
};

/**
 * Waits until no nudges are planned, and keeps others from it until the transaction ends. What is read by the next
 * statement is what the one before has kept: nobody counts a rep's reminders, or works out the end of a leave, twice.
 */
export const aloneWithNudges = (sql: Sql, workspace: string): Promise<unknown> =>
  rowsOf(sql, ALONE, [NUDGING, workspace]);
