const TOKEN = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** The source with its comments blanked, line numbers kept. Strings stay, whatever stands in them. */
export const stripComments = (source: string): string =>
  source.replace(TOKEN, (token) => (token.startsWith('/') ? token.replace(/[^\n]/g, ' ') : token));

/** The source with the contents of its strings gone as well. */
export const stripStrings = (source: string): string =>
  source.replace(TOKEN, (token) => (token.startsWith('/') ? token : "''"));
