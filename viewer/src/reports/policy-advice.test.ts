import { expect, test } from 'vitest';
import { policyAdvice } from './policy-advice.ts';

const advice = (body: Record<string, unknown>) => policyAdvice({ type: 'csp-violation', url: '', body });

test.each([
  ['img-src', 'https://cdn.example/x.png', "default-src 'self'", "img-src 'self' https://cdn.example"],
  [
    'script-src-elem',
    'https://cdn.example/x.js',
    "script-src 'self'",
    "script-src 'self' https://cdn.example",
  ],
  [
    'script-src-elem',
    'https://c.example/x.js',
    "script-src-elem 'none'",
    'script-src-elem https://c.example',
  ],
  [
    'connect-src',
    'wss://live.example/s',
    "connect-src 'self'; img-src *",
    "connect-src 'self' wss://live.example",
  ],
  ['img-src', 'data', "img-src 'self'", "img-src 'self' data:"],
  ['font-src', 'https://f.example/f.woff', '', "font-src 'self' https://f.example"],
])('%s %s', (effectiveDirective, blockedURL, originalPolicy, line) => {
  expect(advice({ effectiveDirective, blockedURL, originalPolicy })).toEqual({ advice: 'allow', line });
});

test.each([
  ['script-src-elem', 'inline', 'inline'],
  ['script-src', 'eval', 'eval'],
  ['script-src', 'wasm-eval', 'eval'],
  ['script-src-elem', 'data', 'data'],
  ['script-src', 'chrome-extension://abc/x.js', 'extension'],
  ['require-trusted-types-for', 'trusted-types-sink', 'trusted-types'],
])('%s %s: better not', (effectiveDirective, blockedURL, kind) => {
  expect(advice({ effectiveDirective, blockedURL })).toEqual({ advice: kind });
});

test('other types get none', () => {
  expect(policyAdvice({ type: 'deprecation', url: '', body: {} })).toBeUndefined();
});
