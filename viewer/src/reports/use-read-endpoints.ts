import { readEndpoints } from '@offstage/sdk';
import { useEffect, useState } from 'react';
import type { ShownEndpoint } from './endpoints-in.ts';

export interface ReadEndpoints {
  readonly endpoints: readonly ShownEndpoint[];
  /** The address whose headers nobody would show. */
  readonly failed: string | undefined;
  /** Asks for the headers of one more document. */
  read(address: string): void;
}

/**
 * The endpoints in the headers of the viewer's own document, asked for when this is first shown (the app is not asked at
 * its loads), and in those of documents that a person names. Of another device's log only the latter.
 */
export function useReadEndpoints(own: boolean): ReadEndpoints {
  const [found, setFound] = useState<ReadonlyMap<string, readonly ShownEndpoint[]>>(new Map());
  const [failed, setFailed] = useState<string>();
  const read = (address: string, quiet = false): void => {
    void readEndpoints(address).then((endpoints) => {
      if (endpoints) setFound((before) => new Map(before).set(address, endpoints));
      if (!quiet) setFailed(endpoints?.length ? undefined : address);
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once
  useEffect(() => {
    if (own) read(location.href, true);
  }, [own]);
  const each = [...found.values()].flat();
  const endpoints = [...new Map(each.map((one) => [`${one.origin} ${one.name} ${one.url}`, one])).values()];
  return { endpoints, failed, read };
}
