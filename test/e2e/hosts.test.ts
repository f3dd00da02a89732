import { diagnose } from '@offstage/sw-plugin/doctor';
import type { Entry } from '@offstage/sw-plugin/log';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { said } from '../cases/complaints.ts';
import { expectedFindings } from '../hosts/expected-findings.ts';
import type { Order } from '../hosts/host.ts';
import { HOSTS } from '../hosts/hosts.ts';
import { loggedLines, recordedLines } from '../hosts/lines.ts';
import { playHost } from '../hosts/play-host.ts';
import { type HostSite, startHostSite } from '../hosts/start-host-site.ts';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { repeated } from '../log/repeated.ts';

// Other people's service workers behave the same with the plugin, the log has what the browser has, and the doctor finds
// what was provoked and nothing else.
const MINUTE = 60_000;

let browser: Chromium;
let site: HostSite;

beforeAll(async () => {
  // One attempt per sync: a rejected one is not tried again while it is looked at.
  browser = await launchChromium({ sync: { syncAttempts: 1 } });
  site = await startHostSite(browser.certificates, HOSTS);
  await browser.grantPermissions(site.origin);
  return () => browser.close().then(site.close);
});

describe.each(HOSTS)('$name', (host) => {
  /** Without what differs from scope to scope, and from time to time. */
  const comparable = (value: unknown, order: Order): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(site.scope(host, order), '@')
        .replace(/\b[0-9a-f]{40}\b/g, 'hash')
        .replace(/\b\d{13}\b/g, '0'),
    );

  const play = async (order: Order) => {
    const { page, played } = await playHost(browser, site, host, order);
    const recorded = recordedLines(played.recorded);
    return { page, recorded, behaviour: comparable({ ...played, recorded }, order) };
  };

  test('behaves as without the plugin, and is logged as the browser logs it', async () => {
    const never = await play('never');
    await never.page.close();
    for (const order of host.orders) {
      const { page, recorded, behaviour } = await play(order);
      expect(behaviour, order).toEqual(never.behaviour);
      const scope = site.scope(host, order);
      const entries = async (): Promise<readonly Entry[]> =>
        (await readLog(page)).filter((entry) => entry.scope === scope);
      const logged = async (): Promise<readonly string[]> => loggedLines(await entries());
      // What happens to a notification last may be written after the page has heard of it.
      await eventually(async () => (await logged()).length >= recorded.length, { timeout: 3_000 }).catch(
        () => undefined,
      );
      expect(await logged(), order).toEqual(recorded);
      // What is still open is of workers that may be alive: nobody ended one.
      const told = await entries();
      const findings = diagnose(told, { alive: new Set(told.map(({ boot }) => boot)) });
      const grave = findings.filter(({ severity }) => severity !== 'info');
      expect(grave.map(({ rule }) => rule).sort(), grave.map(said).join('\n')).toEqual(
        expectedFindings(host, order),
      );
      // Nor is anything found after an hour of the same, or days.
      for (const every of [MINUTE, 60 * MINUTE]) {
        const long = repeated(told, 60, every);
        const later = diagnose(long, { alive: new Set(long.map(({ boot }) => boot)) });
        const rules = new Set(later.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule));
        expect([...rules].sort(), later.map(said).join('\n')).toEqual([
          ...new Set(expectedFindings(host, order)),
        ]);
      }
      await page.close();
    }
  });
});
