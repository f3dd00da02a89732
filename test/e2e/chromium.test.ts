import { beforeAll, expect, test } from 'vitest';
import { SCENARIOS } from '../scenarios/index.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

// The ground on which everything else stands: this browser really does all of it, with nothing of ours in the page.
let stage: ChromiumStage;

beforeAll(async () => {
  stage = await setStage({ plugin: false });
  return stage.close;
});

test.each(SCENARIOS)('$name', async (scenario) => {
  const before = stage.recorder.events.length;
  await scenario.play(stage);
  const logged = stage.recorder.events.slice(before).filter(({ service }) => service === scenario.service);
  expect(logged.map(({ eventName }) => eventName)).toEqual(scenario.logs);
});
