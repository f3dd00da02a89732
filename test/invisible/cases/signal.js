const early = new AbortController();
const during = new AbortController();
addEventListener('sync', () => seen('never'), { signal: early.signal });
early.abort();
addEventListener('sync', (event) => {
  seen('aborts', event.tag);
  during.abort();
});
addEventListener('sync', () => seen('aborted during dispatch'), { signal: during.signal });
