// Which company a lead is of, by the domain that its people's addresses share: whoever knows one knows the other.
import { emailOf, type Facts, textOf } from './lead.js';

/** Domains whose addresses say nothing about a company: anybody has one. */
const freemail: ReadonlySet<string> = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'outlook.com.au', 'hotmail.com', 'hotmail.com.au'],
  ...['hotmail.co.nz', 'hotmail.co.uk', 'live.com', 'live.com.au', 'live.co.uk', 'msn.com', 'yahoo.com'],
  ...['yahoo.com.au', 'yahoo.co.nz', 'yahoo.co.uk', 'ymail.com', 'rocketmail.com', 'icloud.com', 'me.com'],
  ...['mac.com', 'aol.com', 'proton.me', 'protonmail.com', 'pm.me', 'fastmail.com', 'fastmail.com.au'],
  ...[
    'fastmail.fm',
    'zoho.com',
    'gmx.com',
    'gmx.net',
    'gmx.de',
    'web.de',
    'mail.com',
    'yandex.com',
    'qq.com',
  ],
  ...['163.com', '126.com', 'hey.com', 'duck.com', 'tutanota.com', 'bigpond.com', 'bigpond.net.au'],
  ...['bigpond.com.au', 'optusnet.com.au', 'iinet.net.au', 'internode.on.net', 'tpg.com.au', 'dodo.com.au'],
  ...['westnet.com.au', 'adam.com.au', 'netspace.net.au', 'exemail.com.au', 'aapt.net.au', 'xtra.co.nz'],
  ...['slingshot.co.nz', 'orcon.net.nz', 'vodafone.co.nz', 'comcast.net', 'btinternet.com', 'sky.com'],
]);

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** The domain in an address of a website: "https://www.Mercer.example/contact" gives mercer.example. */
function domainIn(address: string): string | null {
  const host = address
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#:].*$/s, '')
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  return DOMAIN.test(host) ? host : null;
}

/** The domain of the lead's company, else that of its e-mail address; null where it has none of its own. */
export function accountOf(facts: Facts): string | null {
  const addresses = [textOf(facts, 'company.domain'), emailOf(facts)?.split('@').at(-1) ?? ''];
  return addresses.map(domainIn).find((domain) => domain !== null && !freemail.has(domain)) ?? null;
}
