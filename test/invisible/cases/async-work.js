// The host's work keeps the event open as long as it takes, and gives its value to the host.
addEventListener('sync', (event) => {
  const work = new Promise((resolve) => setTimeout(resolve, 40, 'done'));
  event.waitUntil(work);
  work.then((value) => seen(event.tag, value));
});
