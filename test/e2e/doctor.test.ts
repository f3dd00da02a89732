import { setTimeout } from 'node:timers/promises';
import type { Finding } from '@offstage/sw-plugin/doctor';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { openCaseStage } from '../doctor/case-stage.ts';
import { healthyApp } from '../doctor/cases/healthy-app.ts';
import { CASES } from '../doctor/cases.ts';
import type { Act } from '../doctor/doctor-case.ts';
import { playAct } from '../doctor/play-act.ts';
import { type SideBySide, sideBySide } from '../doctor/side-by-side.ts';
import { type CaseHost, startCaseHost } from '../doctor/start-case-host.ts';
import { eventually } from '../kit/src/eventually.ts';

// Each fault really happens, and so does its healthy twin: of that nothing may be found, by any rule.
const numbered = CASES.map((each, index) => ({ ...each, name: `${each.rule.toLowerCase()}-${index}` }));
const acts = new Map<string, Act>([
  ['app', healthyApp],
  ...numbered.flatMap(({ name, fault, healthy }): [string, Act][] => [
    [`${name}-fault`, fault],
    [`${name}-healthy`, healthy],
  ]),
]);
const panelRows: SideBySide[] = [];

let browser: Chromium;
let host: CaseHost;

beforeAll(async () => {
  browser = await launchChromium();
  host = await startCaseHost(acts);
  await browser.cdp.send('ServiceWorker.enable');
  return () => browser.close().then(host.close);
});

const isDownload = ({ rule }: (typeof numbered)[number]): boolean => rule === 'D30';

const rulesOf = (findings: readonly Finding[]): readonly string[] =>
  [...new Set(findings.map(({ rule }) => rule))].sort();

function faultAndTwin({
  name,
  rule,
  severity,
  what,
  fault,
  healthy,
  panel,
}: (typeof numbered)[number]): void {
  test.concurrent(`${rule}: ${what}`, async () => {
    const { findings, ids, panel: said } = await playAct(browser, host.origin(`${name}-fault`), fault);
    expect(rulesOf(findings)).toEqual([rule, ...(fault.also ?? [])].sort());
    const finding = findings.find((one) => one.rule === rule) as Finding;
    expect(finding.severity).toBe(severity);
    expect(finding.entries.length).toBeGreaterThan(0);
    expect(finding.entries.filter((id) => !ids.has(id))).toEqual([]);
    if (panel) {
      const row = sideBySide(what, panel, said, finding);
      panelRows.push(row);
      expect(row).toMatchObject({ panel: panel.eventName, status: panel.status });
      expect(said.map(({ eventName }) => eventName)).not.toContain(panel.never);
    }
  });
  test.concurrent(`${rule}: silent without ${what}`, async () => {
    const { findings } = await playAct(browser, host.origin(`${name}-healthy`), healthy);
    expect(rulesOf(findings)).toEqual([...(healthy.also ?? [])].sort());
  });
}

// Before the others: where windows come and go beside it, Chromium's download service may start a fetch whose request
// never leaves the browser, and every later one waits behind it.
describe('the doctor in Chromium, of what is downloaded', () => {
  for (const each of numbered.filter(isDownload)) faultAndTwin(each);
});

describe('the doctor in Chromium', () => {
  test.concurrent('nothing about an app in good health', async () => {
    const { findings } = await playAct(browser, host.origin('app'), healthyApp);
    expect(findings).toEqual([]);
  });
  for (const each of numbered.filter((one) => !isDownload(one))) faultAndTwin(each);
});

test('what the panel said, and what the doctor says', () => {
  console.table(panelRows);
  expect(panelRows.length).toBeGreaterThanOrEqual(5);
});

test('an app hears of a finding while it runs, and once', async () => {
  const name = `${numbered.find(({ rule }) => rule === 'D7')?.name}-fault`;
  const page = await browser.context.newPage();
  await page.goto(host.origin(name));
  // As text: `import()` is the test runner's business otherwise.
  await page.evaluate(`
    globalThis.told = [];
    import('/sdk/dist/findings/on-finding.js')
      .then(({ onFinding }) => onFinding(offstage.log, (finding) => told.push(finding)))`);
  const told = (): Promise<readonly Finding[]> => page.evaluate('told');
  const before = Date.now();
  await openCaseStage(browser, page, host.origin(name)).push();
  await eventually(async () => (await told()).length > 0, { what: 'a finding' });
  // Two more rounds of diagnosis would have come and gone.
  await setTimeout(1_500);
  const findings = await told();
  expect(findings).toMatchObject([{ rule: 'D7', severity: 'error', service: 'pushMessaging' }]);
  expect(findings[0]?.time).toBeGreaterThan(before - 1_000);
});
