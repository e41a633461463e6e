// Stand-in until cells are kept: counts everything anew at each question.
import type { Beginning } from '../funnel/passage.js';
import { type KeptAssessment, restored } from '../handshake/assessment.js';
import { type HandshakeEvent, handshakeFrom, type KeptHandshake, offer } from '../handshake/handshake.js';
import type { Charters } from './charters.js';
import type { Database } from './open-database.js';
import { rowsOf } from './sql.js';

export class PlainCells {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly charters: Charters,
  ) {}

  async beginnings(): Promise<Beginning[]> {
    const rows = await rowsOf<{
      state: KeptHandshake;
      offered: KeptAssessment;
      events: HandshakeEvent[] | null;
    }>(
      this.database.bulk,
      {
        name: 'plain_cells',
        text: `SELECT h.state, h.offered, (SELECT json_agg(e.data ORDER BY e.version) FROM handshake_event e
          WHERE e.handshake_id = h.id AND e.type <> 'offered') AS events FROM handshake h WHERE h.workspace = $1`,
      },
      [this.workspace],
    );
    return Promise.all(
      rows.map(async ({ state, offered, events }) => {
        const { charter } = await this.charters.version(state.charterVersion);
        return {
          offer: offer({ ...handshakeFrom(state), suggested: null }),
          offered: restored(charter, offered),
          events: events ?? [],
        };
      }),
    );
  }

  async leads(): Promise<{ source: string; campaign: string | null; at: Date; mql: boolean }[]> {
    return rowsOf(
      this.database.bulk,
      {
        name: 'plain_leads',
        text: `SELECT source, facts->'campaign'->>'value' AS campaign, arrived_at AS at,
          EXISTS (SELECT 1 FROM handshake h WHERE h.workspace = l.workspace AND h.source = l.source AND h.lead_id = l.id) AS mql
          FROM lead l WHERE workspace = $1 AND arrived_at IS NOT NULL`,
      },
      [this.workspace],
    );
  }
}
