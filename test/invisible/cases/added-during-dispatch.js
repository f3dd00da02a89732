addEventListener('sync', (event) => {
  seen('outer', event.tag);
  if (event.tag === 'first') addEventListener('sync', (inner) => seen('inner', inner.tag));
});
