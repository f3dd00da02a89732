import { startFetch } from '../../scenarios/background-fetch.ts';
import type { Act, DoctorCase } from '../doctor-case.ts';

const fetched =
  (url: string, downloadTotal?: number): Act['play'] =>
  async ({ page, entry }) => {
    await startFetch(page, 'film', [url], downloadTotal === undefined ? {} : { downloadTotal });
    await entry('Background Fetch completed');
  };

export const backgroundFetchCases: readonly DoctorCase[] = [
  {
    rule: 'D30',
    severity: 'error',
    what: 'a background fetch of what is not there',
    fault: { worker: '', play: fetched('/missing') },
    healthy: { worker: '', play: fetched('/blob?n=1000') },
  },
  {
    rule: 'D30',
    severity: 'error',
    what: 'a background fetch larger than announced',
    fault: { worker: '', play: fetched('/blob?n=50000', 1_000) },
    healthy: { worker: '', play: fetched('/blob?n=50000', 50_000) },
  },
];
