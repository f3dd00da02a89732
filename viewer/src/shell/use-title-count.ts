import { useEffect } from 'react';

const OURS = /^✕ [\d.,\s]+ · /;

/** Puts a count before the title of the page, for as long as there is something to count. The title stays the app's. */
export function useTitleCount(count: string): void {
  useEffect(() => {
    const title = document.title.replace(OURS, '');
    document.title = count === '' ? title : `✕ ${count} · ${title}`;
    return () => {
      document.title = document.title.replace(OURS, '');
    };
  }, [count]);
}
