// The charter as a file: what people see of it, and what they are told, by line, of what is wrong with it.
import { describe, expect, test } from 'vitest';
import { charterFromYaml, charterToYaml, ruleFromYaml, ruleToYaml } from '../../src/charter/charter-file.js';
import { starterCharter } from '../../src/charter/starter.js';
import { templates } from '../../src/charter/templates/templates.js';

const file = charterToYaml(starterCharter);

/** What is told of the starter's file with one text put for another: "line path: sentence". */
const told = (from: string | RegExp, to: string): string[] => {
  const changed = file.replace(from, to);
  expect(changed).not.toBe(file);
  return problems(changed);
};

const problems = (text: string): string[] => {
  const read = charterFromYaml(text);
  return 'charter' in read
    ? []
    : read.problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
};

const lineOf = (part: string): number => file.slice(0, file.indexOf(part)).split('\n').length;

describe('an exported charter', () => {
  test('shows a rule on a line, a heading over each section, and times and ranges as they are', () => {
    expect(file).toContain('\n    rule: { fact: company.employees, between: [ 20, 1000 ] }\n');
    expect(file).toContain(
      '\n    rule:\n      fact: company.industry\n      oneOf:\n        - Professional services\n',
    );
    expect(file).toContain('\n# and last until "24:00".\nworking:\n');
    expect(file).toContain('\ncaps: { nudgesARepADay: 5, openARep: 20 }\n');
    expect(file).toContain('monday: { from: "09:00", to: "17:00" }');
    expect(file).not.toMatch(/[ \t]\n|[&*]\w+\b.*\n.*[&*]a1/);
  });

  test.each([...templates])('is read back from the file of the template "$name"', ({ charter }) => {
    expect(charterFromYaml(charterToYaml(charter))).toEqual({ charter });
  });

  test('keeps what could be a mention, a comment or a number as the text it is', () => {
    const commitment = '<!channel> #1: *yes*\n\t& "no" 1e3 \u202E';
    const { mql } = starterCharter;
    const charter = {
      ...starterCharter,
      commitment,
      name: 'no',
      currency: '1e3',
      mql: { ...mql, threshold: 0 },
    };
    const text = charterToYaml(charter);
    expect(text).toContain('\nname: "no"\ncurrency: "1e3"\n');
    expect(text).toContain(String.raw`\u202e`);
    expect(charterFromYaml(text)).toEqual({ charter });
  });

  test('may be written otherwise by hand: comments, blocks, single quotes, Windows line ends', () => {
    const rewritten = file
      .replace(
        'rule: { fact: company.employees, between: [ 20, 1000 ] }',
        "rule: # ours\n      fact: 'company.employees'\n      between:\n      - 20\n      - 1000",
      )
      .replaceAll('\n', '\r\n');
    expect(charterFromYaml(rewritten)).toEqual({ charter: starterCharter });
  });
});

describe('a file with something wrong', () => {
  test('is told by the line of each fault, all at once', () => {
    const changed = file
      .replace('    gate: MQL', '    gate: mql')
      .replace('threshold: 50', 'threshold: "50"')
      .replace('who: manager', 'who: boss');
    expect(problems(changed)).toEqual([
      `${lineOf('    gate: MQL')} criteria.0.gate: Must be MQL or SQL.`,
      `${lineOf('threshold: 50')} mql.threshold: Must be a number without quotes.`,
      `${lineOf('who: manager')} ladder.2.who: Must be rep or thread or manager or reassign or all.`,
    ]);
  });

  test('is told of a field by another name, on its line, with the name it probably should have', () => {
    expect(told('threshold: 50', 'treshold: 50')).toEqual([
      `${lineOf('mql:')} mql.threshold: Missing. Give a number without quotes.`,
      `${lineOf('threshold: 50')} mql.treshold: There is no field "treshold" here. Did you mean "threshold"?`,
    ]);
    expect(told('    mandatory: true\n', '    mandatory: true\n    madatory: true\n    weight: 3\n')).toEqual(
      [
        expect.stringMatching(new RegExp(`^${lineOf('mandatory: true') + 1} .*Did you mean "mandatory"`)),
        expect.stringMatching(new RegExp(`^${lineOf('mandatory: true') + 2} .*"weight" here. Remove it`)),
      ],
    );
  });

  test('is told of a rule on the line of the part that is wrong', () => {
    const rule =
      'rule:\n      any:\n        - { signal: demo_requested }\n        - { signal: pricing_page_viewed, within: 3 }';
    expect(told('rule: { fact: company.employees, between: [ 20, 1000 ] }', rule)).toEqual([
      `${lineOf('fact: company.employees') + 3} criteria.0.rule.any.1.within: There is no field "within" here. Did you mean "withinDays"?`,
    ]);
    expect(told('fact: company.employees', 'fact: company.size')).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${lineOf('company.employees')} criteria.0.rule.fact: .*Did you mean "company.employees"`,
        ),
      ),
    ]);
  });

  test('is told where a criterion is named that is not there', () => {
    expect(told('when: { criterion: company_size }', 'when: { criterion: companysize }')).toEqual([
      `${lineOf('when: { criterion: company_size }')} scoring.0.when.criterion: No criterion is called "companysize". Did you mean "company_size"?`,
    ]);
  });

  test('is told of a missing section at its beginning', () => {
    expect(told(/\nclocks:\n(?: {2}.*\n)+/, '\n')).toEqual([
      '1 clocks: Missing. Give named fields, like name: value.',
    ]);
  });

  test('is told of a field that is written twice, of a tab, and of a bracket left open', () => {
    expect(told('currency: AUD', 'currency: AUD\ncurrency: NZD')).toEqual([
      `${lineOf('currency:') + 1} : This field is written twice. Keep one of them.`,
    ]);
    expect(told('  threshold: 50', '\tthreshold: 50')[0]).toContain(`${lineOf('threshold: 50')} : `);
    expect(told('between: [ 20, 1000 ]', 'between: [ 20, 1000')[0]).toMatch(
      /^\d+ : Not valid YAML here: .*Check the indentation/,
    );
  });

  test('is told that times need quotes where they are read as something else', () => {
    expect(told('zone: Australia/Sydney', 'zone: 10')).toEqual([
      expect.stringMatching(
        new RegExp(`^${lineOf('zone:')} working.zone: Must be text; put quotes around it`),
      ),
    ]);
  });
});

describe('a file that is none of ours', () => {
  test.each([
    ['nothing', '', /^1 : /],
    ['a sentence', 'We agree on everything.', /^1 : /],
    ['a list', '- 1\n- 2', /^1 : /],
    ['two documents', `${file}\n---\n${file}`, /A second document begins here/],
    ['a tag', 'name: !!js/function "x"', /^1 : A tag/],
    ['an alias', 'name: &a x\ncommitment: *a', /^2 : "\*a" refers to another place/],
    ['an alias to nothing', 'name: *a', /^1 : /],
    ['a merge', 'a: &a { name: x }\n<<: *a', /^2 : /],
    ['brackets without end', '['.repeat(50_000), /^1 : Parts stand too deep/],
    ['braces without end', `name: x\npeople: ${'{a: '.repeat(20_000)}`, /^2 : Parts stand too deep/],
    ['lists in lists', `${'- '.repeat(49_000)}x`, /^1 : Parts stand too deep/],
    ['questions in questions', `${'? '.repeat(49_000)}x`, /^1 : Parts stand too deep/],
    [
      'steps without end',
      Array.from({ length: 400 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
      /^122 : Parts stand too deep/,
    ],
    ['more than 100 kB', `# ${'x'.repeat(100_000)}`, /^1 : Longer than 100 kB/],
    [
      'an older YAML',
      `%YAML 1.1\n---\n${file.replace('mandatory: true', 'mandatory: yes')}`,
      /mandatory: Must be true or false/,
    ],
    ['a prototype', `__proto__: { name: x }\n${file}`, /^1 __proto__: There is no field "__proto__"/],
  ])('is refused: %s', (_what, text, sentence) => {
    expect(problems(text).join('\n')).toMatch(sentence);
  });

  test('is read when its texts only look deep', () => {
    const commitment = `${'['.repeat(100)}${'- '.repeat(100)}${'{'.repeat(100)}`;
    const charter = { ...starterCharter, commitment };
    expect(charterFromYaml(charterToYaml(charter))).toEqual({ charter });
  });

  test('is refused before its aliases multiply', () => {
    const levels = Array.from({ length: 20 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x]'
        : `a${level}: &a${level} [${Array(8).fill(`*a${level - 1}`)}]`,
    );
    expect(problems(levels.join('\n'))[0]).toMatch(/^2 : "\*a0" refers to another place/);
  });
});

describe('a rule in the field of a form', () => {
  test('is written on a line, and read however it was typed', () => {
    const rule = { signal: 'pricing_page_viewed', atLeast: 3, withinDays: 30 };
    expect(ruleToYaml(rule)).toBe('{ signal: pricing_page_viewed, atLeast: 3, withinDays: 30 }');
    expect(ruleFromYaml('signal: pricing_page_viewed\natLeast: 3\nwithinDays: 30\n')).toEqual({ rule });
    expect(ruleFromYaml('{"signal": "pricing_page_viewed", "atLeast": 3, "withinDays": 30}')).toEqual({
      rule,
    });
  });

  test.each([
    ['company.employees > 20', 1, '', 'A rule starts with fact, signal, all, any or not'],
    ['', 1, '', 'A rule starts with'],
    ['all:\n- { signal: won }\n- { fact: email, know: true }', 3, 'all.1.know', 'Did you mean "known"?'],
    [
      'all:\n- signal: won\n- fact: x\n  atLeast: many',
      4,
      'all.1.atLeast',
      'Must be a number without quotes.',
    ],
  ])('%j is refused by line', (text, line, path, message) => {
    expect(ruleFromYaml(text)).toEqual({
      problems: [{ line, path, message: expect.stringContaining(message) }],
    });
  });
});
