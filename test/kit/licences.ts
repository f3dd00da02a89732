import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** The folder of the package that a file of `node_modules` is from. */
function packageOf(file: string): string | undefined {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replace(/^\0/, '')) ?? [];
  return folder !== undefined && existsSync(path.join(folder, 'package.json')) ? folder : undefined;
}

/**
 * Writes the licences of what is bundled, as Vite's `build.license` does: that one stops at a package which gives its
 * licence as an object, as was allowed once.
 */
export function licences(fileName: string): Plugin {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) =>
        chunk.type === 'chunk' ? chunk.moduleIds : [],
      );
      const folders = new Set(modules.flatMap((file) => packageOf(file) ?? []));
      const texts = [...folders].map((folder) => {
        const { name, version, license } = JSON.parse(
          readFileSync(path.join(folder, 'package.json'), 'utf8'),
        );
        const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
        const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
        return {
          name: String(name),
          text: `## ${name} ${version}, ${license?.type ?? license}\n\n${text}\n`,
        };
      });
      texts.sort((a, b) => (a.name < b.name ? -1 : 1));
      const source = `# Licences of what is in here\n\n${texts.map(({ text }) => text).join('\n')}`;
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}
