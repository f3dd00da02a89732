import { spawn } from 'node:child_process';
import { createECDH } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '@offstage/sw-plugin/doctor';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { CASES } from '../doctor/cases.ts';
import type { Act } from '../doctor/doctor-case.ts';
import { playAct } from '../doctor/play-act.ts';
import {
  findingsInPage,
  findingsInViewer,
  type SavedEvidence,
  saveEvidence,
} from '../doctor/saved-evidence.ts';
import { type CaseHost, startCaseHost } from '../doctor/start-case-host.ts';
import { type Firefox, launchFirefox } from '../firefox/launch-firefox.ts';
import { eventually } from '../kit/src/eventually.ts';
import { recorded } from '../scenarios/recorded.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

// What really happened, looked at as a developer, a tester or a support person would: how many clicks to the cause?

/** How long anything may take on a busy machine. */
const PATIENCE = { timeout: 30_000 };

interface Asked {
  /** What people would call it. */
  readonly what: string;
  readonly rule: string;
  readonly act: Act;
  readonly panel: string;
  readonly question: string;
  /** The line of the check-list at which the way ends. */
  readonly ends: string;
}

const caseOf = (rule: string): Act => {
  const found = CASES.find((one) => one.rule === rule);
  if (found === undefined) throw new Error(`There is no case of ${rule}`);
  return found.fault;
};
const PUSH = 'Why did my push not show?';
const LATE: Act = {
  worker: 'onpush = (event) => event.waitUntil(registration.showNotification(location.hostname));',
  late: true,
  play: async (stage) => void (await stage.entry('Plugin loaded late')),
};

const ASKED: readonly Asked[] = [
  {
    what: 'handler threw',
    rule: 'D7',
    panel: 'Push messaging',
    question: PUSH,
    ends: 'The handler ended well',
  },
  { what: 'silent', rule: 'D1', panel: 'Push messaging', question: PUSH, ends: 'A notification was shown' },
  {
    what: 'permission denied',
    rule: 'D22',
    panel: 'Push messaging',
    question: PUSH,
    ends: 'The permission is granted',
  },
  {
    what: 'subscription lost',
    rule: 'D18',
    panel: 'Push messaging',
    question: PUSH,
    ends: 'There is a push subscription',
  },
  {
    what: 'sync given up',
    rule: 'D24',
    panel: 'Background sync',
    question: 'Why did my sync not run?',
    ends: 'The handler ended well',
  },
  {
    what: 'background fetch failed',
    rule: 'D30',
    panel: 'Background fetch',
    question: 'Why did my background fetch fail?',
    ends: 'Its requests were answered',
  },
  {
    what: 'loaded late',
    rule: 'D46',
    panel: 'Push messaging',
    question: PUSH,
    ends: 'Offstage is loaded first in it',
  },
].map((one) => ({ ...one, act: one.rule === 'D46' ? LATE : caseOf(one.rule) }));

const files = mkdtempSync(path.join(tmpdir(), 'offstage-evidence-'));
afterAll(() => rmSync(files, { recursive: true, force: true }));
/** What was saved of each fault, by what people call it. */
const saved = new Map<string, SavedEvidence>();

/** Opens the viewer of an origin, and counts what a person clicks there. */
async function openViewer(page: Page, origin: string) {
  await page.goto(`${origin}/viewer/`);
  let clicks = 0;
  return {
    clicks: () => clicks,
    async click(target: Locator): Promise<void> {
      await target.click(PATIENCE);
      clicks += 1;
    },
  };
}

/** From opening to the cause on screen, in two clicks. */
async function expectTwoClicks(
  page: Page,
  origin: string,
  { panel, question, ends }: Omit<Asked, 'act'>,
  finding: Pick<Finding, 'cause'>,
): Promise<void> {
  const viewer = await openViewer(page, origin);
  await viewer.click(page.getByRole('navigation', { name: 'Panels' }).getByText(panel, { exact: true }));
  await viewer.click(page.getByRole('button', { name: question }).first());
  const dialog = page.getByRole('dialog', { name: question });
  const here = dialog.locator('li[aria-current=step]');
  const said = async (): Promise<string> => (await dialog.textContent()) ?? '';
  // What only appears a moment later, because the doctor is still at it, is waited for.
  await eventually(async () => (await said()).includes(finding.cause), {
    ...PATIENCE,
    what: `"${finding.cause}" in the check-list`,
  }).catch(async (error: Error) => {
    throw new Error(`${error.message}; it says: ${await said()}`);
  });
  await here.filter({ hasText: ends }).waitFor(PATIENCE);
  expect(await here.getAttribute('data-state')).toBe('no');
  expect(viewer.clicks()).toBeLessThanOrEqual(2);
}

/** A support person with a phone in hand: what was found is at the top, and a tap shows why. */
async function expectOneTap(page: Page, origin: string, finding: Finding): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  const viewer = await openViewer(page, origin);
  await viewer.click(page.getByRole('button', { name: 'Show findings' }));
  const findings = page.getByRole('list', { name: 'Findings' });
  await findings.getByText(finding.cause).first().waitFor(PATIENCE);
  await findings.getByText(finding.fix).first().waitFor(PATIENCE);
  expect(viewer.clicks()).toBe(1);
}

describe('in two clicks from opening to the cause', () => {
  let browser: Chromium;
  let host: CaseHost;
  const nameOf = ({ rule }: Asked): string => `story-${rule.toLowerCase()}`;

  beforeAll(async () => {
    browser = await launchChromium();
    host = await startCaseHost(new Map(ASKED.map((one) => [nameOf(one), one.act])));
    await browser.cdp.send('ServiceWorker.enable');
    return () => browser.close().then(host.close);
  });

  // Downloads before windows that come and go beside them, as in the doctor's own test.
  for (const one of [...ASKED].sort((a, b) => Number(b.rule === 'D30') - Number(a.rule === 'D30'))) {
    test(one.what, async () => {
      const origin = host.origin(nameOf(one));
      const { findings } = await playAct(browser, origin, one.act);
      const finding = findings.find(({ rule }) => rule === one.rule) as Finding;
      expect(findings.map(({ rule }) => rule)).toContain(one.rule);
      const page = await browser.context.newPage();
      await expectTwoClicks(page, origin, one, finding);
      const { what, rule } = one;
      saved.set(what, await saveEvidence(page, { origin, rule, name: nameOf(one), folder: files }));
      await expectOneTap(page, origin, finding);
      await page.close();
    }, 150_000);
  }
});

describe('with payments, pushes and a server', () => {
  let stage: ChromiumStage;
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-story-'));
  beforeAll(async () => {
    stage = await setStage();
    return () => stage.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('wrong payment answer', async () => {
    const { merchantPage, merchant, browser, host } = stage;
    await merchantPage.bringToFront();
    await merchantPage.goto(`${merchant}/?amount=7.00`);
    await merchantPage.click('#buy');
    await recorded(stage, 'Payment response', 'order-7.00');
    const page = await browser.context.newPage();
    await expectTwoClicks(
      page,
      host.payment,
      {
        what: 'wrong payment answer',
        rule: 'D45',
        panel: 'Payment handler',
        question: 'Why was nothing paid?',
        ends: 'The browser took the answer',
      },
      { cause: 'The object given to respondWith()' },
    );
    saved.set(
      'wrong payment answer',
      await saveEvidence(page, { origin: host.payment, rule: 'D45', name: 'payment', folder: files }),
    );
    await page.close();
  });

  test('a test push by the server, from the check-list to the notification and its story', async () => {
    const { browser, host } = stage;
    const pair = createECDH('prime256v1');
    const key = pair.generateKeys('base64url');
    const token = 'the-token-of-the-story';
    const command = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));
    const words = ['--port', '0', '--data', folder, '--push-subject', 'mailto:ops@example.com'];
    const server = spawn(process.execPath, [command, ...words, '--push-gateway', browser.push.origin], {
      env: {
        ...process.env,
        OFFSTAGE_TOKEN: token,
        OFFSTAGE_PUSH_KEY: pair.getPrivateKey('base64url'),
        NODE_EXTRA_CA_CERTS: browser.certificates.caFile,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const page = await browser.context.newPage();
    try {
      let output = '';
      server.stdout.on('data', (text: Buffer) => {
        output += text;
      });
      const [url] = await eventually(() => /http:\/\/127\.0\.0\.1:\d+/.exec(output), {
        ...PATIENCE,
        what: 'server listening',
      });
      await page.goto(host.origin);
      await page.evaluate(async (applicationServerKey) => {
        const { pushManager } = await navigator.serviceWorker.ready;
        await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
      }, key);
      await browser.push.connected();
      await page.goto(
        `${host.origin}/viewer/?server=${encodeURIComponent(url)}&token=${token}#/push-messaging`,
      );
      await page.getByRole('button', { name: PUSH }).first().click(PATIENCE);
      const dialog = page.getByRole('dialog', { name: PUSH });
      const line = (name: string, state: string): Locator =>
        dialog.locator(`li[data-state=${state}]`).filter({ hasText: name });
      await line('Its key is the server’s', 'yes').waitFor(PATIENCE);
      await line('A push arrived', 'no').waitFor(PATIENCE);
      await dialog.getByRole('button', { name: 'Send a test push' }).click(PATIENCE);
      await dialog.getByText('The push service took it (201).').waitFor(PATIENCE);
      // The list answers itself anew.
      await line('A notification was shown', 'yes').waitFor(PATIENCE);
      expect(await dialog.locator('li[data-state=no]').count()).toBe(0);
      await line('A push arrived', 'yes').getByRole('button', { name: 'Show the event' }).click(PATIENCE);
      const story = page.getByRole('list', { name: 'What became of it' });
      await story.waitFor(PATIENCE);
      const states = await story
        .getByRole('listitem')
        .evaluateAll((all) => all.map((one) => [one.textContent?.slice(1, 6), one.dataset.state]));
      expect(states).toEqual([
        ['Recei', 'reached'],
        ['Handl', 'reached'],
        ['Shown', 'reached'],
        ['Click', 'missing'],
      ]);
    } finally {
      await page.close();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    }
  }, 150_000);
});

// By somebody who has the file, and nothing else.
describe('the evidence of each, opened elsewhere, shows the same findings', () => {
  let chromium: Chromium;
  let firefox: Firefox;
  let host: CaseHost;
  beforeAll(async () => {
    [chromium, firefox, host] = await Promise.all([
      launchChromium(),
      launchFirefox(),
      startCaseHost(new Map()),
    ]);
    return () => Promise.all([chromium.close(), firefox.close(), host.close()]);
  });

  const FAULTS = [...ASKED, { what: 'wrong payment answer', rule: 'D45' }];
  test.each(FAULTS)(
    '$what',
    async ({ what, rule }) => {
      const { findings, lines, page } = saved.get(what) as SavedEvidence;
      expect(findings.length).toBeGreaterThan(0);
      for (const browser of [chromium, firefox]) {
        const opened = await browser.context.newPage();
        expect(await findingsInPage(opened, page)).toEqual(findings);
        // The log in another browser, at another origin.
        if (browser === firefox)
          expect(await findingsInViewer(opened, `${host.origin('elsewhere')}/viewer/`, lines, rule)).toEqual(
            findings,
          );
        await opened.close();
      }
    },
    150_000,
  );
});
