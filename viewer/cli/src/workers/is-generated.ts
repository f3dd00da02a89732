/** What Workbox, Serwist and Angular write; whoever edits it loses that at the next build. */
const MARKS =
  /\bdefine\(\s*\[\s*['"`]\.\/workbox-|precacheAndRoute\(\s*\[\s*\{|\b__WB_REVISION__|self\.__WB_DISABLE|class NgswCommLink|\* Welcome to your Workbox-powered service worker!|workbox-[0-9a-f]{8}(\.js)?['"`]/;

/** Whether a worker's script was made by a tool, so that its source, or the tool's options, have to change. */
export const isGenerated = (code: string): boolean => MARKS.test(code);
