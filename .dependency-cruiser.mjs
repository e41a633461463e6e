// The line of rooms: one line a room says what it may import from src; whatever is not listed is forbidden.

/** Where the ways of a room lead: each name is a room, or a file without its ending. */
const rooms = {
  charter: [],
  handshake: ['charter'],
  funnel: ['charter', 'handshake'],
  store: ['charter', 'handshake', 'funnel', 'errors'],
  journey: ['charter', 'handshake', 'funnel', 'store', 'errors'],
  intake: ['handshake', 'store', 'journey', 'errors'],
  slack: ['charter', 'handshake', 'funnel', 'store', 'journey', 'errors', 'config'],
  schedule: [],
  sandbox: [],
  errors: [],
  config: ['store', 'errors'],
  log: [],
  app: ['log', 'charter', 'config', 'errors', 'intake', 'journey', 'schedule', 'slack', 'store'],
  commands: [
    'log',
    'app',
    'charter',
    'config',
    'errors',
    'handshake',
    'intake',
    'journey',
    'sandbox',
    'schedule',
    'slack',
    'store',
  ],
  main: ['commands', 'config', 'errors'],
};

const pathOf = (room) => `^src/${room}(/|[.]ts$)`;

const ways = Object.entries(rooms).map(([room, others]) => ({
  name: `${room}-knows-only-its-left`,
  severity: 'error',
  from: { path: pathOf(room) },
  to: { path: '^src/', pathNot: [room, ...others].map(pathOf) },
}));

export default {
  forbidden: [
    ...ways,
    {
      name: 'every-room-is-listed',
      severity: 'error',
      from: { path: '^src/', pathNot: Object.keys(rooms).map(pathOf) },
      to: {},
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-the-store-knows-the-database',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: '(^|/)node_modules/(@prisma|pg|@electric-sql|prisma)/' },
    },
    {
      name: 'the-rules-are-pure',
      severity: 'error',
      from: { path: '^src/(handshake|funnel)/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/(zod|dayjs)/' },
    },
    {
      name: 'the-charter-is-pure',
      severity: 'error',
      from: { path: '^src/charter/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/(zod|dayjs|yaml)/' },
    },
    {
      name: 'the-rules-touch-nothing',
      severity: 'error',
      from: { path: '^src/(charter|handshake|funnel)/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/(store/generated|sandbox/page)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
