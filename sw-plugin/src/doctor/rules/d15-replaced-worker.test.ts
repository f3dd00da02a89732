import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnoseOptions } from '../history.ts';
import { type Logbook, logbook } from '../logbook.ts';

const found = ({ entries }: Logbook, options?: DiagnoseOptions) =>
  diagnose(entries, options).filter(({ rule }) => rule === 'D15');

const at = (script: string, boot: string) => ({ boot, scriptURL: `https://app.example/${script}` });

describe('D15, two scripts for one scope', () => {
  it('is silent about a script that failed while it was evaluated or installed: it has replaced nobody', () => {
    const other = { boot: 'w2', scriptURL: 'https://app.example/push.js' };
    const error = { name: 'TypeError', message: 'x is not a function' };
    for (const outcome of ['evaluated', 'failed', 'ok'] as const) {
      const log = logbook();
      log.write('Worker started');
      log.event('push', { ends: { shown: 1 } });
      log.write('Worker started', other);
      if (outcome === 'evaluated') log.write('Uncaught error', { ...other, detail: { error } });
      else log.event('install', { ...other, ends: { outcome } });
      expect(found(log)).toHaveLength(outcome === 'ok' ? 1 : 0);
    }
  });

  it('warns of a script that was replaced, and is sure when it comes back', () => {
    const log = logbook();
    const mine = log.write('Worker started', at('sw.js', 'w1'));
    const theirs = log.write('Worker started', at('push-sdk-worker.js', 'w2'));
    expect(found(log)).toMatchObject([{ severity: 'warning', entries: [theirs.id, mine.id] }]);
    log.write('Worker started', at('sw.js', 'w3'));
    expect(found(log)[0]?.severity).toBe('error');
  });

  it('is silent about new versions of one script', () => {
    const log = logbook();
    for (const [index, name] of [
      'sw.js',
      'sw.js?v=2',
      'sw-3f9a1c0d.js',
      'sw.v3.js',
      'sw-1.4.2.js',
    ].entries()) {
      log.write('Worker started', at(name, `w${index}`));
    }
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent about two scopes', () => {
    const log = logbook();
    log.write('Worker started', at('sw.js', 'w1'));
    log.write('Worker started', { ...at('push-sdk-worker.js', 'w2'), scope: 'https://app.example/push/' });
    log.write('Worker started', at('sw.js', 'w3'));
    expect(diagnose(log.entries)).toEqual([]);
  });

  it('is silent about a build that puts a hash into the name, letters alone or not, three deployments long', () => {
    for (const names of [
      ['assets/sw-BdKxQzAb.js', 'assets/sw-CqWmTrYu.js', 'assets/sw-Dxy7Tr0u.js'],
      ['sw.abcdefgh.js', 'sw.hgfedcba.js', 'sw.aabbccdd.js'],
      ['_next/static/k3J2vQ/sw.js', '_next/static/z9Q1aa/sw.js', '_next/static/b4B5c6/sw.js'],
      ['build-41/sw.js', 'build-42/sw.js', 'build-43/sw.js'],
    ]) {
      const log = logbook();
      for (const [index, name] of names.entries()) log.write('Worker started', at(name, `w${index}`));
      expect(diagnose(log.entries), names[0]).toEqual([]);
    }
  });

  it('is silent about builds that are named by version, channel, date or commit, also when they are rolled back', () => {
    for (const names of [
      ['v1.9.0/sw.js', 'v1.10.0/sw.js', 'v1.11.0-rc.1/sw.js', 'v1.9.0/sw.js'],
      ['sw-1.2.0-beta.3.js', 'sw-1.2.0.js', 'sw-1.3.0-alpha.js', 'sw-1.2.0.js'],
      ['sw-v2.1.0-14-g2414721.js', 'sw-v2.1.0.js', 'sw-v2.1.0-15-gdeadbee.js', 'sw-v2.1.0.js'],
      ['sw.2026-11-28.js', 'sw.20261129T0830Z.js', 'sw.2026-11-28.js'],
      ['build99/sw.js', 'build100/sw.js', 'build99/sw.js'],
      ['sw@1.2.0+345.js', 'sw@1.10.0+1346.js', 'sw@1.2.0+345.js'],
      ['worker9.js', 'worker10.js', 'worker9.js'],
      ['stable/sw.js', 'canary/sw.js', 'stable/sw.js'],
    ]) {
      const log = logbook();
      for (const [index, name] of names.entries()) log.write('Worker started', at(name, `w${index}`));
      expect(diagnose(log.entries), names[0]).toEqual([]);
    }
  });

  it('takes neither a second worker nor a word for a version', () => {
    for (const [mine, theirs] of [
      ['sw.js', 'sw2.js'],
      ['app-sw.js', 'beta/push-sw.js'],
      ['gallery/sw.js', 'release-notes/sw.js'],
      ['sw.js', 'firebase-messaging-sw.js'],
    ] as const) {
      const log = logbook();
      for (const [index, name] of [mine, theirs, mine].entries())
        log.write('Worker started', at(name, `w${index}`));
      expect(found(log), theirs).toMatchObject([{ severity: 'error' }]);
    }
  });

  it('takes A, B, C for a worker that is renamed, and A, B, A for two that compete', () => {
    const renamed = logbook();
    for (const [index, name] of ['sw.js', 'assets/sw-Bd4xQzAb.js', 'service-worker.js'].entries())
      renamed.write('Worker started', at(name, `w${index}`));
    expect(found(renamed)).toMatchObject([{ severity: 'info' }]);
    expect(found(renamed)[0]?.fix).toContain('one address');
    const struggle = logbook();
    for (const [index, name] of [
      'app-sw.js',
      'push-sdk/worker.js',
      'app-sw.js',
      'push-sdk/worker.js',
    ].entries())
      struggle.write('Worker started', at(name, `w${index}`));
    expect(found(struggle)).toMatchObject([{ severity: 'error' }]);
    expect(found(struggle)[0]?.cause).toMatch(/app-sw.*push-sdk/);
  });

  it('speaks of two workers of the same file name in two folders that come back in turn', () => {
    const log = logbook();
    for (const [index, name] of ['sw.js', 'push/sw.js', 'sw.js'].entries())
      log.write('Worker started', at(name, `w${index}`));
    expect(found(log)).toMatchObject([{ severity: 'error' }]);
  });
});
