// A sample lead for trying things out: believable, made up on the spot, and not a real person or company.

const FIRST = ['Amelia', 'Noah', 'Isla', 'Hugo', 'Zara', 'Kiran', 'Freya', 'Mateo', 'Ngaio', 'Tom'];
const LAST = [
  'Barlow',
  'Fenwick',
  'Iyer',
  'Kowalski',
  'Lindgren',
  'Marama',
  'Osei',
  'Pratt',
  'Quigley',
  'Tran',
];
const FIRMS = [
  'Harbour',
  'Bluegum',
  'Ironbark',
  'Lighthouse',
  'Southerly',
  'Tidewater',
  'Wattle',
  'Coolabah',
];
const KINDS = [
  ['Legal', 'legal services'],
  ['Engineering', 'engineering services'],
  ['Health', 'health'],
  ['Logistics', 'logistics'],
  ['Constructions', 'construction'],
  ['Learning', 'education'],
];
const TITLES = ['Operations manager', 'Chief financial officer', 'General manager', 'Head of procurement'];

const pick = (list, random) => list[Math.floor(random() * list.length)];

/** The fields of the small form, filled at random; `random` gives 0 to below 1. */
export function randomLead(random = Math.random) {
  const [kind, industry] = pick(KINDS, random);
  return {
    name: `${pick(FIRST, random)} ${pick(LAST, random)}`,
    title: pick(TITLES, random),
    company: `${pick(FIRMS, random)} ${kind}`,
    employees: String(20 + Math.floor(random() * 380)),
    industry,
    country: random() < 0.8 ? 'AU' : 'NZ',
  };
}

/**
 * What is sent to the intake for those fields: one lead, and the signals that show its interest.
 * @param fields see {@link randomLead}
 * @param {string} at ISO instant at which it all happened
 * @param {string} id the lead's id in its source
 */
export function intakeRows(fields, at, id) {
  const host = `${fields.company.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`;
  const email = `${fields.name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@${host}`;
  const [firstName, ...rest] = fields.name.split(' ');
  const signal = (type) => ({ source: 'sandbox', id: `${id}-${type}`, type, occurredAt: at });
  const lead = {
    source: 'sandbox',
    id,
    occurredAt: at,
    firstName,
    lastName: rest.join(' '),
    email,
    jobTitle: fields.title,
    company: {
      name: fields.company,
      employees: Number(fields.employees),
      industry: fields.industry,
      country: fields.country,
    },
    signals: [signal('pricing_guide_downloaded'), signal('demo_webinar_attended')],
  };
  return [lead];
}
