// The words of a season: invented names, firms and campaigns, and what people write when they reject a lead or settle a dispute.

/** What a firm does: the last word of its name, and its industry as a form would say it. */
type Trade = readonly [word: string, industry: string];

const listed = (words: string): string[] => words.split(', ');

export const firstNames = listed(
  'Aisha, Alasdair, Amelie, Arjun, Bronte, Callum, Chloe, Damien, Elena, Eun-ji, Fergus, Fiona, ' +
    'Giorgia, Hamish, Imogen, Isaac, Jasmine, Jarrah, Kirra, Lachlan, Leilani, Luca, Mahika, Marlon, ' +
    'Mele, Nikhil, Oksana, Oscar, Pania, Quentin, Rangi, Rosalind, Ruby, Samir, Siobhan, Tariq, Thuy, ' +
    'Uma, Vikram, Wiremu, Xanthe, Yasmin, Zoe',
);

export const lastNames = listed(
  'Abbott, Aroha, Baxter, Bianchi, Bui, Carmody, Costa, Dalgleish, Das, Dwyer, Ferrari, Finlay, ' +
    'Galbraith, Ghosh, Hargreaves, Heke, Hoang, Ibrahim, Jovanovic, Kapoor, Keane, Kelso, Lafferty, ' +
    'Leung, Macrae, Mansour, Mehta, Novak, Oduya, Papadakis, Parata, Pereira, Quirke, Rahman, ' +
    'Rutherford, Santos, Sinclair, Tamihana, Thorne, Udall, Vella, Wallis, Yeo, Zielinski',
);

export const jobTitles = listed(
  'Operations director, Chief financial officer, Practice manager, General manager, Head of finance, ' +
    'Office manager, Managing partner, Head of procurement, IT manager, Commercial manager',
);

export const firmNames = listed(
  'Acacia, Billabong, Bluestone, Boronia, Brindle, Casuarina, Cobalt, Corella, Currawong, Dryandra, ' +
    'Eastgate, Fairwater, Grevillea, Harbourside, Illawarra, Jacaranda, Karri, Kelp Bay, Lyrebird, ' +
    'Mallee, Manuka, Merino, Northfield, Outback, Pohutukawa, Quokka, Redgum, Saltbush, Southbank, ' +
    'Stringybark, Tallowood, Telopea, Tui, Waratah, Westralia, Yarra',
);

/** Trades that the charter lists. */
export const servedTrades: readonly Trade[] = [
  ['Legal', 'Legal services'],
  ['Accounting', 'Accounting'],
  ['Engineering', 'Engineering services'],
  ['Health', 'Health'],
  ['Learning', 'Education'],
  ['Constructions', 'Construction'],
  ['Freight', 'Logistics'],
  ['Consulting', 'Consulting'],
  ['Systems', 'IT services'],
  ['Recruiting', 'Recruitment'],
];

/** Trades that it does not list. */
export const otherTrades: readonly Trade[] = [
  ['Hospitality', 'Hospitality'],
  ['Retail', 'Retail'],
  ['Winery', 'Wine growing'],
  ['Fitness', 'Fitness'],
  ['Farms', 'Agriculture'],
  ['Fabrication', 'Manufacturing'],
];

export const australianRegions = ['NSW', 'NSW', 'VIC', 'VIC', 'QLD', 'WA', 'SA', 'ACT', 'TAS'] as const;
export const newZealandRegions = ['Auckland', 'Wellington', 'Canterbury'] as const;
export const otherCountries = ['Singapore', 'India', 'United Kingdom', 'Fiji'] as const;

/** Where leads come from, each with what it runs. */
export const campaignsBySource: Readonly<Record<string, readonly string[]>> = {
  website: ['Pricing calculator', 'Search: compliance', 'Newsletter'],
  webinar: ['Demo webinar', 'Year-end webinar'],
  referral: ['Partner referral'],
  event: ['Sydney trade show', 'Brisbane breakfast'],
  social: ['Pricing guide', 'Customer stories'],
};

/** The campaign that may mislead, and where it runs. */
export const misleading = { source: 'social', campaign: 'Win a free audit' } as const;

/** What reps write beside a criterion that failed. */
export const notes: Readonly<Record<string, readonly string[]>> = {
  company_size: [
    'Too small for us to serve well.',
    'The branch has a dozen people; there is no team that would use it.',
    'They would be our smallest customer by far.',
  ],
  industry: [
    'Not a trade we have references in.',
    'We do not serve this industry.',
    'Nothing we sell fits what they do.',
  ],
  location: ['Buys through its head office overseas.', 'Nobody of theirs is here.'],
  pricing_guide: ['Does not remember asking for the guide.', 'Was reading for a course.'],
  demo_webinar: ['Signed up and left after two minutes.', 'Came for the talk, not for us.'],
  pricing_pages: ['Was comparing for a friend.', 'A consultant doing research.'],
  demo_request: ['Clicked the wrong button, sorry to have troubled us.', 'Wanted support, not a demo.'],
  budget: [
    'No budget before the new financial year.',
    'Thought the audit was free, and it has to stay free.',
    'Nothing set aside, and no plan to.',
    'Budget is frozen until the board meets.',
  ],
  decision_maker: [
    'An assistant collecting offers; would not say for whom.',
    'The owner decides and is not interested yet.',
    'Our contact cannot decide and does not know who can.',
  ],
  timeline: [
    'Looking at next year at the earliest.',
    'Their contract with somebody else runs for another year.',
    'Nothing will happen before the merger is done.',
  ],
  other: [
    'They are a customer already, under the name of their holding.',
    'A competitor having a look at our prices.',
    'Asked us not to call again, so we will not.',
    'Only wanted the slides of the talk, nothing else.',
  ],
};

/** What is wrong with the data, when it speaks against a rep. */
export const contradictions = [
  'The number is that of the whole group; this office is far smaller.',
  'What the form says is out of date.',
  'That was a colleague who has left since.',
  'Our contact says that this never happened.',
] as const;

/** What marketing writes when it has mended the data, and when it contests a rejection. */
export const fixWords = [
  'Looked it up with the firm and corrected the record.',
  'The form had it wrong; what stands there now is from their website.',
] as const;
export const disputeWords = [
  'The charter says 20 employees or more, and they have them.',
  'They told us themselves that money is set aside.',
  'We have won three firms just like this one.',
] as const;

/** What RevOps says when it rules. */
export const upheldWords = [
  'The notes of the call are clear: not this year.',
  'Sales spoke with them, and we did not.',
] as const;
export const overturnedWords = [
  'By what we signed this lead qualifies. Please give it a call.',
  'The criterion is met as it is written. If it is wrong, let us change the charter.',
] as const;
