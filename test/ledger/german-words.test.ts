import { expect, test } from 'vitest';
import { GONE_REASONS, SENDING_RULES } from '../../server/src/store/ledger/findings/rules.ts';
import { RULE_TEXTS } from '../../server/src/store/ledger/findings/texts.ts';
import { FACT_TEXTS, REASON_TEXTS } from '../../server/src/store/ledger/reasons/texts.ts';
import { FINDINGS_GERMAN } from '../../viewer/src/text/push-findings-german.ts';

const NUMBERS = /\d[\d,.]*/g;
/** Numbers as both languages write them. */
const numbersIn = (text: string): string[] =>
  (text.match(NUMBERS) ?? []).map((one) => one.replace(/[,.]/g, '')).sort();

const DAY = 86_400_000;
const FACTS = { pushes: 9, expired: 0, first: 0, last: 3 * DAY };

test('the German viewer has words for each finding and cause that the server tells of, with the same numbers', () => {
  const all = [
    ...GONE_REASONS.map((reason) => [`gone-${reason}`, REASON_TEXTS[reason]] as const),
    ...SENDING_RULES.map((rule) => [rule, RULE_TEXTS[rule]] as const),
  ];
  const wrong = all.flatMap(([rule, { title, detail, cure }]) => {
    const said = { title, detail: typeof detail === 'string' ? detail : detail(FACTS), cure };
    const words = FINDINGS_GERMAN.finding(rule, FACTS.first, FACTS.last);
    if (words === undefined) return [`${rule}: no words`];
    return (['title', 'detail', 'cure'] as const).flatMap((part) => [
      ...(words[part] === said[part] ? [`${rule}: ${part} is English`] : []),
      ...(String(numbersIn(words[part])) === String(numbersIn(said[part]))
        ? []
        : [`${rule}: ${part}: ${numbersIn(words[part])} for ${numbersIn(said[part])}`]),
    ]);
  });
  expect(wrong).toEqual([]);
  const untold = Object.values(FACT_TEXTS).filter((fact) => FINDINGS_GERMAN.fact(fact) === fact);
  expect(untold).toEqual([]);
});

test('what it has no words for stays as the server says it, whatever it is called', () => {
  for (const rule of ['a-newer-rule', '__proto__', 'constructor', '', 'gone-'])
    expect(FINDINGS_GERMAN.finding(rule, 0, 0)).toBeUndefined();
  expect(FINDINGS_GERMAN.fact('constructor')).toBe('constructor');
});
