import { init, parse } from 'es-module-lexer';

// A directive counts only as the first statement, so it has to stay the first.
const STRICT = /^(?:\s+|\/\/[^\n]*\n|\/\*[\s\S]{0,20000}?\*\/)*(['"])use strict\1/;
// The first line of the host's own code keeps its number: a stack trace says the same with and without the plugin.
const oneLine = (code: string): string =>
  code
    .replace(/^\/\/# sourceMappingURL=.*$/gm, '')
    .trim()
    .replaceAll('\n', ' ');

/**
 * A worker's script with the plugin before everything that it does.
 *
 * @param source the script as the app serves it
 * @param plugin the plugin as a classic script, without comments that end with a line
 * @param address where a module worker can import the plugin from: what a module imports runs before its own first line
 */
export async function pluginFirst(source: string, plugin: string, address: string): Promise<string> {
  await init;
  // A byte order mark is one only at the very start.
  const text = source.replace(/^\uFEFF/, '');
  if (isModule(text)) return `import ${JSON.stringify(address)};${text}`;
  const strict = STRICT.test(text.slice(0, 40_000)) ? '"use strict";' : '';
  return `${strict}${oneLine(plugin)};${text}`;
}

function isModule(text: string): boolean {
  try {
    return parse(text)[3];
  } catch {
    // What can't be read is not for us to judge: the browser says what is wrong with it.
    return false;
  }
}
