// Promises of what nudges say: what is asked of the reader, how long there is, and blame for nobody.
import { describe, expect, it } from 'vitest';
import { durationWords } from '../../../src/slack/views/clock-words.js';
import { leadCard } from '../../../src/slack/views/lead-card.js';
import {
  managerNudge,
  openedNudge,
  reminderMessage,
  threadNudge,
} from '../../../src/slack/views/nudge-views.js';
import { LEADS_LISTED, remindersMessage } from '../../../src/slack/views/reminders-view.js';
import { aHandshake, aLead, anAccepted, aQualified, aRejected, aScene, minutesFromNow } from '../../make.js';
import { aNudge, withClocks } from './a-nudge-scene.js';
import { clickable, readable } from './limits.js';

const toDana = aHandshake({ suggested: 'UDANA' });
const told = {
  clock: 'answer',
  atPercent: 200,
  who: 'all',
  to: null,
  at: minutesFromNow(0).toISOString(),
} as const;
/** Accepted yesterday afternoon; the first touch was due half an hour ago. */
const untouched = anAccepted({
  at: minutesFromNow(-60 * 24 - 30).toISOString(),
  undoUntil: minutesFromNow(-60).toISOString(),
});

describe('working time in words', () => {
  it.each([
    [0.5, 'less than a minute'],
    [1, '1 min'],
    [59.9, '59 min'],
    [120, '2 h'],
    [130, '2 h 10 min'],
    [60_000, '1,000 h'],
  ])('%s minutes are "%s"', (minutes, words) => {
    expect(durationWords(minutes)).toBe(words);
  });
});

describe('the reminder of a rep', () => {
  it('names the lead in three lines, then how much of the time is used and when the answer is due', () => {
    const { blocks } = reminderMessage(aNudge({ handshake: toDana }), 'UDANA');
    const [lead, clock] = blocks.map((block) => (block.type === 'section' ? block.text?.text : ''));
    expect(lead?.split('\n')).toHaveLength(3);
    expect(clock).toMatch(
      /^This lead waits for your answer\.\n\*Answer due:\* <!date\^\d+\^[^>]+> · 20 min of 4 h of working time used$/,
    );
  });

  it('has the buttons of the card, and the same ones after accepting', () => {
    const offered = aNudge({ handshake: toDana });
    expect(clickable(reminderMessage(offered, 'UDANA').blocks)).toEqual(
      clickable(leadCard(offered.scene).blocks),
    );
    const accepted = aNudge({ handshake: untouched }, 'first_touch');
    expect(clickable(reminderMessage(accepted, 'UDANA').blocks)).toEqual([
      'log_first_touch',
      'mark_sql',
      'hand_back_lead',
      'more_about_lead',
    ]);
  });

  it('says by how much the time is over once it is', () => {
    const text = readable(reminderMessage(aNudge({ handshake: untouched }, 'first_touch'), 'UDANA'));
    expect(text).toMatch(
      /\*First touch was due:\* <!date[^>]+>, over by 30 min of working time as of <!date/,
    );
    expect(text).not.toContain('used');
  });

  it.each([
    ['somebody else accepted', anAccepted({ by: 'USAM' }), '<@USAM> accepted this lead'],
    ['the reader accepted', anAccepted(), 'You accepted this lead'],
    ['the reader rejected', aRejected(), 'You rejected this lead'],
    ['it became an SQL', aQualified({ by: 'USAM' }), '<@USAM> marked this lead as SQL'],
    ['it is meant for somebody else', aHandshake({ suggested: 'USAM' }), 'meant for <@USAM> now'],
    ['it was opened to all', aHandshake({ told: [told] }), 'open to everybody in sales now'],
  ])('is a record without buttons when %s', (_case, handshake, words) => {
    const record = reminderMessage(aNudge({ handshake }), 'UDANA');
    expect(readable(record)).toContain(words);
    expect(clickable(record.blocks)).toEqual([]);
    expect(record.blocks).toHaveLength(1);
  });

  it('of a first touch is a record once the touch is logged, though the lead is in work', () => {
    const touched = { ...untouched, touchedAt: minutesFromNow(-5).toISOString() };
    const record = reminderMessage(aNudge({ handshake: touched }, 'first_touch'), 'UDANA');
    expect(readable(record)).toContain('the first touch was <!date');
    expect(clickable(record.blocks)).toEqual([]);
    const decide = reminderMessage(aNudge({ handshake: touched }, 'decide_sql'), 'UDANA');
    expect(clickable(decide.blocks)).toEqual(['mark_sql', 'hand_back_lead', 'more_about_lead']);
  });

  it('stays answerable while the lead is snoozed, and says until when it is', () => {
    const snoozed = aHandshake({ suggested: 'UDANA', snoozedUntil: minutesFromNow(60).toISOString() });
    const message = reminderMessage(aNudge({ handshake: snoozed }), 'UDANA');
    expect(readable(message)).toContain('*Snoozed until:* <!date');
    expect(clickable(message.blocks)).toContain('accept_lead');
  });

  it('does without a link when Slack gives none', () => {
    expect(readable(reminderMessage(aNudge({ handshake: toDana }, 'answer', null), 'UDANA'))).not.toContain(
      'Open the card',
    );
  });
});

describe('what is said under the card', () => {
  it('mentions the rep whom an offer is meant for, and nobody else', () => {
    expect(threadNudge(aNudge({ handshake: toDana })).text.match(/<[@!](?!date)[^>]+>/g)).toEqual([
      '<@UDANA>',
    ]);
    expect(threadNudge(aNudge()).text).not.toMatch(/<[@!](?!date)/);
    expect(threadNudge(aNudge({ handshake: untouched }, 'first_touch')).text).not.toMatch(/<[@!](?!date)/);
    expect(openedNudge(aNudge({ handshake: toDana })).text).not.toMatch(/<[@!](?!date)/);
  });

  it('says that it is due, or that it was', () => {
    expect(threadNudge(aNudge()).text).toContain('an answer to this lead is due <!date');
    expect(threadNudge(aNudge({ now: minutesFromNow(300) })).text).toContain('was due <!date');
  });
});

describe('what a manager is told', () => {
  const over = { handshake: toDana, now: minutesFromNow(220 + 130) };

  it('is the lead, by how much it is over, what is asked, and a button to name somebody else', () => {
    const message = managerNudge(aNudge(over), { reader: 'USASHA', mentioned: '' });
    expect(readable(message)).toContain('over by 2 h 10 min of working time');
    expect(readable(message)).toContain('Please see whether somebody else has time for it');
    expect(clickable(message.blocks)).toEqual(['open_reassign']);
  });

  it('has no button for a lead that somebody has accepted, and asks whether they need a hand', () => {
    const message = managerNudge(aNudge({ handshake: untouched }, 'first_touch'), {
      reader: 'USASHA',
      mentioned: '',
    });
    expect(readable(message)).toContain('<@UDANA> accepted this lead, and no first touch is logged yet.');
    expect(clickable(message.blocks)).toEqual([]);
  });

  it('calls the user groups of managers where it is said under the card', () => {
    const message = managerNudge(aNudge(over), { reader: null, mentioned: '<!subteam^S1>' });
    expect(readable(message)).toMatch(/^<!subteam\^S1> \*Isla Fenwick · Harbour Legal\*/);
    expect(readable(message)).not.toContain('isla.fenwick@');
  });

  it('is a record once somebody has answered', () => {
    const message = managerNudge(aNudge({ handshake: anAccepted() }), { reader: 'USASHA', mentioned: '' });
    expect(readable(message)).toContain('<@UDANA> accepted this lead');
    expect(clickable(message.blocks)).toEqual([]);
  });
});

describe('no nudge', () => {
  it.each([
    ['a reminder', reminderMessage(aNudge({ handshake: untouched }, 'first_touch'), 'UDANA')],
    ['a thread', threadNudge(aNudge({ handshake: toDana, now: minutesFromNow(900) }))],
    [
      'a manager',
      managerNudge(aNudge({ handshake: untouched }, 'decide_sql'), { reader: 'USASHA', mentioned: '' }),
    ],
  ])('to %s blames or cries out', (_to, message) => {
    expect(`${message.text}\n${readable(message)}`).not.toMatch(
      /fail|late\b|ignor|neglect|forgot|breach|must|urgent|!(?!date|subteam)/i,
    );
  });
});

describe('the message that lists leads', () => {
  const lead = (lastName: string, posted: number) =>
    aNudge({
      facts: aLead({ lastName }),
      handshake: aHandshake({
        suggested: 'UDANA',
        postedAt: minutesFromNow(posted).toISOString(),
        dueAt: minutesFromNow(posted + 240).toISOString(),
      }),
    });

  it('names the most urgent first, each with a link to its card, and no buttons', () => {
    const message = remindersMessage([lead('Second', -10), lead('First', -50), lead('Third', -5)]);
    expect(readable(message).match(/Isla (First|Second|Third)/g)).toEqual([
      'Isla First',
      'Isla Second',
      'Isla Third',
    ]);
    expect(readable(message)).toContain(
      '• <https://slack.example/archives/C1/p1?a=1&amp;b=2|Isla First · Harbour Legal>',
    );
    expect(clickable(message.blocks)).toEqual([]);
  });

  it('counts what it does not list', () => {
    const many = Array.from({ length: LEADS_LISTED + 5 }, (_, index) => lead(`L${index}`, -index));
    const text = readable(remindersMessage(many, 100));
    expect(text).toContain(`*${LEADS_LISTED + 105} leads wait for you, the most urgent first*`);
    expect(text.match(/Isla L/g)).toHaveLength(LEADS_LISTED);
    expect(text).toContain('and 105 leads more');
  });

  it('asks for nothing once all of them are seen to', () => {
    expect(readable(remindersMessage([]))).toBe(
      'Every lead of this list is seen to. It asks for nothing more.',
    );
  });
});

describe('the clocks on a card', () => {
  const card = (scene: Parameters<typeof aScene>[0]) => readable(leadCard(withClocks(aScene(scene))));

  it('go on after the answer was due', () => {
    expect(card({ now: minutesFromNow(220 + 130) })).toMatch(
      /\*Answer was due:\* <!date[^>]+>, over by 2 h 10 min of working time as of <!date[^>]+> · \*Score:\*/,
    );
  });

  it('show the first touch and the decision after accepting, and the touch once it is logged', () => {
    const both = card({ handshake: anAccepted() });
    expect(both.indexOf('*First touch due:*')).toBeGreaterThan(0);
    expect(both.indexOf('*Decide SQL by:*')).toBeGreaterThan(both.indexOf('*First touch due:*'));
    const touched = card({ handshake: anAccepted({ touchedAt: minutesFromNow(-1).toISOString() }) });
    expect(touched).toContain('*First touch:* <!date');
    expect(touched).not.toContain('First touch due');
  });

  it('say nothing where nobody ever works', () => {
    const never = { handshake: aHandshake({ dueAt: null }) };
    expect(readable(leadCard(aScene(never)))).not.toMatch(/due/i);
  });

  it('say that the lead is open to all once the ladder has said so', () => {
    expect(card({ handshake: aHandshake({ told: [told] }) })).toContain(
      '*Open to all:* anyone in sales may take it',
    );
    expect(card({ handshake: aHandshake({ told: [told], suggested: 'USAM' }) })).not.toContain('Open to all');
  });
});
