const TOKEN = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** The source with its comments blanked, line numbers kept. Strings stay, whatever stands in them. */
export const stripComments = (source: string): string =>
  source.replace(TOKEN, (token) => (token.startsWith('/') ? token.replace(/[^\n]/g, ' ') : token));

/** The source with the contents of its strings gone as well. */
export const stripStrings = (source: string): string =>
  source.replace(TOKEN, (token) => (token.startsWith('/') ? token : "''"));

/** The source without its strings that hold quotes: no name of a module does, and code in a text imports nothing. */
export const stripQuotedCode = (source: string): string =>
  source.replace(TOKEN, (token) => (/^['"`].*['"]./s.test(token) ? "''" : token));
