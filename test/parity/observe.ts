import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Entry } from '@offstage/sw-plugin/log';
import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';
import { readLog } from '../log/read-log.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { setStage } from '../scenarios/set-stage.ts';

export interface Observed {
  /** Version of the browser. */
  readonly chromium: string;
  readonly recorded: readonly RecordedEvent[];
  readonly entries: readonly Entry[];
  /** Scenarios that did not play to their end, or during which the browser logged other than without us. */
  readonly failures: readonly { readonly scenario: string; readonly error: string }[];
}

// Time for the last lifetimes to settle and for inferred entries to be written.
const SETTLE = 2_500;

/** Plays every scenario once in real Chromium, its own recorder and ours on in the same run. */
export async function observe(progress: (line: string) => void): Promise<Observed> {
  const stage = await setStage();
  try {
    const failures: { scenario: string; error: string }[] = [];
    for (const scenario of SCENARIOS) {
      progress(scenario.name);
      const before = stage.recorder.events.length;
      await scenario.play(stage).then(
        () => {
          const logged = stage.recorder.events
            .slice(before)
            .filter(({ service }) => service === scenario.service);
          const names = logged.map(({ eventName }) => eventName);
          if (isDeepStrictEqual(names, scenario.logs)) return;
          failures.push({ scenario: scenario.name, error: `the browser logged ${names.join(', ')}` });
        },
        (error: Error) => failures.push({ scenario: scenario.name, error: error.message }),
      );
    }
    await delay(SETTLE);
    const entries = await readLog(stage.page);
    await stage.merchantPage.goto(`${stage.host.payment}/blank`);
    return {
      chromium: stage.browser.version,
      recorded: stage.recorder.events,
      entries: [...entries, ...(await readLog(stage.merchantPage))],
      failures,
    };
  } finally {
    await stage.close();
  }
}
