import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Certificates, createCertificates } from './create-certificates.ts';

const DAY = 24 * 60 * 60 * 1000;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offstage-certificates-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A real handshake with full verification against our authority alone. */
function fetchOver({ key, cert, ca }: Certificates, servername: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer({ key, cert }, (_, response) => response.end('hello'));
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const call = request({ host: '127.0.0.1', port, servername, ca: ca.cert }, (response) => {
        response.on('data', (chunk: Buffer) => resolve(chunk.toString()));
        response.on('end', () => server.close());
      });
      call.on('error', (error) => {
        server.close();
        reject(error);
      });
      call.end();
    });
  });
}

test.each(['localhost', 'app.test', 'www.app.test', 'merchant.test', 'pay.test', 'collector.test'])(
  'a client that trusts the authority accepts %s',
  async (name) => {
    expect(await fetchOver(await createCertificates(folder), name)).toBe('hello');
  },
);

test('a name that is not in the certificate is refused', async () => {
  await expect(fetchOver(await createCertificates(folder), 'elsewhere.test')).rejects.toThrow(/altnames/);
});

// Node and OpenSSL match no wildcard directly below a top-level label, so only its presence can be seen from here.
test('names every host below localhost', async () => {
  const leaf = new X509Certificate((await createCertificates(folder)).cert);
  expect(leaf.subjectAltName).toContain('DNS:*.localhost');
});

test('speaks for the loopback addresses', async () => {
  const leaf = new X509Certificate((await createCertificates(folder)).cert);
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(leaf.checkIP('::1')).toBe('::1');
  expect(leaf.checkIP('10.0.0.1')).toBeUndefined();
});

test('uses again what is in the folder', async () => {
  const first = await createCertificates(folder);
  expect(await createCertificates(folder)).toEqual(first);
  expect(await readFile(first.caFile, 'utf8')).toBe(first.ca.cert);
});

test('renews the server certificate near its end and keeps the authority', async () => {
  const first = await createCertificates(folder);
  const later = await createCertificates(folder, { now: new Date(Date.now() + 380 * DAY) });
  expect(later.ca).toEqual(first.ca);
  expect(later.cert).not.toBe(first.cert);
});

test('replaces an authority that would end before its next server certificate', async () => {
  const first = await createCertificates(folder);
  const later = await createCertificates(folder, { now: new Date(Date.now() + 3300 * DAY) });
  expect(later.ca).not.toEqual(first.ca);
  expect(
    new X509Certificate(later.cert).checkIssued(new X509Certificate(later.ca.cert)),
    'the new authority signed the new certificate',
  ).toBe(true);
});

test('makes anew what is damaged', async () => {
  const first = await createCertificates(folder);
  await writeFile(join(folder, 'server.key'), 'half a ke');
  const second = await createCertificates(folder);
  expect(second.ca).toEqual(first.ca);
  await writeFile(first.caFile, '-----BEGIN CERTIFICATE-----\n');
  const third = await createCertificates(folder);
  expect(third.ca).not.toEqual(first.ca);
  expect(await fetchOver(third, 'localhost')).toBe('hello');
});

test('keys are for the owner only', async () => {
  await createCertificates(folder);
  expect((await stat(join(folder, 'ca.key'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'server.key'))).mode & 0o777).toBe(0o600);
});

test('a folder that cannot be made is an error', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(createCertificates(join(folder, 'file', 'below'))).rejects.toThrow(/EEXIST/);
});
