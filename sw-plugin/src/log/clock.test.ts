import { expect, test } from 'vitest';
import { wallClock } from './clock.ts';

function clocks(start: number) {
  const state = { fine: 0, wall: start };
  const performance = { timeOrigin: start, now: () => state.fine } as Performance;
  return { state, now: wallClock(performance, () => state.wall) };
}

test('has the fraction of the fine clock', () => {
  const { state, now } = clocks(1_000_000);
  state.fine = 12.375;
  state.wall = 1_000_012;
  expect(now()).toBe(1_000_012.375);
});

test('follows the wall clock when it was set forward, and is fine again from there', () => {
  const { state, now } = clocks(1_000_000);
  state.fine = 10;
  state.wall = 5_000_000;
  expect(now()).toBe(5_000_000);
  state.fine = 10.5;
  expect(now()).toBe(5_000_000.5);
});

test('never runs backwards: not when the wall clock is set back, nor when both clocks are coarse', () => {
  const { state, now } = clocks(1_000_000);
  state.fine = 10;
  state.wall = 900_000;
  expect(now()).toBe(1_000_010);
  // Steps of 100 ms that do not fall together, as `resistFingerprinting` makes them.
  let last = 0;
  for (let real = 0; real < 5_000; real += 7) {
    state.fine = Math.floor(real / 100) * 100;
    state.wall = 1_000_000 + Math.floor((real + 60) / 100) * 100;
    expect(now()).toBeGreaterThanOrEqual(last);
    last = now();
  }
  expect(Math.abs(last - state.wall)).toBeLessThanOrEqual(100);
});

test('follows a machine that slept, which stops the fine clock', () => {
  const { state, now } = clocks(1_000_000);
  state.wall = 1_000_000 + 3_600_000;
  state.fine = 1;
  expect(now()).toBe(4_600_000);
});
