import { createLogModel } from '../../../src/model/log-model.ts';
import { entryOfReport } from '../../../src/sources/server-entry.ts';
import type { ServerReports } from '../../../src/sources/server-reports.ts';
import { counted } from '../terminal/counted.ts';
import type { Loaded } from './loaded.ts';
import { serverProblem } from './server-of.ts';

const PAGE = 1000;

/** Reads the newest reports of a server, at most `most`, and says how many there are beyond. */
export async function readServer(reports: ServerReports, address: string, most: number): Promise<Loaded> {
  const model = createLogModel();
  const leftOut: string[] = [];
  let lost = 0;
  let newest = 0;
  let cursor: string | null | undefined;
  try {
    while (cursor !== null && model.size < most) {
      const page = await reports.page(Math.min(PAGE, most - model.size), cursor);
      newest = Math.max(newest, page.reports[0]?.id ?? 0);
      lost += page.lost ?? 0;
      model.prepend(page.reports.map(entryOfReport).reverse());
      cursor = page.next;
    }
    if (cursor !== null) {
      const { total } = await reports.counts();
      const older = total - model.size - lost;
      if (older > 0)
        leftOut.push(
          `${counted(older, 'older report of the server was', 'older reports of the server were')} not looked at: --scan ${total} looks at all.`,
        );
    }
  } catch (error) {
    throw serverProblem(error, address);
  }
  if (lost > 0) leftOut.push(`${counted(lost, 'report', 'reports')} could not be read.`);
  return { name: address.replace(/[?#].*$/, ''), kind: 'server', model, leftOut, lost, newest };
}
