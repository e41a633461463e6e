// Keeping decisions that were made at the same time: those of many clicks in one statement, none waiting for another.
import { decisionsJson, keepOne, keptOf, type Outcome } from './outcomes.js';
import { rowsOf, type Sql, type Statement } from './sql.js';

/** A handshake that somebody else has in hand is passed over, since all would wait for it. */
const KEEP_TOGETHER: Statement = {
  name: 'handshake_keep_together',
  text: `${keptOf('pass it over')} SELECT id FROM kept`,
};

/** Keeps decisions about different handshakes; returns the ids of those that were kept. */
async function keepAll(decisions: readonly Outcome[], sql: Sql, workspace: string): Promise<Set<string>> {
  const rows = await rowsOf<{ id: string }>(sql, KEEP_TOGETHER, [workspace, decisionsJson(decisions)]);
  return new Set(rows.map(({ id }) => id));
}

/** PostgreSQL's classes of errors that one decision may cause for all: it breaks a constraint, or was in another's way. */
const spoils = (error: unknown): boolean =>
  /^(23|40)/.test(String((error as { code?: unknown } | null)?.code));

/**
 * Keeps decisions without words together; says of each whether it was kept. What could not be kept with the others is
 * tried alone, waiting where it must, and nobody else waits for it.
 */
export async function keepTogether(
  decisions: readonly Outcome[],
  sql: Sql,
  workspace: string,
): Promise<(boolean | Promise<boolean>)[]> {
  const alone = (decision: Outcome): Promise<boolean> => keepOne(decision, sql, workspace);
  if (decisions.length === 1) return decisions.map(alone);
  const first = new Map(decisions.toReversed().map((decision) => [decision.before.id, decision]));
  const together = await keepAll([...first.values()], sql, workspace).catch((error: unknown) => {
    if (spoils(error)) return new Set<string>();
    throw error;
  });
  const kept = new Map([...first].map(([id, decision]) => [id, together.has(id) ? true : alone(decision)]));
  return decisions.map((decision) => {
    const { id } = decision.before;
    if (first.get(id) === decision) return kept.get(id) ?? false;
    // Kept or not, once the first decision about a handshake was tried the version that this one needs does not stand.
    return Promise.resolve(kept.get(id)).then(() => false);
  });
}
