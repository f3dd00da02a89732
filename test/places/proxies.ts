import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../server/test/free-port.ts';
import { ask } from './ask.ts';
import { ensurePrograms } from './programs.ts';
import { recipe } from './recipe.ts';
import { type RunningProgram, runProgram } from './run-program.ts';

export interface ProxyOptions {
  /** A folder of its own. */
  readonly folder: string;
  /** Port of the report server. */
  readonly server: number;
  readonly certificates: {
    readonly key: string;
    readonly cert: string;
    readonly ca: { readonly cert: string };
  };
  /** What the app's site shows. */
  readonly page: string;
}

export interface RunningProxy extends RunningProgram {
  readonly port: number;
  /** `collector.test:PORT` and `app.test:PORT`. */
  readonly reports: string;
  readonly app: string;
}

interface Paths {
  readonly folder: string;
  readonly port: number;
  readonly root: string;
}

interface Kind {
  readonly title: string;
  readonly language: string;
  /** What of the recipe stands for the port. */
  readonly port: (port: number) => Readonly<Record<string, string>>;
  /** Debian's package, which `programs` are in. */
  readonly file: string;
  /** The whole configuration: what a system's own has around the recipe, for a program that runs in a folder. */
  readonly around: (recipe: string, paths: Paths) => string;
  readonly command: (program: string, file: string, paths: Paths) => readonly string[];
  /** Told to end well, some wait ten seconds for a browser that keeps its connection. */
  readonly ends: 'SIGTERM' | 'SIGKILL';
}

const isRoot = process.getuid?.() === 0;

const APACHE_MODULES = [
  '/usr/lib/apache2/modules',
  '/opt/homebrew/lib/httpd/modules',
  '/usr/local/lib/httpd/modules',
  '/usr/lib64/httpd/modules',
];
const WANTED = ['mpm_event', 'unixd', 'authz_core', 'dir', 'mime', 'socache_shmcb'];
/** As the recipe says. */
const NEEDED = ['ssl', 'proxy', 'proxy_http', 'headers'];

function apacheModules(): string {
  const folder = APACHE_MODULES.find((one) => existsSync(one)) ?? 'modules';
  return (
    [...WANTED, ...NEEDED]
      .map((name) => [name, path.join(folder, `mod_${name}.so`)] as const)
      // What is built in has no file.
      .filter(([, file]) => existsSync(file))
      .map(([name, file]) => `LoadModule ${name}_module ${file}`)
      .join('\n')
  );
}

const KINDS = {
  nginx: {
    title: 'nginx',
    language: 'nginx',
    port: (port) => ({ 'listen 443': `listen 127.0.0.1:${port}` }),
    file: 'nginx.conf',
    around: (text, { folder }) => `daemon off;
${isRoot ? 'user root;' : ''}
pid ${folder}/nginx.pid;
error_log stderr;
worker_processes 1;
events {}
http {
  types { text/html html; }
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
${text}
}`,
    command: (program, file, { folder }) => [program, '-p', folder, '-c', file],
    ends: 'SIGTERM',
  },
  caddy: {
    title: 'Caddy',
    language: 'caddyfile',
    port: (port) => ({
      'reports.example {': `reports.example:${port} {`,
      'app.example {': `app.example:${port} {`,
    }),
    file: 'Caddyfile',
    around: (text) => `{
  admin off
  auto_https disable_redirects
  default_bind 127.0.0.1
}
${text}`,
    command: (program, file) => [program, 'run', '--config', file, '--adapter', 'caddyfile'],
    ends: 'SIGKILL',
  },
  'apache2-bin': {
    title: 'Apache',
    language: 'apache',
    port: (port) => ({ '*:443': `127.0.0.1:${port}` }),
    file: 'httpd.conf',
    around: (text, { folder, port, root }) => `ServerRoot ${folder}
ServerName localhost
PidFile ${folder}/httpd.pid
ErrorLog ${folder}/error.log
Listen 127.0.0.1:${port}
${apacheModules()}
${isRoot ? 'User www-data\nGroup www-data' : ''}
TypesConfig /dev/null
Mutex file:${folder} default
AddType text/html .html
DirectoryIndex index.html
<Directory ${root}>
  Require all granted
</Directory>
${text}`,
    // In one process, without children that outlive it.
    command: (program, file) => [program, '-X', '-f', file],
    ends: 'SIGKILL',
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type ProxyName = keyof typeof KINDS;

export const PROXY_NAMES: readonly ProxyName[] = Object.keys(KINDS) as ProxyName[];

/** Finds the proxies, or installs what is missing, which takes a while. Throws `MISSING_PROGRAM`. */
export function ensureProxies(): Readonly<Record<ProxyName, string>> {
  return ensurePrograms({ nginx: ['nginx'], caddy: ['caddy'], 'apache2-bin': ['apache2', 'httpd'] });
}

/** Runs a proxy with the recipe of `server/places/README.md`, on loopback and in a folder; everything else is its own. */
export async function startProxy(name: ProxyName, options: ProxyOptions): Promise<RunningProxy> {
  const program = ensureProxies()[name];
  const kind: Kind = KINDS[name];
  const { folder, certificates } = options;
  const port = await freePort();
  const root = path.join(folder, 'www');
  mkdirSync(root, { recursive: true });
  // Apache's children are another user.
  for (const one of [folder, path.dirname(folder)]) chmodSync(one, 0o755);
  writeFileSync(path.join(root, 'index.html'), options.page);
  const [cert, key] = [path.join(folder, 'example.pem'), path.join(folder, 'example.key')];
  writeFileSync(cert, certificates.cert);
  writeFileSync(key, certificates.key, { mode: 0o600 });
  const [reports, app] = [`collector.test:${port}`, `app.test:${port}`];
  const text = recipe(kind.title, kind.language, {
    ...kind.port(port),
    'https://reports.example': `https://${reports}`,
    'reports.example': 'collector.test',
    'app.example': 'app.test',
    '/etc/ssl/example.pem': cert,
    '/etc/ssl/example.key': key,
    '/var/www/app': root,
    '127.0.0.1:4321': `127.0.0.1:${options.server}`,
  });
  const paths = { folder, port, root };
  const file = path.join(folder, kind.file);
  writeFileSync(file, kind.around(text, paths));
  const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const log = path.join(folder, 'error.log');
  const running = await runProgram(kind.command(program, file, paths), {
    cwd: folder,
    env: home,
    timeout: 30_000,
    isReady: async () => (await ask({ host: app, port, path: '/', ca: certificates.ca.cert })).status === 200,
  }).catch((error: Error) => {
    if (existsSync(log)) error.message += `\n${readFileSync(log, 'utf8')}`;
    throw error;
  });
  return { ...running, stop: () => running.stop(kind.ends), port, reports, app };
}
