import { SERVICES } from '@offstage/sw-plugin/log';
import { browserName } from '../model/browser-name.ts';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import type { Evidence } from './evidence.ts';
import type { EvidenceTexts } from './evidence-texts.ts';

/** What a file says about where it is from: a name, and what it says. */
export type Fact = readonly [name: string, value: string];

/** Which browser, when, how much, installed or in a tab, which versions, what was left out. */
export function factsOf({ header, entries, model, hidden }: Evidence, t: EvidenceTexts): readonly Fact[] {
  const { evidence: words } = t;
  const { userAgent, installed, versions, timeZone, saved, language } = header;
  const services = SERVICES.map((_, code) => model.tally({ service: code, housekeeping: true }).count);
  const left = [
    words.hiddenPayloads(hidden.payloads),
    words.hiddenTexts(hidden.texts),
    words.hiddenQueries(hidden.queries),
  ];
  const facts: readonly (Fact | false)[] = [
    [words.browser, [browserName(userAgent), language].filter(Boolean).join(', ')],
    installed !== undefined && [words.openedAs, installed ? t.openedInstalled : t.openedInTab],
    [
      words.events,
      `${formatNumber(entries.length)}${
        entries.length > 0
          ? `, ${formatTimestamp(model.earliest).slice(0, 19)} – ${formatTimestamp(model.latest).slice(0, 19)}`
          : ''
      }`,
    ],
    [words.services, String(services.filter((count) => count > 0).length)],
    [words.savedAt, `${formatTimestamp(Date.parse(saved)).slice(0, 19)} (${timeZone})`],
    header.scopes.length > 0 && [words.scopes, header.scopes.slice(0, 10).join(' ')],
    versions !== undefined && [
      words.versions,
      Object.entries(versions)
        .filter(([, version]) => version)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    [words.contents, header.hidden ? left.join(', ') : words.contentsWhole],
    ['User-Agent', userAgent],
  ];
  return facts.filter((fact): fact is Fact => fact !== false && fact[1] !== '');
}

/** `2 errors, 1 warning`. */
export function summaryOf({ findings }: Pick<Evidence, 'findings'>, t: EvidenceTexts): string {
  const counts = (['error', 'warning', 'info'] as const).map(
    (severity) => [severity, findings.filter((one) => one.severity === severity).length] as const,
  );
  const said = counts
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => t.findingCount[severity](count));
  return said.length > 0 ? said.join(', ') : t.evidence.noFindings;
}
