/** What a build puts into a file's name so that it changes with the content: it has a capital or a digit. */
const HASH = /[-.](?=[\w-]*[A-Z\d])[\w-]{6,40}(?=\.\w{1,4}$)/;

/**
 * The URL under which a page's script says whether it wants to be recorded: without query and without the hash of a build,
 * so that what the next build says replaces it. `''` where the bundler leaves no URL of the web (webpack): such pages of an
 * origin share one word, that of the page which was loaded last. Under each page's path there would be one for every page that
 * nobody opens again, and a `false` among them would win for ever.
 */
export const pageScript = (url = ''): string =>
  /^https?:/.test(url)
    ? url
        .slice(0, 1_000)
        .replace(/[?#].*/s, '')
        .replace(HASH, '')
    : '';
