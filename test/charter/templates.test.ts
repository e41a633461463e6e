// Each template is a charter that could be signed: it qualifies the lead it was written for, and not a poor one.
import { describe, expect, test } from 'vitest';
import { checkedCharter } from '../../src/charter/checked.js';
import { type Template, templates } from '../../src/charter/templates/templates.js';
import { assess } from '../../src/handshake/assessment.js';
import type { FactValue, Signal } from '../../src/handshake/lead.js';
import { aLead, aSignal, minutesFromNow, NOW } from '../make.js';

const DAY_MINUTES = 1440;

const did = (type: string, daysAgo: number, times = 1): Signal[] =>
  Array.from({ length: times }, (_, index) =>
    aSignal({ id: `${type}-${index}`, type, occurredAt: minutesFromNow(-daysAgo * DAY_MINUTES) }),
  );

interface Sample {
  fit: Record<string, FactValue | null>;
  misfit: Record<string, FactValue | null>;
  intent: Signal[];
  /** What somebody does who only looks around. */
  idle: Signal[];
}

const samples: Readonly<Record<Template['id'], Sample>> = {
  starter: {
    fit: { 'company.employees': 120, 'company.country': 'AU', 'company.industry': 'Legal services' },
    misfit: { 'company.employees': 4 },
    intent: [...did('pricing_guide_downloaded', 1), ...did('pricing_page_viewed', 2, 3)],
    idle: did('content_downloaded', 3, 3),
  },
  services: {
    fit: {
      'company.employees': 400,
      'company.country': 'NZ',
      'company.industry': 'Financial services',
      'facts.seniority': 'Director',
      'facts.client': false,
    },
    misfit: { 'company.country': 'FR', 'facts.seniority': 'Partner' },
    intent: did('enquiry_sent', 4),
    idle: did('case_study_read', 5, 2),
  },
  saas: {
    fit: { 'company.domain': 'harbour.example', 'facts.seats': 25, 'facts.department': 'Sales' },
    misfit: { 'company.domain': 'gmail.com', 'facts.seats': 1 },
    intent: [...did('trial_started', 5), ...did('key_feature_used', 1, 5), ...did('colleague_invited', 1)],
    idle: [...did('content_downloaded', 2, 2), ...did('trial_started', 20)],
  },
};

describe.each([...templates])('the template "$name"', ({ id, name, forWhom, charter }) => {
  const { fit, misfit, intent, idle } = samples[id];
  const mql = (facts: Sample['fit'], signals: Signal[]): boolean =>
    assess(charter, { facts: aLead(facts), signals, now: NOW }).mql;
  const everything = Object.keys(charter.signals).flatMap((type) => did(type, 0, 5));

  test('could be saved as it stands, and says for whom it is', () => {
    expect(checkedCharter(charter)).toEqual({ charter });
    expect(`${name}: ${forWhom}`).toMatch(/^[A-Z].+: .+\.$/);
  });

  test('qualifies its ideal lead', () => {
    expect(mql(fit, intent)).toBe(true);
  });

  test('does not qualify one that fits and only looks around, nor one that wants much and does not fit', () => {
    expect(mql(fit, [])).toBe(false);
    expect(mql(fit, idle)).toBe(false);
    expect(mql({ ...fit, ...misfit }, everything)).toBe(false);
  });

  test('needs fit and intent for its threshold: neither reaches it alone', () => {
    const bestFit = assess(charter, { facts: aLead(fit), signals: [], now: NOW }).score.total;
    expect(bestFit).toBeGreaterThan(0);
    expect(bestFit).toBeLessThan(charter.mql.threshold);
  });

  test('asks both teams for points, every dimension for criteria, and sales for budget, authority, need or time', () => {
    expect(new Set(charter.scoring.map(({ owner }) => owner)).size).toBe(2);
    expect(new Set(charter.criteria.map(({ dimension }) => dimension)).size).toBe(3);
    const sql = charter.criteria.filter(({ gate, mandatory }) => gate === 'SQL' && mandatory);
    expect(sql.length).toBeGreaterThanOrEqual(3);
    expect(charter.scoring.reduce((sum, { cap }) => sum + cap, 0)).toBeGreaterThan(charter.mql.threshold);
  });
});
