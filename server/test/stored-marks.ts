import type { Store } from '@offstage/server';

/** How often each mark of a load is stored. */
export async function storedMarks(store: Store): Promise<ReadonlyMap<string, number>> {
  const marks = new Map<string, number>();
  let last = 0;
  for (;;) {
    const page = await store.after(last, 5_000);
    for (const report of page) {
      const mark = report.url.slice('https://app.example/'.length);
      marks.set(mark, (marks.get(mark) ?? 0) + 1);
      last = report.id;
    }
    if (page.length === 0) return marks;
  }
}
