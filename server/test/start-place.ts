import { afterAll } from 'vitest';
import { type Cluster, startCluster } from './postgres/cluster.ts';
import { type TempFolder, tempFolder } from './temp-folder.ts';

/** A folder and a PostgreSQL for the tests of one file; both go when these are done. */
export async function startPlace(): Promise<{ readonly folder: TempFolder; readonly cluster: Cluster }> {
  const folder = await tempFolder();
  const cluster = await startCluster({ standbys: 0 });
  afterAll(async () => {
    await cluster.stop();
    await folder.remove();
  });
  return { folder, cluster };
}
