// Home tabs: whose is kept fresh, what they chose to see there, and asking for them to be drawn.
import type { PersonId } from '../handshake/handshake.js';
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/** What somebody chose to see on their Home tab: figures of so many days, of one segment or null for all, and the page. */
export interface HomeChoice {
  days: number;
  segment: string | null;
  page: number;
}

const usual: HomeChoice = { days: 90, segment: null, page: 0 };

/** A tab that was opened longer ago is not looked at any more; opening it again draws it anyway. */
const LOOKED_AT_HOURS = 8;

/** Several changes in these seconds are one drawing. */
const GATHERED_SECONDS = 2;

/**
 * The row of a tab's message, by which the courier draws it; `wanted` rises by one. It has a ts from the start: a tab is
 * shown, and shown again, by the same call, so that nobody need ever look whether it arrived.
 */
const WANT = `INSERT INTO message AS m (workspace, key, kind, channel, ts, next_try_at)
    SELECT $1, 'home:' || person, 'home', 'home:' || person, 'home', now() FROM opened
    ON CONFLICT (key, workspace) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL, next_try_at = now()
    RETURNING key`;

const OPEN: Statement = {
  name: 'home_open',
  text: `WITH opened AS (
      INSERT INTO home AS h (workspace, person, opened_at) VALUES ($1, $2, now())
      ON CONFLICT (person, workspace) DO UPDATE SET opened_at = now() RETURNING person)
    ${WANT}`,
};

const CHOOSE: Statement = {
  name: 'home_choose',
  text: `WITH opened AS (
      INSERT INTO home AS h (workspace, person, opened_at, days, segment, page) VALUES ($1, $2, now(), $3, $4, $5)
      ON CONFLICT (person, workspace) DO UPDATE SET opened_at = now(), days = $3, segment = $4, page = $5
      RETURNING person)
    ${WANT}`,
};

const READ: Statement = {
  name: 'home_read',
  text: 'SELECT days, segment, page FROM home WHERE workspace = $1 AND person = $2',
};

/** One that is owed already is not asked for again: it is drawn from what stands when its turn comes. */
const REFRESH: Statement = {
  name: 'home_refresh',
  text: `UPDATE message m SET wanted = m.wanted + 1, next_try_at = now() + make_interval(secs => $2) FROM home h
    WHERE h.workspace = $1 AND h.opened_at > now() - make_interval(hours => $3)
      AND m.workspace = $1 AND m.key = 'home:' || h.person AND m.wanted <= m.sent RETURNING m.key`,
};

export class Homes {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** Somebody opened their tab: it is to be drawn. */
  async open(person: PersonId): Promise<void> {
    await rowsOf(this.database.pool, OPEN, [this.workspace, person]);
  }

  /** Somebody chose what to see there: it is to be drawn. */
  async choose(person: PersonId, { days, segment, page }: HomeChoice): Promise<void> {
    await rowsOf(this.database.pool, CHOOSE, [this.workspace, person, days, segment, page]);
  }

  /** What somebody chose last. */
  async choiceOf(person: PersonId): Promise<HomeChoice> {
    const [row] = await rowsOf<HomeChoice & Record<string, unknown>>(this.database.pool, READ, [
      this.workspace,
      person,
    ]);
    return row ?? usual;
  }

  /** Asks for the tabs that people may be looking at to be drawn again; returns how many that are. */
  async refresh(): Promise<number> {
    const values = [this.workspace, GATHERED_SECONDS, LOOKED_AT_HOURS];
    return (await rowsOf(this.database.pool, REFRESH, values)).length;
  }
}
