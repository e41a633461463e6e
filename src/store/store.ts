// The store: everything that is kept, opened for one workspace at a time so that no query can forget it.
import { CellBooks } from './cell-books.js';
import { Cells } from './cells.js';
import { Charters } from './charters.js';
import { Digests } from './digests.js';
import { Drafts } from './drafts.js';
import { Floors } from './floors.js';
import { Handshakes } from './handshakes.js';
import { Homes } from './homes.js';
import { JobRuns } from './job-runs.js';
import { LeadBook } from './lead-book.js';
import { Leads } from './leads.js';
import { Leaves } from './leaves.js';
import { Messages } from './messages.js';
import { migrate } from './migrate.js';
import { Nudges } from './nudges.js';
import { type Database, type Location, openDatabase } from './open-database.js';
import { Past } from './past.js';
import { Rejections } from './rejections.js';
import { type Opening, Settings } from './settings.js';
import { rowsOf, type Statement } from './sql.js';
import { Teams } from './teams.js';
import { UnplacedLeads } from './unplaced-leads.js';
import { WholePasts } from './whole-past.js';

/** What one workspace keeps. */
export interface WorkspaceStore {
  workspace: string;
  charters: Charters;
  drafts: Drafts;
  digests: Digests;
  settings: Settings;
  leads: Leads;
  handshakes: Handshakes;
  floors: Floors;
  rejections: Rejections;
  unplaced: UnplacedLeads;
  teams: Teams;
  messages: Messages;
  nudges: Nudges;
  leaves: Leaves;
  jobRuns: JobRuns;
  past: Past;
  wholePasts: WholePasts;
  leadBook: LeadBook;
  homes: Homes;
  cells: Cells;
  books: CellBooks;
}

/** A workspace, its shared channel, whether the sandbox opened it first, and whether it has leads. */
export interface KnownWorkspace {
  id: string;
  channel: string;
  playground: boolean;
  hasLeads: boolean;
}

export interface Store {
  embedded: boolean;
  of(workspace: string): WorkspaceStore;
  /** Notes the workspace; `playground` sticks from the first lead on. Returns the shared channel that holds now. */
  register(workspace: string, of: Opening): Promise<string>;
  /** The workspaces known so far, the ones that a real Slack or a real import opened first. */
  workspaces(): Promise<KnownWorkspace[]>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const WORKSPACES: Statement = {
  name: 'workspaces',
  text: `SELECT w.id, w.channel, w.playground, EXISTS (SELECT 1 FROM lead l WHERE l.workspace = w.id) AS "hasLeads"
    FROM workspace w ORDER BY w.playground, w.created_at`,
};

/** What one workspace keeps in this database. */
export const storeOf = (database: Database, workspace: string): WorkspaceStore => {
  const charters = new Charters(database, workspace);
  const handshakes = new Handshakes(database, workspace, charters);
  const floors = new Floors(database, workspace);
  const leaves = new Leaves(database, workspace, floors);
  return {
    workspace,
    charters,
    drafts: new Drafts(database, workspace),
    digests: new Digests(database, workspace),
    settings: new Settings(database, workspace),
    leads: new Leads(database, workspace, charters, handshakes, floors),
    handshakes,
    floors,
    rejections: new Rejections(database, workspace),
    unplaced: new UnplacedLeads(database, workspace),
    teams: new Teams(database, workspace),
    messages: new Messages(database, workspace),
    nudges: new Nudges(database, workspace, { charters, leaves, floors }),
    leaves,
    jobRuns: new JobRuns(database, workspace),
    past: new Past(database, workspace),
    wholePasts: new WholePasts(database, workspace),
    cells: new Cells(database, workspace),
    books: new CellBooks(database, workspace, charters),
    leadBook: new LeadBook(database, workspace, charters),
    homes: new Homes(database, workspace),
  };
};

/** Opens the store and brings its schema up to date. Throws a UserError when it cannot be opened. */
export async function openStore(location: Location): Promise<Store> {
  const database = await openDatabase(location);
  try {
    await migrate(database.pool);
  } catch (error) {
    await database.close();
    throw error;
  }
  const opened = new Map<string, WorkspaceStore>();
  return {
    embedded: database.embedded,
    of(workspace) {
      const store = opened.get(workspace) ?? storeOf(database, workspace);
      opened.set(workspace, store);
      return store;
    },
    register: (id, opening) => new Settings(database, id).open(opening),
    workspaces: () => rowsOf<KnownWorkspace & Record<string, unknown>>(database.pool, WORKSPACES, []),
    async ping() {
      await database.pool.query('SELECT 1');
    },
    close: () => database.close(),
  };
}
