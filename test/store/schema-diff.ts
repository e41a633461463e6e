// Prints the SQL that a migrated database still lacks to be what prisma/schema.prisma says: also the way to write the next
// migration. Its argument is the address of an empty PostgreSQL database.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import { migrate } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open-database.js';

const require = createRequire(import.meta.url);
const SCHEMA = 'prisma/schema.prisma';

/** PostgreSQL's one-byte "char", which its catalogue uses and the adapter does not know; as text it reads the same. */
const ONE_BYTE_CHAR = 18;
const TEXT = 25;

/** Node has it; its types leave it to the browser's. */
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: {
    instantiate(code: Buffer, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
  };
};

/** Loads the engine without Node's flag for importing WebAssembly. */
async function loadEngine() {
  const entry = require.resolve('@prisma/schema-engine-wasm');
  const glue = await import(entry.replace(/schema_engine\.js$/, 'schema_engine_bg.js'));
  const code = readFileSync(entry.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'));
  const { instance } = await wasm.instantiate(code, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue.SchemaEngine;
}

/** A pool whose answers the adapter can read. */
function readable(pool: pg.Pool): pg.Pool {
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  return Object.assign(Object.create(pool), {
    async query(...args: unknown[]) {
      const result = await query(...args);
      for (const field of result.fields ?? [])
        if (field.dataTypeID === ONE_BYTE_CHAR) field.dataTypeID = TEXT;
      return result;
    },
  });
}

/** The SQL that would turn the database behind `pool` into what the Prisma schema says. */
async function sqlToSchema(pool: pg.Pool): Promise<string> {
  const SchemaEngine = await loadEngine();
  const connect = () => new PrismaPg(readable(pool)).connect();
  const adapters = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect,
    connectToShadowDb: connect,
  };
  const files = [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }];
  const engine = await SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapters as never),
  );
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: process.cwd() },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
  });
  return stdout;
}

const [url = ''] = process.argv.slice(2);
const database = await openDatabase({ url });
await migrate(database.bulk);
process.stdout.write(await sqlToSchema(database.bulk));
await database.close();
