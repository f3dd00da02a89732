import { EVIDENCE_STRINGS } from '../text/evidence-strings.ts';
import { PUSH_STRINGS } from '../text/push-strings.ts';
import { SCOPE_STRINGS } from '../text/scope-strings.ts';
import { STRINGS, type Strings } from '../text/strings.ts';
import { WHY_STRINGS } from '../text/why-strings.ts';

/** Not for people: addresses, code, the browser's own names, what is typed. */
const KEPT = new Set([
  'locale',
  'name',
  'documentation',
  'tryCode',
  'column',
  'filterExamples',
  'filterExamplesReports',
]);

/** Hebrew letters in the place of Latin ones, and a third longer, as translations are. */
function turned(text: string): string {
  const letters = text.replace(/[A-Za-z]/g, (letter) =>
    String.fromCharCode(0x5d0 + ((letter.toLowerCase().charCodeAt(0) - 97) % 27)),
  );
  return letters + 'א'.repeat(Math.ceil(text.length / 3));
}

function generated(value: unknown): unknown {
  if (typeof value === 'string') return turned(value);
  if (typeof value === 'function') return (...given: readonly unknown[]) => turned(String(value(...given)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, KEPT.has(key) ? one : generated(one)]),
  );
}

/** A table in no language, written from the right: what still shows Latin letters did not come from a table. */
export const GENERATED: Strings = {
  ...(generated({
    ...STRINGS,
    why: WHY_STRINGS,
    evidence: EVIDENCE_STRINGS,
    scope: SCOPE_STRINGS,
    push: PUSH_STRINGS,
  }) as Strings),
  locale: 'he',
};
