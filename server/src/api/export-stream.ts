const PAGE = 500;

/** What one page gives: its items, and where the next one goes on. */
export type NextPage<Item extends { readonly id: number }> = (
  after: number,
  limit: number,
) => Promise<readonly Item[]>;

/** Every item as one line of JSON, oldest first, read page by page as the client takes them. */
export function exportStream<Item extends { readonly id: number }>(
  next: NextPage<Item>,
  lineOf: (item: Item) => unknown,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let last = 0;
  return new ReadableStream({
    async pull(controller) {
      const page = await next(last, PAGE);
      if (page.length > 0) {
        controller.enqueue(encoder.encode(page.map((item) => `${JSON.stringify(lineOf(item))}\n`).join('')));
      }
      last = page.at(-1)?.id ?? last;
      if (page.length < PAGE) controller.close();
    },
  });
}
