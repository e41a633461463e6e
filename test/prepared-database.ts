// An empty embedded database whose schema is up to date, as a dump: made once for all runs, since making one takes seconds.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { openStore } from '../src/store/store.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/handshake');

/** Everything that what is in the dump depends on. */
async function fingerprint(): Promise<string> {
  const migrations = await readdir(join(root, 'prisma/migrations'), { withFileTypes: true });
  const files = [
    'node_modules/@electric-sql/pglite/package.json',
    'src/store/open-database.ts',
    ...migrations
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `prisma/migrations/${name}/migration.sql`)
      .sort(),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(await readFile(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Makes the dump where others look for it; of several that make it at once each brings the same. */
async function make(dump: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'making-'));
  await (await openStore({ folder })).close();
  const engine = await PGlite.create(join(folder, 'pg'));
  const made = await engine.dumpDataDir('none');
  await engine.close();
  await writeFile(join(folder, 'dump'), Buffer.from(await made.arrayBuffer()));
  await rename(join(folder, 'dump'), dump);
  await rm(folder, { recursive: true });
}

/** The dump, for an engine in memory to begin with. */
export async function preparedDatabase(): Promise<Blob> {
  const dump = join(cache, `empty-${await fingerprint()}.tar`);
  if (!existsSync(dump)) await make(dump);
  return new Blob([await readFile(dump)]);
}
