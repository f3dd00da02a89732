import type { ServerOptions } from '../sources/server-reports.ts';

const KEY = 'offstage-viewer:token';

type Page = Pick<Window, 'location' | 'history' | 'sessionStorage'>;

/**
 * The server that the page's address names: `?server=https://reports.example&token=…`. A token is taken out of the
 * address at once, so that it is in no link and no history, and is kept for this tab alone.
 *
 * @returns undefined where no server is named, or the address of one is none
 */
export function serverOf(page: Page = window): ServerOptions | undefined {
  const { location, history } = page;
  const query = new URLSearchParams(location.search);
  const url = query.get('server');
  if (url === null || !/^https?:\/\//.test(url) || !URL.canParse(url)) return undefined;
  const given = query.get('token');
  if (given !== null) {
    query.delete('token');
    history.replaceState(history.state, '', `${location.pathname}?${query}${location.hash}`);
  }
  const token = kept(page, `${KEY}:${new URL(url).origin}`, given);
  return { url, ...(token !== undefined && { token }) };
}

/** Storage may be denied, by its very getter where site data is blocked: then the token lasts as long as the page. */
function kept(page: Page, key: string, given: string | null): string | undefined {
  try {
    const storage = page.sessionStorage;
    if (given !== null) storage.setItem(key, given);
    return storage.getItem(key) ?? undefined;
  } catch {
    return given ?? undefined;
  }
}
