import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_INGEST_LIMITS } from './limits.ts';
import { parseReports } from './parse-reports.ts';
import { reportFrom } from './report-from.ts';

const arrival = { received: 1_800_000_000_000, endpoint: 'default', userAgent: 'UA', client: '10.0.0.1' };
const limits = { ...DEFAULT_INGEST_LIMITS, reports: 20, reportLength: 2_000, depth: 6 };

/** Members that the code looks at, with values that it does not expect. */
const names = fc.constantFrom(
  ...['type', 'url', 'age', 'user_agent', 'body', 'csp-report', '__proto__', 'constructor', 'toString'],
  ...[
    'document-uri',
    'blockedURL',
    'blocked-uri',
    'sourceFile',
    'lineNumber',
    'sampling_fraction',
    'sample',
    'id',
  ],
  ...['effectiveDirective', 'violated-directive', 'message', 'stack', 'hash', 'expect-ct-report', 'request'],
);
const types = fc.constantFrom(
  'csp-violation',
  'csp-hash',
  'network-error',
  'deprecation',
  'crash',
  'coop',
  'coep',
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 8 },
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    types,
    fc.webUrl(),
    fc.dictionary(names, tie('any'), { maxKeys: 8 }),
    fc.array(tie('any'), { maxLength: 6 }),
  ),
})).any;

test('nothing throws, and every member of a batch is either a report or a rejection', () => {
  fc.assert(
    fc.property(fc.oneof(value, fc.array(value, { maxLength: 30 })), (sent) => {
      const text = JSON.stringify(sent) ?? '';
      const { reports, rejections } = parseReports(text, limits);
      const members = JSON.parse(text || 'null') as unknown;
      const rejected = rejections.reduce((sum, { count }) => sum + count, 0);
      expect(reports.length + rejected).toBe(Array.isArray(members) ? members.length : 1);
      for (const rejection of rejections) expect(rejection.sample.length).toBeLessThanOrEqual(200);
      for (const report of reports) {
        const made = reportFrom(report, arrival);
        expect(JSON.parse(made.json)).toEqual(JSON.parse(JSON.stringify(report.body)));
        expect(made.time).toBeLessThanOrEqual(arrival.received);
        expect(made.time).toBeGreaterThan(arrival.received - 3 * 86_400_000);
        expect(made.weight).toBeGreaterThanOrEqual(1);
        for (const text of [made.type, made.url, made.origin, made.userAgent, made.title, made.noise]) {
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toContain('\0');
          expect(text.length).toBeLessThanOrEqual(8_192);
        }
      }
    }),
    { numRuns: 1_000 },
  );
}, 60_000);

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const { reports, rejections } = parseReports(text, limits);
      expect(reports.length + rejections.length).toBeGreaterThanOrEqual(text.trim() === '[]' ? 0 : 1);
    }),
    { numRuns: 2_000 },
  );
}, 60_000);
