import type { ReportFilter } from '../store/report.ts';
import type { Store } from '../store/store.ts';

const PAGE = 500;

/** Every matching report as one line of JSON, oldest first, read page by page as the client takes them. */
export function exportStream(store: Store, filter: ReportFilter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let last = 0;
  return new ReadableStream({
    async pull(controller) {
      const page = await store.after(last, PAGE, filter);
      if (page.length > 0) {
        controller.enqueue(encoder.encode(page.map((report) => `${JSON.stringify(report)}\n`).join('')));
      }
      last = page.at(-1)?.id ?? last;
      if (page.length < PAGE) controller.close();
    },
  });
}
