import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes Chromium trust a certificate authority when it runs with this folder as its `HOME`: on Linux it reads
 * `$HOME/.pki/nssdb`. So nothing of the user's own trust is touched, and no certificate check is switched off.
 *
 * @param home folder, made when missing
 * @param caFile the authority's certificate, PEM
 */
export function trustAuthority(home: string, caFile: string): void {
  const folder = path.join(home, '.pki/nssdb');
  const database = `sql:${folder}`;
  const certutil = (...words: string[]): void => {
    execFileSync('certutil', [...words, '-d', database], {
      timeout: 20_000,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  };
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path.join(folder, 'cert9.db'))) certutil('-N', '--empty-password');
  certutil('-A', '-t', 'C,,', '-n', 'offstage-test', '-i', caFile);
}
