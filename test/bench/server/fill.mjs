// A store with many reports, as a site has them: a few problems make most of the reports, over a month.
import { hash } from 'node:crypto';
import { slotOf } from '@offstage/server';

const DAY = 86_400_000;
const BROWSERS = ['Chrome', 'Chrome', 'Chrome', 'Safari', 'Firefox', 'Edge', 'Samsung Internet'];
const TYPES = [
  'csp-violation',
  'csp-violation',
  'csp-violation',
  'network-error',
  'deprecation',
  'intervention',
  'coep',
];

/** The same numbers on every run. */
function* numbers(seed) {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

export async function fill(store, count, now) {
  const random = numbers(7);
  const next = () => random.next().value;
  const started = performance.now();
  for (let made = 0; made < count; ) {
    const batch = [];
    for (; batch.length < 2_000 && made < count; made++) {
      const problem = Math.floor(next() ** 3 * 2_000);
      const type = TYPES[problem % TYPES.length];
      const time = now - 30 * DAY + (made / count) * 30 * DAY;
      const browser = BROWSERS[Math.floor(next() * BROWSERS.length)];
      const origin = `https://site${problem % 12}.example`;
      const url = `${origin}/page/${Math.floor(next() * 500)}`;
      batch.push({
        received: time,
        time,
        slot: slotOf(time),
        hash: BigInt(made),
        type,
        url,
        origin,
        endpoint: problem % 5 === 0 ? 'csp' : 'default',
        userAgent: `Mozilla/5.0 (X11; Linux x86_64) ${browser}/${140 + (problem % 17)}.0.0.0`,
        browser,
        os: 'Linux',
        app: '',
        scope: '',
        browserVersion: String(140 + (problem % 17)),
        group: hash('sha256', String(problem)).slice(0, 16),
        title: `problem ${problem}`,
        noise: problem % 9 === 0 ? 'extension:chrome-extension' : '',
        weight: 1,
        json: JSON.stringify({
          blockedURL: `https://cdn${problem}.example/asset-${problem}.js`,
          columnNumber: 12,
          disposition: 'enforce',
          documentURL: url,
          effectiveDirective: 'script-src-elem',
          lineNumber: problem,
          originalPolicy: "default-src 'self'; script-src 'self' https://cdn.example; report-to csp",
          sample: made % 1_000 === 0 ? 'needle' : '',
          sourceFile: `${origin}/app.js`,
        }),
      });
    }
    await Promise.all(
      Array.from({ length: 4 }, (_, part) =>
        store.add(batch.slice(part * 500, (part + 1) * 500), String(part)),
      ),
    );
  }
  return (count / (performance.now() - started)) * 1_000;
}
