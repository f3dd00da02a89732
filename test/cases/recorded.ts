import type { Chromium } from '../browser/launch-chromium.ts';

/** How often the browser's own recorder has this event of the site. */
export const recorded = ({ recorder }: Chromium, origin: string, eventName: string): number =>
  recorder.events.filter((event) => event.origin === `${origin}/` && event.eventName === eventName).length;
