addEventListener('sync', (event) => {
  seen('first', event.tag);
  if (event.tag === 'first') event.stopImmediatePropagation();
});
addEventListener('sync', () => seen('second'));
