addEventListener('error', (event) => seen(event.message, event.error));
addEventListener('sync', (event) => {
  throw event.tag === 'first' ? undefined : 'a string';
});
