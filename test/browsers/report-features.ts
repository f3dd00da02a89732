import { expect } from 'vitest';
import type { Feature } from './feature.ts';
import { entryIn, logOf } from './log-of.ts';

export const reportFeatures: readonly Feature[] = [
  {
    name: 'CSP violation observed in the page',
    async play(stage) {
      await stage.evaluate(() => {
        const policy = document.createElement('meta');
        policy.httpEquiv = 'Content-Security-Policy';
        policy.content = "img-src 'none'";
        document.head.append(policy);
        new Image().src = '/icon.png';
      });
      const { detail } = await entryIn(stage, { event: 'Report observed', service: 'reporting' });
      expect(detail.report).toMatchObject({
        type: 'csp-violation',
        body: { effectiveDirective: 'img-src' },
      });
      // Two ways lead here, ReportingObserver and the event: not two entries.
      await new Promise((resolve) => setTimeout(resolve, 300));
      const all = (await logOf(stage)).filter(({ event }) => event === 'Report observed');
      expect(all.map((entry) => entry.id)).toHaveLength(1);
    },
  },
];
