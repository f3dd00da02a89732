import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const PASSWD = `root:x:0:0:root:/root:/bin/sh
node:x:1000:1000::/home/node:/bin/sh
`;
const GROUP = 'root:x:0:\nnode:x:1000:\n';

/** What a program needs besides itself, as the loader says. */
function librariesOf(program: string): readonly string[] {
  const said = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...said.matchAll(/(\/\S+) \(0x/g)].map(([, file = '']) => file);
}

/**
 * Fills a folder with what an image of Node's has for us (Node, npm, a shell, `install`, the user `node`) out of this very
 * machine: to build on where no registry of images can be reached.
 */
export function fillBaseImage(folder: string): void {
  const put = (file: string, as: string = file): void => {
    const target = path.join(folder, as);
    mkdirSync(path.dirname(target), { recursive: true });
    if (existsSync(target)) return;
    copyFileSync(realpathSync(file), target);
    chmodSync(target, 0o755);
  };
  put(process.execPath, '/usr/local/bin/node');
  const programs = ['/bin/sh', '/usr/bin/env', '/usr/bin/install'];
  for (const program of programs) put(program);
  for (const program of [process.execPath, ...programs]) for (const file of librariesOf(program)) put(file);
  // What names are looked up with is loaded while it runs.
  for (const name of ['libnss_files.so.2', 'libnss_dns.so.2', 'libresolv.so.2'])
    for (const lib of ['/lib/x86_64-linux-gnu', '/lib/aarch64-linux-gnu', '/usr/lib'])
      if (existsSync(path.join(lib, name))) put(path.join(lib, name));
  const npm = path.dirname(
    path.dirname(realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim())),
  );
  cpSync(npm, path.join(folder, 'usr/local/lib/node_modules/npm'), { recursive: true, dereference: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', path.join(folder, 'usr/local/bin/npm'));
  for (const [name, mode] of [
    ['tmp', 0o1777],
    ['root', 0o700],
    ['home/node', 0o755],
    ['etc', 0o755],
    ['var', 0o755],
  ] as const) {
    mkdirSync(path.join(folder, name), { recursive: true });
    chmodSync(path.join(folder, name), mode);
  }
  writeFileSync(path.join(folder, 'etc/passwd'), PASSWD);
  writeFileSync(path.join(folder, 'etc/group'), GROUP);
}
