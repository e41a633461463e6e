// Where the browser for these tests is, and what to do when there is none.
import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The tests that need a browser are left out only where somebody says so, and never quietly. */
export const isSkipped = process.env.HANDSHAKE_SKIP_BROWSER === '1';

if (isSkipped)
  console.warn(
    '\nSKIPPED: HANDSHAKE_SKIP_BROWSER=1 is set, so nobody has tried the page in a browser. Unset it to try.\n',
  );

/** The path of Chromium or Chrome. Throws an error that says how to get one. */
export function chromiumPath(): string {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return chosen;
    throw new Error(
      `CHROMIUM_PATH names ${chosen}, and there is no such file. Correct it, or unset it to look in the usual places.`,
    );
  }
  const found = usualPlaces.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error(
    'These tests need Chromium or Chrome, and none was found. Install it (on Debian or Ubuntu: apt-get install chromium; ' +
      'on macOS: brew install --cask chromium), or set CHROMIUM_PATH to it. HANDSHAKE_SKIP_BROWSER=1 leaves these tests out.',
  );
}

/** Nothing is fetched from elsewhere in the background; root may run Chromium only without its own sandbox. */
export const chromiumFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
