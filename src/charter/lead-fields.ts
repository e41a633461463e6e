// The fields that every lead may have, by their path, with what people call them. What else is known is under `facts.`.

export const leadFields: Readonly<Record<string, string>> = {
  firstName: 'first name',
  lastName: 'last name',
  email: 'e-mail address',
  phone: 'phone number',
  jobTitle: 'job title',
  campaign: 'campaign',
  owner: 'lead owner',
  estimatedValue: 'estimated value',
  'company.name': 'company name',
  'company.domain': 'company domain',
  'company.employees': 'company employees',
  'company.industry': 'company industry',
  'company.country': 'company country',
  'company.region': 'company region',
};

const FREE = /^facts\.[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Whether a lead can have such a field: a fixed one, or one of its own under `facts.`. */
export const isLeadField = (path: string): boolean => Object.hasOwn(leadFields, path) || FREE.test(path);

/** "company employees", "fact plan": what people call a field. Two fields are never called the same. */
export function fieldWords(path: string): string {
  const words = Object.hasOwn(leadFields, path) ? leadFields[path] : undefined;
  if (words !== undefined) return words;
  return FREE.test(path) ? `fact ${path.slice('facts.'.length)}` : `field ${path}`;
}
