// The sample: a handful of invented leads that show a newcomer what a card looks like, played in over the real door.
import { Webhook } from 'standardwebhooks';

const HOUR_MS = 3_600_000;

interface SampleLead {
  id: string;
  name: [string, string];
  jobTitle: string;
  company: {
    name: string;
    domain: string;
    employees: number;
    industry: string;
    country: string;
    region: string;
  };
  campaign: string;
  estimatedValue: number;
  /** Signal types with how many hours ago each happened. */
  did: [string, number][];
}

const people: SampleLead[] = [
  {
    id: 'sample-1',
    name: ['Harriet', 'Okafor'],
    jobTitle: 'Operations director',
    company: {
      name: 'Banksia Legal',
      domain: 'banksia.example',
      employees: 120,
      industry: 'Legal services',
      country: 'Australia',
      region: 'NSW',
    },
    campaign: 'Spring pricing guide',
    estimatedValue: 48_000,
    did: [
      ['pricing_guide_downloaded', 30],
      ['pricing_page_viewed', 26],
      ['pricing_page_viewed', 5],
      ['pricing_page_viewed', 2],
    ],
  },
  {
    id: 'sample-2',
    name: ['Tane', 'Walker'],
    jobTitle: 'Chief financial officer',
    company: {
      name: 'Kauri Freight',
      domain: 'kaurifreight.example',
      employees: 340,
      industry: 'Logistics',
      country: 'New Zealand',
      region: 'Auckland',
    },
    campaign: 'Demo webinar October',
    estimatedValue: 96_000,
    did: [
      ['demo_webinar_attended', 50],
      ['demo_requested', 3],
      ['content_downloaded', 20],
    ],
  },
  {
    id: 'sample-3',
    name: ['Grace', 'Lim'],
    jobTitle: 'Practice manager',
    company: {
      name: 'Coastal Allied Health',
      domain: 'coastalallied.example',
      employees: 45,
      industry: 'Health',
      country: 'Australia',
      region: 'QLD',
    },
    campaign: 'Search: allied health',
    estimatedValue: 21_500,
    did: [
      ['demo_requested', 8],
      ['pricing_page_viewed', 7],
    ],
  },
  {
    id: 'sample-4',
    name: ['Pietro', 'Marchetti'],
    jobTitle: 'Owner',
    company: {
      name: 'Marchetti Tiles',
      domain: 'marchetti.example',
      employees: 6,
      industry: 'Construction',
      country: 'Australia',
      region: 'VIC',
    },
    campaign: 'Spring pricing guide',
    estimatedValue: 4_000,
    did: [['pricing_guide_downloaded', 12]],
  },
  {
    id: 'sample-5',
    name: ['Noor', 'Haddad'],
    jobTitle: 'Head of learning',
    company: {
      name: 'Wattle Institute',
      domain: 'wattle.example',
      employees: 210,
      industry: 'Education',
      country: 'Australia',
      region: 'SA',
    },
    campaign: 'Demo webinar October',
    estimatedValue: 60_000,
    did: [
      ['demo_webinar_attended', 49],
      ['budget_confirmed', 6],
    ],
  },
];

/** The sample as the intake takes it; everything happened in the hours before `now`. */
export function sampleLeads(now: Date): object[] {
  return people.map(({ id, name: [firstName, lastName], did, ...lead }) => ({
    ...lead,
    id,
    source: 'sample',
    firstName,
    lastName,
    email: `${firstName}.${lastName}@${lead.company.domain}`.toLowerCase(),
    occurredAt: new Date(now.getTime() - 72 * HOUR_MS).toISOString(),
    signals: did.map(([type, hours], index) => ({
      id: `${id}-${index + 1}`,
      source: 'sample',
      type,
      occurredAt: new Date(now.getTime() - hours * HOUR_MS).toISOString(),
    })),
  }));
}

/** Sends the sample to a bot at `url`, signed as any sender would. Throws when it is not taken in. */
export async function playSample(url: string, secret: string, now: Date): Promise<void> {
  const body = JSON.stringify({ leads: sampleLeads(now) });
  const id = `sample-${now.getTime()}`;
  const at = new Date(); // signatures are judged by the real clock
  const response = await fetch(`${url}/intake/leads`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
    body,
  });
  if (response.status !== 202)
    throw new Error(`the sample was not taken in: ${response.status} ${await response.text()}`);
}
