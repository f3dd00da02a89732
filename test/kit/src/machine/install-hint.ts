/** What has it elsewhere, by Debian's name; `undefined`: it is not needed or not to be had there. */
const ELSEWHERE: Readonly<Record<string, { readonly brew?: string; readonly winget?: string }>> = {
  postgresql: { brew: 'postgresql@17', winget: 'PostgreSQL.PostgreSQL.17' },
  nginx: { brew: 'nginx', winget: 'nginxinc.nginx' },
  caddy: { brew: 'caddy', winget: 'CaddyServer.Caddy' },
  'apache2-bin': { brew: 'httpd', winget: 'ApacheLounge.httpd' },
  'libnss3-tools': { brew: 'nss' },
  'dbus-daemon': { brew: 'dbus' },
};

/**
 * The one command that installs these on this machine, as a sentence.
 *
 * @param packages Debian's names
 * @param platform as `process.platform` has it
 */
export function installHint(packages: readonly string[], platform: string = process.platform): string {
  const key = platform === 'win32' ? 'winget' : 'brew';
  if (platform !== 'win32' && platform !== 'darwin')
    return `Run: sudo apt-get install -y ${packages.join(' ')} (or your system's equivalent)`;
  const known = packages.flatMap((name) => ELSEWHERE[name]?.[key] ?? []);
  const absent = packages.filter((name) => ELSEWHERE[name]?.[key] === undefined);
  const run = platform === 'win32' ? known.map((name) => `winget install -e --id ${name}`) : [];
  if (platform === 'darwin' && known.length > 0) run.push(`brew install ${known.join(' ')}`);
  return [
    ...(run.length > 0 ? [`Run: ${run.join('; ')}`] : []),
    ...(absent.length > 0
      ? [`${absent.join(', ')}: only on Linux. On Windows run the tests in WSL: wsl --install -d Debian`]
      : []),
  ].join('. ');
}
