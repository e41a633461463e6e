// The charters a team can start from. Each is whole and believable; none is in force before two leaders have signed it.
import type { Charter } from '../charter.js';
import { starterCharter } from '../starter.js';
import { saasCompany } from './saas-company.js';
import { servicesFirm } from './services-firm.js';

/** A charter to start from, and the sentence by which people choose it. */
export interface Template {
  id: 'starter' | 'services' | 'saas';
  name: string;
  forWhom: string;
  charter: Charter;
}

export const templates: readonly Template[] = [
  {
    id: 'starter',
    name: 'Starter',
    forWhom:
      'For most teams that sell to companies: size, place and industry, then guides, webinars, pricing and demos.',
    charter: starterCharter,
  },
  {
    id: 'services',
    name: 'Services firm',
    forWhom:
      'For advisers, agencies and engineers: few leads, each worth much, judged by who asks and for what.',
    charter: servicesFirm,
  },
  {
    id: 'saas',
    name: 'SaaS company',
    forWhom: 'For software by subscription: many leads, answered within the hour, judged by trials and use.',
    charter: saasCompany,
  },
];
