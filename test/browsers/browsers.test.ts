import { expect, test } from 'vitest';
import { CASES } from '../invisible/cases.ts';
import { parts } from '../run/parts.mjs';
import { BROWSERS } from './browsers.ts';
import { FEATURES } from './features.ts';
import { keyboardFeatures } from './keyboard-features.ts';
import { postedFeatures } from './posted-features.ts';
import { stateFeature } from './state-feature.ts';
import { viewerFeatures } from './viewer-features.ts';

const names = [...FEATURES, ...postedFeatures, ...viewerFeatures, stateFeature, ...keyboardFeatures].map(
  ({ name }) => name,
);

test('each browser has a part of the test command', () => {
  const called = parts.map(({ name }) => name);
  expect(called).toEqual(expect.arrayContaining(BROWSERS.map(({ name }) => `end to end: ${name}`)));
});

test('each feature has a name of its own', () => {
  expect(new Set(names).size).toBe(names.length);
});

test.each(BROWSERS)(
  '$name is said to lack nothing that is no feature',
  ({ lacks, behindFlag = [], silent = [] }) => {
    expect(names).toEqual(expect.arrayContaining([...Object.keys(lacks), ...behindFlag]));
    expect(CASES.map(({ name }) => name)).toEqual(expect.arrayContaining([...silent]));
  },
);

test('each feature is played in one browser at least', () => {
  expect(names.filter((name) => BROWSERS.every(({ lacks }) => name in lacks))).toEqual([]);
});
