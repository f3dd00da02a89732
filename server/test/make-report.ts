import { type NewReport, slotOf } from '@offstage/server';

let hashes = 1n;

/** A report as the ingest makes it; every one differs unless told otherwise. */
export function makeReport(changes: Partial<NewReport> & { readonly body?: unknown } = {}): NewReport {
  const { body = { message: 'hello' }, ...rest } = changes;
  const time = rest.time ?? rest.received ?? Date.now();
  return {
    received: time,
    time,
    type: 'csp-violation',
    url: 'https://app.example/page',
    origin: 'https://app.example',
    endpoint: 'default',
    userAgent: 'Mozilla/5.0 Chrome/156',
    browser: 'Chrome',
    browserVersion: '156',
    os: 'Linux',
    app: '',
    scope: '',
    group: 'g1',
    title: 'img-src blocked https://cdn.example',
    noise: '',
    weight: 1,
    json: JSON.stringify(body),
    slot: slotOf(time),
    hash: hashes++ * 7_919n,
    ...rest,
  };
}
