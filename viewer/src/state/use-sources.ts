import { openLog } from '@offstage/sdk';
import { useEffect, useRef, useState } from 'react';
import { logSource } from '../sources/log-source.ts';
import type { ServerOptions } from '../sources/server-reports.ts';
import { serverSource } from '../sources/server-source.ts';
import type { Source } from '../sources/source.ts';

const NONE: readonly Source[] = [];

/** The given sources; or the log of this origin, open for as long as the viewer is, with the server beside it. */
export function useSources(
  given: readonly Source[] | undefined,
  server: ServerOptions | undefined,
): readonly Source[] {
  const [own, setOwn] = useState<readonly Source[]>(NONE);
  // An object literal in the caller's JSX is a new one on every render.
  const options = useRef(server);
  useEffect(() => {
    if (given !== undefined) return;
    const client = openLog();
    const received = options.current && serverSource(options.current);
    const log = logSource(client);
    setOwn(received?.reports ? [{ ...log, reports: received.reports }, received] : [log]);
    return () => {
      setOwn(NONE);
      client.close();
    };
  }, [given]);
  return given ?? own;
}
