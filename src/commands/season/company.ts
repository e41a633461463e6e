// Southern Cross Advisory, the firm of the season: who is who, as `/funnel setup` keeps it, and the charter it agreed on.
import { type Charter, Charter as CharterSchema } from '../../charter/charter.js';
import { noRoles, type Roles, type Side } from '../../charter/roles.js';
import { starterCharter } from '../../charter/starter.js';

export const owner = 'URITA';
export const leaders: Readonly<Record<Side, string>> = { marketing: 'UMARCUS', sales: 'USASHA' };
/** Those in marketing who answer rejections. */
export const marketers = ['UMIA', 'ULEO'] as const;

export const seasonRoles: Roles = {
  ...noRoles,
  owner: [owner],
  marketing_leader: [leaders.marketing],
  sales_leader: [leaders.sales],
  manager: [owner],
  sales: ['SSALES'],
  marketing: ['SMARKETING'],
};

/** The starter charter for companies of 20 to so many employees, in two segments, with the people who sign it. */
const charterUpTo = (most: number): Charter =>
  CharterSchema.parse({
    ...starterCharter,
    name: 'Southern Cross charter',
    criteria: starterCharter.criteria.map((criterion) =>
      criterion.id === 'company_size'
        ? {
            ...criterion,
            statement: `20 to ${most} employees`,
            rule: { fact: 'company.employees', between: [20, most] },
          }
        : criterion,
    ),
    segments: [
      { id: 'small', name: 'Small firms', rule: { fact: 'company.employees', between: [20, 99] } },
      { id: 'mid_size', name: 'Mid-size firms', rule: { fact: 'company.employees', atLeast: 100 } },
    ],
    people: { owner, marketingLeader: leaders.marketing, salesLeader: leaders.sales },
  });

/** What was proposed at first, and what both leaders signed. */
export const proposedCharter = charterUpTo(400);
export const amendedCharter = charterUpTo(500);
