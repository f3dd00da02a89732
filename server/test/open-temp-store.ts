import { join } from 'node:path';
import { openStore, type Store } from '@offstage/server';
import { afterAll } from 'vitest';
import { tempFolder } from './temp-folder.ts';

export interface TempStore {
  readonly store: Store;
  /** Where it is, with room for more. */
  readonly folder: string;
}

/** An empty SQLite store for one test file; both it and its folder go when the tests are over. */
export async function openTempStore(): Promise<TempStore> {
  const folder = await tempFolder();
  const store = await openStore(join(folder.path, 'app.sqlite'));
  afterAll(async () => {
    await store.close();
    await folder.remove();
  });
  return { store, folder: folder.path };
}
