// Turns src into dist, file by file, in a fraction of a second. npm runs it before every command, so dist is never stale.
import { cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build } from 'esbuild';

const page = join('src', 'sandbox', 'page');
const stamp = join('dist', '.built');
const files = readdirSync('src', { recursive: true }).map((file) => join('src', file));

const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

// A bot that is running may still load a file of dist: nothing is written again unless something changed.
if (changedAt(stamp) <= Math.max(...files.map(changedAt))) {
  const entryPoints = files.filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.startsWith(page + sep),
  );
  await build({
    entryPoints,
    outdir: 'dist',
    outbase: 'src',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  // The browser takes the page as it is.
  mkdirSync('dist', { recursive: true });
  cpSync(page, join('dist', 'sandbox', 'page'), { recursive: true });
  writeFileSync(stamp, '');
}
