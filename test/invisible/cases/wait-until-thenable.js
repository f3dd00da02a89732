// A thenable is asked once.
addEventListener('sync', (event) => {
  let reads = 0;
  event.waitUntil({
    // biome-ignore lint/suspicious/noThenProperty: it is a thenable
    get then() {
      reads += 1;
      return (resolve) => {
        seen('then called');
        resolve();
      };
    },
  });
  event.waitUntil(new Promise((resolve) => setTimeout(resolve, 20)).then(() => seen('reads', reads)));
});
